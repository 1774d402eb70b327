using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kith.Engine.Keep;

namespace Kith.Keep.Customers;

/// <summary>
/// What of a customer goes into the tables, ready to bind. Making it costs more than writing it and needs no database, so
/// that an import makes it on another thread than the writer's.
/// </summary>
/// <param name="NameKey">The sort key of the name shown.</param>
/// <param name="Contacts">JSON.</param>
/// <param name="Fields">JSON.</param>
/// <param name="Tokens">What the customer is found by.</param>
public sealed record CustomerImage(byte[] NameKey, byte[] Contacts, byte[] Fields, byte[] Tokens)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    public static CustomerImage Of(Customer customer) => new(
        SortKey.For(customer.DisplayName),
        Json(customer.Contacts, CustomerJson.Default.ListContact),
        Json(customer.Fields, CustomerJson.Default.SortedDictionaryStringString),
        TokensOf(customer));

    public static byte[] TokensOf(Customer customer)
    {
        var output = Emptied();
        SearchTokens.Write(CustomerTokens.SearchableOf(customer), output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>JSON with its letters as they are.</summary>
    internal static byte[] Json<T>(T value, JsonTypeInfo<T> type)
    {
        var output = Emptied();
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            JsonSerializer.Serialize(json, value, type);
        }

        return output.WrittenSpan.ToArray();
    }

    private static ArrayBufferWriter<byte> Emptied()
    {
        buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        return buffer;
    }
}
