using System.Buffers;

namespace Kith.Engine.Acquire;

/// <summary>What a cell looks like, coarsely: enough to judge whether a reading of a file makes sense.</summary>
internal enum CellKind : byte
{
    Empty,
    Number,
    Date,
    Time,
    Email,
    Url,
    Phone,
    Code,
    Flag,
    Words,
    Text,
}

/// <summary>Tells the kind of a cell by its shape, without parsing its value.</summary>
internal static class CellKinds
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;|\t\"'");
    private static readonly string[] Flags =
        ["true", "false", "yes", "no", "null", "none", "nan", "n/a", "na", "y", "n", "是", "否", "有", "无", "男", "女", "-", "--", "—", "?"];

    /// <summary>The kind of a cell; surrounding spaces don't count.</summary>
    public static CellKind Of(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (cell.IsEmpty)
        {
            return CellKind.Empty;
        }

        if (cell.Length > 400)
        {
            return CellKind.Text;
        }

        var (digits, letters, signs, spaces, wide) = Count(cell);
        if (digits > 0)
        {
            if (letters == 0 && wide == 0)
            {
                return Numeric(cell, digits, signs, spaces);
            }

            if (wide > 0 && letters == 0 && IsHanDate(cell))
            {
                return CellKind.Date;
            }

            if (letters + wide <= 3 && IsNumber(TrimUnits(cell)))
            {
                return CellKind.Number;
            }

            if (LooksDated(cell, digits))
            {
                return CellKind.Date;
            }
        }

        if (IsFlag(cell))
        {
            return CellKind.Flag;
        }

        if (cell.IndexOf('@') is > 0 and var at && spaces == 0 && cell[at..].IndexOf('.') > 1)
        {
            return CellKind.Email;
        }

        if (spaces == 0 && (cell.Contains("://", StringComparison.Ordinal) || cell.StartsWith("www.", StringComparison.OrdinalIgnoreCase)))
        {
            return CellKind.Url;
        }

        if (spaces == 0 && digits > 0 && signs <= 4 && cell.Length <= 40 && !cell.ContainsAny(Separators))
        {
            return CellKind.Code;
        }

        return signs == 0 || (signs <= 2 && cell.Length <= 60 && !cell.ContainsAny(Separators)) ? CellKind.Words : CellKind.Text;
    }

    /// <summary>True for kinds that are data rather than names of columns.</summary>
    public static bool IsValue(CellKind kind) =>
        kind is CellKind.Number or CellKind.Date or CellKind.Time or CellKind.Email or CellKind.Url or CellKind.Phone or CellKind.Code;

    /// <summary>True for an amount or count: digits with grouping, decimals, sign, currency, percent or exponent.</summary>
    public static bool IsNumber(ReadOnlySpan<char> cell)
    {
        cell = TrimUnits(cell.Trim());
        var (digits, exponent) = (0, false);
        for (var i = 0; i < cell.Length; i++)
        {
            var c = cell[i];
            if (char.IsDigit(c))
            {
                digits++;
            }
            else if (c is 'e' or 'E' && digits > 0 && !exponent && i + 1 < cell.Length)
            {
                exponent = true;
            }
            else if (c is '+' or '-' or '−' ? i > 0 && !(exponent && cell[i - 1] is 'e' or 'E') && i < cell.Length - 1
                : !(c is '.' or ',' or '\'' or '’' or '\u00A0' or '\u202F' || (c == ' ' && char.IsDigit(cell[i - 1]) && IsGroup(cell[(i + 1)..]))))
            {
                return false;
            }
        }

        return digits > 0;
    }

    private static CellKind Numeric(ReadOnlySpan<char> cell, int digits, int signs, int spaces)
    {
        if (cell.Contains(':'))
        {
            return spaces > 1 || signs > 6 ? CellKind.Text : cell.Count(':') <= 2 && signs <= 3 ? CellKind.Time : CellKind.Date;
        }

        if (digits is >= 3 and <= 8 && LooksDated(cell, digits))
        {
            return CellKind.Date;
        }

        if (IsNumber(cell))
        {
            return CellKind.Number;
        }

        var phone = digits is >= 5 and <= 20;
        foreach (var c in cell)
        {
            phone &= char.IsDigit(c) || c is '+' or '-' or ' ' or '(' or ')' or '/' or '.' or '（' or '）' or '#' or '*';
        }

        return phone ? CellKind.Phone : spaces == 0 && signs <= 4 && !cell.ContainsAny(Separators) ? CellKind.Code : CellKind.Text;
    }

    private static (int Digits, int Letters, int Signs, int Spaces, int Wide) Count(ReadOnlySpan<char> cell)
    {
        var (digits, letters, signs, spaces, wide) = (0, 0, 0, 0, 0);
        foreach (var c in cell)
        {
            if (char.IsDigit(c))
            {
                digits++;
            }
            else if (c > '\u2E80' && char.IsLetter(c))
            {
                wide++;
            }
            else if (char.IsLetter(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                letters++;
            }
            else if (c is ' ' or '\u3000' or '\u00A0')
            {
                spaces++;
            }
            else
            {
                signs++;
            }
        }

        return (digits, letters, signs, spaces, wide);
    }

    /// <summary>Numbers parted twice by the same mark, or a month's name between numbers, perhaps with a time after them.</summary>
    private static bool LooksDated(ReadOnlySpan<char> cell, int digits)
    {
        if (cell.Length > 35 || digits is < 3 or > 20)
        {
            return false;
        }

        var first = cell.IndexOfAny("-/.");
        if (first is >= 1 and <= 4 && cell[(first + 1)..].IndexOf(cell[first]) is >= 1 and <= 3 and var second)
        {
            var year = cell[(first + second + 2)..];
            return AllDigits(cell[..first]) && (AllDigits(cell.Slice(first + 1, second)) || (second == 3 && char.IsLetter(cell[first + 1])))
                && year.Length >= 1 && char.IsDigit(year[0]) && (year.Length <= 4 ? AllDigits(year) : year[1..].ContainsAny(" T:"));
        }

        return false;
    }

    private static bool IsHanDate(ReadOnlySpan<char> cell) =>
        cell.IndexOf('年') is 2 or 4 && (cell.Contains('月') || cell[^1] == '年') && cell.Length <= 24;

    private static bool IsFlag(ReadOnlySpan<char> cell)
    {
        foreach (var flag in Flags)
        {
            if (cell.Equals(flag, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGroup(ReadOnlySpan<char> rest) =>
        rest.Length >= 3 && AllDigits(rest[..3]) && (rest.Length == 3 || !char.IsDigit(rest[3]));

    private static bool AllDigits(ReadOnlySpan<char> text) => text.Length > 0 && text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static ReadOnlySpan<char> TrimUnits(ReadOnlySpan<char> cell)
    {
        if (cell.Length > 2 && cell[0] == '(' && cell[^1] == ')')
        {
            cell = cell[1..^1];
        }

        cell = cell.Trim("$€£¥￥₩₽%‰ 元");
        foreach (var code in (ReadOnlySpan<string>)["RMB", "CNY", "USD", "EUR", "GBP", "HK$", "US$"])
        {
            if (cell.StartsWith(code, StringComparison.OrdinalIgnoreCase))
            {
                return cell[code.Length..].Trim();
            }

            if (cell.EndsWith(code, StringComparison.OrdinalIgnoreCase))
            {
                return cell[..^code.Length].Trim();
            }
        }

        return cell;
    }
}
