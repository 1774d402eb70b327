namespace Kith.Engine.Reach;

/// <summary>What a column of a workbook holds.</summary>
public enum XlsxKind
{
    /// <summary>Text, whatever it looks like: a long number keeps its digits, a formula is no formula.</summary>
    Text,

    /// <summary>Numbers where the cell can hold them without loss, else text.</summary>
    Number,

    /// <summary>Days (`2024-02-29`) as dates where the calendar of spreadsheets has them, else text.</summary>
    Date,
}

/// <summary>A column of a workbook to write.</summary>
public sealed record XlsxColumn(string Header, XlsxKind Kind = XlsxKind.Text);

/// <summary>Whether a text survives as a typed cell, and as what.</summary>
internal static class XlsxValue
{
    // Spreadsheet programs compute with 15 digits.
    private const int MostDigits = 15;
    private const int LongestNumber = 20;
    private const int FirstSureDay = 61;

    /// <summary>True for a number that reads back digit by digit: `12`, `-0.5`; not `007`, `3.50`, `1e3`, `+1` or 16 digits.</summary>
    public static bool IsLosslessNumber(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestNumber)
        {
            return false;
        }

        var digits = text[0] == '-' ? text[1..] : text;
        var dot = digits.IndexOf('.');
        var whole = dot < 0 ? digits : digits[..dot];
        var part = dot < 0 ? [] : digits[(dot + 1)..];
        if (whole.IsEmpty || whole.ContainsAnyExceptInRange('0', '9') || part.ContainsAnyExceptInRange('0', '9') || (whole.Length > 1 && whole[0] == '0'))
        {
            return false;
        }

        if (dot >= 0 && (part.IsEmpty || part[^1] == '0'))
        {
            return false;
        }

        var significant = whole is "0" ? part.TrimStart('0').Length : whole.Length + part.Length;
        return significant <= MostDigits && (text[0] != '-' || digits.ContainsAnyInRange('1', '9'));
    }

    /// <summary>The day number of an ISO date; 0 when it is none or lies before March 1900, where that calendar is wrong.</summary>
    public static int Serial(ReadOnlySpan<char> text)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day))
        {
            return 0;
        }

        var serial = day.DayNumber - new DateOnly(1899, 12, 30).DayNumber;
        return serial >= FirstSureDay ? serial : 0;
    }
}
