namespace Kith.Engine.Keep;

/// <summary>A candidate taken apart to be compared with a query. Made to be filled again and again.</summary>
internal sealed class RecordText
{
    private readonly TextUnits _name = new();
    private readonly TextUnits _companyUnits = new();
    private bool _companyRead;
    private Searchable _record = new(string.Empty, null, [], [], []);

    /// <summary>Takes a record apart.</summary>
    public void Read(Searchable record)
    {
        _record = record;
        _name.Read(record.Name, personal: true);
        _companyRead = false;
    }

    /// <summary>Most candidates are told by their name alone.</summary>
    private TextUnits Company
    {
        get
        {
            if (!_companyRead)
            {
                _companyUnits.Read(_record.Company, personal: false);
                _companyRead = true;
            }

            return _companyUnits;
        }
    }

    /// <summary>Characters that stand together.</summary>
    public int Characters(ReadOnlySpan<int> codes)
    {
        if (FieldMatch.Characters(_name, codes, out var atStart, out var whole))
        {
            return whole ? Nearness.WholeName : atStart ? Nearness.NameStart : Nearness.NameInside;
        }

        if (FieldMatch.Characters(Company, codes, out atStart, out _))
        {
            return atStart ? Nearness.CompanyStart : Nearness.CompanyInside;
        }

        Span<char> text = stackalloc char[codes.Length * 2];
        var length = 0;
        foreach (var code in codes)
        {
            length += new System.Text.Rune(code).EncodeToUtf16(text[length..]);
        }

        return Handle(text[..length]);
    }

    /// <summary>Characters of the same sound, or all but one the same.</summary>
    public int CharactersAlike(ReadOnlySpan<Unit> units) => Nearness.Mistaken + Math.Min(
        Nearness.None,
        Math.Min(
            FieldMatch.CharactersAlike(_name, units) switch { Alike.Sound => Nearness.NameStart, Alike.AllButOne => Nearness.NameSound, _ => Nearness.None },
            FieldMatch.CharactersAlike(Company, units) switch { Alike.No => Nearness.None, _ => Nearness.CompanyInside }));

    /// <summary>Folded letters or digits, as a word, as pinyin or initials, in e-mails and handles.</summary>
    public int Letters(string letters)
    {
        var best = FieldMatch.Words(_name, letters, out var atStart, out var whole)
            ? whole ? Nearness.WholeName : atStart ? Nearness.NameStart : Nearness.NameInside
            : Spoken(_name, [new Piece(0, letters)], out whole, out atStart)
            ? whole ? Nearness.NameSoundWhole : atStart ? Nearness.NameSound : Nearness.NameSoundInside
            : Nearness.None;
        if (best <= Nearness.Contact)
        {
            return best;
        }

        best = Math.Min(InEmails(letters), Handle(letters));
        if (best < Nearness.None)
        {
            return best;
        }

        return FieldMatch.Words(Company, letters, out atStart, out _)
            ? atStart ? Nearness.CompanyStart : Nearness.CompanyInside
            : Spoken(Company, [new Piece(0, letters)], out _, out _) ? Nearness.CompanySound : Nearness.None;
    }

    /// <summary>Letters with one mistake.</summary>
    public int LettersAlike(string letters) => Nearness.Mistaken + (
        FieldMatch.WordsAlike(_name, letters) ? Nearness.NameStart
        : FieldMatch.SoundsAlike(_name, letters) ? Nearness.NameSound
        : EmailAlike(letters) ? Nearness.ContactPart
        : FieldMatch.WordsAlike(Company, letters) ? Nearness.CompanyStart
        : FieldMatch.SoundsAlike(Company, letters) ? Nearness.CompanySound
        : Nearness.None);

    /// <summary>Hanzi and letters mixed, each letter group pinyin or initials.</summary>
    public int Spoken(ReadOnlySpan<Piece> pieces) =>
        Spoken(_name, pieces, out var whole, out var atStart)
            ? whole ? Nearness.NameSoundWhole : atStart ? Nearness.NameSound : Nearness.NameSoundInside
            : Spoken(Company, pieces, out _, out _) ? Nearness.CompanySound : Nearness.None;

    /// <summary>Folded hanzi and words without what parts them.</summary>
    public int Squashed(string text) =>
        FieldMatch.Squashed(_name, text) ? Nearness.NameInside
        : Handle(text) is < Nearness.None and var near ? near
        : FieldMatch.Squashed(Company, text) ? Nearness.CompanyInside
        : Nearness.None;

