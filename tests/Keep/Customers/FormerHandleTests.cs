using System.Formats.Tar;
using System.IO.Compression;
using Kith.Tests.Faults;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>A data folder in which WeChat and QQ are single values (tests/fixtures/handles/make.sh): all of it is right today, history too.</summary>
public sealed class FormerHandleTests : IAsyncLifetime
{
    private readonly KithFolder folder = new();
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder.Path);
        await using var file = File.OpenRead(Path.Combine(SourceTree.Root, "tests", "fixtures", "handles", "folder.tar.gz"));
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(unzipped, folder.Path, overwriteFiles: false, TestContext.Current.CancellationToken);
        kith = await RunningKith.Start(folder);
    }

    public async ValueTask DisposeAsync()
    {
        await kith.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Values_are_contacts_now_with_their_originals_and_are_found_as_before()
    {
        Wholeness.Require(folder);
        Assert.Equal("qq:10001 wechat:wang_3 phone:+8613800138001", await Contacts("王小明"));
        Assert.Equal("2000２", folder.Single<string>("select contacts ->> '$[0].r' from customer where name = '李大伟'"));
        Assert.Contains("陈杰", (await Us.Get("/api/customers?q=13800138005")).RequireDone().Text, StringComparison.Ordinal);
        Assert.Contains("陈杰", (await Us.Get("/api/customers/twins?wechat=13800138005")).RequireDone().Text, StringComparison.Ordinal);
        var chen = IdOf("陈杰");
        (await Us.Edit(chen, "wechat", "13800138005")).RequireDone();
        Assert.Equal("wechat:13800138005", await Contacts("陈杰"));
    }

    [Fact]
    public async Task Edits_of_then_are_shown_undone_and_redone()
    {
        var wang = IdOf("王小明");
        var history = (await Us.Get($"/api/customers/{wang}/history")).RequireDone().Json.GetProperty("entries");
        var last = history[0];
        var change = last.GetProperty("changes")[0];
        Assert.Equal(
            ("wechat", "wang_2", "wang_3", true, false),
            (change.GetProperty("field").GetString(), change.GetProperty("from").GetString(), change.GetProperty("to").GetString(), change.GetProperty("toStands").GetBoolean(), change.GetProperty("fromStands").GetBoolean()));
        var undo = (await Us.Post($"/api/changesets/{last.GetProperty("changesetId").GetString()}/undo")).RequireDone().Json;
        Assert.Empty(undo.GetProperty("conflicts").EnumerateArray());
        Assert.Equal("qq:10001 wechat:wang_2 phone:+8613800138001", await Contacts("王小明"));
        (await Us.Post($"/api/changesets/{undo.GetProperty("changesetId").GetString()}/undo")).RequireDone();
        Assert.Equal("qq:10001 wechat:wang_3 phone:+8613800138001", await Contacts("王小明"));

        // What was changed since, under its new name, stands in the way.
        (await Us.Edit(wang, "wechat:0", "wang_4")).RequireDone();
        var conflict = Assert.Single((await Us.Post($"/api/changesets/{last.GetProperty("changesetId").GetString()}/undo")).RequireDone().Json.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(("wechat", "tester"), (conflict.GetProperty("field").GetString(), conflict.GetProperty("by").GetString()));
        (await Us.Post($"/api/customers/{wang}/restorations", new { changesetId = last.GetProperty("changesetId").GetString(), before = true, field = "wechat" })).RequireDone();
        Assert.Equal("qq:10001 wechat:wang_2 phone:+8613800138001", await Contacts("王小明"));
        Wholeness.Require(folder);
    }

    [Fact]
    public async Task The_past_of_then_is_seen_and_restored()
    {
        var wang = IdOf("王小明");
        var created = folder.Single<long>("select created_at from customer where customer_id = @wang", new { wang });
        var then = DateTimeOffset.FromUnixTimeMilliseconds(created + 1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var past = (await Us.Get($"/api/customers/{wang}?asOf={then}&with=provenance")).RequireDone();
        Assert.Contains("wang_1", past.Text, StringComparison.Ordinal);
        Assert.Contains(past.Json.GetProperty("provenance").EnumerateArray(), value => value.GetProperty("field").GetString() == "wechat:0" && value.GetProperty("source").GetString() == "first.csv");
        var today = (await Us.Get($"/api/customers/{wang}?with=provenance")).RequireDone().Json.GetProperty("provenance").EnumerateArray();
        Assert.Contains(today, value => value.GetProperty("field").GetString() == "wechat:0" && value.GetProperty("author").GetString() == "maker");
        (await Us.Post($"/api/customers/{wang}/restorations", new { asOf = then })).RequireDone();
        Assert.Equal("qq:10001 wechat:wang_1 phone:+8613800138001", await Contacts("王小明"));
        var zhang = IdOf("张芳");
        var cleared = folder.Single<long>("select changeset_id from change where customer_id = @zhang", new { zhang });
        (await Us.Post($"/api/changesets/{cleared}/undo")).RequireDone();
        Assert.Equal("qq:30003 wechat:zhangfang_x", await Contacts("张芳"));
        Wholeness.Require(folder);
    }

    [Fact]
    public async Task Who_was_deleted_then_comes_back_and_an_import_of_then_is_undone()
    {
        var deletion = folder.Single<long>("select changeset_id from changeset where use_case = 'DeleteCustomer'");
        (await Us.Post($"/api/changesets/{deletion}/undo")).RequireDone();
        Assert.Equal("qq:40004 wechat:liujing_44 phone:+8613800138004", await Contacts("刘静"));
        Assert.Equal("qq:20002 wechat:lidawei_new phone:+8613800138002", await Contacts("李大伟"));
        var import = folder.Single<long>("select import_id from import_job where file_name = 'second.csv'");
        Assert.Empty((await Us.UndoImport(import)).Conflicts);
        Assert.Equal("qq:20002 wechat:lidawei99 phone:+8613800138002", await Contacts("李大伟"));
        (await Us.Post($"/api/imports/{import}/redo")).RequireDone();
        Assert.Empty((await Us.Rest(import)).Conflicts);
        Assert.Equal("qq:20002 wechat:lidawei_new phone:+8613800138002", await Contacts("李大伟"));
        Wholeness.Require(folder);
    }

    private long IdOf(string name) => folder.Single<long>("select customer_id from customer where name = @name", new { name });

    private async Task<string> Contacts(string name) => string.Join(' ', (await Us.Get($"/api/customers/{IdOf(name)}")).RequireDone().Json
        .GetProperty("customer").GetProperty("contacts").EnumerateArray().Select(contact => $"{contact.GetProperty("kind").GetString()}:{contact.GetProperty("value").GetString()}"));
}
