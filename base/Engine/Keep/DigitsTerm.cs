namespace Kith.Engine.Keep;

/// <summary>Digits: the start, the end or the whole of a phone number, or the start of another number.</summary>
/// <param name="digits">ASCII digits.</param>
/// <param name="international">Whether a + stood before them.</param>
internal sealed class DigitsTerm(string digits, bool international) : QueryTerm
{
    /// <summary>Fewer digits are no phone number's end.</summary>
    public const int ShortestTail = 4;

    private const string HomeCode = "86";

    /// <summary>Fewer digits after a country code would fetch half of the numbers.</summary>
    private const int ShortestRest = 3;

    private readonly string[] _national = [.. National(digits, international).Where(n => n.Length > 0)];

    public override string Strict => MatchText.Any([
        international && _national.Length > 0 ? string.Empty : MatchText.Prefix(digits),
        .. _national.Select(n => MatchText.Prefix(n)),
        digits.Length >= ShortestTail ? MatchText.Tail(digits) : string.Empty]);

    public override bool Verifies => _national.Length > 0 || digits.Length > SearchTokens.Reach;

    public override int Rank(RecordText record, bool forgiving) =>
        Math.Min(record.Phone(digits), international ? Nearness.None : record.Letters(digits));

    /// <summary>What the national number begins with if the digits begin with a prefix or a country code.</summary>
    private static IEnumerable<string> National(string digits, bool international)
    {
        if (international)
        {
            yield return digits[PhoneDigits.CountryCode(digits)..];
            yield break;
        }

        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            var rest = digits[(2 + PhoneDigits.CountryCode(digits.AsSpan(2)))..];
            yield return rest.Length >= ShortestRest ? rest : string.Empty;
        }
        else if (digits[0] == '0')
        {
            yield return digits.Length > 2 ? digits[1..] : string.Empty;
        }
        else if (digits.StartsWith(HomeCode, StringComparison.Ordinal) && digits.Length >= HomeCode.Length + ShortestRest)
        {
            yield return digits[HomeCode.Length..];
        }
    }
}
