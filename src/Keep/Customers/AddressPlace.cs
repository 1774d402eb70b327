using System.Text.RegularExpressions;
using Kith.Engine.Check;

namespace Kith.Keep.Customers;

/// <summary>Province, city, district and postal code, read out of a customer's address where nobody said them otherwise.</summary>
public static partial class AddressPlace
{
    /// <summary>Below it the reading is one of several (see <see cref="PostalAddress.Confidence"/>).</summary>
    private const double Sure = 0.8;

    private const string Retired = "address.division-retired";

    /// <summary>A province or city is known by so many letters of its name: 浙江 and 浙江省.</summary>
    private const int TellingLetters = 2;

    /// <summary>What can be filled.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["province", "city", "district", "postcode"];

    /// <param name="Filled">The fields that were.</param>
    /// <param name="Finding">What a person should know of it, such as a division that is another one today.</param>
    public readonly record struct Place(IReadOnlyList<string> Filled, Finding? Finding);

    /// <summary>Fills what is empty from the first address; an address that contradicts what is there fills nothing.</summary>
    /// <param name="region">ISO 3166 alpha-2 of the country whose way of writing it is.</param>
    public static Place Fill(Customer customer, string region)
    {
        if (customer.Contacts.Find(contact => contact.Kind == Contact.Address) is not { } address || Fields.All(field => customer[field] is not null))
        {
            return new Place([], null);
        }

        var read = Addresses.Parse(address.Value, region, new AddressHints(customer["province"], customer["city"]));
        if (read is null || read.Confidence < Sure || !Agrees(customer["province"], read.Province) || !Agrees(customer["city"], read.City) || !Agrees(customer["district"], read.District))
        {
            return new Place([], null);
        }

        var filled = new List<string>();
        foreach (var (field, value) in ((string, string?)[])[("province", read.Province), ("city", read.City), ("district", read.District), ("postcode", read.Postcode)])
        {
            if (value is not null && customer[field] is null)
            {
                customer[field] = value;
                filled.Add(field);
            }
        }

        var retired = read.Findings.FirstOrDefault(finding => finding.Code == Retired);
        return new Place(filled, retired is { Data: { } data } && data.Split('|') is [var old, var year, var today]
            ? new Finding(Retired, $"{old} → {today.Replace(",", ", ", StringComparison.Ordinal)} ({year})")
            : null);
    }

    /// <summary>A city that stands behind its postal code, as under `PLZ/Ort` (80331 München), is the city; the code goes where it belongs.</summary>
    /// <param name="region">ISO 3166 alpha-2 of the country whose codes are meant: those of others stay where they are.</param>
    public static void PartCity(Customer customer, string region)
    {
        if (customer["city"] is { } said && BehindPostcode().Match(said) is { Success: true } parts
            && Postcodes.Parse(parts.Groups["code"].Value, region) is { Verdict: Verdict.Good, Value: { } code } && (customer["postcode"] ?? code) == code)
        {
            customer["postcode"] = code;
            customer["city"] = parts.Groups["city"].Value;
        }
    }

    // Two capitals behind digits may belong to the code: 1012 AB Amsterdam.
    [GeneratedRegex(@"^(?<code>([A-Z]{1,3}-)?\d{4,5})[ ,]+(?<city>(?![A-Z]{2}\b)\p{L}.*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BehindPostcode();

    private static bool Agrees(string? said, string? read) => said is null || read is null
        || string.Compare(said, 0, read, 0, TellingLetters, StringComparison.OrdinalIgnoreCase) == 0;
}
