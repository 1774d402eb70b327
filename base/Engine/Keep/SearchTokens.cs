using System.Buffers;
using System.Text;

namespace Kith.Engine.Keep;

/// <summary>What of a record is searchable.</summary>
/// <param name="Name">A person's or a company's name.</param>
/// <param name="Company">Where the person works.</param>
/// <param name="Phones">E.164, or short numbers as they are.</param>
/// <param name="Emails">Addresses as they are.</param>
/// <param name="Handles">Whole words: WeChat names, external ids, tags.</param>
public sealed record Searchable(
    string Name,
    string? Company,
    IReadOnlyList<string> Phones,
    IReadOnlyList<string> Emails,
    IReadOnlyList<string> Handles);

/// <summary>
/// The tokens under which a record is found: few, because inserting them is most of the cost of an import, and the same on
/// every engine: a set without positions, asked for by prefix.
/// </summary>
/// <remarks>
/// Hanzi: pairs, and the last character. Sound: from each syllable on, letters and initials. Words: from each word on.
/// Phones: national number, and backwards behind <see cref="TailMark"/>. E-mails: from each word on, and the domain. Handles: whole.
/// </remarks>
public static class SearchTokens
{
    /// <summary>Changes with the rules, those of <see cref="SortKey"/> included: records made under another version are to be indexed again.</summary>
    public const int Version = 1;

    /// <summary>Characters of the longest token; a query's terms are cut to it.</summary>
    public const int Reach = 16;

    /// <summary>Stands before reversed phone digits; folding leaves this letter in no text.</summary>
    internal const char TailMark = 'ŧ';

    /// <summary>A record's sound may be read in so many ways at most, from one syllable on.</summary>
    internal const int MaxVariants = 4;

    /// <summary>So many phones, e-mails or handles of a record are searched; more are no person's.</summary>
    internal const int MaxValues = 50;

    /// <summary>So many levels of a domain are searched from the front.</summary>
    internal const int MaxLabels = 4;

    private const int MaxInitials = 8;

    [ThreadStatic]
    private static TextUnits? _units;

    [ThreadStatic]
    private static TokenSet? _tokens;

    /// <summary>Writes the tokens in UTF-8, one space between them.</summary>
    /// <returns>How many tokens were written.</returns>
    public static int Write(Searchable record, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(output);
        var tokens = Collect(record);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var span = output.GetSpan(token.Length + 1);
            token.CopyTo(span);
            span[token.Length] = (byte)' ';
            output.Advance(token.Length + (i + 1 < tokens.Count ? 1 : 0));
        }

