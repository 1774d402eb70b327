using System.Text.RegularExpressions;
using Kith.Engine.Check;

namespace Kith.Check.Cleaning;

/// <summary>What is known about where a value comes from.</summary>
/// <param name="Region">ISO 3166 alpha-2: whose people wrote phones, postal codes and tax numbers; the row's own country where it names one.</param>
/// <param name="Today">For dates that can't lie in the future.</param>
/// <param name="Order">How an ambiguous date is read; null = it is refused.</param>
/// <param name="DecimalMark">How an ambiguous number is read; null = it is refused.</param>
/// <param name="Serials">Whether plain numbers in a date column are days of a spreadsheet's calendar.</param>
/// <param name="Typed">Whether a person typed it: then N/A or 无 is text like any other.</param>
public sealed record CleanSettings(string Region, DateOnly Today, DateOrder? Order = null, char? DecimalMark = null, bool Serials = false, bool Typed = false)
{
    /// <summary>How 05/06/2026 is read where the other dates have the year in front; null = it is refused.</summary>
    public DateOrder? YearBehind { get; init; }

    /// <summary>The last year that two digits can mean; null: 30 years ahead, and this year for birthdays.</summary>
    public int? Century { get; init; }

    /// <summary>The currency (ISO 4217) of amounts that name none; null = they stay without one.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether names stand as `Family, Given`.</summary>
    public bool FamilyFirst { get; init; }

    /// <summary>The region of the file, tried for phones that are none of the row's own country; null = there is no other.</summary>
    public string? FileRegion { get; init; }

    /// <summary>Whether nothing tells the country: then a postal code of any country is right.</summary>
    public bool AnyCountry { get; init; }

    /// <summary>For one value typed by a person about a customer of this country, as the customer's field says it.</summary>
    public static CleanSettings ForEntry(DateOnly today, string? country = null)
    {
        var code = country is null ? null : Countries.CodeOf(country);
        return new CleanSettings(Cleaner.HomeRegion, today, null, '.', Typed: true) { AnyCountry = code is null }.For(code);
    }

    /// <summary>The rules for dates. Whose people wrote them is the file's region: the country of a row is that of its customer.</summary>
    internal DateRules Dates(int latestYear) => new(Order, latestYear, Serials, DotsDayFirst: !DateHabits.IsYearFirst(FileRegion ?? Region), YearBehind: YearBehind);

    /// <summary>The same for a row that names its own country; null = it names none.</summary>
    public CleanSettings For(string? country) =>
        country is null || country == Region || Phones.RegionOf(country) is null ? this : this with { Region = country, FileRegion = Region };
}

/// <summary>Checks and normalises one cell or input by the type of its field; the original text stays beside the result.</summary>
public sealed partial class Cleaner(TimeProvider clock)
{
    /// <summary>The region whose numbers people write without a country code.</summary>
    public const string HomeRegion = "CN";

    /// <summary>How far ahead a year of two digits can lie.</summary>
    public const int YearsAhead = 30;

