using System.Runtime.InteropServices;

namespace Kith.Engine.Check;

/// <summary>What a piece of a cell is.</summary>
public enum ContactPieceKind
{
    /// <summary>Words that are none of the others: they stay as remark.</summary>
    Remark,
    Name,
    Role,
    Phone,
    Email,
    Wechat,
    Qq,

    /// <summary>A word that only says what follows (电话, Tel, 联系人), and 微信同号.</summary>
    Label,

    /// <summary>Blanks and punctuation.</summary>
    Gap,
}

/// <summary>A piece of a cell; the pieces follow one another without a gap from its first character to its last.</summary>
/// <param name="Person">The index of the person it belongs to.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ContactPiece(ContactPieceKind Kind, int Start, int Length, int Person);

/// <summary>A person found in a cell, or the one whose name stands elsewhere in the row.</summary>
/// <param name="Name">As written, with form of address; null when the cell has numbers only.</param>
/// <param name="Role">Post or department, in the cell's own words.</param>
/// <param name="Phones">As <see cref="Phones.Parse"/> reads them.</param>
/// <param name="WechatIsPhone">微信同号: the first mobile number is the WeChat account too.</param>
public sealed record ContactPerson(
    string? Name, PersonName? NameParts, string? Role, IReadOnlyList<PhoneNumber> Phones, IReadOnlyList<EmailAddress> Emails,
    IReadOnlyList<string> Wechat, IReadOnlyList<string> Qq, bool WechatIsPhone);

/// <summary>One cell with a person and numbers together.</summary>
/// <param name="Remark">The words that were none of a person's; null when there were none.</param>
/// <param name="Pieces">All of the cell, in order.</param>
public sealed record ContactCell(IReadOnlyList<ContactPerson> People, string? Remark, IReadOnlyList<ContactPiece> Pieces)
{
    /// <summary>Whether the cell has telephone numbers and nothing beside them.</summary>
    public bool IsPhonesOnly => People is [{ Name: null, Role: null, Emails: [], Wechat: [], Qq: [], WechatIsPhone: false }] && Remark is null;
}

/// <summary>Cells such as `张三(采购) 13800138000（微信同号）；李四 0571-88888888转801`.</summary>
public static class ContactCells
{
    /// <summary>Longest cell that is taken apart, in characters; a longer one is a remark.</summary>
    public const int LongestCell = 1000;

    /// <summary>
    /// Takes a cell apart: each name begins a person, numbers belong to the name before them (or to the one after, where no name came before).
    /// A cell of telephone numbers only gives just what <see cref="Phones.Parse"/> gives. Nothing is lost: see <see cref="ContactCell.Pieces"/>.
    /// </summary>
    /// <param name="region">ISO 3166 alpha-2 of those who wrote numbers without a country code.</param>
    public static ContactCell Read(string text, string region)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (BlankWords.IsBlankWord(text))
        {
            return new ContactCell([], null, text.Length == 0 ? [] : [new ContactPiece(ContactPieceKind.Gap, 0, text.Length, 0)]);
        }

        if (text.Length > LongestCell)
        {
            return new ContactCell([], text, [new ContactPiece(ContactPieceKind.Remark, 0, text.Length, 0)]);
        }

        var pieces = new ContactPieces(text).Read();
        if (!pieces.Exists(p => p.Kind is ContactPieceKind.Name or ContactPieceKind.Role or ContactPieceKind.Email or ContactPieceKind.Wechat or ContactPieceKind.Qq)
            && Phones.Parse(text, region) is { Count: > 0 } phones && !pieces.Exists(p => p.Kind == ContactPieceKind.Remark && IsForeign(phones)))
        {
            var same = pieces.Exists(p => p.Kind == ContactPieceKind.Label && ContactWords.IsSameAsPhone(text.AsSpan(p.Start, p.Length)));
            return new ContactCell([new ContactPerson(null, null, null, phones, [], [], [], same)], null, pieces);
        }

        var people = new List<Draft> { new() };
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (Begins(pieces, i, people[^1]))
            {
                people.Add(new Draft());
            }

            people[^1].Take(piece.Kind, text.Substring(piece.Start, piece.Length), region);
            pieces[i] = piece with { Person = people.Count - 1 };
        }

        var remark = string.Join(' ', pieces.Where(p => p.Kind == ContactPieceKind.Remark).Select(p => text.Substring(p.Start, p.Length).Trim()));
        return new ContactCell([.. people.Where(p => !p.IsEmpty).Select(p => p.Person)], remark.Length == 0 ? null : remark, pieces);
    }

    /// <summary>Whether the words beside the numbers are none that belong to numbers (the E of 1.38E+10 is one).</summary>
    private static bool IsForeign(IReadOnlyList<PhoneNumber> phones) => phones.Any(p => p.Finding?.Code is "phone.extra-text" or "phone.not-a-number") || phones.All(p => p.Verdict != Verdict.Bad);

    /// <summary>A name begins a person where one stands already; a role before it does where that person has name and numbers.</summary>
    private static bool Begins(List<ContactPiece> pieces, int at, Draft person)
    {
        if (pieces[at].Kind == ContactPieceKind.Name)
        {
            return person.Name is not null;
        }

        if (pieces[at].Kind != ContactPieceKind.Role || person.Name is null || !person.HasNumbers)
        {
            return false;
        }

        var next = pieces.FindIndex(at + 1, p => p.Kind is not (ContactPieceKind.Gap or ContactPieceKind.Label));
        return next > 0 && pieces[next].Kind == ContactPieceKind.Name;
    }

    private sealed class Draft
    {
        private readonly List<PhoneNumber> _phones = [];
        private readonly List<EmailAddress> _emails = [];
        private readonly List<string> _wechat = [], _qq = [];
        private string? _role;
        private bool _same;

        public string? Name { get; private set; }

        public bool HasNumbers => _phones.Count > 0 || _emails.Count > 0 || _wechat.Count > 0 || _qq.Count > 0;

        public bool IsEmpty => Name is null && _role is null && !HasNumbers && !_same;

        public ContactPerson Person => new(Name, Name is null ? null : PersonNames.Read(Name), _role, _phones, _emails, _wechat, _qq, _same);

        public void Take(ContactPieceKind kind, string text, string region)
        {
            switch (kind)
            {
                case ContactPieceKind.Name:
                    Name = text;
                    break;
                case ContactPieceKind.Role:
                    _role = _role is null ? text : $"{_role} {text}";
                    break;
                case ContactPieceKind.Phone:
                    _phones.AddRange(Phones.Parse(text, region));
                    break;
                case ContactPieceKind.Email:
                    _emails.AddRange(Emails.Parse(text));
                    break;
                case ContactPieceKind.Wechat:
                    _wechat.Add(text);
                    break;
                case ContactPieceKind.Qq:
                    _qq.Add(text);
                    break;
                case ContactPieceKind.Label:
                    _same |= ContactWords.IsSameAsPhone(text);
                    break;
            }
        }
    }
}