        return tokens.Count;
    }

    /// <summary>The tokens as text.</summary>
    public static string Of(Searchable record)
    {
        var output = new ArrayBufferWriter<byte>(512);
        Write(record, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Cuts letters to what a token holds.</summary>
    internal static ReadOnlySpan<char> Cut(ReadOnlySpan<char> letters) =>
        letters.Length <= Reach ? letters
        : letters[..(char.IsHighSurrogate(letters[Reach - 1]) ? Reach - 1 : Reach)];

    private static TokenSet Collect(Searchable record)
    {
        var tokens = _tokens ??= new TokenSet();
        var units = _units ??= new TextUnits();
        tokens.Clear();
        units.Read(record.Name, personal: true);
        AddText(tokens, units);
        units.Read(record.Company, personal: false);
        AddText(tokens, units);
        for (var i = 0; i < Math.Min(record.Phones.Count, MaxValues); i++)
        {
            AddPhone(tokens, record.Phones[i]);
        }

        for (var i = 0; i < Math.Min(record.Emails.Count, MaxValues); i++)
        {
            AddEmail(tokens, record.Emails[i]);
        }

        Span<char> letters = stackalloc char[EmailParts.LongestPart + 2];
        for (var i = 0; i < Math.Min(record.Handles.Count, MaxValues); i++)
        {
            tokens.Add(0, letters[..EmailParts.Squash(record.Handles[i], letters)]);
        }

        return tokens;
    }

    private static void AddText(TokenSet tokens, TextUnits text)
    {
        var units = text.Units;
        foreach (var stream in text.Streams)
        {
            AddCharacters(tokens, units, stream);
            AddSound(tokens, units, stream);
        }

        for (var i = 0; i < units.Length; i++)
        {
            if (units[i].IsCharacter)
            {
                continue;
            }

            tokens.Add(0, text.WordsFrom(i));
            tokens.Add(0, text.OtherSpelling(units[i]));
            if (i > 0 && units[i - 1].IsCharacter && units[i - 1].Run == units[i].Run)
            {
                tokens.AddMixed(default, units[i - 1].Code, text.Word(units[i]));
            }

            if (i + 1 < units.Length && units[i + 1].IsCharacter && units[i + 1].Run == units[i].Run)
            {
                tokens.AddMixed(text.Word(units[i]), units[i + 1].Code, default);
            }
        }
    }

    private static void AddCharacters(TokenSet tokens, ReadOnlySpan<Unit> units, Stream stream)
    {
        for (var i = stream.Start; i < stream.BodyEnd; i++)
        {
            tokens.Add(units[i].Code, i + 1 < stream.End ? units[i + 1].Code : 0);
        }

        Span<char> word = stackalloc char[CompanyWords.Longest];
        for (var i = stream.BodyEnd; i < stream.End;)
        {
            var length = 0;
            do
            {
                word[length++] = (char)units[i++].Code;
            }
            while (i < stream.End && !units[i].StartsWord);

            tokens.Add(0, word[..length]);
        }
    }

    private static void AddSound(TokenSet tokens, ReadOnlySpan<Unit> units, Stream stream)
    {
        Span<char> letters = stackalloc char[Reach + SyllableTrie.Longest];
        for (var i = stream.Start; i < stream.BodyEnd; i++)
        {
            var ways = Sound.Ways(units, i, stream.SoundEnd);
            for (var way = 0; way < ways; way++)
            {
                tokens.Add(0, letters[..Sound.Letters(units, i, stream.SoundEnd, way, letters)]);
                var initials = Sound.Initials(units, i, stream.SoundEnd, way, letters[..MaxInitials]);
                if (initials > 1)
                {
                    tokens.Add(0, letters[..initials]);
                }
            }
        }
    }

    private static void AddPhone(TokenSet tokens, string phone)
    {
        Span<char> digits = stackalloc char[PhoneDigits.Longest];
        digits = digits[..PhoneDigits.Copy(phone, digits)];
        if (digits.IsEmpty)
        {
            return;
        }

        var code = phone.StartsWith('+') ? PhoneDigits.CountryCode(digits) : 0;
        tokens.Add(0, digits[code..]);
        if (code == 1)
        {
            tokens.Add(0, digits); // North Americans dial the 1 at home too
        }

        digits.Reverse();
        tokens.Add(TailMark, digits);
    }

    private static void AddEmail(TokenSet tokens, string email)
    {
        Span<char> letters = stackalloc char[EmailParts.LongestPart + 2];
        EmailParts.Split(email, out var local, out var domain);
        var length = EmailParts.Squash(local, letters, out var starts);
        for (var i = 0; i < length; i++)
        {
            if (i == 0 || ((starts >> i & 1) != 0 && length - i >= EmailParts.ShortestInside))
            {
                tokens.Add(0, letters[i..length]);
            }
        }

        // mail.example.com is found as it stands and as example.com, example.co.uk not as co.uk.
        for (var label = 0; label < MaxLabels && !domain.IsEmpty; label++)
        {
            tokens.Add(0, letters[..EmailParts.Squash(domain, letters)]);
            domain = domain[(domain.IndexOf('.') + 1)..];
            var dot = domain.IndexOf('.');
            if (dot < 0 || EmailParts.IsSuffixLabel(domain[..dot]))
            {
                break;
            }
        }
    }
}
