using System.Globalization;
using System.Text;
using System.Text.Json;
using Kith.Engine.Acquire;
using Kith.Tests.Engine.Acquire.Vcard;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire;

/// <summary>Every file of the shared sets of text, cards and strings: opened, refused by a code, or wrong.</summary>
public sealed class FormatTablesTests(ITestOutputHelper output)
{
    /// <summary>Opened here means: a shape, and few rows with problems. Whether cells are right the tests of each set tell.</summary>
    [Fact]
    public void Files_of_the_csv_sets_open_or_are_refused()
    {
        var folder = SharedData.Require("csv");
        var table = new FormatTable("csv");
        string[] others = [".json", ".md", ".gz", ".xz", ".bz2"];
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path => !others.Contains(Path.GetExtension(path))).Order(StringComparer.Ordinal))
        {
            Judge(table, Path.GetRelativePath(folder, path), () =>
            {
                var bytes = File.ReadAllBytes(path);
                var dialect = TextDetection.Detect(new MemoryStream(bytes)).Dialect;
                var rows = DelimitedReader.Read(new MemoryStream(bytes), dialect).ToList();
                var shape = ShapeDetection.Detect(rows);
                var problems = rows.Where(row => row.Problem is not null and not "text.nul").ToList();
                var expected = path.Contains("bad-", StringComparison.Ordinal);
                return (expected || problems.Count * 10 <= rows.Count, string.Create(CultureInfo.InvariantCulture,
                    $"{dialect.Encoding}, {rows.Count} rows of {shape.Columns}, {problems.Count} with problems {problems.FirstOrDefault().Problem}"));
            });
        }

        output.WriteLine(table.Save());
        Assert.True(table.Count("wrong") <= 2, "more files are read wrongly than before");
    }

    [Fact]
    public void Files_of_cards_give_a_row_for_each_card()
    {
        var folder = SharedData.Require("vcard");
        var table = new FormatTable("vcard");
        foreach (var path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            Judge(table, Path.GetFileName(path), () =>
            {
                var cards = Cards.Read(File.ReadAllBytes(path));
                var begun = File.ReadLines(path).Count(line => line.TrimEnd().Equals("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase));
                return (cards.Rows.Count == begun, $"{begun} cards, {cards.Rows.Count} rows, {cards.Headings.Count} columns, {cards.Rows.Count(row => row.Problem is not null)} with problems");
            });
        }

        output.WriteLine(table.Save());
        Assert.Equal((17, 1, 0), (table.Count("right"), table.Count("refused"), table.Count("wrong")));
    }

    [Fact]
    public void Naughty_strings_pass_through_a_csv_and_a_card()
    {
        var naughty = JsonSerializer.Deserialize<string[]>(File.ReadAllText(SharedData.Require("strings/blns.json")))!;
        var table = new FormatTable("strings");
        for (var index = 0; index < naughty.Length; index++)
        {
            var text = naughty[index];
            Judge(table, index.ToString(CultureInfo.InvariantCulture), () =>
            {
                var csv = Encoding.UTF8.GetBytes($"name,text\nA,\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
                using var reader = new DelimitedReader(new MemoryStream(csv), new TextDialect { Encoding = "utf-8", Delimiter = ',', Quote = '"' });
                var cell = reader.ElementAt(1).Cells[1];
                var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);
                var note = Cards.Read($"\uFEFFBEGIN:VCARD\nVERSION:3.0\nFN:A\nNOTE:{escaped}\nEND:VCARD")[0, "Notes"];
                return (cell == text && note == text.Trim(), cell != text ? "csv" : note != text.Trim() ? "card" : "");
            });
        }

        output.WriteLine(table.Save());
        Assert.Equal(0, table.Count("wrong"));
    }

    private static void Judge(FormatTable table, string file, Func<(bool Right, string Reason)> read)
    {
        try
        {
            var (right, reason) = read();
            table.Add(file, right ? "right" : "wrong", reason);
        }
        catch (TableRefusedException refused)
        {
            table.Add(file, "refused", $"{refused.Code} {refused.Finding.Data}");
        }
    }
}
