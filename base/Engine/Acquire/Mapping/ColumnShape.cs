using Kith.Engine.Check;

namespace Kith.Engine.Acquire.Mapping;

/// <summary>The sampled values of one column.</summary>
internal sealed class ColumnShape
{
    // Beyond this length only its beginning is looked at: no value says more about its kind.
    private const int Longest = 200;

    /// <summary>The share of cells that say what a column is, whatever the others are.</summary>
    public const double MostOf = 0.8;

    // One slip in so few cells is already more than a fifth, and says no more against the others than one in fifty does.
    private const int FewestWithASlip = 4;
    private const double MostOfNumbers = 0.9;
    private const int FewestNumbersWithASlip = 5;
    private readonly List<string> _values;

    public ColumnShape(IReadOnlyList<string[]> rows, int column)
    {
        // N/A says nothing about its column; 无 may be the answer no.
        _values = [.. rows.Where(r => column < r.Length && !string.IsNullOrWhiteSpace(r[column]) && (!BlankWords.IsBlankMark(r[column]) || ValueKinds.IsYesNo(r[column]))).Select(r => Shown(r[column]))];
    }

    public bool IsEmpty => _values.Count == 0;

    public int Count => _values.Count;

    public double Share(Func<string, bool> kind) => IsEmpty ? 0 : (double)_values.Count(kind) / _values.Count;

    /// <summary>
    /// Whether the column is of this kind by share and by count: most of its cells are, or all of four and more but one. A slip
    /// costs a line in the list of problems; a whole column taken for text costs every cell its meaning.
    /// </summary>
    /// <param name="share">As <see cref="Share"/> gives it.</param>
    public bool IsMostly(double share) => share >= MostOf || (Count >= FewestWithASlip && share * Count > Count - 1.5);

    /// <summary>The share of values that a field of this key can hold; 1 when there are none to object.</summary>
    public double Fit(string field) => IsEmpty ? 1 : Share(field switch
    {
        "phone" => v => ValueKinds.IsPhone(v) || ValueKinds.IsContactUnderPhone(v),
        "email" => ValueKinds.IsEmail,
        "birthday" => v => ValueKinds.IsBirthday(v) || ValueKinds.IsSerial(v),
        "created_on" => v => ValueKinds.IsDay(v) || ValueKinds.IsSerial(v),
        "gender" => ValueKinds.IsGender,
        "kind" => ValueKinds.IsKind,
        "do_not_contact" => ValueKinds.IsYesNo,
        "website" => ValueKinds.IsUrl,
        "uscc" or "vat_id" => ValueKinds.IsTaxId,
        "iban" => ValueKinds.IsIban,
        "resident_id" => ValueKinds.IsIdDocument,
        "bank_card" => ValueKinds.IsCard,
        "postcode" => ValueKinds.IsPostcode,
        "qq" => ValueKinds.IsQq,
        "wechat" => ValueKinds.IsWechat,
        "wecom" => v => v.Length <= 64 && !ValueKinds.IsDate(v) && !ValueKinds.IsUrl(v),
        "role" => v => ValueKinds.IsWords(v) && v.Length <= 40 && !ValueKinds.IsUrl(v),
        "external_id" => v => v.Length <= 64 && !v.Contains('@') && !ValueKinds.IsDate(v) && !ValueKinds.IsChineseMobile(v) && !ValueKinds.IsResidentId(v),
        "title" => v => ValueKinds.IsWords(v) && !ValueKinds.IsSalutation(v) && !ValueKinds.IsUrl(v) && v.Length <= 80,
        "name" => v => IsShortWords(v) || ValueKinds.IsContact(v),
        "family_name" or "given_name" or "country" or "province" or "city" or "district" => IsShortWords,
        "company" => v => ValueKinds.IsWords(v) || (v.Length <= 80 && v.Any(char.IsLetter) && !ValueKinds.IsEmail(v)),
        "address" => v => v.Any(char.IsLetterOrDigit) && !ValueKinds.IsEmail(v) && !ValueKinds.IsDate(v) && !ValueKinds.IsSurelyPhone(v) && !ValueKinds.IsUrl(v) && !ValueKinds.IsMoney(v),
        "stage" or "source" or "tags" => v => !ValueKinds.IsEmail(v) && !ValueKinds.IsDate(v) && !ValueKinds.IsSurelyPhone(v),
        "owner" => v => v.Any(char.IsLetter) && !ValueKinds.IsDate(v),
        _ => _ => true,
    });

