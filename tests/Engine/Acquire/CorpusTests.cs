using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire;

/// <summary>Other projects' CSV files, read with nothing said about them.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Csv_spectrum_is_read_as_expected()
    {
        var folder = SharedData.Require("csv/csv-spectrum");
        Tally(Directory.GetFiles(Path.Combine(folder, "csvs")), 11, file =>
        {
            // The set's own CRLF files lost their CR in its repository.
            var rows = Load(File.ReadAllBytes(file)).Rows;
            var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "json", Path.GetFileNameWithoutExtension(file) + ".json"))).RootElement
                .EnumerateArray().Select(o => o.EnumerateObject().Select(p => (p.Name, p.Value.GetString()!.ReplaceLineEndings("\n"))).ToArray()).ToList();
            var read = rows.Skip(1).Select(r => r.Cells.Select((c, i) => (rows[0].Cells[i], c.ReplaceLineEndings("\n"))).ToArray()).ToList();
            return read.Count == expected.Count && read.Zip(expected).All(p => p.First.SequenceEqual(p.Second)) ? null : Show(rows);
        });
    }

    [Fact]
    public void Csv_test_data_is_read_or_its_fault_is_told()
    {
        var folder = SharedData.Require("csv/csv-test-data");
        Tally(Directory.GetFiles(Path.Combine(folder, "csv")), 24, file =>
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var (rows, findings, refused) = Load(File.ReadAllBytes(file));
            if (name.StartsWith("bad-", StringComparison.Ordinal))
            {
                var shape = rows.Count == 0 ? null : ShapeDetection.Detect(rows);
                var told = refused is not null || findings.Count > 0 || rows.Exists(r => r.Problem is not null || shape!.Misfit(r) is not null);
                // A header of other names is the importer's to judge.
                return told || name == "bad-header-wrong-header" ? null : Show(rows);
            }

            var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "json", name + ".json"))).RootElement.EnumerateArray()
                .Select(r => r.ValueKind == JsonValueKind.Array
                    ? r.EnumerateArray().Select(c => c.GetString()!).ToArray()
                    : [.. r.EnumerateObject().Select(p => p.Value.GetString()!)]).ToList();
            var read = rows.Select(r => r.Cells).Skip(name.StartsWith("header-", StringComparison.Ordinal) ? 1 : 0).ToList();
            return Same(read, expected) ? null : Show(rows);
        });
    }

    [Fact]
    public void Papaparse_cases_of_the_default_dialect_are_read_as_expected()
    {
        using var gzip = new GZipStream(File.OpenRead(SharedData.Require("csv/papaparse/cases.json.gz")), CompressionMode.Decompress);
        var root = JsonDocument.Parse(gzip).RootElement;
        var cases = root.GetProperty("CORE_PARSER_TESTS").EnumerateArray().Concat(root.GetProperty("PARSE_TESTS").EnumerateArray())
            .Where(c => !c.TryGetProperty("config", out var config) || config.ValueKind == JsonValueKind.Null || !config.EnumerateObject().Any()).ToList();
        Tally(cases, cases.Count - 9, c =>
        {
            var expected = c.GetProperty("expected").GetProperty("data").EnumerateArray().Select(r => r.EnumerateArray().Select(x => x.GetString()!).ToArray()).ToList();
            var faulty = c.GetProperty("expected").GetProperty("errors").EnumerateArray().Any(e => e.GetProperty("type").GetString() == "Quotes");
            var (rows, _, refused) = Load(Encoding.UTF8.GetBytes(c.GetProperty("input").GetString()!));
            var right = faulty ? rows.Exists(r => r.Problem is not null) : Same([.. rows.Select(r => r.Cells)], expected) || (refused == "table.empty" && expected.Count <= 1);
            return right ? null : $"{refused}{Show(rows)} expected {string.Join('¶', expected.Select(r => string.Join('¦', r)))}";
        }, c => c.GetProperty("description").GetString()!);
    }

    [Fact]
    public void Files_from_the_wild_open_or_are_refused_clearly()
    {
        var files = new[] { "csvkit", "messytables-horror", "exceldatareader-csv", "miniexcel-gb2312", "papaparse" }
            .SelectMany(f => Directory.GetFiles(SharedData.Require("csv/" + f))).Where(f => Path.GetFileName(f) is not ("README.md" or "cases.json.gz")).ToList();
        Tally(files, files.Count - 1, file =>
        {
            using var stream = File.OpenRead(file);
            try
            {
                var guess = TextDetection.Detect(stream);
                var d = guess.Dialect;
                var rows = DelimitedReader.Read(stream, d).ToList();
                var shape = ShapeDetection.Detect(rows);
                var problems = rows.Count(r => r.Problem is not null and not "text.nul");
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{Path.GetFileName(file),-42} {d.Encoding,-12} '{(d.Delimiter == '\t' ? "\\t" : d.Delimiter == '\0' ? "" : d.Delimiter)}' {guess.DialectConfidence:0.00} header {shape.HeaderFirstRow}+{shape.HeaderRows} data {shape.FirstDataRow} {rows.Count}×{shape.Columns} problems {problems}"));
                var ragged = rows.Count(r => shape.Misfit(r) is "row.too-many-cells");
                return problems * 10 <= rows.Count && ragged * 4 <= rows.Count ? null : $"{problems} problem rows, {ragged} too wide";
            }
            catch (TableRefusedException refused)
            {
                output.WriteLine($"{Path.GetFileName(file),-42} refused {refused.Code} {refused.Finding.Data}");
                return null;
            }
        });
    }

    private void Tally(string[] files, int floor, Func<string, string?> judge) => Tally(files.Order(StringComparer.Ordinal), floor, judge, f => Path.GetFileName(f));

    private void Tally(List<string> files, int floor, Func<string, string?> judge) => Tally(files, floor, judge, f => Path.GetFileName(f));

    private void Tally<T>(IEnumerable<T> cases, int floor, Func<T, string?> judge, Func<T, string> name)
    {
        var (right, total) = (0, 0);
        foreach (var one in cases)
        {
            var wrong = judge(one);
            total++;
            right += wrong is null ? 1 : 0;
            if (wrong is not null)
            {
                output.WriteLine($"wrong: {name(one)}: {wrong.ReplaceLineEnds()}");
            }
        }

        output.WriteLine($"right {right}/{total}");
        Assert.True(right >= floor, $"{right}/{total}, floor {floor}");
    }

    private static (List<TableRow> Rows, List<TableFinding> Findings, string? Refused) Load(byte[] bytes)
    {
        try
        {
            var guess = TextDetection.Detect(new MemoryStream(bytes));
            using var reader = new DelimitedReader(new MemoryStream(bytes), guess.Dialect);
            return (reader.ToList(), [.. reader.Findings], null);
        }
        catch (TableRefusedException refused)
        {
            return ([], [], refused.Code);
        }
    }

    // A blank line at the very end is a matter of taste.
    private static bool Same(List<string[]> read, List<string[]> expected)
    {
        while (expected.Count > read.Count && expected[^1] is [""])
        {
            expected.RemoveAt(expected.Count - 1);
        }

        return read.Count == expected.Count && read.Zip(expected).All(p => p.First.SequenceEqual(p.Second, StringComparer.Ordinal));
    }

    private static string Show(List<TableRow> rows) => string.Join('¶', rows.Take(4).Select(r => $"{r.Problem}{string.Join('¦', r.Cells)}"));
}

internal static class OneLine
{
    public static string ReplaceLineEnds(this string text) => text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
}
