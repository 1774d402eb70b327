using System.Text;
using Kith.Tests.Testing;

namespace Kith.Tests.Hostile;

/// <summary>Two data folders with one customer each: one for the command line alone, one that a server holds.</summary>
public sealed class TriedFolders : IAsyncLifetime
{
    private KithProcess? server;

    public KithFolder Own { get; } = new();

    public KithFolder Served { get; } = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var folder in (KithFolder[])[Own, Served])
        {
            var list = folder.Write("known.csv", "name,phone\nAnn Known,13711112222\n");
            (await KithProcess.Run(folder, "import", list)).Require(0);
        }

        server = await KithProcess.Serve(Served);
    }

    public ValueTask DisposeAsync()
    {
        server?.Dispose();
        Own.Dispose();
        Served.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>
/// Bad input through the command line, as a real process: within bounds of time and memory it is refused in one clear line
/// (exit 2) or imported with a receipt that adds up (exit 0). Whatever happens, the folder answers afterwards, and nothing of
/// a refused file is in it.
/// </summary>
[Trait("suite", "hostile")]
[Collection(Alone.Name)]
public sealed class HostileFileTests(TriedFolders folders) : IClassFixture<TriedFolders>
{
    private const long MostMemory = 512L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    /// <summary>What can't be a customer list, with what the line has to say besides the file's name.</summary>
    public static TheoryData<string, string, string> Refused => new()
    {
        { "zero bytes", "csv", "" },
        { "only a BOM", "csv", "" },
        { "only blank lines", "csv", "" },
        { "only commas", "csv", "" },
        { "nothing but NUL bytes", "csv", "" },
        { "one name 500 times in the header", "csv", "name" },
        { "a PNG called xlsx", "xlsx", "" },
        { "an HTML page", "csv", "html" },
        { "one line of 200 MB", "csv", "Row 2" },
        { "a cell of 50 MB", "csv", "Row 2" },
        { "10,000 columns", "csv", "column 2,001" },
        { "a million columns", "csv", "Row 3" },
        { "a zip bomb", "xlsx", "row " },
        { "xlsx: a billion laughs", "xlsx", "sheet1.xml" },
        { "xlsx: quadratic blow-up", "xlsx", "sheet1.xml" },
        { "xlsx: an external entity", "xlsx", "sheet1.xml" },
        { "xlsx: an external document type", "xlsx", "sheet1.xml" },
        { "xlsx: damaged after 3,000 rows", "xlsx", "sheet1.xml" },
        { "xlsx: rows of nothing", "xlsx", "row " },
        { "xlsx: lying sizes", "xlsx", "sheet1.xml" },
        { "xlsx: flipped digit", "xlsx", "sheet1.xml" },
        { "xlsx: truncated", "xlsx", "" },
        { "xlsx: 16385 columns", "xlsx", "Row 7" },
        { "xlsx: column ZZZZZZZZZZZZ", "xlsx", "Row 1" },
        { "xlsx: row 99999999999999999999", "xlsx", "99999999999999999999" },
        { "xlsx: deep", "xlsx", "sheet1.xml" },
        { "xlsx: huge inline string", "xlsx", "row 3" },
        { "xlsx: ever new names", "xlsx", "sheet1.xml" },
        { "xlsx: duplicate", "xlsx", "" },
        { "xlsx: path out of the package", "xlsx", "" },
        { "xlsx: sheet of nothing", "xlsx", "" },
        { "xlsx: no sheet", "xlsx", "" },
        { "xlsx: not closed", "xlsx", "sheet1.xml" },
        { "xlsx: 100,000 parts", "xlsx", "" },
        { "xlsx: docx", "xlsx", "docx" },
        { "xlsx: noise", "xlsx", "" },
        { "xlsx: xls", "xlsx", "xls" },
        { "xlsx: encrypted", "xlsx", "" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Is_refused_in_one_line(string kind, string ending, string says)
    {
        var name = "evil file." + ending;
        HostileFiles.Write(folders.Own.PathOf(name), kind);
        var customers = Customers(folders.Own);
        var run = await Run(folders.Own, name, kind);
        run.Require(2);
        RequireLine(run, name, says);
        Assert.Empty(run.Out);
        Assert.Equal(customers, Customers(folders.Own));
        RequireNothingLeft(folders.Own);
        if (run.Took < TimeSpan.FromSeconds(4))
        {
            File.Copy(folders.Own.PathOf(name), folders.Served.PathOf(name), overwrite: true);
            var chinese = (await KithProcess.Run(folders.Served, ["import", folders.Served.PathOf(name), "--json"], language: "zh-CN")).Require(2);
            RequireLine(chinese, name, string.Concat(says.Where(letter => char.IsAsciiDigit(letter) || letter == ',')));
            Assert.Contains(chinese.Error, letter => letter is >= '\u4e00' and <= '\u9fff');
            Assert.Equal(1, Customers(folders.Served));
        }

        File.Delete(folders.Own.PathOf(name));
        await RequireAlive();
    }

    [Theory]
    [InlineData("only a header", "csv", 0)]
    [InlineData("NUL bytes all over", "csv", 500)]
    [InlineData("two encodings", "csv", 600)]
    [InlineData("broken UTF-8", "csv", 3)]
    [InlineData("impossible dates", "csv", 8)]
    [InlineData("absurd numbers", "csv", 9)]
    [InlineData("phone 500 times in the header", "csv", 1)]
    [InlineData("bidi and zero width", "csv", 4)]
    [InlineData("formulas", "csv", 3)]
    [InlineData("an unclosed quote over 200,000 lines", "csv", 200001)]
    [InlineData("xlsx: a dimension that lies", "xlsx", 101)]
    [InlineData("xlsx: string counts that lie", "xlsx", 2)]
    public async Task Is_imported_with_a_receipt_that_adds_up(string kind, string ending, int rows)
    {
        var name = "odd." + ending;
        HostileFiles.Write(folders.Own.PathOf(name), kind);
        var customers = Customers(folders.Own);
        var receipt = (await Run(folders.Own, name, kind)).Require(0).Json;
        long Count(string of) => receipt.GetProperty(of).GetInt64();
        Assert.Equal(rows, Count("rows"));
        Assert.Equal(rows, Count("created") + Count("updated") + Count("unchanged") + Count("rejected"));
        Assert.Equal(customers + Count("created"), Customers(folders.Own));
        (await KithProcess.Run(folders.Own, "import", "--undo", receipt.GetProperty("id").GetString()!)).Require(0);
        Assert.Equal(customers, Customers(folders.Own));
        await RequireAlive();
    }

    [Theory]
    [InlineData("a directory")]
    [InlineData("a file that is not there")]
    [InlineData("a link to nothing")]
    [InlineData("a link to itself")]
    [InlineData("a pipe that nobody writes to")]
    [InlineData("a path of 5,000 characters")]
    [InlineData("a bad file whose name has line breaks")]
    [InlineData("the null device")]
    public async Task What_is_no_file_is_refused_in_one_line(string what)
    {
        var path = await Place(what);
        var run = (await KithProcess.Run(folders.Served, "import", path, "--json")).Require(2);
        Assert.True(run.Took < Longest, $"{run.Took}");
        RequireLine(run, what.Contains("breaks", StringComparison.Ordinal) ? "two" : Path.GetFileName(path), "");
        var chinese = (await KithProcess.Run(folders.Served, ["import", path], language: "zh-CN")).Require(2);
        Assert.Contains(chinese.Error, letter => letter is >= '\u4e00' and <= '\u9fff');
        Assert.Equal(1, Customers(folders.Served));
    }

    [Fact]
    public async Task A_link_to_a_list_and_a_name_with_line_breaks_are_imported()
    {
        var list = folders.Own.Write("two\nlines.csv", "name,phone\nLin Ked,13711113333\n");
        var link = folders.Own.PathOf("link.csv");
        File.CreateSymbolicLink(link, list);
        var before = Customers(folders.Own);
        foreach (var path in (string[])[list, link])
        {
            var run = (await KithProcess.Run(folders.Own, "import", path, "--json")).Require(0);
            Assert.Single(run.Out.Trim().Split('\n'));
            (await KithProcess.Run(folders.Own, "import", "--undo", run.Json.GetProperty("id").GetString()!)).Require(0);
        }

        Assert.Equal(before, Customers(folders.Own));
        Assert.Equal(1, (await KithProcess.Run(folders.Own, "search", "Ann Known", "--json")).Require(0).Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_refused_in_one_line()
    {
        Assert.SkipWhen(Environment.UserName == "root", "NOT RUN: root may read any file");
        var list = folders.Served.Write("secret.csv", "name,phone\nAnn,13711113333\n");
        File.SetUnixFileMode(list, UnixFileMode.None);
        RequireLine((await KithProcess.Run(folders.Served, "import", list)).Require(2), "secret.csv", "");
    }

    private async Task<string> Place(string what)
    {
        var path = folders.Served.PathOf(what.Replace(' ', '-'));
        switch (what)
        {
            case "a directory":
                Directory.CreateDirectory(path);
                return path;
            case "a link to nothing":
                File.CreateSymbolicLink(path, path + ".gone");
                return path;
            case "a link to itself":
                File.CreateSymbolicLink(path, path);
                return path;
            case "a pipe that nobody writes to":
                using (var made = System.Diagnostics.Process.Start("mkfifo", [path]))
                {
                    await made.WaitForExitAsync(TestContext.Current.CancellationToken);
                }

                return path;
            case "a path of 5,000 characters":
                return folders.Served.PathOf(string.Concat(Enumerable.Repeat("deep/", 990)) + "list.csv");
            case "a bad file whose name has line breaks":
                return folders.Served.Write("two\nlines\r.csv", "");
            case "the null device":
                return "/dev/null";
            default:
                return path;
        }
    }

    private async Task<Finished> Run(KithFolder folder, string name, string kind)
    {
        var run = await KithProcess.Run(folder, "import", folder.PathOf(name), "--json");
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: exit {run.ExitCode}, {run.Took.TotalSeconds:F1} s, {run.PeakBytes >> 20} MB; {run.Error.Trim()} {run.Out.Trim()}");
        Assert.True(run.Took < Longest, $"{run.Took}");
        Assert.True(run.PeakBytes < MostMemory, $"{run.PeakBytes >> 20} MB");
        return run;
    }

    private static void RequireLine(Finished run, string name, string says)
    {
        var line = Assert.Single(run.Error.Trim().Split('\n'));
        Assert.Contains(name, line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }

    private static long Customers(KithFolder folder) => folder.Single<long>("select count(*) from customer");

    /// <summary>No text of the upload lies in any file of the folder, and no import waits that would go on by itself.</summary>
    private static void RequireNothingLeft(KithFolder folder)
    {
        Assert.Equal(0, folder.Single<int>("select count(*) from import_job where state not in ('draft', 'done', 'undone', 'failed')"));
        foreach (var file in folder.AllFiles().Where(file => !file.EndsWith("kith.db", StringComparison.Ordinal) && !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[Math.Min(stream.Length, 4 << 20)];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            Assert.True(bytes.AsSpan(0, read).IndexOf(Encoding.ASCII.GetBytes(HostileFiles.Marker)) < 0, $"{file} holds the upload in clear");
        }
    }

    private async Task RequireAlive()
    {
        using var us = new KithClient(RunningKith.SocketHandler(new DataFolder(folders.Served.Path).Socket), "tester");
        Assert.Equal(1, (await us.Get("/api/customers?q=Ann%20Known")).RequireDone().Json.GetProperty("count").GetInt32());
    }
}
