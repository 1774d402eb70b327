using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>Long work of all kinds in one list: on the page, in the API, at the command line.</summary>
public sealed class JobsTests : IAsyncLifetime
{
    private const string Few = "name,phone\nAnn,13800138000\nBen,12\n";
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Before_the_first_job_the_page_says_so()
    {
        var ada = await kith.Administrator();
        Assert.Contains("No job so far", (await ada.Get("/jobs")).RequireDone().Text, StringComparison.Ordinal);
        await ada.Import(Few);
        Assert.Contains("No such job", (await ada.Get("/jobs?show=running")).RequireDone().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Paused", "Go on", "Stop", "Stopped after 0 of 40,000 rows", "1 new, 0 updated, 1 left out")]
    [InlineData("zh-CN", "已暂停", "继续", "停止", "共 40,000 行，导入 0 行后停止", "新增 1，更新 0，未导入 1")]
    public async Task The_page_tells_of_each_job_and_offers_what_its_owner_does(string language, string state, string goOn, string stop, string standing, string result)
    {
        var ada = await kith.Administrator();
        ada.Cookies.Add(new Cookie("kith-lang", language, "/", "127.0.0.1"));
        var done = await ada.Import(Few, name: "fair.csv");
        var paused = await Paused(ada, "big.csv");
        var page = await Page(ada, "/jobs");
        var card = page.QuerySelector("article.job")!;
        Assert.Contains("big.csv", card.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/import/{paused}/run", card.QuerySelector("h3 a")!.GetAttribute("href"));
        Assert.Equal(state, card.QuerySelector(".pill")!.TextContent.Trim());
        Assert.Contains("40,000", card.QuerySelector(".progress__count")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([$"/import/{paused}/continue", $"/import/{paused}/cancel"], card.QuerySelectorAll("form").Select(form => form.GetAttribute("action")));
        Assert.Equal([goOn, stop], card.QuerySelectorAll("button").Select(button => button.TextContent.Trim()));
        var row = page.QuerySelector("tbody tr")!;
        Assert.Equal($"/import/{done.Id}/run", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("fair.csv", row.TextContent, StringComparison.Ordinal);
        Assert.Contains(result, row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/import/{done.Id}/undo", row.QuerySelector("form")!.GetAttribute("action"));

        // One that was stopped ended.
        (await ada.Post($"/api/imports/{paused}/cancel")).RequireDone();
        page = await Page(ada, "/jobs?show=ended");
        Assert.Empty(page.QuerySelectorAll("article.job"));
        Assert.Contains(standing.Replace("0 ", "", StringComparison.Ordinal)[..2], page.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_of_all_kinds_is_listed_with_who_asked_for_it()
    {
        var ada = await kith.Administrator();
        await ada.Import(Few, dry: true, name: "check.csv");
        var fetched = (await ada.Post("/api/exports", new { })).RequireDone().Json.GetProperty("id").GetString();
        (await ada.Get($"/api/exports/{fetched}/file")).RequireDone();
        (await ada.Post("/api/exports", new { })).RequireDone();
        (await ada.Post("/api/backups")).RequireDone();
        await ada.Upload("draft.csv", Few);
        await Until(async () => (await Jobs(ada)).Jobs.Count(job => job.State == JobState.Done) == 2);
        var jobs = (await Jobs(ada)).Jobs;
        Assert.Equal(
            ["backup now Done", "export customers Asks", "export customers Done", "import check Asks"],
            jobs.Select(job => $"{job.Kind} {job.Work} {job.State}"));
        Assert.All(jobs, job => Assert.Equal("Ada", job.By));
        Assert.Equal(jobs.OrderByDescending(job => job.Id), jobs);
    }

    [Fact]
    public async Task Everybody_sees_their_own_and_those_of_others_only_where_they_may()
    {
        var ada = await kith.Administrator();
        var max = await kith.SignedIn("max", "member");
        var vera = await kith.SignedIn("vera", "reader");
        await ada.Import(Few, name: "ada.csv");
        await max.Import(Few, name: "max.csv");
        (await ada.Post("/api/backups")).RequireDone();
        Assert.Equal(["max.csv", "ada.csv"], (await Jobs(max)).Jobs.Select(job => job.Name));
        Assert.Equal(["max.csv"], (await Jobs(max, "?who=mine")).Jobs.Select(job => job.Name));
        Assert.Equal([null, "ada.csv"], (await Jobs(ada, "?who=mine")).Jobs.Select(job => job.Name));
        Assert.Equal(3, (await Jobs(ada)).Jobs.Count);
        Assert.Empty((await Jobs(vera)).Jobs);
        Assert.DoesNotContain("ada.csv", (await vera.Get("/jobs")).RequireDone().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_lists_come_page_by_page_over_all_kinds()
    {
        var ada = await kith.Administrator();
        for (var number = 0; number < 4; number++)
        {
            await ada.Import(Few, dry: true);
            (await ada.Post("/api/exports", new { })).RequireDone();
        }

        var all = (await Jobs(ada)).Jobs.Select(job => job.Id).ToList();
        Assert.Equal(8, all.Count);
        var paged = new List<long>();
        for (string? before = null; ;)
        {
            var page = await Jobs(ada, "?limit=3" + (before is null ? "" : "&before=" + before));
            Assert.True(page.Jobs.Count <= 3);
            paged.AddRange(page.Jobs.Select(job => job.Id));
            if ((before = page.Next) is null)
            {
                break;
            }
        }

        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task The_command_line_lists_them()
    {
        var ada = await kith.Administrator();
        var import = await ada.Import(Few, name: "fair.csv");
        var lines = (await KithProcess.Run(kith.Folder, "jobs")).Require(0).Out;
        Assert.Contains("Done\tImport\tfair.csv\tAda", lines, StringComparison.Ordinal);
        var json = (await KithProcess.Run(kith.Folder, "jobs", "--json")).Require(0).Json.GetProperty("jobs")[0];
        Assert.Equal((import.Id.ToString(CultureInfo.InvariantCulture), "done"), (json.GetProperty("id").GetString(), json.GetProperty("state").GetString()));
        Assert.Contains("还没有任务", (await KithProcess.Run(kith.Folder, ["jobs", "--running"], language: "zh-CN")).Require(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pace_is_that_of_the_last_seconds()
    {
        var clock = new SteppedClock();
        var pace = new Pace(clock);
        Assert.Null(pace.At(0));
        clock.Step(0.5);
        Assert.Null(pace.At(1_000));
        for (var second = 0; second < 20; second++)
        {
            clock.Step(1);
            pace.At(1_000 + (second * 1_000));
        }

        // It slows down, and soon nothing is left of how fast it was.
        double? now = null;
        for (var second = 0; second < 15; second++)
        {
            clock.Step(1);
            now = pace.At(20_000 + (second * 10));
        }

        Assert.InRange(now!.Value, 9, 11);
        Assert.Equal(10, new JobExtent(900, 1_000, 10).SecondsLeft);
        Assert.Null(new JobExtent(900, null, 10).SecondsLeft);
        Assert.Null(new JobExtent(900, 1_000).SecondsLeft);
    }

    private static async Task<long> Paused(KithClient client, string name)
    {
        var view = await client.Upload(name, Lists.Customers(40_000));
        (await client.Post($"/api/imports/{view.Id}/run")).RequireDone();
        (await client.Post($"/api/imports/{view.Id}/pause")).RequireDone();
        return view.Id;
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 500, "it never came to that");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<JobViews> Jobs(KithClient client, string query = "") => (await client.Get("/api/jobs" + query)).As<JobViews>();

    private static async Task<IHtmlDocument> Page(KithClient client, string path) => new HtmlParser().ParseDocument((await client.Get(path)).RequireDone().Text);

    private sealed class SteppedClock : TimeProvider
    {
        private long at;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => at;

        public void Step(double seconds) => at += (long)(seconds * 1_000);
    }
}
