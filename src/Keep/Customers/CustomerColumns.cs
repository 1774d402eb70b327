using System.Text;
using System.Text.Json;

namespace Kith.Keep.Customers;

/// <summary>
/// Reads the JSON columns of a customer's row from their bytes. By hand, since every list, export and import reads them by
/// the million; and since a dictionary that the serializer makes would order its keys by the rules of a culture.
/// </summary>
internal static class CustomerColumns
{
    private static readonly (string Kind, byte[] Utf8)[] Kinds =
        [.. new[] { Contact.Phone, Contact.Email, Contact.Address }.Concat(Contact.Messengers).Select(kind => (kind, Encoding.UTF8.GetBytes(kind)))];

    public static SortedDictionary<string, string> Fields(ReadOnlySpan<byte> json)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            fields[key] = reader.GetString()!;
        }

        return fields;
    }

    public static List<Contact> Contacts(ReadOnlySpan<byte> json)
    {
        var contacts = new List<Contact>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            contacts.Add(One(ref reader));
        }

        return contacts;
    }

    /// <summary>How many contacts of each kind there are.</summary>
    public static void CountKinds(ReadOnlySpan<byte> json, Dictionary<string, int> counts)
    {
        counts.Clear();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2 && reader.ValueTextEquals("k"u8))
            {
                reader.Read();
                var kind = Kind(ref reader);
                counts[kind] = counts.GetValueOrDefault(kind) + 1;
            }
        }
    }

    private static Contact One(ref Utf8JsonReader reader)
    {
        var number = 0;
        string? kind = null, value = null, raw = null, label = null, extension = null, concern = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan is [var letter] ? letter : (byte)0;
            reader.Read();
            switch (name)
            {
                case (byte)'n':
                    number = reader.GetInt32();
                    break;
                case (byte)'k':
                    kind = Kind(ref reader);
                    break;
                case (byte)'v':
                    value = reader.GetString();
                    break;
                case (byte)'r':
                    raw = reader.GetString();
                    break;
                case (byte)'l':
                    label = reader.GetString();
                    break;
                case (byte)'x':
                    extension = reader.GetString();
                    break;
                case (byte)'c':
                    concern = reader.GetString();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new Contact(number, kind!, value!, raw, label, extension, concern);
    }

    private static string Kind(ref Utf8JsonReader reader)
    {
        foreach (var (kind, utf8) in Kinds)
        {
            if (reader.ValueTextEquals(utf8))
            {
                return kind;
            }
        }

        return reader.GetString()!;
    }
}
