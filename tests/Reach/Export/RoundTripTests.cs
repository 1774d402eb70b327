using System.Text;
using Kith.Engine.Acquire;
using Kith.Reach.Export;
using Kith.Tests.Testing;

namespace Kith.Tests.Reach.Export;

/// <summary>Every kind of file that goes out comes back without changing anything.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("csv", null)]
    [InlineData("csv", "gb18030")]
    [InlineData("xlsx", null)]
    public async Task An_import_of_the_export_changes_nothing(string format, string? encoding)
    {
        await kith.Operator.Import(Lists.Messy);
        await kith.Operator.Import("name,phone,remark,预算,下单日期\n㐀𠮷,13811112222,'=1+1,12.5,2024-02-29\n🍣 ñ,13811112223,''+x,1234567890123456,1850-05-01\nPlain,13811112224,=HYPERLINK(1),3.50,2023-12-31\n");
        var (receipt, file) = await Export(format, encoding);
        Assert.Equal((format, format == "csv" ? encoding ?? "utf-8" : null), (receipt.Format, receipt.Encoding));
        var view = await kith.Operator.Upload("again." + format, file);
        var done = await kith.Operator.Run(view.Id);
        Assert.Equal((receipt.Rows, 0L, 0L), (done.Counts.Unchanged, done.Counts.Updated + done.Counts.Created, done.Counts.Rejected));
        var (_, again) = await Export(format, encoding);
        if (format == "csv")
        {
            Assert.Equal(file, again);
        }
        else
        {
            Assert.Equal(Texts(file), Texts(again));
        }
    }

    [Fact]
    public async Task A_workbook_has_typed_cells_where_nothing_is_lost()
    {
        await kith.Operator.Import("name,phone,预算,下单日期\nAnn,13811112222,12.5,2024-02-29\n");
        var (receipt, file) = await Export("xlsx", null);
        Assert.Equal((1, 0L), (receipt.Sheets, receipt.CellsCut));
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(TestContext.Current.CancellationToken));
        var xml = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<v>12.5</v>", xml, StringComparison.Ordinal);
        Assert.Contains("<v>45351</v>", xml, StringComparison.Ordinal);
        Assert.Contains("<t>+8613811112222</t>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_longer_than_a_cell_is_told_in_the_receipt_and_never_comes_back_short()
    {
        await kith.Operator.Import($"name,phone,remark\nAnn,13811112222,{new string('长', 40_000)}\nBen,13811112223,short\n");
        var (receipt, file) = await Export("xlsx", null);
        Assert.Equal(1, receipt.CellsCut);
        var done = await kith.Operator.Run((await kith.Operator.Upload("again.xlsx", file)).Id);
        Assert.Equal((1L, 0L, 1L), (done.Counts.Unchanged, done.Counts.Updated, done.Counts.Rejected));
    }

    [Theory]
    [InlineData("pdf", null, "export.format-unknown")]
    [InlineData("csv", "latin1", "export.encoding-unknown")]
    [InlineData("xlsx", "gb18030", "export.xlsx-encoding")]
    public async Task What_cannot_be_written_is_refused(string format, string? encoding, string code) =>
        (await kith.Operator.Post("/api/exports", new { format, encoding })).RequireRefused(System.Net.HttpStatusCode.UnprocessableEntity, code);

    [Fact]
    public async Task A_file_in_GB18030_is_what_its_programs_expect()
    {
        await kith.Operator.Import("name,phone,company\n王小明,13811112222,云帆科技\n");
        var (_, file) = await Export("csv", "GBK");
        Assert.Contains("王小明", EncodingNames.Find("gb18030").GetString(file), StringComparison.Ordinal);
        Assert.False(file.AsSpan().StartsWith(Encoding.UTF8.Preamble));
    }

    private async Task<(ExportReceipt Receipt, byte[] File)> Export(string format, string? encoding)
    {
        var id = (await kith.Operator.Post("/api/exports", new { format, encoding })).RequireDone().Json.GetProperty("id").GetString();
        var file = (await kith.Operator.Get($"/api/exports/{id}/file")).RequireDone().Body;
        for (var tries = 0; tries < 200; tries++)
        {
            if ((await kith.Operator.Get($"/api/exports/{id}")).As<ExportReceipt>() is { State: "done" } receipt)
            {
                return (receipt, file);
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("The receipt is never written.");
    }

    private static List<string> Texts(byte[] file)
    {
        using var book = XlsxBook.Open(new MemoryStream(file));
        return [.. book.Rows(0).Select(row => string.Join('¦', row.Cells))];
    }
}
