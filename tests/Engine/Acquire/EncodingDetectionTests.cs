using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire;

public sealed class EncodingDetectionTests(ITestOutputHelper output)
{
    // Folders of the shared set whose name is not the name used here; an encoding that is a superset reads the same text.
    private static readonly Dictionary<string, string> FolderNames = new(StringComparer.Ordinal)
    {
        ["windows-1252 (latin1)"] = "windows-1252", ["shift-jis"] = "shift_jis", ["cp949"] = "euc-kr", ["tis-620"] = "windows-874",
        ["iso-8859-11"] = "windows-874",
    };

    [Fact]
    public void Real_texts_are_read_as_their_authors_wrote_them()
    {
        var folder = SharedData.Require("csv/utf-unknown");
        var (hits, total) = (0, 0);
        foreach (var dir in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(dir);
            var truth = FolderNames.GetValueOrDefault(name, name);
            var misses = new List<string>();
            var files = Directory.GetFiles(dir);
            foreach (var file in files)
            {
                using var stream = File.OpenRead(file);
                var found = EncodingDetection.Detect(TextSample.Take(stream))[0];
                if (!SameText(file, truth, found.Encoding))
                {
                    misses.Add($"{Path.GetFileName(file)}→{found.Encoding} ({found.Confidence:0.00})");
                }
            }

            hits += files.Length - misses.Count;
            total += files.Length;
            output.WriteLine($"{name,-24} {files.Length - misses.Count}/{files.Length} {string.Join(", ", misses)}");
        }

        output.WriteLine($"all {hits}/{total}");
        Assert.True(hits >= 55, $"{hits}/{total}");
    }

    [Theory]
    [InlineData("gb18030", 3)]
    [InlineData("gb18030", 1)]
    [InlineData("utf-8", 1)]
    [InlineData("utf-16le", 3)]
    public void A_few_real_chinese_addresses_are_enough(string encoding, int lines)
    {
        var all = File.ReadAllLines(SharedData.Require("address/cn_addr_dev.txt")).Where(l => l.Any(c => c > 0x7F)).ToArray();
        var (hits, misses) = (0, new List<string>());
        for (var i = 0; i + lines <= all.Length && hits + misses.Count < 1_000; i += lines)
        {
            var text = string.Join('\n', all[i..(i + lines)]);
            var found = EncodingDetection.Detect(TextSample.Take(new MemoryStream(EncodingNames.Find(encoding).GetBytes(text))))[0];
            if (found.Encoding == encoding)
            {
                hits++;
            }
            else
            {
                misses.Add($"{text.Replace('\n', '|')}→{found.Encoding}");
            }
        }

        output.WriteLine($"{encoding}, {lines} line(s): {hits}/{hits + misses.Count}");
        misses.Take(12).ToList().ForEach(output.WriteLine);
        Assert.True(hits * 100 >= (hits + misses.Count) * 99, $"{hits}");
    }

    private static bool SameText(string file, string truth, string found)
    {
        if (string.Equals(truth, found, StringComparison.Ordinal))
        {
            return true;
        }

        var bytes = File.ReadAllBytes(file);
        return string.Equals(EncodingNames.Find(truth).GetString(bytes), EncodingNames.Find(found).GetString(bytes), StringComparison.Ordinal);
    }
}
