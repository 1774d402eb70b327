namespace Kith.Engine.Acquire;

/// <summary>One card: the properties as values under headings.</summary>
internal sealed class VcardCard(string fileEncoding)
{
    // What says nothing about the person, or says again what another property says.
    private static readonly HashSet<string> Technical =
        ["VERSION", "REV", "PRODID", "PROFILE", "CLASS", "MAILER", "X-GENERATOR", "SORT-STRING", "CLIENTPIDMAP", "X-ABADR", "X-ABLABEL", "X-ABUID", "LABEL", "SOURCE", "NAME", "X-PRODID", "X-MS-OL-DEFAULT-POSTAL-ADDRESS"];

    private const string Written = "written";

    private readonly List<VcardProperty> properties = [];
    private readonly HashSet<(string Heading, string Value)> seen = [];
    private bool hasAddress;
    private bool saysAddress;
    private readonly List<string> notes = [];
    private readonly List<string> tags = [];
    private readonly Dictionary<string, string> one = new(StringComparer.Ordinal);

    public List<(string Heading, string Value)> Values { get; } = [];

    /// <summary>Pictures, sounds and keys passed over.</summary>
    public int Media { get; private set; }

    /// <summary>Properties that no column takes, by name.</summary>
    public List<string> Ignored { get; } = [];

    public string? Problem { get; private set; }

    public bool Version21 { get; private set; }

    public void Add(VcardProperty property)
    {
        Version21 |= property.Name == "VERSION" && property.Value.Trim() == "2.1";
        if (VcardLines.Media.Contains(property.Name))
        {
            Media++;
        }
        else
        {
            // Some programs write the line breaks of a note as they are.
            var goesOn = property.Name.Length == 0 && properties.Count > 0 && properties[^1].Name == "NOTE";
            properties.Add(goesOn ? property with { Name = "NOTE" } : property);
        }
    }

    public void Note(string problem) => Problem ??= problem;

