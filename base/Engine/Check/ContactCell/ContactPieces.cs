using System.Text.RegularExpressions;

namespace Kith.Engine.Check;

/// <summary>Cuts a cell into pieces: what is marked or has a shape of its own first, numbers and words in what is left.</summary>
internal sealed class ContactPieces(string text)
{
    private const int FewestDigits = 5;
    private readonly List<ContactPiece> _pieces = [];

    public List<ContactPiece> Read()
    {
        var marked = new List<ContactPiece>();
        Mark(ContactWords.Email(), ContactPieceKind.Email);
        Mark(ContactWords.SameAsPhone(), ContactPieceKind.Label);
        Mark(ContactWords.Wechat(), ContactPieceKind.Wechat);
        Mark(ContactWords.Qq(), ContactPieceKind.Qq);
        marked.Sort((a, b) => a.Start.CompareTo(b.Start));
        var at = 0;
        foreach (var piece in marked)
        {
            Between(at, piece.Start);
            _pieces.Add(piece);
            at = piece.Start + piece.Length;
        }

        Between(at, text.Length);
        return _pieces;

        void Mark(Regex shape, ContactPieceKind kind)
        {
            foreach (Match match in shape.Matches(text))
            {
                if (match.Length == 0 || marked.Exists(p => p.Start < match.Index + match.Length && match.Index < p.Start + p.Length))
                {
                    continue;
                }

                var value = match.Groups["value"];
                if (value.Success && value.Index > match.Index)
                {
                    marked.Add(new ContactPiece(ContactPieceKind.Label, match.Index, value.Index - match.Index, 0));
                }

                var start = value.Success ? value.Index : match.Index;
                marked.Add(new ContactPiece(kind, start, match.Index + match.Length - start, 0));
            }
        }
    }

    /// <summary>Words and numbers of a stretch without marks.</summary>
    private void Between(int from, int to)
    {
        var at = from;
        while (at < to)
        {
            var word = WordAt(at, to);
            if (word > at)
            {
                AddWord(at, word);
                at = word;
                continue;
            }

            // Digits and what stands among them, up to the next word; 转, ext and labels of numbers belong to them.
            var end = at + 1;
            var digits = char.IsDigit(text[at]) ? 1 : 0;
            while (end < to && NextWord(end, to, digits) is var next && (next == end || next < 0))
            {
                end = next < 0 ? -next : end + 1;
                digits += char.IsDigit(text[end - 1]) ? 1 : 0;
            }

            AddNumbers(at, end);
            at = end;
        }
    }

    /// <summary>The end of a word that begins here; the place itself when none does; the negative end of a word that belongs to a number.</summary>
    private int NextWord(int at, int to, int digits)
    {
        var end = WordAt(at, to);
        if (end == at)
        {
            return at;
        }

        var word = text[at..end];
        return digits > 0 && (PhoneText.IsExtensionMark(word.TrimEnd('.')) || (word.Length <= 2 && word.AsSpan().TrimStart("OoIlxX").IsEmpty)) ? -end : end;
    }

    /// <summary>Letters that stand together: hanzi with their dots, or Latin words with single blanks between them.</summary>
    private int WordAt(int at, int to)
    {
        if (!char.IsLetter(text[at]))
        {
            return at;
        }

        var end = at + 1;
        var han = PersonNames.IsHan(text[at]);
        while (end < to)
        {
            var c = text[end];
            var belongs = han ? PersonNames.IsHan(c) || (c == '·' && end + 1 < to && char.IsLetter(text[end + 1]))
                : (char.IsLetter(c) && !PersonNames.IsHan(c)) || c is '\'' or '’' || (c is '.' or '-' && end + 1 < to && (char.IsLetter(text[end + 1]) || text[end + 1] == ' ' && c == '.'))
                    || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark;
            if (!belongs && !han && c == ' ' && end + 1 < to && char.IsLetter(text[end + 1]) && !PersonNames.IsHan(text[end + 1]) && !EndsInLabel(at, end))
            {
                belongs = true;
            }

            if (!belongs)
            {
                break;
            }

            end++;
        }

        return end;
    }

    private bool EndsInLabel(int at, int end) => ContactWords.IsLabel(text[at..end].TrimEnd('.'));

    private void AddWord(int from, int to)
    {
        var word = text[from..to];
        var kind = ContactWords.IsLabel(word.TrimEnd('.')) || PhoneText.IsExtensionMark(word.TrimEnd('.')) ? ContactPieceKind.Label
            : NameTitles.IsRole(word) ? ContactPieceKind.Role
            : ContactWords.IsName(word) ? ContactPieceKind.Name
            : ContactPieceKind.Remark;
        if (kind == ContactPieceKind.Remark && word.Length > 2 && PersonNames.IsHan(word[0]))
        {
            // 采购部王丽, 联系人张三: a label or department, then the name.
            for (var cut = word.Length - 2; cut >= 2; cut--)
            {
                var before = word[..cut];
                if ((ContactWords.IsLabel(before) || NameTitles.IsRole(before)) && ContactWords.IsName(word[cut..]))
                {
                    _pieces.Add(new ContactPiece(ContactWords.IsLabel(before) ? ContactPieceKind.Label : ContactPieceKind.Role, from, cut, 0));
                    _pieces.Add(new ContactPiece(ContactPieceKind.Name, from + cut, to - from - cut, 0));
                    return;
                }

                // 张三手机: the name, then the label.
                if (ContactWords.IsLabel(word[cut..]) && ContactWords.IsName(before))
                {
                    _pieces.Add(new ContactPiece(ContactPieceKind.Name, from, cut, 0));
                    _pieces.Add(new ContactPiece(ContactPieceKind.Label, from + cut, to - from - cut, 0));
                    return;
                }
            }
        }

        _pieces.Add(new ContactPiece(kind, from, to - from, 0));
    }

    private void AddNumbers(int from, int to)
    {
        var first = from;
        while (first < to && !char.IsDigit(text[first]) && text[first] != '+' && text[first] is not ('(' or '（'))
        {
            first++;
        }

        var last = to;
        while (last > first && !char.IsLetterOrDigit(text[last - 1]) && text[last - 1] is not (')' or '）' or '*'))
        {
            last--;
        }

        if (text.AsSpan(first, last - first).ContainsAnyInRange('0', '9') || text.AsSpan(first, last - first).ContainsAnyInRange('０', '９'))
        {
            Add(ContactPieceKind.Gap, from, first);
            Add(Digits(first, last) >= FewestDigits ? ContactPieceKind.Phone : ContactPieceKind.Remark, first, last);
            Add(ContactPieceKind.Gap, last, to);
        }
        else
        {
            Add(ContactPieceKind.Gap, from, to);
        }
    }

    private int Digits(int from, int to)
    {
        var count = 0;
        for (var i = from; i < to; i++)
        {
            count += char.IsDigit(text[i]) ? 1 : 0;
        }

        return count;
    }

    private void Add(ContactPieceKind kind, int from, int to)
    {
        if (to > from)
        {
            _pieces.Add(new ContactPiece(kind, from, to - from, 0));
        }
    }
}
