using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Secure.Secrets;

/// <summary>
/// A file that may hold classified values, encrypted in chunks of 64 KiB (AES-256-GCM), so that it can be written as it comes
/// and read at any place. Each file has a key of its own (HKDF over a random salt and its purpose), a chunk's nonce is its
/// number and whether it is the last one: chunks can't be altered, swapped, dropped or cut off unseen.
/// </summary>
public static class SealedFile
{
    internal const int ChunkBytes = 1 << 16;
    internal const int TagBytes = 16;
    private const int SaltBytes = 32;
    private const int LongestKeyId = 16;
    private const int HeaderBytes = LongestKeyId + SaltBytes;

    /// <summary>Creates a file, readable by its owner only; what is written is whole once the stream is disposed.</summary>
    /// <param name="purpose">What the file is, such as `import 42`; it opens under this purpose only.</param>
    public static Stream Create(DataFolder folder, string path, string purpose)
    {
        var key = KeyFile.Open(folder).Keys[^1];
        var header = new byte[HeaderBytes];
        Encoding.ASCII.GetBytes(key.Id, header);
        RandomNumberGenerator.Fill(header.AsSpan(LongestKeyId));
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(header);
        return new SealedWriter(file, CipherOf(key, header, purpose));
    }

    /// <summary>Opens a file for reading at any place.</summary>
    /// <exception cref="CryptographicException">It was altered, cut off, or sealed for another purpose or with an unknown key.</exception>
    public static Stream Open(DataFolder folder, string path, string purpose)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            var header = new byte[HeaderBytes];
            if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || file.Length < HeaderBytes + TagBytes)
            {
                throw new CryptographicException("Too short to be a sealed file.");
            }

            var keyId = Encoding.ASCII.GetString(header, 0, LongestKeyId).TrimEnd('\0');
            var key = KeyFile.Open(folder).Keys.FirstOrDefault(known => known.Id == keyId)
                ?? throw new CryptographicException("Sealed with a key that the key file does not hold.");
            return new SealedReader(file, HeaderBytes, CipherOf(key, header, purpose));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal static void Nonce(Span<byte> nonce, long chunk, bool last)
    {
        BinaryPrimitives.WriteInt64BigEndian(nonce, chunk);
        BinaryPrimitives.WriteInt32BigEndian(nonce[8..], last ? 1 : 0);
    }

    private static AesGcm CipherOf(KeyFile.Key key, byte[] header, string purpose) => new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret, 32, header, Encoding.UTF8.GetBytes("kith file " + purpose)), TagBytes);
}

/// <summary>Seals what is written to it, chunk by chunk.</summary>
internal sealed class SealedWriter(FileStream file, AesGcm cipher) : Stream
{
    private readonly byte[] plain = new byte[SealedFile.ChunkBytes];
    private readonly byte[] box = new byte[SealedFile.ChunkBytes + SealedFile.TagBytes];
    private long chunk;
    private int filled;
    private bool closed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // A full chunk waits until more comes, since the last one is sealed as the last.
            if (filled == plain.Length)
            {
                SealChunk(last: false);
            }

            var part = Math.Min(buffer.Length, plain.Length - filled);
            buffer[..part].CopyTo(plain.AsSpan(filled));
            filled += part;
            buffer = buffer[part..];
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !closed)
        {
            closed = true;
            try
            {
                SealChunk(last: true);
                file.Flush(flushToDisk: true);
            }
            finally
            {
                // On a full disk too: the handle would keep the space of a file that is deleted.
                file.Dispose();
                cipher.Dispose();
                CryptographicOperations.ZeroMemory(plain);
            }
        }

        base.Dispose(disposing);
    }

    private void SealChunk(bool last)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.Nonce(nonce, chunk++, last);
        cipher.Encrypt(nonce, plain.AsSpan(0, filled), box.AsSpan(0, filled), box.AsSpan(filled, SealedFile.TagBytes));
        file.Write(box, 0, filled + SealedFile.TagBytes);
        filled = 0;
    }
}

/// <summary>Opens a sealed file chunk by chunk, at any place.</summary>
internal sealed class SealedReader : Stream
{
    private const int BoxBytes = SealedFile.ChunkBytes + SealedFile.TagBytes;
    private readonly FileStream file;
    private readonly int header;
    private readonly AesGcm cipher;
    private readonly byte[] plain = new byte[SealedFile.ChunkBytes];
    private readonly byte[] box = new byte[BoxBytes];
    private readonly long chunks;
    private long open = -1;
    private int filled;

    public SealedReader(FileStream file, int header, AesGcm cipher)
    {
        this.file = file;
        this.header = header;
        this.cipher = cipher;
        var body = file.Length - header;
        chunks = (body + BoxBytes - 1) / BoxBytes;
        Length = body - (chunks * SealedFile.TagBytes);

        // The last chunk proves that nothing is cut off.
        OpenChunk(chunks - 1);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Position < 0 || Position >= Length || buffer.Length == 0)
        {
            return 0;
        }

        if (Position / SealedFile.ChunkBytes is var chunk && chunk != open)
        {
            OpenChunk(chunk);
        }

        var from = (int)(Position % SealedFile.ChunkBytes);
        var part = Math.Min(buffer.Length, filled - from);
        plain.AsSpan(from, part).CopyTo(buffer);
        Position += part;
        return part;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            cipher.Dispose();
            CryptographicOperations.ZeroMemory(plain);
        }

        base.Dispose(disposing);
    }

    private void OpenChunk(long chunk)
    {
        file.Position = header + (chunk * BoxBytes);
        var read = file.ReadAtLeast(box, BoxBytes, throwOnEndOfStream: false) - SealedFile.TagBytes;
        if (read < 0)
        {
            throw new CryptographicException("The sealed file is cut off.");
        }

        Span<byte> nonce = stackalloc byte[12];
        SealedFile.Nonce(nonce, chunk, chunk == chunks - 1);
        cipher.Decrypt(nonce, box.AsSpan(0, read), box.AsSpan(read, SealedFile.TagBytes), plain.AsSpan(0, read));
        (open, filled) = (chunk, read);
    }
}
