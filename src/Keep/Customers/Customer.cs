using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Keep.Customers;

/// <summary>One way to reach a customer.</summary>
/// <param name="N">Its number within the customer; never used again after it is removed.</param>
/// <param name="Kind">phone, email, address, wechat, qq or wecom.</param>
/// <param name="Value">Normalised: E.164, an e-mail address, an address line, the name of an account. A WeChat account that goes by a phone number has that in E.164.</param>
/// <param name="Raw">The original text, where it differs.</param>
/// <param name="Label">mobile, work, … as the user or the file called it.</param>
/// <param name="Extension">What to dial after the number.</param>
/// <param name="Concern">The finding that it was kept with, if any.</param>
public sealed record Contact(
    [property: JsonPropertyName("n")] int N,
    [property: JsonPropertyName("k")] string Kind,
    [property: JsonPropertyName("v")] string Value,
    [property: JsonPropertyName("r")] string? Raw = null,
    [property: JsonPropertyName("l")] string? Label = null,
    [property: JsonPropertyName("x")] string? Extension = null,
    [property: JsonPropertyName("c")] string? Concern = null)
{
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Address = "address";
    public const string WeChat = "wechat";
    public const string Qq = "qq";

    /// <summary>企业微信, WeChat at work.</summary>
    public const string WeCom = "wecom";

    /// <summary>The kinds whose values are accounts of a messenger.</summary>
    public static IReadOnlyList<string> Messengers { get; } = [WeChat, Qq, WeCom];

    [JsonIgnore]
    public bool IsMessenger => Kind is WeChat or Qq or WeCom;

    /// <summary>What history calls it.</summary>
    [JsonIgnore]
    public string Flat => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{N}");

    /// <summary>What makes two contacts the same one.</summary>
    [JsonIgnore]
    public string Key => Kind switch
    {
        Phone => Extension is null ? Value : $"{Value};ext={Extension}",
        Email => Value.ToLowerInvariant(),
        WeChat when Value.StartsWith(HomeCode, StringComparison.Ordinal) => Value[HomeCode.Length..],
        WeChat or Qq or WeCom => Value.ToLowerInvariant(),
        _ => Value,
    };

    /// <summary>WeChat accounts go by the number as it is dialled in China.</summary>
    private const string HomeCode = "+86";
}

/// <summary>
/// A customer as stored. <see cref="Fields"/> holds canonical texts by field key (classified ones sealed); the original of a
/// value that was normalised stands under `~` and the key.
/// </summary>
public sealed class Customer
{
    public const string Person = "person";
    public const string Organisation = "organisation";

    /// <summary>What history calls <see cref="OrganisationId"/>.</summary>
    public const string OrganisationKey = "organisation";

    public required long Id { get; init; }

    public string Kind { get; set; } = Person;

    public string Name { get; set; } = "";

    public string? Company { get; set; }

    public string? Stage { get; set; }

    public string? Source { get; set; }

    /// <summary>
    /// The organisation that a person belongs to, a customer too: by then it may be deleted. 0 in a draft: the organisation
    /// that the same row of an import speaks of, not known yet.
    /// </summary>
    public long? OrganisationId { get; set; }

    public List<Contact> Contacts { get; init; } = [];

    /// <summary>The highest number that a contact ever had: history calls contacts by their numbers.</summary>
    public int LastContact { get; set; }

