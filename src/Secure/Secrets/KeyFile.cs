using System.Security.Cryptography;
using System.Text.Json;

namespace Kith.Secure.Secrets;

/// <summary>
/// The file that holds the keys: `keys/kith.key` in the data folder, or the file KITH_KEY_FILE names, so that it can lie
/// on another disk than the data. Whoever loses it loses the classified values; a backup carries a copy.
/// </summary>
public sealed class KeyFile
{
    private const int KeyBytes = 32;

    private KeyFile(string path, Content content)
    {
        Path = path;
        Keys = content.Keys;
    }

    public string Path { get; }

    /// <summary>All keys, the newest last: it seals, the older ones still open.</summary>
    public IReadOnlyList<Key> Keys { get; }

    /// <param name="Id">Stands before each sealed value.</param>
    /// <param name="Secret">32 random bytes.</param>
    public sealed record Key(string Id, byte[] Secret);

    public sealed record Content(IReadOnlyList<Key> Keys);

    /// <summary>Reads the key file; makes one for a folder that holds no data yet.</summary>
    /// <exception cref="Refused">The folder has data but its key file is gone, or the file can't be read.</exception>
    public static KeyFile Open(DataFolder folder)
    {
        var path = PathFor(folder);
        if (!File.Exists(path))
        {
            if (File.Exists(folder.Database) && new FileInfo(folder.Database).Length > 0)
            {
                throw Missing(path);
            }

            Create(path);
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
            return content is { Keys.Count: > 0 } && content.Keys.All(key => key.Secret.Length == KeyBytes)
                ? new KeyFile(path, content)
                : throw Missing(path);
        }
        catch (JsonException)
        {
            throw Missing(path);
        }
    }

    public static string PathFor(DataFolder folder) => Environment.GetEnvironmentVariable("KITH_KEY_FILE") is { Length: > 0 } named
        ? named
        : System.IO.Path.Combine(folder.Keys, "kith.key");

    private static void Create(string path)
    {
        var content = new Content([new Key("k1", RandomNumberGenerator.GetBytes(KeyBytes))]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        Durable.Write(path, JsonSerializer.SerializeToUtf8Bytes(content, JsonSerializerOptions.Web));
    }

    private static Refused Missing(string path) => new(
        Refusal.Unavailable, "keys.missing", null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["file"] = path });
}
