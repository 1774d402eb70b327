using System.Text.Json;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>The command line as a script sees it: one JSON object, exit codes, one clear line when it says no.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string List = "name,phone,email\nAnn,+14155550132,ann@acme.example\n王小明,13800138000,\nBad,123,\n";

    private readonly KithFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_import_prints_its_receipt()
    {
        var receipt = await Import("list.csv", List);
        Assert.Equal(
            ["id", "file", "rows", "created", "updated", "unchanged", "rejected", "warnings", "seconds", "rejectsFile", "sha256"],
            receipt.EnumerateObject().Select(member => member.Name));
        Assert.Equal(3, receipt.GetProperty("rows").GetInt64());
        Assert.Equal(2, receipt.GetProperty("created").GetInt64());
        Assert.Equal(1, receipt.GetProperty("rejected").GetInt64());
        Assert.Equal(64, receipt.GetProperty("sha256").GetString()!.Length);
        var rejects = receipt.GetProperty("rejectsFile").GetString()!;
        Assert.Contains("123", File.ReadAllText(rejects), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(rejects));
    }

    [Fact]
    public async Task Where_nothing_was_left_out_the_receipt_says_so()
    {
        var receipt = await Import("list.csv", "name,phone\nAnn,+14155550132\n");
        Assert.Equal(JsonValueKind.Null, receipt.GetProperty("rejectsFile").ValueKind);
    }

    [Fact]
    public async Task A_dry_run_tells_and_changes_nothing()
    {
        var file = folder.Write("list.csv", List);
        var receipt = (await KithProcess.Run(folder, "import", file, "--dry-run", "--json")).Require(0).Json;
        Assert.True(receipt.GetProperty("dryRun").GetBoolean());
        Assert.Equal(2, receipt.GetProperty("created").GetInt64());
        Assert.Equal(0, folder.Single<long>("select count(*) from customer"));
        Assert.False(File.Exists(folder.PathOf("list.rejects.csv")));
        Assert.Equal(
            ["name", "phone"],
            receipt.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("field").GetString()).Where(field => field is "name" or "phone").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_says_where_each_column_goes_and_leaves_nothing_behind_unless_it_is_to_be_kept()
    {
        var file = folder.Write("columns.csv", "name,phone,Shoe size\nAnn,13800138000,38\nBob,13900139000,42\n");
        var told = (await KithProcess.Run(folder, "import", file, "--dry-run", "--map", "phone=")).Require(0).Out;
        Assert.Matches(@"name → .+（name）|name → .+ \(name\)", told);
        Assert.Matches("phone → (left out|不导入)", told);
        Assert.Matches("Shoe size → (new field|新字段)", told);
        await Refused("family_name", "import", file, "--map", "phone=telefone");
        await Refused("remark", "import", file, "--dry-run", "--map", "phone=telefone");
        Assert.Equal(0, folder.Single<long>("select count(*) from import_job"));
        (await KithProcess.Run(folder, "import", file, "--dry-run", "--keep")).Require(0);
        Assert.Equal(1, folder.Single<long>("select count(*) from import_job"));
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_called_by_its_name() =>
        await Refused("PDF", "import", folder.Write("list.pdf", "%PDF-1.7 and more"));

    [Fact]
    public async Task What_a_file_leaves_open_is_said_with_the_option_that_answers_it()
    {
        var file = folder.Write("open.csv", "name,phone,email,created on,Points\nAnn,020 7946 0958,ann@a.co.uk,03/04/26,\"1,234\"\nBob,020 7946 0959,bob@a.co.uk,04/05/26,7\n");
        var open = (await KithProcess.Run(folder, "import", file, "--dry-run")).Require(0).Out;
        Assert.All((string[])["--date-order dmy", "--date-order mdy", "--date-order ymd"], named => Assert.Contains(named, open, StringComparison.Ordinal));
        Assert.All((string[])["--region", "--date-order", "--decimal", "--century"], named => Assert.Contains(named, open, StringComparison.Ordinal));
        var answered = (await KithProcess.Run(folder, "import", file, "--dry-run", "--region", "GB", "--date-order", "dmy", "--decimal", "point", "--century", "2060")).Require(0).Out;
        Assert.All((string[])["--date-order", "--decimal", "--century"], named => Assert.DoesNotContain(named, answered, StringComparison.Ordinal));
        await Refused("sideways", "import", file, "--decimal", "sideways");
    }

    [Fact]
    public async Task What_is_imported_is_found_shown_and_taken_back()
    {
        var import = (await Import("list.csv", List)).GetProperty("id").GetString()!;
        var found = (await KithProcess.Run(folder, "search", "wxm", "--json")).Require(0).Json;
        Assert.Equal(1, found.GetProperty("count").GetInt64());
        var id = found.GetProperty("items")[0].GetProperty("id").GetString()!;
        Assert.Contains("王小明", (await KithProcess.Run(folder, "show", id)).Require(0).Out, StringComparison.Ordinal);
        var origins = (await KithProcess.Run(folder, "show", id, "--provenance")).Require(0).Out;
        Assert.Matches(@"Imported from list\.csv by .+; number valid in its plan: confidence 90", origins);
        var moment = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        (await KithProcess.Run(folder, "import", "--undo", import, "--json")).Require(0);
        Assert.Contains("王小明", (await KithProcess.Run(folder, "show", id, "--as-of", moment)).Require(0).Out, StringComparison.Ordinal);
        (await KithProcess.Run(folder, "show", id, "--as-of", "last week")).Require(2);
        Assert.Equal(0, folder.Single<long>("select count(*) from customer"));
        (await KithProcess.Run(folder, "show", id)).Require(2);
    }

    [Fact]
    public async Task An_export_is_whole_or_not_there()
    {
        await Import("list.csv", List);
        var receipt = (await KithProcess.Run(folder, "export", "--format", "csv", "--out", "all.csv", "--json")).Require(0).Json;
        var bytes = File.ReadAllBytes(folder.PathOf("all.csv"));
        Assert.Equal(receipt.GetProperty("sha256").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        Assert.Equal(2, receipt.GetProperty("rows").GetInt64());
        Assert.Equal(["all.csv", "list.csv", "list.rejects.csv"], Directory.GetFiles(folder.Files).Select(Path.GetFileName).Order());

        await Refused("missing", "export", "--out", "missing/all.csv");
        await Refused("a file is wanted", "export", "--out", folder.Files);
        Assert.Equal(3, Directory.GetFiles(folder.Files).Length);
    }

    [Fact]
    public async Task A_verb_goes_through_the_server_that_holds_the_folder()
    {
        await using var server = await RunningKith.Start(folder);
        await Import("list.csv", List);
        Assert.Equal(2, (await server.Operator.Get("/api/customers")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_operators_name_may_be_Chinese()
    {
        await using var server = await RunningKith.Start(folder);
        using var client = server.OperatorNamed(Uri.EscapeDataString("王小明"));
        var id = await client.Add(("name", "Ann"));
        Assert.Contains("王小明", (await client.Get($"/api/customers/{id}/history")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.csv", "import", "missing.csv")]
    [InlineData("file", "import")]
    [InlineData("bogus", "import", "list.csv", "--policy", "bogus")]
    [InlineData("nonsense", "import", "list.csv", "--map", "nonsense=phone")]
    [InlineData("missing", "import", "list.csv", "--rejects", "missing/rejects.csv")]
    [InlineData("pdf", "export", "--format", "pdf", "--out", "all.pdf")]
    [InlineData("--out", "export")]
    [InlineData("no such import", "import", "--undo", "12345")]
    [InlineData("abc", "import", "--undo", "abc")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("", "show", "12345")]
    [InlineData("nobody", "user", "disable", "nobody")]
    public async Task What_can_not_be_done_is_refused_in_one_line(string names, params string[] verb)
    {
        folder.Write("list.csv", List);
        await Refused(names, verb);
    }

    [Fact]
    public async Task A_data_folder_that_can_not_be_is_refused()
    {
        folder.Write("plain", "a file");
        var end = (await KithProcess.RunOn(folder.PathOf("plain/data"), folder, "search", "x")).Require(2);
        Assert.Contains("plain/data", end.Error, StringComparison.Ordinal);
        Assert.Single(end.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Users_are_added_reset_and_disabled()
    {
        (await KithProcess.Run(folder, ["user", "add", "ann", "--role", "reader"], "too short\n")).Require(2);
        (await KithProcess.Run(folder, ["user", "add", "ann", "--role", "reader"], RunningKith.Password + "\n")).Require(0);
        (await KithProcess.Run(folder, ["user", "reset", "ann"], "another fine pass phrase\n")).Require(0);
        await using (var server = await RunningKith.Start(folder))
        {
            var ann = server.Anonymous();
            await ann.SignIn("ann", "another fine pass phrase");
            (await KithProcess.Run(folder, "user", "disable", "ann")).Require(0);
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await ann.Get("/api/customers")).Status);
        }
    }

    private async Task<JsonElement> Import(string name, string text) =>
        (await KithProcess.Run(folder, "import", folder.Write(name, text), "--json")).Require(0).Json;

    private async Task Refused(string names, params string[] verb)
    {
        var english = (await KithProcess.Run(folder, verb)).Require(2);
        var chinese = (await KithProcess.Run(folder, verb, language: "zh")).Require(2);
        Assert.Contains(names, english.Error, StringComparison.Ordinal);
        Assert.All([english, chinese], end =>
        {
            Assert.Equal("", end.Out);
            Assert.Single(end.Error.TrimEnd().Split('\n'));
        });
    }
}