    private const int LongestText = 2000;
    private const int LongestLongText = 100_000;
    private const int MostTags = 200;
    private const int LongestTag = 100;
    private const int MobileDigits = 11;
    private static readonly char[] AccountSeparators = [';', '；', ',', '，', '、', '/', '|', '\n'];
    private static readonly char[] TagSeparators = [';', '；', ',', '，', '、', '|'];

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public void Clean(string field, FieldType type, string text, CleanSettings settings, CleanedValues into)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        switch (type)
        {
            case FieldType.Phone:
                CleanPhones(field, text, settings, into);
                break;
            case FieldType.Email:
                CleanEmails(field, text, into);
                break;
            case FieldType.Address:
                CleanAddress(field, text, settings, into);
                break;
            case FieldType.Messenger:
                CleanAccounts(field, text, settings, into);
                break;
            case FieldType.Tags:
                CleanTags(field, text, settings, into);
                break;
            default:
                CleanSingle(field, type, text, settings, into);
                break;
        }
    }

    /// <summary>Phones and e-mails of a person who was found in a cell among other words.</summary>
    public static void CleanPerson(ContactPerson person, string text, CleanSettings settings, CleanedValues into)
    {
        foreach (var phone in person.Phones.Select(Kept))
        {
            Note("phone", phone.Verdict, phone.Finding, into);
            if (phone.Verdict != Verdict.Bad && phone.E164 is not null)
            {
                into.Contacts.Add(new CleanedContact("phone", phone.E164, text.Trim(), phone.Extension, phone.Finding?.Code, null));
            }
        }

        foreach (var email in person.Emails)
        {
            Note("email", email.Verdict, email.Finding, into);
            if (email.Verdict != Verdict.Bad && email.Address is not null)
            {
                into.Contacts.Add(new CleanedContact("email", email.Address, text.Trim(), null, email.Finding?.Code, null));
            }
        }

        foreach (var account in person.Wechat)
        {
            CleanAccounts("wechat", account, settings, into);
        }

        if (person is { WechatIsPhone: true, Wechat: [] } && person.Phones.FirstOrDefault(phone => phone.Verdict != Verdict.Bad) is { E164: { } mobile })
        {
            into.Contacts.Add(new CleanedContact("wechat", mobile, null, null, null, null));
        }

        foreach (var account in person.Qq)
        {
            CleanAccounts("qq", account, settings, into);
        }
    }

    private static void CleanPhones(string field, string text, CleanSettings settings, CleanedValues into)
    {
        var phones = Phones.Parse(text, settings.Region);
        if (settings.Region != "US" && (phones is [{ Verdict: Verdict.Bad }] || !text.AsSpan().TrimStart(" (").StartsWith(['4']) && !text.AsSpan().TrimStart(" (").StartsWith(['8'])) && AmericanWriting().IsMatch(text)
            && Phones.Parse(text, "US") is [{ Verdict: not Verdict.Bad } american])
        {
            phones = [american with { Verdict = Verdict.Warn, Finding = new Finding("phone.read-as-american", american.E164) }];
        }
        else if (settings.FileRegion is { } file && phones.Any(phone => phone.Verdict == Verdict.Bad) && Phones.Parse(text, file) is { Count: > 0 } others
            && others.All(phone => phone.Verdict != Verdict.Bad && (phone.Kind == PhoneKind.Mobile || phones.Any(own => Kept(own).Verdict == Verdict.Bad))))
        {
            // Somebody of the file's own country who works abroad. Area codes of two countries are alike, mobile numbers are not.
            phones = [.. others.Select(phone => phone with { Verdict = Verdict.Warn, Finding = new Finding("phone.country-guessed", phone.Region) })];
        }

        foreach (var phone in phones.Select(Kept))
        {
            Note(field, phone.Verdict, phone.Finding, into);
            if (phone.Verdict != Verdict.Bad && phone.E164 is not null)
            {
                var original = phones.Count == 1 && text == phone.E164 ? null : text.Trim();
                into.Contacts.Add(new CleanedContact("phone", phone.E164, original, phone.Extension, phone.Finding?.Code, null));
            }
        }
    }

    /// <summary>A number of the right length is kept though its plan gave it to nobody: plans grow, and some ranges are for show (Ofcom's 07700 900).</summary>
    private static PhoneNumber Kept(PhoneNumber phone) => phone is { Verdict: Verdict.Bad, Finding.Code: "phone.invalid", E164: { } number } && Phones.IsPossible(number)
        ? phone with { Verdict = Verdict.Warn, Finding = new Finding("phone.unassigned") }
        : phone;

    /// <summary>(212) 555-0123: a writing of its own, so that lists of several countries need no country code for it.</summary>
    [GeneratedRegex(@"^\s*(\(\d{3}\)\s?|\d{3}[-.])\d{3}[-.]\d{4}(\s*([,#x]|ext\.?|extension)\s*\d{1,6})?\s*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex AmericanWriting();

    private static void CleanEmails(string field, string text, CleanedValues into)
    {
        foreach (var email in Emails.Parse(text))
        {
            Note(field, email.Verdict, email.Finding, into);
            if (email.Verdict != Verdict.Bad && email.Address is not null)
            {
                into.Contacts.Add(new CleanedContact(
                    "email", email.Address, text.Trim() == email.Address ? null : text.Trim(), null, email.Finding?.Code, null));
            }
        }
    }

    private static void CleanAddress(string field, string text, CleanSettings settings, CleanedValues into)
    {
        var address = Engine.Check.Clean.Text(text);
        if (IsBlank(address, settings))
        {
            return;
        }

        if (address.Length > LongestText)
        {
            Note(field, Verdict.Bad, new Finding("text.too-long"), into);
            return;
        }

        into.Contacts.Add(new CleanedContact("address", address, null, null, null, null));
    }

    /// <summary>Several accounts of one cell are told apart only where each of them has the right form.</summary>
    private static void CleanAccounts(string field, string text, CleanSettings settings, CleanedValues into)
    {
        var parts = text.Split(AccountSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || !Array.TrueForAll(parts, part => Account(field, part) is { Verdict: Verdict.Good, Value: not null }))
        {
            parts = [text.Trim()];
        }

        foreach (var part in parts)
        {
            if (field == "wechat" && SmallFields.IsAsElsewhere(part))
            {
                Note(field, Verdict.Warn, new Finding("wechat.as-elsewhere"), into);
                continue;
            }

            if (field == "wechat" && !settings.Typed && SmallFields.WeChatIn(part).IsPhone)
            {
                into.WeChatIsPhone = true;
                continue;
            }

            var account = Account(field, part);
            if (account.Value is null || IsBlank(account.Value, settings))
            {
                continue;
            }

            account = account.Value.Length > LongestText ? new Checked(null, Verdict.Bad, new Finding("text.too-long")) : account;
            Note(field, account.Verdict, account.Finding, into);
            if (account.Value is { } value)
            {
                into.Contacts.Add(new CleanedContact(field, value, value == part ? null : part, null, account.Finding?.Code, null));
            }
        }
    }

    private static Checked Account(string field, string text) => field switch
    {
        "wechat" => SmallFields.WeChatIn(text) is { IsPhone: false, Account: var account } ? WeChat(account) : SmallFields.WeChat(text),
        "qq" => Flagged(SmallFields.Qq(text), text),
        _ => SmallFields.WeCom(text),
    };

    private static Checked WeChat(string account) => PhoneAsAccount(account) is { } number ? new Checked(number, Verdict.Good, null) : SmallFields.WeChat(account);

    /// <summary>The mobile number that a WeChat account goes by, in E.164; null = it has a name of its own.</summary>
    private static string? PhoneAsAccount(string text) =>
        (text.StartsWith('+') || text.Count(char.IsAsciiDigit) >= MobileDigits) && !text.Any(char.IsLetter)
        && Phones.Parse(text, HomeRegion) is [{ Verdict: Verdict.Good, Kind: PhoneKind.Mobile, E164: { } number, Extension: null }]
            ? number
            : null;

    private static void CleanTags(string field, string text, CleanSettings settings, CleanedValues into)
    {
        foreach (var tag in text.Split(TagSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var clean = Engine.Check.Clean.Text(tag);
            if (IsBlank(clean, settings))
            {
                continue;
            }

            if (clean.Length > LongestTag)
            {
                Note(field, Verdict.Bad, new Finding("tag.too-long"), into);
            }
            else if (into.Tags.Count == MostTags)
            {
                Note(field, Verdict.Bad, new Finding("tags.too-many"), into);
                return;
            }
            else
            {
                into.Tags.Add(clean);
            }
        }
    }

    private void CleanSingle(string field, FieldType type, string text, CleanSettings settings, CleanedValues into)
    {
        var result = type switch
        {
            FieldType.Date => Dates.Parse(text, settings.Dates(settings.Century ?? Today.Year + YearsAhead)),
            FieldType.Birthday => Birthday(text, settings),
            FieldType.Number => Number(text, settings),
            FieldType.Money => Money(text, settings),
            FieldType.YesNo => SmallFields.YesNo(text),
            FieldType.Gender => SmallFields.Gender(text),
            FieldType.Url => WebAddresses.Parse(text),
            FieldType.Postcode => Postcode(text, settings),
            FieldType.VatId => VatIds.Parse(text, settings.Region),
            FieldType.Iban => Ibans.Parse(text),
            FieldType.Uscc => UnifiedCodes.Parse(text),
            FieldType.BankCard => BankCards.Parse(text),
            FieldType.ResidentId => ResidentId(text, settings),
            FieldType.Kind => Kind(text),
            FieldType.Handle => Text(Engine.Check.Clean.Code(text), LongestText, settings),
            FieldType.LongText => Text(Engine.Check.Clean.Lines(text), LongestLongText, settings),
            _ when settings.FamilyFirst && field == "name" && NameShape.InOrder(text) is { } name => Text(name, LongestText, settings),
            _ => Text(Engine.Check.Clean.Text(text), LongestText, settings),
        };
        Note(field, result.Verdict, result.Finding, into);
        if (result.Verdict == Verdict.Bad || result.Value is null)
        {
            return;
        }

        into.Value = result.Value;
        into.Original = result.Value == text.Trim() || type is FieldType.ResidentId or FieldType.BankCard or FieldType.Iban ? null : text.Trim();
    }

    /// <summary>Kept as it stands and marked: an odd handle does not make a customer wrong.</summary>
    private static Checked Flagged(Checked result, string text) => result is { Verdict: Verdict.Bad, Finding: { } finding }
        ? new Checked(Engine.Check.Clean.Code(text), Verdict.Warn, finding)
        : result;

    private static Checked Text(string clean, int longest, CleanSettings settings) =>
        clean.Length > longest ? new Checked(null, Verdict.Bad, new Finding("text.too-long"))
        : IsBlank(clean, settings) ? Checked.Blank
        : new Checked(clean, Verdict.Good, null);

    private static bool IsBlank(string clean, CleanSettings settings) => settings.Typed ? clean.Length == 0 : BlankWords.IsBlankMark(clean);

    private static Checked Postcode(string text, CleanSettings settings)
    {
        var home = Postcodes.Parse(text, settings.Region);
        return settings.AnyCountry && home.Verdict == Verdict.Warn && Postcodes.FitsAny(text) ? Postcodes.Parse(text, "") : home;
    }

    /// <summary>Nobody is born tomorrow: a year of two digits is then one of the century before.</summary>
    private static Checked Birthday(string text, CleanSettings settings)
    {
        var latest = Math.Min(settings.Century ?? settings.Today.Year, settings.Today.Year);
        var date = Dates.Parse(text, settings.Dates(latest) with { AllowMonthDay = true });
        if (!IsFuture(date, settings.Today))
        {
            return date;
        }

        date = Dates.Parse(text, settings.Dates(latest - 1) with { AllowMonthDay = true });
        return IsFuture(date, settings.Today) ? new Checked(null, Verdict.Bad, new Finding("date.future")) : date;
    }

    private static bool IsFuture(Checked date, DateOnly today) => date.Value is { Length: >= 10 } value
        && string.CompareOrdinal(value[..10], today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) > 0;

    private static Checked Number(string text, CleanSettings settings)
    {
        var amount = Amounts.Parse(text, new AmountRules(settings.DecimalMark));
        return new Checked(amount.Value is not null && amount.IsPercent ? amount.Value + "%" : amount.Value, amount.Verdict, amount.Finding);
    }

    /// <summary>
    /// An amount and its currency: the one that the cell names, else the column's (by its other cells or its heading), else the
    /// one the plan says; without any of these the amount stands alone. A bare $ or ¥ is the column's or the region's.
    /// </summary>
    private static Checked Money(string text, CleanSettings settings)
    {
        var amount = Amounts.Parse(text, new AmountRules(settings.DecimalMark, settings.Currency ?? Currencies.OfRegion(settings.Region)));
        return new Checked((amount.Value, amount.Currency ?? settings.Currency) is ({ } value, { } currency) ? $"{value} {currency}" : amount.Value, amount.Verdict, amount.Finding);
    }

    private static Checked ResidentId(string text, CleanSettings settings)
    {
        var id = ResidentIds.Parse(text, settings.Today);
        return new Checked(id.Value, id.Verdict, id.Finding);
    }

    private static Checked Kind(string text) => Engine.Check.Clean.Text(text).ToLowerInvariant() switch
    {
        "organisation" or "organization" or "company" or "business" or "corporate" or "b2b" or "entreprise" or "企业" or "公司" or "单位" or "机构" or "组织" or "企业客户" or "公司客户" =>
            new Checked("organisation", Verdict.Good, null),
        "person" or "individual" or "private" or "b2c" or "privat" or "particulier" or "个人" or "個人" or "自然人" or "个人客户" or "个体" => new Checked("person", Verdict.Good, null),
        var other => BlankWords.IsBlankWord(other) ? Checked.Blank : new Checked(null, Verdict.Warn, new Finding("kind.unknown")),
    };

    private static void Note(string field, Verdict verdict, Finding? finding, CleanedValues into)
    {
        if (finding is { } found)
        {
            into.Findings.Add(new FieldFinding(field, found.Code, verdict, found.Data));
        }
    }
}

/// <summary>Checks of values as they come in.</summary>
public sealed class CleaningModule : IModule
{
    public void Add(ModuleParts parts) => parts.Service<Cleaner>();
}
