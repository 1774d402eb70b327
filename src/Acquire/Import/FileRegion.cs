using Kith.Check.Cleaning;
using Kith.Engine.Check;

namespace Kith.Acquire.Import;

/// <summary>
/// Whose people wrote a file: the region (ISO 3166 alpha-2) by which its numbers without a country code are read. Everything
/// that tells of a place is weighed, since 07700 900123 is a number of a British handset and of a house in Guangxi.
/// </summary>
/// <param name="IsThin">Nothing but the numbers spoke, and they fit another region as well: a person should look.</param>
public readonly record struct FileRegion(string Region, bool IsThin)
{
    private const int RowsToLookAt = 200;
    private const int FewestDigits = 6;

    // How much each kind of evidence says, for a share of 1 of the cells that could have said it.
    private const double ByCountry = 4;
    private const double ByPrefix = 3;
    private const double ByNumber = 2;
    private const double ByPostcode = 3;
    private const double ByMail = 3;
    private const double ByMoney = 2.5;
    private const double ByScript = 1.5;
    private const double ByHeading = 2;
    private const double ByHome = 0.3;
    private const double Telling = 0.2;

    private static readonly string[] Regions =
        [Cleaner.HomeRegion, "US", "GB", "DE", "FR", "ES", "IT", "NL", "JP", "KR", "HK", "TW", "SG", "MY", "AU", "CA", "IN", "BR", "MX", "PL", "SE", "CH", "AT", "IE", "PT", "BE", "DK", "NO", "FI", "CZ", "NZ", "RU"];

    // Codes that no other country writes like this; digits alone are anybody's.
    private static readonly string[] TellingPostcodes = ["GB", "CA", "NL", "IE", "JP", "PL", "PT", "BR", "MT"];

    // Words that head columns in one language, by the country where most who write lists in it live.
    private static readonly Dictionary<string, string[]> Headings = new(StringComparer.Ordinal)
    {
        ["DE"] = ["vorname", "nachname", "anrede", "firma", "straße", "strasse", "hausnummer", "plz", "ort", "telefon", "handy", "mobil", "ansprechpartner", "geburtsdatum", "kunde", "kundennummer"],
        ["FR"] = ["prénom", "prenom", "nom", "société", "societe", "entreprise", "téléphone", "telephone", "code postal", "ville", "adresse", "courriel"],
        ["ES"] = ["nombre", "apellidos", "apellido", "empresa", "teléfono", "telefono", "código postal", "codigo postal", "ciudad", "dirección", "correo"],
        ["IT"] = ["nome", "cognome", "azienda", "telefono", "cellulare", "città", "indirizzo", "ragione sociale"],
        ["NL"] = ["voornaam", "achternaam", "bedrijf", "telefoon", "mobiel", "plaats", "postcode en plaats"],
        ["PL"] = ["imię", "nazwisko", "kod pocztowy", "miasto", "telefon komórkowy"],
        ["JP"] = ["氏名", "会社名", "電話番号", "郵便番号", "住所", "携帯"],
    };

    private static readonly Dictionary<string, string> RegionsOfMoney = new(StringComparer.Ordinal)
    {
        ["GBP"] = "GB", ["KRW"] = "KR", ["INR"] = "IN", ["PLN"] = "PL", ["CZK"] = "CZ", ["CNY"] = "CN", ["JPY"] = "JP", ["HKD"] = "HK", ["TWD"] = "TW", ["SGD"] = "SG",
        ["AUD"] = "AU", ["CAD"] = "CA", ["NZD"] = "NZ", ["CHF"] = "CH", ["SEK"] = "SE", ["NOK"] = "NO", ["DKK"] = "DK", ["BRL"] = "BR", ["MXN"] = "MX", ["RUB"] = "RU", ["MYR"] = "MY", ["USD"] = "US",
    };

    internal static FileRegion Of(ImportFile file, IReadOnlyList<ColumnPlan> columns)
    {
        var rows = file.Rows().Take(RowsToLookAt).Select(row => row.Cells).ToList();
        IEnumerable<string> Cells(Func<ColumnPlan, bool> of) => columns.Where(of)
            .SelectMany(column => rows.Where(row => column.Index < row.Length && !string.IsNullOrWhiteSpace(row[column.Index])).Select(row => row[column.Index].Trim()));

        var phones = Cells(column => column.Field == "phone").ToList();
        var bare = phones.Where(cell => !cell.Contains('+', StringComparison.Ordinal) && cell.Count(char.IsAsciiDigit) >= FewestDigits).ToList();
        if (bare.Count == 0)
        {
            return new FileRegion(Cleaner.HomeRegion, false);
        }

        var evidence = new Dictionary<string, double>(StringComparer.Ordinal);
        void Say(double weight, IEnumerable<string> cells, Func<string, string?> regionOf)
        {
            var all = cells.ToList();
            foreach (var group in all.Select(regionOf).OfType<string>().GroupBy(region => region, StringComparer.Ordinal))
            {
                evidence[group.Key] = evidence.GetValueOrDefault(group.Key) + (weight * group.Count() / all.Count);
            }
        }

        Say(ByCountry, Cells(column => column.Field == "country"), Countries.CodeOf);
        Say(ByPrefix, phones, cell => cell.StartsWith('+') && Phones.Parse(cell, "") is [{ Region: { } region }, ..] ? region : null);
        Say(ByPostcode, Cells(column => column.Field == "postcode"), cell => Array.Find(TellingPostcodes, region => !cell.All(char.IsAsciiDigit) && Postcodes.Fits(cell, region)));
        Say(ByMail, Cells(column => column.Field == "email"), RegionOfMail);
        Say(ByMoney, Cells(column => column.NewType == "money"), cell => Amounts.Parse(cell, new AmountRules('.')).Currency is { } currency ? RegionsOfMoney.GetValueOrDefault(currency) : null);
        Say(ByScript, columns.Select(column => column.Header).Concat(Cells(column => column.Field is "name" or "company" or "address" or "city")), cell => IsChinese(cell) ? Cleaner.HomeRegion : null);
        Say(ByHeading, columns.Select(column => column.Header), RegionOfHeading);

        double Known(string region) => bare.Sum(cell => Phones.Parse(cell, region) is { Count: > 0 } numbers ? numbers.Min(Fit) : 0) / bare.Count;
        var regions = Regions.Union(evidence.Keys, StringComparer.Ordinal).Where(region => Phones.RegionOf(region) is not null)
            .Select(region => (Region: region, Known: Known(region), Told: evidence.GetValueOrDefault(region))).ToList();
        // What else is told counts for a region only as far as the numbers can be its own.
        var best = regions.MaxBy(region => (region.Known * ByNumber) + (region.Told * Math.Min(1, region.Known * 2)) + (region.Region == Cleaner.HomeRegion ? ByHome : 0));
        // Where the plan knows few of the numbers and nothing else speaks for it, the home region is as good a guess and less of a surprise.
        if (best is { Known: < 0.2, Told: < Telling })
        {
            return new FileRegion(Cleaner.HomeRegion, true);
        }

        return new FileRegion(best.Region, best.Told < Telling && regions.Exists(other => other.Region != best.Region && other.Known >= best.Known - 0.1));
    }

    /// <summary>1 for a number of the plan, half of it for one of a right length that the plan gave to nobody.</summary>
    private static double Fit(PhoneNumber number) =>
        number.Verdict != Verdict.Bad ? 1 : number is { Finding.Code: "phone.invalid", E164: { } e164 } && Phones.IsPossible(e164) ? 0.5 : 0;

    /// <summary>The country by the ending of the address; .co, .io, .me, .tv and the like are sold to everybody.</summary>
    private static string? RegionOfMail(string address)
    {
        var ending = address[(address.LastIndexOf('.') + 1)..].ToUpperInvariant();
        return ending == "UK" ? "GB" : ending.Length == 2 && ending is not ("CO" or "IO" or "ME" or "TV" or "CC" or "AI" or "EU" or "FM" or "TO" or "LY") ? Countries.CodeOf(ending) : null;
    }

    /// <summary>The country that a heading speaks the language of; null where several do.</summary>
    private static string? RegionOfHeading(string heading)
    {
        var key = heading.Trim().ToLowerInvariant();
        return Headings.Where(each => each.Value.Contains(key)).Select(each => each.Key).ToList() is [var one] ? one : null;
    }

    private static bool IsChinese(string text) => text.Any(c => c is >= '\u4E00' and <= '\u9FFF') && !text.Any(c => c is >= '\u3040' and <= '\u30FF');
}