    /// <summary>The start, the end or the whole of a phone number, national or international.</summary>
    public int Phone(string digits)
    {
        Span<char> all = stackalloc char[PhoneDigits.Longest];
        var best = Nearness.None;
        for (var i = 0; i < Math.Min(_record.Phones.Count, SearchTokens.MaxValues); i++)
        {
            var phone = _record.Phones[i];
            ReadOnlySpan<char> number = all[..PhoneDigits.Copy(phone, all)];
            var code = phone.StartsWith('+') ? PhoneDigits.CountryCode(number) : 0;
            var national = number[code..];
            var trunk = digits.StartsWith('0') && digits.Length > 1 && code > 1 ? digits.AsSpan(1) : digits;
            var exit = digits.StartsWith("00", StringComparison.Ordinal) && digits.Length > 2 ? digits.AsSpan(2) : digits;
            if (national.SequenceEqual(trunk) || number.SequenceEqual(exit) || national.SequenceEqual(digits))
            {
                return Nearness.Contact;
            }

            if (national.StartsWith(digits) || national.StartsWith(trunk) || number.StartsWith(exit)
                || (digits.Length >= DigitsTerm.ShortestTail && number.EndsWith(digits)))
            {
                best = Nearness.ContactPart;
            }
        }

        return best;
    }

    /// <summary>Text with an @.</summary>
    public int Email(string text)
    {
        var best = Handle(text);
        for (var i = 0; i < Math.Min(_record.Emails.Count, SearchTokens.MaxValues); i++)
        {
            var email = _record.Emails[i];
            if (email.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                best = Math.Min(best, email.Length == text.Length ? Nearness.Contact : Nearness.ContactPart);
            }
        }

        return best;
    }

    private static bool Spoken(TextUnits field, ReadOnlySpan<Piece> pieces, out bool whole, out bool atStart)
    {
        whole = atStart = false;
        if (pieces[0].Code == 0 && !char.IsAsciiLetterLower(pieces[0].Letters[0]))
        {
            return false;
        }

        var budget = SpokenMatch.MaxSteps;
        foreach (var stream in field.Streams)
        {
            for (var i = stream.Start; i < stream.End && budget > 0; i++)
            {
                if (SpokenMatch.Try(field.Units[..stream.End], i, pieces, 0, ref budget, out var end))
                {
                    atStart = i == 0;
                    whole = atStart && end == field.Units.Length;
                    return true;
                }
            }
        }

        return false;
    }

    private int InEmails(ReadOnlySpan<char> letters)
    {
        Span<char> part = stackalloc char[EmailParts.LongestPart + 2];
        var best = Nearness.None;
        for (var i = 0; i < Math.Min(_record.Emails.Count, SearchTokens.MaxValues); i++)
        {
            EmailParts.Split(_record.Emails[i], out var local, out var domain);
            ReadOnlySpan<char> before = part[..EmailParts.Squash(local, part)];
            if (before.SequenceEqual(letters))
            {
                return Nearness.Contact;
            }

            if (before.IndexOf(letters) >= 0)
            {
                best = Nearness.ContactPart;
            }
            else
            {
                ReadOnlySpan<char> after = part[..EmailParts.Squash(domain, part)];
                best = after.IndexOf(letters) >= 0 ? Nearness.ContactPart : best;
            }
        }

        return best;
    }

    private bool EmailAlike(ReadOnlySpan<char> letters)
    {
        Span<char> part = stackalloc char[EmailParts.LongestPart + 2];
        for (var i = 0; i < Math.Min(_record.Emails.Count, SearchTokens.MaxValues); i++)
        {
            EmailParts.Split(_record.Emails[i], out var local, out var domain);
            ReadOnlySpan<char> before = part[..EmailParts.Squash(local, part, out var starts)];
            for (var at = 0; at < before.Length; at++)
            {
                if ((starts >> at & 1) != 0 && Typos.Begins(before[at..], letters))
                {
                    return true;
                }
            }

            for (var label = 0; label < SearchTokens.MaxLabels && !domain.IsEmpty; label++)
            {
                if (Typos.Begins(part[..EmailParts.Squash(domain, part)], letters))
                {
                    return true;
                }

                domain = domain.IndexOf('.') is >= 0 and var dot ? domain[(dot + 1)..] : default;
            }
        }

        return false;
    }

    private int Handle(ReadOnlySpan<char> text)
    {
        Span<char> part = stackalloc char[EmailParts.LongestPart + 2];
        Span<char> asked = stackalloc char[EmailParts.LongestPart + 2];
        if (_record.Handles.Count == 0)
        {
            return Nearness.None;
        }

        ReadOnlySpan<char> start = asked[..EmailParts.Squash(text, asked)];
        var best = Nearness.None;
        for (var i = 0; i < Math.Min(_record.Handles.Count, SearchTokens.MaxValues) && !start.IsEmpty; i++)
        {
            ReadOnlySpan<char> handle = part[..EmailParts.Squash(_record.Handles[i], part)];
            if (handle.StartsWith(start))
            {
                best = Math.Min(best, handle.Length == start.Length ? Nearness.Contact : Nearness.ContactPart);
            }
        }

        return best;
    }
}
