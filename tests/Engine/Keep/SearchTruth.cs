using Kith.Engine.Keep;

namespace Kith.Tests.Engine.Keep;

/// <summary>A query, and what it must find.</summary>
/// <param name="Kind">What kind of search it is.</param>
/// <param name="Text">What is typed.</param>
/// <param name="Expected">The ids that must be found.</param>
/// <param name="Complete">Whether anything else found is wrong.</param>
/// <param name="Forgiving">Whether it is misspelt.</param>
internal sealed record Sought(string Kind, string Text, IReadOnlyList<int> Expected, bool Complete = false, bool Forgiving = false);

/// <summary>Queries made from the records themselves, with what a plain reading of all of them says they must find.</summary>
internal sealed class SearchTruth(IReadOnlyList<Searchable> records, int seed, int perKind)
{
    private readonly Random _random = new(seed);

    public IEnumerable<Sought> All() =>
    [
        .. Take("hanzi 1", IsHan, r => Cut(r.Name, 1), q => r => Has(r, q), true),
        .. Take("hanzi 2", r => IsHan(r) && r.Name.Length > 2, r => Cut(r.Name, 2), q => r => Has(r, q), true),
        .. Take("hanzi whole", IsHan, r => r.Name, q => r => Has(r, q), true),
        .. Take("company part", HasHanCompany, r => Cut(r.Company!, _random.Next(1, 6)), q => r => Has(r, q), true),
        .. Take("company whole", HasHanCompany, r => r.Company!, q => r => Has(r, q), true),
        .. Take("pinyin", IsHan, r => Pinyin.Full(r.Name)[0], Same),
        .. Take("pinyin spaced", IsHan, r => string.Join(' ', r.Name.Select((c, i) => i == 0 ? Pinyin.Full($"{c}")[0] : Pinyin.Full($"{c}", false)[0])), Same),
        .. Take("pinyin start", IsHan, r => Pinyin.Full(r.Name)[0] is var p ? p[..Math.Max(3, p.Length - 2)] : "", Same),
        .. Take("pinyin given", r => IsHan(r) && r.Name.Length == 3 && !IsCompound(r), r => Pinyin.Full(r.Name[1..], false)[0], Same),
        .. Take("initials", IsHan, r => Pinyin.Initials(r.Name)[0], Same),
        .. Take("sur + initials", r => IsHan(r) && r.Name.Length == 3 && !IsCompound(r), r => Pinyin.Full(r.Name[..1])[0] + Pinyin.Initials(r.Name[1..], false)[0], Same),
        .. Take("initial + given", r => IsHan(r) && r.Name.Length == 3 && !IsCompound(r), r => Pinyin.Initials(r.Name[..1])[0] + Pinyin.Full(r.Name[1..], false)[0], Same),
        .. Take("mixed 张w", IsHan, r => r.Name[..1] + Pinyin.Initials(r.Name[1..], false)[0], Same),
        .. Take("mixed 张wei", IsHan, r => r.Name[..1] + Pinyin.Full(r.Name[1..], false)[0], Same),
        .. Take("mixed z伟", IsHan, r => Pinyin.Initials(r.Name[..1])[0] + r.Name[1..], Same),
        .. Take("company pinyin", HasBrand, r => Pinyin.Full(Brand(r), false)[0], SameCompany),
        .. Take("company initials", HasBrand, r => Pinyin.Initials(Brand(r) + r.Company![(r.Company!.IndexOf(Brand(r), StringComparison.Ordinal) + 2)..][..2], false)[0], SameCompany),
        .. Take("phone tail", HasPhone, r => r.Phones[0][^_random.Next(4, 9)..], q => r => r.Phones.Any(p => p.EndsWith(q, StringComparison.Ordinal) || StartsNumber(p, q)) || StartsWord(r, q), true),
        .. Take("phone start", HasMobile, r => r.Phones[0].Substring(3, _random.Next(3, 10)), q => r => r.Phones.Any(p => (q.Length > 3 && p.EndsWith(q, StringComparison.Ordinal)) || StartsNumber(p, q)) || StartsWord(r, q), true),
        .. Take("phone written", HasMobile, r => Written(r.Phones[0]), q => r => r.Phones.Any(p => Digits(q).EndsWith(p[3..], StringComparison.Ordinal) && p.StartsWith("+86", StringComparison.Ordinal))),
        .. Take("email start", HasEmail, r => r.Emails[0][..Math.Min(_random.Next(4, 9), r.Emails[0].IndexOf('@'))], q => r => r.Emails.Any(e => e.StartsWith(q, StringComparison.OrdinalIgnoreCase))),
        .. Take("email word", r => HasEmail(r) && Local(r).IndexOf('.') is var i && i > 0 && i < Local(r).Length - 4, r => Local(r)[(Local(r).IndexOf('.') + 1)..], q => r => r.Emails.Any(e => e.Contains("." + q + "@", StringComparison.OrdinalIgnoreCase))),
        .. Take("email inside", r => HasEmail(r) && Local(r).TakeWhile(char.IsAsciiLetterLower).Count() > 7, r => Local(r).Substring(_random.Next(1, 3), 5), q => r => r.Emails.Any(e => e[..Math.Max(0, e.IndexOf('@'))].Contains(q, StringComparison.OrdinalIgnoreCase)), forgiving: true),
        .. Take("email domain", HasEmail, r => Domain(r), q => r => r.Emails.Any(e => e.EndsWith("@" + q, StringComparison.OrdinalIgnoreCase))),
        .. Take("email whole", HasEmail, r => r.Emails[0], q => r => r.Emails.Contains(q), true),
        .. Take("latin word", IsLatin, r => Word(r), q => r => (r.Name + " " + r.Company).Split(' ').Any(w => w.StartsWith(q, StringComparison.OrdinalIgnoreCase))),
        .. Take("two words", r => HasHanCompany(r) && IsHan(r), r => Brand(r) + " " + r.Name, Same),
        .. Take("three words", r => HasHanCompany(r) && IsHan(r) && HasPhone(r), r => $"{r.Phones[0][^4..]} {Cut(r.Company!, 2)} {Pinyin.Full(r.Name)[0]}", Same),
        .. Take("latin typo", r => IsLatin(r) && Word(r).Length > 4, r => Misspell(Word(r), 26), q => r => false, forgiving: true),
        .. Take("pinyin typo", r => IsHan(r) && Pinyin.Full(r.Name)[0].Length > 6, r => Misspell(Pinyin.Full(r.Name)[0], 26), q => r => false, forgiving: true),
        .. Take("wrong hanzi", r => IsHan(r) && r.Name.Length > 2, r => Replace(r.Name, "晟"), q => r => false, forgiving: true),
    ];

