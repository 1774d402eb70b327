namespace Kith.Engine.Keep;

/// <summary>Digits: the start, the end or the whole of a phone number, or the start of another number.</summary>
/// <param name="digits">ASCII digits.</param>
/// <param name="international">Whether they begin with a country code (typed as + or 00).</param>
internal sealed class DigitsTerm(string digits, bool international) : QueryTerm
{
    /// <summary>Fewer digits are no phone number's end.</summary>
    public const int ShortestTail = 4;

    private const string HomeCode = "86";
    private readonly string _withoutCode = WithoutCode(digits, international);

    public override string Strict => MatchText.Any(
        international && _withoutCode.Length > 0 ? string.Empty : MatchText.Prefix(digits),
        MatchText.Prefix(_withoutCode),
        digits.Length >= ShortestTail ? MatchText.Tail(digits) : string.Empty);

    public override bool Verifies => _withoutCode.Length > 0 || digits.Length > SearchTokens.Reach;

    public override int Rank(RecordText record, bool forgiving) =>
        Math.Min(record.Phone(digits), international ? Nearness.None : record.Letters(digits));

    /// <summary>What the national number begins with, if the digits begin with something else.</summary>
    private static string WithoutCode(string digits, bool international)
    {
        if (international || (digits.Length > ShortestTail && digits.StartsWith(HomeCode, StringComparison.Ordinal)))
        {
            return digits[PhoneDigits.CountryCode(digits)..];
        }

        return digits.TrimStart('0') is { Length: > 0 } national && national.Length < digits.Length ? national : string.Empty;
    }
}
