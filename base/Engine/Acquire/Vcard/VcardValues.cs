using System.Globalization;

namespace Kith.Engine.Acquire;

/// <summary>Values of cards in the writing that lists have.</summary>
internal static class VcardValues
{
    // Apple writes a birthday without a year in this one, which is a leap year.
    private const string NoYear = "1604";

    // Services that have a property of their own; X-SOCIALPROFILE and IMPP name theirs in a parameter.
    private static readonly HashSet<string> Services =
    [
        "X-QQ", "X-WECHAT", "X-WEIXIN", "X-AIM", "X-MSN", "X-ICQ", "X-YAHOO", "X-JABBER", "X-SKYPE", "X-SKYPE-USERNAME", "X-GTALK", "X-GOOGLE-TALK", "X-WHATSAPP", "X-TELEGRAM",
        "X-LINE", "X-WEIBO", "X-SINAWEIBO", "X-TWITTER", "X-FACEBOOK", "X-LINKEDIN", "X-MS-IMADDRESS", "X-TENCENTQQ",
    ];

    /// <summary>A number, a `tel:` address (RFC 3966) with its extension written as people write it.</summary>
    public static string Phone(string text)
    {
        if (!text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var parts = text[4..].Split(';');
        var extension = Array.Find(parts, part => part.StartsWith("ext=", StringComparison.OrdinalIgnoreCase));
        return extension is null ? parts[0] : $"{parts[0]} ext. {extension[4..]}";
    }

    public static string WithoutScheme(string text, string scheme) =>
        text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..] : text;

    /// <summary>yyyy-MM-dd, or --MM-dd where there is no year; text in another writing as it stands.</summary>
    public static string Birthday(VcardProperty property, string text)
    {
        var day = text.IndexOf('T', StringComparison.Ordinal) is > 0 and var time ? text[..time] : text;
        var digits = day.Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is not (4 or 8) || digits.AsSpan().ContainsAnyExceptInRange('0', '9') || property.Parameter("VALUE") == "text")
        {
            return text;
        }

        var noYear = digits.Length == 4 ? day.StartsWith("--", StringComparison.Ordinal) : digits.StartsWith(property.Parameter("X-APPLE-OMIT-YEAR") ?? NoYear, StringComparison.Ordinal);
        return noYear ? string.Create(CultureInfo.InvariantCulture, $"--{digits.AsSpan(digits.Length - 4, 2)}-{digits.AsSpan(digits.Length - 2)}")
            : digits.Length == 8 ? string.Create(CultureInfo.InvariantCulture, $"{digits.AsSpan(0, 4)}-{digits.AsSpan(4, 2)}-{digits.AsSpan(6)}") : text;
    }

    /// <summary>RFC 6350, 6.2.7: one letter, perhaps with a text behind it.</summary>
    public static string Gender(string text)
    {
        var code = text.Split(';')[0].Trim();
        return code.ToUpperInvariant() switch
        {
            "M" or "MALE" => "male",
            "F" or "FEMALE" => "female",
            "O" => "other",
            "N" or "U" or "" => "",
            _ => text,
        };
    }

    /// <summary>The service and the name there of IMPP, X-SOCIALPROFILE and the many X-… properties; null for anything else.</summary>
    public static (string Service, string Handle)? Messenger(VcardProperty property, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (Services.Contains(property.Name))
        {
            return (property.Name, text);
        }

        if (property.Name is not ("IMPP" or "X-SOCIALPROFILE"))
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon > 0 ? text[..colon] : "";
        var web = scheme.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        var service = property.Parameter("X-SERVICE-TYPE") ?? property.Parameter("SERVICE-TYPE")
            ?? (property.Name == "X-SOCIALPROFILE" ? property.Types.FirstOrDefault(type => type != "pref") : null) ?? (web || scheme.StartsWith("x-apple", StringComparison.OrdinalIgnoreCase) ? "" : scheme);
        var handle = property.Parameter("X-USER") is { Length: > 0 } user && (web || scheme.StartsWith("x-apple", StringComparison.OrdinalIgnoreCase)) ? user : colon > 0 && !web ? text[(colon + 1)..] : text;
        return (service, Uri.UnescapeDataString(handle));
    }
}
