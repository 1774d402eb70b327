namespace Kith.Engine.Check;

/// <summary>One reading of a run of digits as a telephone number (the published method of parsing, and its verdict).</summary>
internal readonly ref struct PhoneReading
{
    private PhoneReading(string code, ReadOnlySpan<char> national, NumberingPlan? plan, PhoneKind kind, string? fault)
    {
        Code = code;
        National = national;
        Plan = plan;
        Kind = kind;
        Fault = fault;
    }

    public string Code { get; }
    public ReadOnlySpan<char> National { get; }
    public NumberingPlan? Plan { get; }
    public PhoneKind Kind { get; }

    /// <summary>Why the number is not valid, as a finding code; null when it is.</summary>
    public string? Fault { get; }

    public bool IsValid => Fault is null;

    public string? E164 => Code.Length == 0 || National.Length is < 2 or > 17 ? null : string.Concat("+", Code, National);

    /// <summary>Reads digits (0–9 only) written with a plus in front, or as people of <paramref name="home"/> write them.</summary>
    public static PhoneReading Of(ReadOnlySpan<char> digits, bool plus, NumberingPlan? home)
    {
        if (!plus && home is not null && home.InternationalPrefixLength(digits) is > 0 and var skip)
        {
            digits = digits[skip..];
            plus = true;
        }

        if (plus)
        {
            var plans = NumberingPlan.OfCode(digits, out var codeLength);
            return plans.IsEmpty
                ? new("", digits, null, PhoneKind.Unknown, digits.Length < 4 ? "phone.too-short" : "phone.unknown-country")
                : Judge(plans, plans[0], digits[codeLength..], keepValid: true);
        }

        if (home is null)
        {
            return new("", digits, null, PhoneKind.Unknown, "phone.unknown-country");
        }

        var siblings = NumberingPlan.OfCode(home.Code, out _);
        if (digits.StartsWith(home.Code))
        {
            // Some people leave the plus out: believe it where the digits are no national number but the rest is.
            var rest = home.WithoutTrunk(digits[home.Code.Length..]);
            if ((!home.IsGeneral(digits) && home.IsGeneral(rest)) || home.CompareLength(digits.Length) > 0)
            {
                return Judge(siblings, siblings[0], rest, keepValid: true);
            }
        }

        return Judge(siblings, home, digits, keepValid: false);
    }

    private static PhoneReading Judge(ReadOnlySpan<NumberingPlan> plans, NumberingPlan writer, ReadOnlySpan<char> national, bool keepValid)
    {
        // A complete international number stays as it is, so that reading one's own output changes nothing.
        PhoneKind kind;
        NumberingPlan? owner;
        if (keepValid && (owner = NumberingPlan.Owner(plans, national, out kind)) is not null && kind != PhoneKind.Unknown)
        {
            return new(writer.Code, national, owner, kind, null);
        }

        national = writer.WithoutTrunk(national);
        owner = NumberingPlan.Owner(plans, national, out kind);
        var fault = kind != PhoneKind.Unknown ? null
            : writer.IsShorterThanAll(national.Length) ? "phone.too-short"
            : writer.CompareLength(national.Length) > 0 ? "phone.too-long"
            : "phone.invalid";
        return new(writer.Code, national, owner, kind, fault);
    }
}
