using System.Security.Cryptography;
using Kith.Secure.Secrets;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Secrets;

/// <summary>Files that lie sealed: they come back as they went in, at any place, and no change of them goes unseen.</summary>
public sealed class SealedFileTests : IDisposable
{
    private const int Chunk = SealedFile.ChunkBytes;
    private readonly KithFolder place = new();
    private readonly DataFolder folder;
    private readonly string path;

    public SealedFileTests()
    {
        folder = new DataFolder(place.Path);
        path = place.PathOf("sealed");
    }

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) + 77)]
    public void What_went_in_comes_out_at_any_place(int length)
    {
        var content = Write(length);
        using var file = SealedFile.Open(folder, path, "test");
        Assert.Equal(length, file.Length);
        var all = new byte[length];
        file.ReadExactly(all);
        Assert.Equal(content, all);
        Assert.Equal(0, file.Read(new byte[10]));
        var random = new Random(length);
        for (var look = 0; look < 50 && length > 0; look++)
        {
            var at = random.Next(length);
            var some = new byte[random.Next(1, Math.Min(length - at, 2 * Chunk) + 1)];
            file.Position = at;
            file.ReadExactly(some);
            Assert.True(content.AsSpan(at, some.Length).SequenceEqual(some));
        }
    }

    [Fact]
    public void An_altered_cut_or_rearranged_file_is_refused()
    {
        Write((3 * Chunk) + 5);
        var good = File.ReadAllBytes(path);
        const int Header = 48;
        const int Box = Chunk + SealedFile.TagBytes;
        foreach (var bad in (byte[][])
        [
            [.. good[..^1], (byte)(good[^1] ^ 1)],
            good[..^1],
            good[..(Header + Box)],
            good[..(Header + (3 * Box))],
            good[..10],
            [.. good[..Header], .. good[(Header + Box)..(Header + (2 * Box))], .. good[Header..(Header + Box)], .. good[(Header + (2 * Box))..]],
            [.. good[..20], (byte)(good[20] ^ 1), .. good[21..]],
        ])
        {
            File.WriteAllBytes(path, bad);
            Assert.ThrowsAny<CryptographicException>(() => ReadAll("test"));
        }

        File.WriteAllBytes(path, good);
        Assert.ThrowsAny<CryptographicException>(() => ReadAll("another"));
        ReadAll("test");
    }

    private void ReadAll(string purpose)
    {
        using var file = SealedFile.Open(folder, path, purpose);
        file.CopyTo(Stream.Null);
    }

    private byte[] Write(int length)
    {
        var content = new byte[length];
        new Random(7).NextBytes(content);
        using var file = SealedFile.Create(folder, path, "test");
        for (var at = 0; at < length;)
        {
            var part = Math.Min(length - at, 10_007);
            file.Write(content, at, part);
            at += part;
        }

        return content;
    }
}
