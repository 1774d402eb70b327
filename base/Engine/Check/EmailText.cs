using System.Globalization;
using System.Text;

namespace Kith.Engine.Check;

/// <summary>One e-mail address: what may stand around it, its syntax, and what is odd about it.</summary>
internal static class EmailText
{
    private const string LocalPunctuation = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>Takes an address out of mailto:, a label, angle or other brackets and trailing punctuation.</summary>
    public static string Unwrap(string cell, out bool extra)
    {
        extra = false;
        var text = cell.AsSpan().Trim();
        var open = text.LastIndexOf('<');
        if (open >= 0 && text.EndsWith(">") && !text[open..].Contains('"'))
        {
            text = text[(open + 1)..^1].Trim();
        }

        var colon = text.IndexOf(':');
        if (colon > 0 && colon < text.IndexOf('@') && IsLabel(text[..colon]))
        {
            var mailto = text[..colon].Equals("mailto", StringComparison.OrdinalIgnoreCase);
            text = text[(colon + 1)..].Trim();
            var query = text.IndexOf('?');
            text = mailto && query > text.IndexOf('@') ? text[..query] : text;
        }

        text = text.TrimEnd(";,>'").Trim();
        if (text.Length > 2 && (text[0], text[^1]) is ('(', ')') or ('[', ']') or ('\'', '\'') && text[1..^1].IndexOfAny('(', ')', '[') < 0)
        {
            text = text[1..^1].Trim();
        }

        var comment = text.LastIndexOf('(');
        if (comment > text.IndexOf('@') && text.EndsWith(")") && text[comment..].IndexOfAny('\\', '\r', '\n') < 0 && HasLetter(text[comment..]))
        {
            text = text[..comment].TrimEnd();
            extra = true;
        }

        return text.SequenceEqual(cell) ? cell : text.ToString();
    }

