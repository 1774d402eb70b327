namespace Kith.Engine.Check;

/// <summary>Telephone numbers of all countries: found in a cell, judged by the published numbering plans, written for people.</summary>
public static class Phones
{
    /// <summary>Longest cell that is read at all, in characters.</summary>
    public const int LongestCell = 256;

    /// <summary>What stands between a number and its extension where it is written for people (ITU-T E.123).</summary>
    public const string ExtensionMark = " ext. ";

    /// <summary>
    /// The numbers in a cell, in order: several may stand there (、 ; / or, new line, space); labels, extensions and spreadsheet
    /// floats are understood. Empty for a blank cell; a cell without any number gives one refused entry.
    /// </summary>
    /// <param name="defaultRegion">ISO 3166 alpha-2 of the place whose people wrote numbers without a country code, e.g. "CN".</param>
    public static IReadOnlyList<PhoneNumber> Parse(string text, string defaultRegion)
    {
        var home = NumberingPlan.OfRegion(defaultRegion);
        if (text.Length is >= 7 and <= 16 && home is not null && Plain(text, home) is { } plain)
        {
            return [plain];
        }

        if (BlankWords.IsBlankWord(text))
        {
            return [];
        }

        if (text.Length > LongestCell)
        {
            return [new PhoneNumber(null, null, null, PhoneKind.Unknown, Verdict.Bad, new Finding("phone.not-a-number"))];
        }

        return new PhoneCell(home).Read(text);
    }

    /// <summary>Whether a number has a length that its country's plan allows, given out or not: E.164, as a refused number bears it.</summary>
    public static bool IsPossible(string e164)
    {
        var plans = e164.Length is > 4 and <= 20 && e164[0] == '+' ? NumberingPlan.OfCode(e164.AsSpan(1), out _) : default;
        foreach (var plan in plans)
        {
            if (plan.CompareLength(e164.Length - 1 - plan.Code.Length) == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The ISO 3166 code of a place with a numbering plan, from what a person typed; null when there is none. UK is what people say for GB.</summary>
    public static string? RegionOf(string typed)
    {
        var region = typed.Trim().ToUpperInvariant();
        region = region == "UK" ? "GB" : region;
        return NumberingPlan.OfRegion(region) is null ? null : region;
    }

    /// <summary>
    /// A key (<see cref="PhoneNumber.Key"/>) as people write it: the national form for numbers of the reader's own calling code,
    /// the international form for all others. Text that is no key comes back unchanged.
    /// </summary>
    public static string ForPeople(string key, string readerRegion)
    {
        var mark = key.IndexOf(";ext=", StringComparison.Ordinal);
        var number = mark < 0 ? key : key[..mark];
        if (number.Length is < 4 or > 20 || number[0] != '+' || number.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
        {
            return key;
        }

        var plans = NumberingPlan.OfCode(number.AsSpan(1), out var codeLength);
        if (plans.IsEmpty)
        {
            return key;
        }

        var national = number[(1 + codeLength)..];
        var plan = NumberingPlan.Owner(plans, national, out _) ?? plans[0];
        var inland = NumberingPlan.OfRegion(readerRegion)?.Code == plan.Code;
        var written = inland ? Write(plan, national, inland: true) : $"+{plan.Code} {Write(plan, national, inland: false)}";
        return mark < 0 ? written : written + ExtensionMark + key[(mark + 5)..];
    }

    /// <summary>The way of most cells, without looking for anything else: digits alone, or + and digits.</summary>
    private static PhoneNumber? Plain(string text, NumberingPlan home)
    {
        var plus = text[0] == '+';
        var digits = text.AsSpan(plus ? 1 : 0);
        if (digits.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var reading = PhoneReading.Of(digits, plus, home);
        return reading.IsValid && !PhoneText.IsPlaceholder(digits) && !PhoneText.IsPlaceholder(reading.National)
            ? new PhoneNumber(reading.E164, null, reading.Plan?.Region, reading.Kind, Verdict.Good, null)
            : null;
    }

    private static string Write(NumberingPlan plan, string national, bool inland)
    {
        foreach (var writing in plan.Writings)
        {
            if ((!inland && writing.International == "NA") || !writing.Fits(national))
            {
                continue;
            }

            var template = !inland && writing.International.Length > 0 ? writing.International : writing.Template;
            if (inland && writing.TrunkRule.Length > 0 && template.IndexOf('$', StringComparison.Ordinal) is >= 0 and var at)
            {
                // The rule says what to write for the first group that the template names.
                template = template[..at] + writing.TrunkRule.Replace("$1", template.Substring(at, 2), StringComparison.Ordinal) + template[(at + 2)..];
            }

            return writing.Pattern.Replace(national, template);
        }

        return national;
    }
}