    public SortedSet<string> Tags { get; init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Fields { get; init; } = new(StringComparer.Ordinal);

    public long CreatedAt { get; set; }

    public long CreatedIn { get; set; }

    public long UpdatedAt { get; set; }

    public long Version { get; set; }

    /// <summary>The value of any single-valued field; null when it is empty.</summary>
    public string? this[string key]
    {
        get => key switch
        {
            "kind" => Kind,
            "name" => Name.Length == 0 ? null : Name,
            "company" => Company,
            "stage" => Stage,
            "source" => Source,
            OrganisationKey => OrganisationId is > 0 and var id ? id.ToString(CultureInfo.InvariantCulture) : null,
            _ => Fields.GetValueOrDefault(key),
        };
        set
        {
            switch (key)
            {
                case "kind":
                    Kind = value ?? Person;
                    break;
                case "name":
                    Name = value ?? "";
                    break;
                case "company":
                    Company = value;
                    break;
                case "stage":
                    Stage = value;
                    break;
                case "source":
                    Source = value;
                    break;
                case OrganisationKey:
                    OrganisationId = value is null ? null : long.Parse(value, CultureInfo.InvariantCulture);
                    break;
                default:
                    if (value is null)
                    {
                        Fields.Remove(key);
                    }
                    else
                    {
                        Fields[key] = value;
                    }

                    break;
            }
        }
    }

    /// <summary>The name to show: the name, else the company, else the first contact, accounts of messengers last.</summary>
    [JsonIgnore]
    public string DisplayName => Name.Length > 0 ? Name : Company ?? (Contacts.Find(contact => !contact.IsMessenger) ?? Contacts.FirstOrDefault())?.Value ?? "";

    /// <summary>Adds a contact unless the customer has it already.</summary>
    public bool AddContact(Contact contact)
    {
        if (Contacts.Exists(known => known.Kind == contact.Kind && known.Key == contact.Key))
        {
            return false;
        }

        Contacts.Add(contact with { N = NextContactNumber() });
        return true;
    }

    public int NextContactNumber() => LastContact = HighestContact() + 1;

    /// <summary>The highest number in use now or ever before.</summary>
    public int HighestContact() => Contacts.Aggregate(LastContact, (highest, contact) => Math.Max(highest, contact.N));

    public Customer Copy()
    {
        var copy = new Customer
        {
            Id = Id,
            Kind = Kind,
            Name = Name,
            Company = Company,
            Stage = Stage,
            Source = Source,
            OrganisationId = OrganisationId,
            LastContact = HighestContact(),
            CreatedAt = CreatedAt,
            CreatedIn = CreatedIn,
            UpdatedAt = UpdatedAt,
            Version = Version,
        };
        copy.Contacts.AddRange(Contacts);
        copy.Tags.UnionWith(Tags);
        foreach (var (key, value) in Fields)
        {
            copy.Fields[key] = value;
        }

        return copy;
    }

    /// <summary>Whether all values are the same, text for text and in the same order; a value sealed anew is another text.</summary>
    public bool HasSameValues(Customer other) =>
        Kind == other.Kind && Name == other.Name && Company == other.Company && Stage == other.Stage && Source == other.Source && OrganisationId == other.OrganisationId
        && Contacts.SequenceEqual(other.Contacts) && Tags.SequenceEqual(other.Tags) && Fields.Count == other.Fields.Count
        && Fields.Zip(other.Fields).All(pair => pair.First.Key == pair.Second.Key && pair.First.Value == pair.Second.Value);

    /// <summary>The customer as a flat map, the form in which history holds values: `name`, `phone:1`, `tag:VIP`, `x_3`.</summary>
    public SortedDictionary<string, string> Flatten()
    {
        var flat = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["kind"] = Kind };
        foreach (var key in (string[])["name", "company", "stage", "source", OrganisationKey])
        {
            if (this[key] is { } value)
            {
                flat[key] = value;
            }
        }

        foreach (var contact in Contacts)
        {
            flat[contact.Flat] = JsonSerializer.Serialize(contact, CustomerJson.Default.Contact);
        }

        foreach (var tag in Tags)
        {
            flat["tag:" + tag] = tag;
        }

        foreach (var (key, value) in Fields)
        {
            flat[key] = value;
        }

        return flat;
    }

    /// <summary>Sets one entry of the flat form; null removes it.</summary>
    public void SetFlat(string key, string? value)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        switch (colon < 0 ? "" : key[..colon])
        {
            case "" when FormerHandles.IsOne(key):
                FormerHandles.Write(this, key, value);
                break;
            case "":
                this[key] = value;
                break;
            case "tag" when value is null:
                Tags.Remove(key[(colon + 1)..]);
                break;
            case "tag":
                Tags.Add(key[(colon + 1)..]);
                break;
            default:
                Contacts.RemoveAll(contact => contact.Flat == key);
                if (value is not null)
                {
                    Contacts.Add(JsonSerializer.Deserialize(value, CustomerJson.Default.Contact)!);
                    SortContacts();
                }

                break;
        }
    }

    /// <summary>By number; those that were single values once share the number 0.</summary>
    internal void SortContacts() =>
        Contacts.Sort((left, right) => left.N != right.N ? left.N.CompareTo(right.N) : string.CompareOrdinal(left.Kind, right.Kind));
}

[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(List<Contact>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class CustomerJson : JsonSerializerContext;
