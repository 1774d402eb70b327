using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Secure.Secrets;

/// <summary>
/// The codec of classified values: AES-256-GCM with a random nonce, under a key derived (HKDF-SHA256) for the table and
/// column, with associated data that binds table, column, record and key id. A sealed value opens in its own place only.
/// </summary>
public sealed class Sealer(KeyFile file) : ISeal, IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int FingerprintBytes = 16;
    private readonly ConcurrentDictionary<string, AesGcm> ciphers = new(StringComparer.Ordinal);
    private readonly byte[] fingerprintKey = Derive(file.Keys[0].Secret, "fingerprint");

    public string Seal(string plain, string table, string column, long record)
    {
        var key = file.Keys[^1];
        var text = Encoding.UTF8.GetBytes(plain);
        var box = new byte[NonceBytes + text.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        var cipher = CipherOf(key, table, column);
        lock (cipher)
        {
            cipher.Encrypt(
                box.AsSpan(0, NonceBytes),
                text,
                box.AsSpan(NonceBytes, text.Length),
                box.AsSpan(NonceBytes + text.Length),
                Place(table, column, record, key.Id));
        }

        return $"{key.Id}:{Convert.ToBase64String(box)}";
    }

    public string Open(string sealedText, string table, string column, long record)
    {
        var colon = sealedText.IndexOf(':', StringComparison.Ordinal);
        var key = colon > 0 ? file.Keys.FirstOrDefault(known => known.Id == sealedText[..colon]) : null;
        if (key is null)
        {
            throw new CryptographicException("Sealed with a key that the key file does not hold.");
        }

        var box = new byte[sealedText.Length];
        if (!Convert.TryFromBase64Chars(sealedText.AsSpan(colon + 1), box, out var length) || length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("No sealed value, or cut off.");
        }

        box = box[..length];

        var text = new byte[box.Length - NonceBytes - TagBytes];
        var cipher = CipherOf(key, table, column);
        lock (cipher)
        {
            cipher.Decrypt(
                box.AsSpan(0, NonceBytes),
                box.AsSpan(NonceBytes, text.Length),
                box.AsSpan(NonceBytes + text.Length),
                text,
                Place(table, column, record, key.Id));
        }

        return Encoding.UTF8.GetString(text);
    }

    public byte[] Fingerprint(string kind, string text)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(fingerprintKey, Encoding.UTF8.GetBytes(kind + "\0" + text), hash);
        return hash[..FingerprintBytes].ToArray();
    }

    public void Dispose()
    {
        foreach (var cipher in ciphers.Values)
        {
            cipher.Dispose();
        }
    }

    private AesGcm CipherOf(KeyFile.Key key, string table, string column) =>
        ciphers.GetOrAdd($"{key.Id}|{table}|{column}", _ => new AesGcm(Derive(key.Secret, $"seal|{table}|{column}"), TagBytes));

    private static byte[] Place(string table, string column, long record, string keyId) =>
        Encoding.UTF8.GetBytes($"{table}|{column}|{record}|{keyId}");

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes("kith " + purpose));
}