    private static bool IsHan(Searchable r) => r.Name.Length is 2 or 3 or 4 && r.Name.All(c => c is >= '一' and <= '龥') && !_address.Any(a => r.Name.EndsWith(a, StringComparison.Ordinal));

    /// <summary>Nobody types the sound of these.</summary>
    private static readonly string[] _address = ["女士", "先生", "小姐"];

    private static bool IsCompound(Searchable r) => r.Name[..2] is "欧阳" or "司马" or "诸葛" or "单于" or "尉迟" or "万俟" or "长孙";

    private static bool HasHanCompany(Searchable r) => r.Company is { Length: > 7 } c && c.All(x => x is >= '一' and <= '龥') && c.EndsWith("有限公司", StringComparison.Ordinal);

    private static bool HasBrand(Searchable r) => HasHanCompany(r) && Brand(r).Length == 2;

    private static string Brand(Searchable r)
    {
        var at = _places.Where(p => r.Company!.StartsWith(p, StringComparison.Ordinal)).Select(p => p.Length).DefaultIfEmpty(2).Max();
        return r.Company!.Substring(at, 2);
    }

    private static readonly string[] _places = ["石家庄", "呼和浩特", "哈尔滨", "深圳市", "乌鲁木齐"];

    private static bool HasPhone(Searchable r) => r.Phones.Count == 1 && r.Phones[0].Length > 10;

