using System.Net;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Uploads that were never run: thrown away by hand, or by time.</summary>
public sealed class UnrunImportTests : IDisposable
{
    private const string File = "name,phone\nAnn,13800138000\nBad,12\nWorse,13\n";
    private readonly KithFolder folder = new();
    private readonly ManualClock clock = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task One_that_is_thrown_away_leaves_nothing()
    {
        await using var kith = await RunningKith.Start(folder);
        await kith.Administrator();
        var max = await kith.SignedIn("max", "member");
        var view = await Checked(max);
        (await (await kith.SignedIn("mia", "member")).Delete($"/api/imports/{view.Id}")).RequireRefused(HttpStatusCode.Forbidden, "import.not-yours");
        Assert.Contains($"action=\"/import/{view.Id}/discard\"", (await max.Get("/import")).RequireDone().Text, StringComparison.Ordinal);
        (await max.Delete($"/api/imports/{view.Id}")).RequireDone();
        (await max.Get($"/api/imports/{view.Id}")).RequireRefused(HttpStatusCode.NotFound, "import.none");
        RequireNothingOf();
        Assert.Equal(0, folder.Single<int>("select count(*) from import_job"));

        var run = await max.Import(File);
        (await max.Delete($"/api/imports/{run.Id}")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
    }

    [Fact]
    public async Task A_page_throws_one_away_too()
    {
        await using var kith = await RunningKith.Start(folder);
        var ada = await kith.Administrator();
        var view = await ada.Upload("list.csv", File);
        using var nothing = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.SeeOther, (await ada.Send(HttpMethod.Post, $"/import/{view.Id}/discard", nothing)).Status);
        Assert.Contains("Upload discarded", (await ada.Get("/import")).RequireDone().Text, StringComparison.Ordinal);
        RequireNothingOf();
    }

    [Fact]
    public async Task After_a_month_the_files_of_drafts_and_checks_are_gone_and_their_pages_say_so()
    {
        ImportView draft;
        ImportView dry;
        await using (var kith = await RunningKith.Start(folder, clock))
        {
            draft = await kith.Operator.Upload("draft.csv", File);
            dry = await Checked(kith.Operator);
        }

        clock.Advance(TimeSpan.FromDays(29));
        await using (await RunningKith.Start(folder, clock))
        {
            Assert.Equal(2, Directory.EnumerateDirectories(Path.Combine(folder.Path, "imports")).Count());
        }

        clock.Advance(TimeSpan.FromDays(2));
        await using var again = await RunningKith.Start(folder, clock);
        var us = again.Operator;
        RequireNothingOf();
        foreach (var (id, page) in ((long, string)[])[(draft.Id, "columns"), (dry.Id, "rows"), (dry.Id, "columns")])
        {
            Assert.Contains("The uploaded file is not there any more", (await us.Get($"/import/{id}/{page}")).RequireDone().Text, StringComparison.Ordinal);
            Assert.True((await us.Get($"/api/imports/{id}")).As<ImportView>().FileGone);
            foreach (var act in (string[])["check", "run"])
            {
                (await us.Post($"/api/imports/{id}/{act}")).RequireRefused(HttpStatusCode.Conflict, "import.file-gone");
            }

            (await us.Patch($"/api/imports/{id}", new { reading = new { encoding = "utf-8" } })).RequireRefused(HttpStatusCode.Conflict, "import.file-gone");
        }

        (await us.Get("/import")).RequireDone();
        (await us.Delete($"/api/imports/{draft.Id}")).RequireDone();
    }

    private static async Task<ImportView> Checked(KithClient client)
    {
        var view = await client.Import(File, dry: true);
        (await client.Patch($"/api/imports/{view.Id}/rows/3", new { cells = new Dictionary<int, string> { [1] = "13800138001" } })).RequireDone();
        return view;
    }

    private void RequireNothingOf()
    {
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(folder.Path, "imports")));
        Assert.Equal(0, folder.Single<int>("select (select count(*) from import_problem) + (select count(*) from import_fix) + (select count(*) from import_row)"));
    }
}