    /// <summary>The only word with an @ among words in another script (a name beside the address), or null.</summary>
    public static string? AmongWords(string text)
    {
        string? found = null;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Contains('@', StringComparison.Ordinal))
            {
                if (found is not null)
                {
                    return null;
                }

                found = word;
            }
            else if (!word.EnumerateRunes().All(r => Rune.IsLetter(r) && !r.IsAscii))
            {
                return null;
            }
        }

        return found == text ? null : found;
    }

    public static EmailAddress Judge(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0)
        {
            return Emails.Bad("email.no-at");
        }

        var local = text.AsSpan(0, at);
        if (local.Length == 0)
        {
            return Emails.Bad("email.no-local-part");
        }

        if (Fault(local, out var quoted, out var international) is { } fault)
        {
            return Emails.Bad(fault, fault == "email.space" ? WithoutSpaces(text) : null);
        }

        var domain = text[(at + 1)..].ToLowerInvariant();
        var ascii = DomainName.ToAscii(ref domain);
        if (DomainFault(domain, ascii) is { } domainFault)
        {
            return Emails.Bad(domainFault, DomainSuggestion(domainFault, text, domain));
        }

        if (Encoding.UTF8.GetByteCount(local) > 64 || ascii!.Length + Encoding.UTF8.GetByteCount(local) > 253)
        {
            return Emails.Bad("email.too-long");
        }

        var address = string.Concat(local, "@", domain);
        Finding? odd = MailDomains.Meant(ascii) is { } meant ? new Finding("email.typo", string.Concat(local, "@", meant))
            : MailDomains.IsDisposable(ascii) ? new Finding("email.disposable", ascii)
            : IsPlaceholder(local, ascii) ? new Finding("email.placeholder")
            : quoted ? new Finding("email.quoted-local-part")
            : international ? new Finding("email.international-local-part")
            : HasOddEnding(ascii) ? new Finding("email.odd-domain", ascii)
            : null;
        return new EmailAddress(address, ascii, MailDomains.IsFree(ascii), odd is null ? Verdict.Good : Verdict.Warn, odd);
    }

    private static string? Fault(ReadOnlySpan<char> local, out bool quoted, out bool international)
    {
        quoted = local[0] == '"';
        international = false;
        if (quoted)
        {
            return IsQuotedString(local) ? null : "email.bad-quotes";
        }

        if (local[0] == '.' || local[^1] == '.' || local.IndexOf("..") >= 0)
        {
            return "email.bad-dot";
        }

        foreach (var rune in local.EnumerateRunes())
        {
            if (rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '.' || LocalPunctuation.Contains((char)rune.Value, StringComparison.Ordinal)
                : rune.Value != 0xFFFD && Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherNumber)
            {
                international |= !rune.IsAscii;
                continue;
            }

            return rune.Value == '@' ? "email.several-at" : rune.Value == ' ' ? "email.space" : "email.bad-character";
        }

        return null;
    }

    /// <summary>RFC 5321 Quoted-string: printable ASCII, with \ before " and \.</summary>
    private static bool IsQuotedString(ReadOnlySpan<char> local)
    {
        if (local.Length < 2 || local[^1] != '"')
        {
            return false;
        }

        for (var i = 1; i < local.Length - 1; i++)
        {
            if (local[i] is < ' ' or > '~' or '"' || (local[i] == '\\' && (++i == local.Length - 1 || local[i] is < ' ' or > '~')))
            {
                return false;
            }
        }

        return true;
    }

    private static string? DomainFault(string domain, string? ascii)
    {
        if (domain.Length == 0)
        {
            return "email.no-domain";
        }

        if (ascii is null || domain[0] == '[')
        {
            return domain[0] == '[' ? "email.address-literal" : domain.Contains(' ', StringComparison.Ordinal) ? "email.space" : "email.bad-domain";
        }

        if (ascii[0] == '.' || ascii[^1] == '.' || ascii.Contains("..", StringComparison.Ordinal))
        {
            return "email.bad-dot";
        }

        var labels = 0;
        var lastIsNumber = false;
        foreach (var range in ascii.AsSpan().Split('.'))
        {
            var label = ascii.AsSpan(range);
            labels++;
            lastIsNumber = !label.ContainsAnyExceptInRange('0', '9');
            if (label.Length > 63)
            {
                return "email.too-long";
            }

            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                {
                    return c == ' ' ? "email.space" : "email.bad-domain";
                }
            }

            if (label[0] == '-' || label[^1] == '-')
            {
                return "email.bad-domain";
            }
        }

        return labels < 2 ? "email.no-top-domain" : lastIsNumber ? "email.numeric-domain" : null;
    }

    private static string? DomainSuggestion(string fault, string text, string domain)
    {
        switch (fault)
        {
            case "email.space":
                return WithoutSpaces(text);
            case "email.no-top-domain":
                var whole = domain is "qq" or "163" or "126" or "gmail" or "sina" or "sohu" or "foxmail" or "outlook" or "hotmail" or "icloud" or "139" or "aliyun" or "yahoo"
                    ? domain + ".com" : null;
                return whole is null ? null : text[..(text.LastIndexOf('@') + 1)] + whole;
            case "email.bad-dot":
                var trimmed = text.TrimEnd('.');
                return trimmed != text && Judge(trimmed) is { Verdict: not Verdict.Bad } ? trimmed : null;
            default:
                return null;
        }
    }

    /// <summary>The address without its one blank, when that is an address; of several words one may be a name.</summary>
    private static string? WithoutSpaces(string text)
    {
        var dense = text.Replace(" ", "", StringComparison.Ordinal);
        return dense.Length == text.Length - 1 && Judge(dense) is { Verdict: not Verdict.Bad } ? dense : null;
    }

    private static bool IsPlaceholder(ReadOnlySpan<char> local, string domain) =>
        domain is "example.com" or "example.org" or "example.net" or "test.com" or "xxx.com" or "abc.com"
        && local is "test" or "abc" or "xxx" or "a" or "name" or "user" or "someone" or "email" or "example"
        || domain.EndsWith(".invalid", StringComparison.Ordinal);

    private static bool HasOddEnding(string domain)
    {
        var ending = domain.AsSpan(domain.LastIndexOf('.') + 1);
        return ending.Length < 2 || (!ending.StartsWith("xn--") && ending.ContainsAnyExceptInRange('a', 'z'));
    }

    private static bool IsLabel(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetter(c) && c is not ('-' or ' '))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                return true;
            }
        }

        return false;
    }
}