    private static bool HasMobile(Searchable r) => HasPhone(r) && r.Phones[0].StartsWith("+861", StringComparison.Ordinal) && r.Phones[0].Length == 14;

    private static bool HasEmail(Searchable r) => r.Emails.Count == 1 && r.Emails[0].IndexOf('@') > 3 && Local(r).All(c => char.IsAsciiLetterOrDigit(c) || c == '.');

    private static bool StartsNumber(string phone, string q) => phone.StartsWith("+86" + q, StringComparison.Ordinal)
        || phone.StartsWith("+1" + q, StringComparison.Ordinal) || phone.StartsWith("+86" + (q[0] == '0' ? q[1..] : q), StringComparison.Ordinal) || phone.StartsWith("+" + q, StringComparison.Ordinal);

    private static bool StartsWord(Searchable r, string q) => r.Emails.Any(e =>
        e.IndexOf(q, StringComparison.Ordinal) is var at && at >= 0 && (at == 0 || !char.IsAsciiDigit(e[at - 1])));

    private static bool IsLatin(Searchable r) => r.Name.All(c => char.IsAsciiLetter(c) || c == ' ') && r.Name.Split(' ').All(w => w.Length > 1);

    private static string Local(Searchable r) => r.Emails[0][..r.Emails[0].IndexOf('@')];

    private static string Domain(Searchable r) => r.Emails[0][(r.Emails[0].IndexOf('@') + 1)..];

    private static string Digits(string text) => string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsAsciiDigit));

    private static bool Has(Searchable r, string q) =>
        Folded(r.Name).Contains(Folded(q), StringComparison.Ordinal) || (r.Company is { } c && Folded(c).Contains(Folded(q), StringComparison.Ordinal));

    private static readonly Dictionary<string, string> _folded = [];

    private static string Folded(string text) => _folded.TryGetValue(text, out var known) ? known : _folded[text] = Fold.Text(text).Replace(" ", "", StringComparison.Ordinal);

    private string Cut(string text, int length)
    {
        length = Math.Min(length, text.Length);
        return text.Substring(_random.Next(text.Length - length + 1), length);
    }

    private string Word(Searchable r) => r.Name.Split(' ')[^1];

    private string Written(string phone)
    {
        var n = phone[3..];
        return _random.Next(6) switch
        {
            0 => $"{n[..3]} {n[3..7]} {n[7..]}",
            1 => $"{n[..3]}-{n[3..7]}-{n[7..]}",
            2 => phone,
            3 => $"+86 {n[..3]} {n[3..7]} {n[7..]}",
            4 => "0086" + n,
            _ => string.Concat(n.Select(c => (char)(c + 0xFEE0))),
        };
    }

    private string Misspell(string word, int letters)
    {
        var at = _random.Next(word.Length - 1);
        var letter = (char)('a' + _random.Next(letters));
        var wrong = _random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, $"{letter}"),
            2 => word[..at] + letter + word[(at + 1)..],
            _ => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
        };
        return wrong;
    }

    private string Replace(string name, string other)
    {
        var at = _random.Next(name.Length);
        return name[..at] + other + name[(at + 1)..];
    }

    private IEnumerable<Sought> Take(
        string kind, Func<Searchable, bool> source, Func<Searchable, string> query, Func<string, Func<Searchable, bool>> expected, bool complete = false, bool forgiving = false)
    {
        int[] sources = [.. Enumerable.Range(0, records.Count).Where(i => source(records[i]))];
        for (var n = 0; n < perKind; n++)
        {
            var id = sources[_random.Next(sources.Length)];
            var text = query(records[id]);
            var fits = expected(text);
            yield return new Sought(kind, text, [.. Enumerable.Range(0, records.Count).Where(i => i == id || fits(records[i]))], complete, forgiving);
        }
    }

    private static Func<Searchable, bool> Same(string query) => _ => false;

    private static Func<Searchable, bool> SameCompany(string query) => _ => false;
}
