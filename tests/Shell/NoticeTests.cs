using System.Net;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>What people are told when work of theirs came to an end.</summary>
public sealed class NoticeTests : IDisposable
{
    private const string Few = "name,phone\nAnn,13800138000\nBen,12\n";
    private readonly KithFolder folder = new();
    private readonly ManualClock clock = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Who_asked_for_an_import_is_told_how_it_ended_in_their_language()
    {
        await using var kith = await RunningKith.Start(folder);
        var ada = await kith.Administrator();
        var max = await kith.SignedIn("max", "member");
        var import = await ada.Import(Few, name: "fair.csv");
        var page = await Notices(ada);
        var notice = Assert.Single(page.Notices);
        Assert.Equal(("fair.csv: 1 new, 0 updated, 1 left out", $"/import/{import.Id}/run", false), (notice.Text, notice.Link, notice.Seen));
        Assert.Equal(1, page.Unread);
        Assert.Empty((await Notices(max)).Notices);
        ada.Cookies.Add(new Cookie("kith-lang", "zh-CN", "/", "127.0.0.1"));
        Assert.Equal("fair.csv：新增 1，更新 0，未导入 1", Assert.Single((await Notices(ada)).Notices).Text);
    }

    [Fact]
    public async Task A_check_asks_for_an_answer_and_an_undo_tells_of_conflicts()
    {
        await using var kith = await RunningKith.Start(folder);
        var ada = await kith.Administrator();
        var check = await ada.Import(Few, dry: true, name: "fair.csv");
        Assert.Equal(("fair.csv: 1 row can come in, 1 left out; look and import", $"/import/{check.Id}/rows"), await Newest(ada));
        await ada.Run(check.Id);
        (await kith.Operator.Edit(folder.Single<long>("select customer_id from customer"), "title", "Chief")).RequireDone();
        await ada.UndoImport(check.Id);
        Assert.StartsWith("fair.csv: taken back; 1 value stays", (await Newest(ada)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_told_with_its_reason()
    {
        await using var kith = await RunningKith.Start(folder);
        var ada = await kith.Administrator();
        var max = await kith.SignedIn("max", "member");
        var big = await ada.Upload("big.csv", Lists.Customers(12_000));
        (await ada.Post($"/api/imports/{big.Id}/run")).RequireDone();
        var waiting = await max.Upload("list.csv", Few);
        (await max.Post($"/api/imports/{waiting.Id}/run")).RequireDone();
        (await ada.Post("/api/users/max/disablement")).RequireDone();
        Assert.Equal(ImportState.Failed, (await ada.Rest(waiting.Id)).State);
        (await ada.Post("/api/users/max/enablement")).RequireDone();
        await max.SignIn("max", RunningKith.Password);
        Assert.Equal("list.csv: the work stopped on the way. Your role does not allow this. An administrator can change that. What is in can be kept or undone.", (await Newest(max)).Text);
    }

    [Fact]
    public async Task Exports_and_backups_are_told_of_too()
    {
        await using var kith = await RunningKith.Start(folder);
        var ada = await kith.Administrator();
        await kith.Operator.Import(Few);
        var export = (await ada.Post("/api/exports", new { })).RequireDone().Json.GetProperty("id").GetString();
        (await ada.Get($"/api/exports/{export}/file")).RequireDone();
        await Until(async () => (await Newest(ada)) == ("Export done: 1 customer", $"/export/{export}"));
        (await ada.Post("/api/backups")).RequireDone();
        Assert.Equal(("Backed up 1 customer", "/backup"), await Newest(ada));
    }

    [Fact]
    public async Task Seen_is_what_was_shown_or_whose_page_was_opened()
    {
        await using var kith = await RunningKith.Start(folder);
        var ada = await kith.Administrator();
        var first = await ada.Import(Few);
        await ada.Import(Few);
        await ada.Import(Few);
        Assert.Equal((3, 0), await Count(ada));
        Assert.Equal((3, 1), await Count(ada, $"/import/{first.Id}/run"));

        // The page of the work itself does not ring for it.
        Assert.Contains("Notices, 2 new", (await ada.Get($"/import/{first.Id}/run")).RequireDone().Text, StringComparison.Ordinal);
        Assert.Contains("Notices, 3 new", (await ada.Get("/customers")).RequireDone().Text, StringComparison.Ordinal);
        (await ada.Post("/api/notices/seen", new { link = $"/import/{first.Id}/run" })).RequireDone();
        Assert.Equal((2, 0), await Count(ada));
        (await ada.Post("/api/notices/seen", new { upToId = (await Notices(ada)).Notices[1].Id.ToString(System.Globalization.CultureInfo.InvariantCulture) })).RequireDone();
        Assert.Equal((1, 0), await Count(ada));
        using var nothing = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.Redirect, (await ada.Send(HttpMethod.Post, "/notices/seen", nothing)).Status);
        Assert.Equal((0, 0), await Count(ada));
        Assert.All((await Notices(ada)).Notices, notice => Assert.True(notice.Seen));
    }

    [Fact]
    public async Task They_come_page_by_page_and_go_after_ninety_days()
    {
        await using (var kith = await RunningKith.Start(folder, clock))
        {
            var ada = await kith.Administrator();
            for (var number = 0; number < 3; number++)
            {
                await ada.Import(Few);
            }

            var page = await Notices(ada, "?limit=2");
            Assert.Equal(2, page.Notices.Count);
            var rest = await Notices(ada, $"?limit=2&before={page.Next}");
            Assert.Single(rest.Notices);
            Assert.Null(rest.Next);
            Assert.Empty(page.Notices.Select(notice => notice.Id).Intersect(rest.Notices.Select(notice => notice.Id)));
        }

        clock.Advance(TimeSpan.FromDays(89));
        await using (await RunningKith.Start(folder, clock))
        {
            Assert.Equal(3, folder.Single<int>("select count(*) from notice"));
        }

        clock.Advance(TimeSpan.FromDays(2));
        await using (await RunningKith.Start(folder, clock))
        {
            Assert.Equal(0, folder.Single<int>("select count(*) from notice"));
        }
    }

    [Fact]
    public async Task They_are_nobody_elses_and_the_operator_has_none()
    {
        await using var kith = await RunningKith.Start(folder);
        await kith.Administrator();
        await kith.Operator.Import(Few);
        Assert.Equal(0, folder.Single<int>("select count(*) from notice"));
        foreach (var path in (string[])["/api/notices", "/api/notices/count", "/api/jobs"])
        {
            (await kith.Anonymous().Get(path)).RequireRefused(HttpStatusCode.Unauthorized, "access.sign-in");
        }
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 500, "it never came to that");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<ListNotices.Page> Notices(KithClient client, string query = "") => (await client.Get("/api/notices" + query)).As<ListNotices.Page>();

    private static async Task<(string Text, string Link)> Newest(KithClient client) => (await Notices(client)).Notices is [var first, ..] ? (first.Text, first.Link) : ("", "");

    private static async Task<(int Unread, int Here)> Count(KithClient client, string? here = null)
    {
        var news = (await client.Get("/api/notices/count" + (here is null ? "" : "?here=" + Uri.EscapeDataString(here)))).As<CountNotices.News>();
        return (news.Unread, news.Here);
    }
}
