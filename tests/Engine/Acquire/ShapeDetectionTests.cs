using System.Globalization;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire;

public sealed class ShapeDetectionTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. ShapeCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_shape_is_found(string name)
    {
        var c = ShapeCases.All.Single(x => x.Name == name);
        var rows = c.Rows.Split('\n').Select((line, i) => new TableRow(i + 1, line == "~" ? [""] : line.Split('|'))).ToList();
        var shape = ShapeDetection.Detect(rows, Merges(c.Merged));
        var found = shape.HasHeader ? shape.HeaderRows > 1 ? $"{shape.HeaderFirstRow}+{shape.HeaderRows}" : $"{shape.HeaderFirstRow}" : "-";
        Assert.Equal((c.Header, (long)c.Data), (found, shape.FirstDataRow));
        Assert.Equal(c.Extra, string.Join(' ', TableBody.Label(rows, shape).Select(Mark).Where(m => m.Length > 0)));
        if (c.Names is not null)
        {
            Assert.Equal(c.Names, string.Join('|', shape.Headers));
        }

        string Mark(LabelledRow l) => l.Role switch
        {
            RowRole.Total => $"t{l.Row.Number}",
            RowRole.Note => $"n{l.Row.Number}",
            RowRole.Units => $"u{l.Row.Number}",
            RowRole.Header when l.Row.Number >= shape.FirstDataRow => $"h{l.Row.Number}",
            _ => "",
        };
    }

    [Fact]
    public void What_the_user_says_wins()
    {
        TableRow[] rows = [new(1, ["张伟", "13800138000"]), new(2, ["李娜", "13900139000"]), new(3, ["王芳", "13700137000"])];
        Assert.Equal((0L, 1L), Pick(ShapeDetection.Detect(rows)));
        Assert.Equal((1L, 2L), Pick(ShapeDetection.Detect(rows, null, new ShapeOverrides(HeaderFirstRow: 1))));
        Assert.Equal((2L, 3L), Pick(ShapeDetection.Detect(rows, null, new ShapeOverrides(HeaderFirstRow: 2))));
        TableRow[] headed = [new(1, ["姓名", "手机"]), new(2, ["李娜", "13900139000"]), new(3, ["王芳", "13700137000"])];
        Assert.Equal((0L, 1L), Pick(ShapeDetection.Detect(headed, null, new ShapeOverrides(HeaderFirstRow: 0))));
        Assert.Equal((1L, 3L), Pick(ShapeDetection.Detect(headed, null, new ShapeOverrides(FirstDataRow: 3))));

        static (long, long) Pick(TableShape s) => (s.HeaderFirstRow, s.FirstDataRow);
    }

    [Theory]
    [InlineData("excel_pasting.csv", 4, 5)]
    [InlineData("mixedGLB.csv", 4, 5)]
    [InlineData("simple.csv", 1, 2)]
    [InlineData("simple.psv", 1, 2)]
    [InlineData("simple.ssv", 1, 2)]
    [InlineData("complex.csv", 1, 2)]
    [InlineData("null.csv", 0, 1)]
    [InlineData("skip_initials.csv", 1, 2)]
    [InlineData("spanish_chars.csv", 1, 2)]
    [InlineData("sparse_with_column_errors.csv", 1, 2)]
    [InlineData("utf-16le_encoded.csv", 1, 2)]
    [InlineData("characters.csv", 1, 2)]
    [InlineData("example.tsv", 1, 2)]
    public void Horror_files_keep_their_shape(string file, long header, long data)
    {
        using var stream = File.OpenRead(SharedData.Require("csv/messytables-horror/" + file));
        var guess = TextDetection.Detect(stream);
        var rows = DelimitedReader.Read(stream, guess.Dialect).Take(ShapeDetection.RowsNeeded).ToList();
        var shape = ShapeDetection.Detect(rows);
        output.WriteLine($"{file}: {guess.Dialect.Encoding} '{guess.Dialect.Delimiter}' header {shape.HeaderFirstRow}+{shape.HeaderRows}, data {shape.FirstDataRow}: {string.Join(" | ", shape.Headers.Take(6))}");
        Assert.Equal((header, data), (shape.HeaderFirstRow, shape.FirstDataRow));
    }

    [Fact]
    public void A_misfit_row_is_told()
    {
        var shape = ShapeDetection.Detect([new(1, ["name", "phone"]), new(2, ["Ann", "555-0100"])]);
        Assert.Null(shape.Misfit(new TableRow(3, ["Bob", "555-0101"])));
        Assert.Equal("row.too-many-cells", shape.Misfit(new TableRow(3, ["Bob", "555-0101", "x"])));
        Assert.Null(shape.Misfit(new TableRow(3, ["Bob", "555-0101", " "])));
        Assert.Equal("row.too-few-cells", shape.Misfit(new TableRow(3, ["Bob"])));
    }

    [Fact]
    public void An_empty_table_is_refused()
    {
        var refused = Assert.Throws<TableRefusedException>(() => ShapeDetection.Detect([new(1, [""]), new(2, [" ", ""])]));
        Assert.Equal("table.empty", refused.Code);
    }

    private static List<MergedRange> Merges(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(',', '-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray())
            .Select(n => new MergedRange(n[0], n[1], n[2], n[3]))];
}
