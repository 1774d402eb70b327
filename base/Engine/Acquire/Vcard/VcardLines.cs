using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>
/// The properties of a file, one after the other, folded lines joined: by a leading blank (RFC 6350, 3.2), by a trailing
/// `=` in quoted-printable, and the unfolded base64 of some phones. Values of media are never held.
/// </summary>
internal sealed class VcardLines(TextSource source, ReadLimits limits)
{
    /// <summary>Properties that hold pictures, sounds and keys.</summary>
    public static readonly HashSet<string> Media = ["PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN", "X-THUMBNAIL", "X-IMAGE"];

    private readonly char[] _block = new char[TextSource.BlockBytes + 4];
    private readonly StringBuilder _cut = new();
    private int _at;
    private int _end;
    private long _number;
    private bool _afterReturn;
    private string? _ahead;
    private bool _peeked;
    private bool _cutShort;

    /// <summary>Whether the card being read is of version 2.1, where the blank at a fold is part of the text.</summary>
    public bool Version21 { get; set; }

    /// <summary>The next property, a line that is none (its name empty), or null at the end.</summary>
    /// <param name="tooLong">Whether the value was longer than a cell may be; the rest of it is gone.</param>
    public VcardProperty? Next(out bool tooLong)
    {
        tooLong = false;
        string? first;
        do
        {
            first = Take();
        }
        while (first is not null && string.IsNullOrWhiteSpace(first));

        if (first is null)
        {
            return null;
        }

        tooLong = _cutShort;

        var line = _number;
        first = first.TrimStart('\uFEFF');
        var head = new HeadSearch();
        var (printable, base64, media) = head.Finds(first) ? KindOf(first, head.Colon) : default;
        var text = new StringBuilder(first);
        while (Peek() is { } next)
        {
            var folded = next.Length > 0 && next[0] is ' ' or '\t' ? next : null;
            if (printable && EndsSoftly(text) && !IsFrame(next))
            {
                text.Length--;
                Append(text, next is [' ' or '\t', '=', ..] ? next[1..] : next, ref tooLong);
            }
            else if (folded is not null)
            {
                var rest = Version21 && !base64 ? " " + next.TrimStart(' ', '\t') : next[1..];
                if (!media)
                {
                    Append(text, rest, ref tooLong);
                }
            }
            else if (!base64 || next.Length == 0 || next.Contains(':', StringComparison.Ordinal))
            {
                break;
            }
            else if (!media)
            {
                Append(text, next, ref tooLong);
            }

            Take();
            tooLong |= _cutShort;
            if (head.GoesOn && head.Finds(text.ToString(head.Looked, text.Length - head.Looked)))
            {
                // The head itself was folded: only now is it known what follows.
                (printable, base64, media) = KindOf(text.ToString(0, head.Colon), head.Colon);
            }
        }

        var whole = text.ToString();
        return VcardProperty.Parse(media ? whole[..(head.Colon + 1)] : whole, line) ?? new VcardProperty(line, "", "", [], whole);
    }

    private static (bool Printable, bool Base64, bool Media) KindOf(string text, int colon)
    {
        var head = text.AsSpan(0, colon);
        var name = head[..(head.IndexOf(';') is var at && at < 0 ? colon : at)];
        name = name[(name.IndexOf('.') + 1)..];
        var base64 = head.Contains("BASE64", StringComparison.OrdinalIgnoreCase) || head.Contains("ENCODING=B", StringComparison.OrdinalIgnoreCase);
        return (head.Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase), base64, Media.Contains(name.ToString().ToUpperInvariant()));
    }

    private static bool EndsSoftly(StringBuilder text) => text.Length > 0 && text[^1] == '=';

    private static bool IsFrame(string line) =>
        line.StartsWith("END:VCARD", StringComparison.OrdinalIgnoreCase) || line.StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase);

    private void Append(StringBuilder text, string more, ref bool tooLong)
    {
        var room = limits.MaxCellChars - text.Length;
        tooLong |= more.Length > room;
        text.Append(more, 0, Math.Clamp(room, 0, more.Length));
    }

    private string? Peek()
    {
        if (!_peeked)
        {
            _ahead = ReadLine();
            _peeked = true;
        }

        return _ahead;
    }

    private string? Take()
    {
        var line = Peek();
        _peeked = false;
        _number++;
        return line;
    }

    /// <summary>A physical line without its end; what goes beyond the length of a cell is dropped.</summary>
    private string? ReadLine()
    {
        _cut.Clear();
        _cutShort = false;
        var any = false;
        while (true)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, source.Read(_block));
                if (_end == 0)
                {
                    return any ? _cut.ToString() : null;
                }
            }

            // CR LF, and the CR CR LF that a copy through a text mode leaves behind.
            var skip = !_afterReturn ? 0 : _block[_at] == '\n' ? 1 : _block[_at] == '\r' && _at + 1 < _end && _block[_at + 1] == '\n' ? 2 : 0;
            if (skip > 0)
            {
                _at += skip;
                _afterReturn = false;
                continue;
            }

            _afterReturn = false;
            any = true;
            var rest = _block.AsSpan(_at, _end - _at);
            var length = rest.IndexOfAny('\r', '\n');
            var part = length < 0 ? rest : rest[..length];
            _at += part.Length + (length < 0 ? 0 : 1);
            if (length >= 0)
            {
                _afterReturn = _block[_at - 1] == '\r';
                if (_cut.Length == 0)
                {
                    _cutShort = part.Length > limits.MaxCellChars;
                    return new string(part[..Math.Min(part.Length, limits.MaxCellChars)]);
                }
            }

            _cutShort |= part.Length > limits.MaxCellChars - _cut.Length;
            _cut.Append(part[..Math.Clamp(limits.MaxCellChars - _cut.Length, 0, part.Length)]);
            if (length >= 0)
            {
                return _cut.ToString();
            }
        }
    }

    /// <summary>Looks for where the value begins, the first colon outside quotes, as a folded head comes in: each letter once.</summary>
    private struct HeadSearch
    {
        private const int LongestHead = 4096;
        private bool quoted;

        public HeadSearch()
        {
        }

        /// <summary>-1 while there is none.</summary>
        public int Colon { get; private set; } = -1;

        /// <summary>How many characters were looked at.</summary>
        public int Looked { get; private set; }

        public readonly bool GoesOn => Colon < 0 && Looked < LongestHead;

        /// <summary>Looks on in what follows those looked at; true when the colon is there.</summary>
        public bool Finds(ReadOnlySpan<char> more)
        {
            for (var at = 0; at < more.Length && GoesOn; at++, Looked++)
            {
                quoted ^= more[at] == '"';
                Colon = more[at] == ':' && !quoted ? Looked : -1;
            }

            return Colon >= 0;
        }
    }
}