    /// <summary>The share that suits the type of a user-defined field.</summary>
    public double FitType(string type) => IsEmpty ? 1 : Share(type switch
    {
        "date" => ValueKinds.IsDay,
        "number" => v => ValueKinds.IsNumber(v) || ValueKinds.IsMoney(v),
        "money" => v => ValueKinds.IsMoney(v) || ValueKinds.IsNumber(v),
        "yesno" => ValueKinds.IsYesNo,
        _ => _ => true,
    });

    /// <summary>The type that a new field made of this column should have.</summary>
    public string SuggestedType(HeaderText header)
    {
        if (IsEmpty)
        {
            return "text";
        }

        if (IsMostly(Share(ValueKinds.IsDay)) || (Share(ValueKinds.IsSerial) >= 0.5 && DateWords.Any(w => header.Plain.Contains(w, StringComparison.Ordinal)) && IsMostly(Share(v => ValueKinds.IsSerial(v) || ValueKinds.IsDay(v)))))
        {
            return "date";
        }

        if (AreNumbers())
        {
            return Share(ValueKinds.IsMoney) >= 0.5 || MoneyWords.Any(w => header.Plain.Contains(w, StringComparison.Ordinal)) || AmountShape.CurrencyOf(header.Raw) is not null ? "money"
                : _values.Count >= 3 && Share(ValueKinds.IsYesNo) == 1 && Distinct() == 2 ? "yesno" : "number";
        }

        return Share(ValueKinds.IsYesNo) == 1 ? "yesno"
            : _values.Count >= 5 && Distinct() <= Math.Min(20, _values.Count / 2) && _values.TrueForAll(v => v.Length <= 30) ? "choice" : "text";
    }

    /// <summary>Numbers are a weaker form than dates: codes are mostly digits too, so that the odd one out must not be of digits and letters (3B, A-12).</summary>
    private bool AreNumbers()
    {
        var odd = _values.Where(v => !ValueKinds.IsNumber(v) && !ValueKinds.IsMoney(v)).Take((int)(Count * (1 - MostOfNumbers)) + 2).ToList();
        return !_values.Exists(IsCode) && (Count - odd.Count >= Count * MostOfNumbers
            || (odd is [var slip] && Count >= FewestNumbersWithASlip && !(slip.Any(char.IsAsciiLetter) && slip.Any(char.IsAsciiDigit))));
    }

    private static bool IsShortWords(string v) => ValueKinds.IsWords(v) && v.Length <= 80 && !ValueKinds.IsUrl(v);

    // A day number of a spreadsheet is a number like any other but for its heading.
    private static readonly string[] DateWords = ["日期", "时间", "日", "date", "birthday", "datum", "fecha", "geburtstag", "day of", "since"];

    private static readonly string[] MoneyWords = ["金额", "余额", "价", "费", "消费额", "销售额", "营业额", "预算", "额度", "amount", "price", "revenue", "spent", "spend", "balance", "budget", "total paid", "limit"];

    private int Distinct() => _values.Distinct(StringComparer.Ordinal).Count();

    // Leading zeros and many digits are a code that only looks like a number.
    private static bool IsCode(string v) => v.Length > 1 && v[0] == '0' && char.IsAsciiDigit(v[1]) || v.Count(char.IsAsciiDigit) >= 12;

    private static string Shown(string value)
    {
        var shown = value.Trim();
        shown = shown.Length > Longest ? shown[..Longest] : shown;
        return shown is ['\'', _, ..] ? shown[1..] : shown;
    }
}