    /// <summary>Turns the properties into values, once the card is whole: labels and versions may stand behind what they speak of.</summary>
    public void Settle()
    {
        var labels = properties.Where(p => p.Name == "X-ABLABEL" && p.Group.Length > 0).DistinctBy(p => p.Group, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(p => p.Group, Text, StringComparer.OrdinalIgnoreCase);
        var isCompany = false;
        saysAddress = properties.Exists(p => p.Name == "ADR");

        // Those preferred first: the first of a kind is the one to call.
        foreach (var property in properties.OrderBy(p => p.IsPreferred ? 0 : 1))
        {
            var label = property.Group.Length > 0 ? labels.GetValueOrDefault(property.Group) : null;
            switch (property.Name)
            {
                case "FN" or "NICKNAME":
                    First(property.Name, Text(property));
                    break;
                case "NOTE":
                    notes.Add(Text(property));
                    break;
                case "N":
                    TakeNames(Split(property, ';'));
                    break;
                case "ORG":
                    var units = Split(property, ';').Where(unit => unit.Length > 0).ToArray();
                    Put(VcardHeadings.Company, units.Length > 0 ? units[0] : "");
                    Put(VcardHeadings.Department, string.Join(" / ", units.Skip(1)));
                    break;
                case "TITLE":
                    Put(VcardHeadings.Title, Text(property));
                    break;
                case "ROLE":
                    Put(VcardHeadings.Role, Text(property));
                    break;
                case "TEL":
                    Put(VcardHeadings.OfPhone(property.Types, label), VcardValues.Phone(Text(property)));
                    break;
                case "EMAIL":
                    Put(VcardHeadings.OfEmail(property.Types, label), VcardValues.WithoutScheme(Text(property), "mailto:"));
                    break;
                case "ADR":
                    PutAddress(VcardAddress.Read(Split(property, ';')), VcardHeadings.OfAddress(property.Types, label));
                    break;
                case "BDAY":
                    First(VcardHeadings.Birthday, VcardValues.Birthday(property, Text(property)));
                    break;
                case "GENDER" or "X-GENDER":
                    First(VcardHeadings.Gender, VcardValues.Gender(Text(property)));
                    break;
                case "URL":
                    Put(VcardHeadings.Website, Text(property));
                    break;
                case "CATEGORIES":
                    tags.AddRange(Split(property, ',').Where(tag => tag.Length > 0));
                    break;
                case "UID":
                    First(VcardHeadings.ExternalId, VcardValues.WithoutScheme(Text(property), "urn:uuid:"));
                    break;
                case "KIND" or "X-ADDRESSBOOKSERVER-KIND" when Text(property).Equals("group", StringComparison.OrdinalIgnoreCase):
                    Note("vcard.group");
                    break;
                case "KIND" or "X-ABSHOWAS":
                    isCompany |= Text(property).ToUpperInvariant() is "ORG" or "COMPANY";
                    break;
                case "":
                    Note("vcard.broken-line");
                    notes.Add(property.Value.Trim());
                    break;
                default:
                    PutOther(property);
                    break;
            }
        }

        PutSettled(isCompany);
        if (Values.Exists(value => value.Value.AsSpan().ContainsAny('\0', '\uFFFD')))
        {
            Note("encoding.undecodable");
        }
    }

    private void PutOther(VcardProperty property)
    {
        if (VcardValues.Messenger(property, Text(property)) is { } messenger)
        {
            Put(VcardHeadings.OfMessenger(messenger.Service), messenger.Handle);
        }
        else if (property.Name == "LABEL" && !hasAddress && !saysAddress)
        {
            PutAddress(VcardAddress.Read(["", "", Text(property)]), VcardHeadings.OfAddress(property.Types, null));
        }
        else if (!Technical.Contains(property.Name) && property.Value.Trim().Length > 0)
        {
            Ignored.Add(property.Name);
        }
    }

    private void TakeNames(string[] parts)
    {
        string At(int index) => index < parts.Length ? parts[index] : "";
        First(VcardHeadings.FamilyName, At(0));
        First(VcardHeadings.GivenName, At(1));
        var wide = (At(0) + At(1)).AsSpan().ContainsAnyInRange('\u3040', '\uD7AF');
        var written = wide ? At(0) + At(1) + At(2) : string.Join(' ', new[] { At(3), At(1), At(2), At(0), At(4) }.Where(part => part.Length > 0));
        First(Written, written);
    }

    private void PutSettled(bool isCompany)
    {
        var company = Values.Find(value => value.Heading == VcardHeadings.Company).Value ?? "";
        var written = one.GetValueOrDefault(Written) ?? "";
        var name = one.GetValueOrDefault("FN") is { Length: > 0 } full ? full.Replace('\n', ' ') : written;

        // Address books name the card of a company by the company.
        var isNamedByCompany = company.Length > 0 && name == company && (isCompany || written.Length == 0);
        Put(VcardHeadings.Name, isNamedByCompany ? "" : name.Length > 0 ? name : company.Length > 0 ? "" : one.GetValueOrDefault("NICKNAME") ?? "");
        Put(VcardHeadings.FamilyName, isNamedByCompany ? "" : one.GetValueOrDefault(VcardHeadings.FamilyName) ?? "");
        Put(VcardHeadings.GivenName, isNamedByCompany ? "" : one.GetValueOrDefault(VcardHeadings.GivenName) ?? "");
        Put(VcardHeadings.Kind, isCompany ? "company" : "");
        Put(VcardHeadings.Birthday, one.GetValueOrDefault(VcardHeadings.Birthday) ?? "");
        Put(VcardHeadings.Gender, one.GetValueOrDefault(VcardHeadings.Gender) ?? "");
        Put(VcardHeadings.Nickname, one.GetValueOrDefault("NICKNAME") ?? "");
        Put(VcardHeadings.Tags, string.Join(';', tags.Distinct(StringComparer.Ordinal)));
        Put(VcardHeadings.Notes, string.Join('\n', notes.Where(note => note.Length > 0).Distinct(StringComparer.Ordinal)));
        Put(VcardHeadings.ExternalId, one.GetValueOrDefault(VcardHeadings.ExternalId) ?? "");
    }

    private void PutAddress(VcardAddress address, string heading)
    {
        var first = !hasAddress;
        hasAddress |= !address.IsEmpty;
        Put(heading, address.Written);
        if (first && !address.IsEmpty)
        {
            Put(VcardHeadings.Postcode, address.Postcode);
            Put(VcardHeadings.City, address.City);
            Put(VcardHeadings.Province, address.Province);
            Put(VcardHeadings.Country, address.Country);
        }
    }

    /// <summary>Of what there should be one of, the first that says anything.</summary>
    private void First(string key, string text)
    {
        if (text.Length > 0)
        {
            one.TryAdd(key, text);
        }
    }

    private void Put(string heading, string value)
    {
        if (value.Length > 0 && seen.Add((heading, value)))
        {
            Values.Add((heading, value));
        }
    }

    private string Text(VcardProperty property) => VcardText.Unescape(VcardText.Decode(property, fileEncoding), Version21);

    private string[] Split(VcardProperty property, char separator) => VcardText.Split(VcardText.Decode(property, fileEncoding), separator, Version21);
}
