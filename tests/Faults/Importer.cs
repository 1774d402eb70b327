using System.Globalization;
using System.Net;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Faults;

/// <summary>
/// One person who imports, checks, cancels, goes on, undoes and redoes, and knows after each step what must be there: all of
/// it or nothing of it.
/// </summary>
internal sealed class Importer(int seed)
{
    private const int Updated = 700;
    private const int Unchanged = 10;
    private const int Created = 900;
    private const int Rejected = 5;
    private readonly Random random = new(seed);
    private readonly HashSet<string> seen = [];
    private string before = "";
    private string after = "";
    private long? current;
    private int number;

    /// <summary>Customers that imports update: made before anything is killed.</summary>
    public const int Known = 1200;

    public int Finished { get; private set; }

    /// <summary>The states that were found, for the record of a run.</summary>
    public IEnumerable<string> Seen => seen;

    /// <summary>The customers of the lists, without what the editors change in them.</summary>
    public static string Population(KithFolder folder) => string.Join('\n', folder.Query<string>(
        """
        select customer_id || '|' || kind || '|' || name || '|' || hex(name_key) || '|' || source || '|' || contacts || '|' || fields || '|' || created_at || '|' || created_in
        from customer where source is not null order by customer_id
        """));

    public async Task Work(KithFolder folder, CancellationToken stop)
    {
        using var us = Faulty.ClientOf(folder, "importer");
        while (!stop.IsCancellationRequested)
        {
            await Step(us, folder);
        }
    }

    /// <summary>Brings what a kill interrupted to rest, and checks what is there now.</summary>
    public async Task RequireRest(KithFolder folder)
    {
        using var us = Faulty.ClientOf(folder, "importer");
        if (current is { } id)
        {
            RequireExact(folder, await us.Rest(id));
        }
    }

    private async Task Step(KithClient us, KithFolder folder)
    {
        if (current is not { } id)
        {
            before = Population(folder);
            after = "";
            current = (await us.Upload($"list {++number}.csv", List(number))).Id;
            return;
        }

        var view = await us.Rest(id);
        RequireExact(folder, view);
        var next = view.State switch
        {
            ImportState.Draft => random.Next(3) == 0 ? "check" : "run",
            ImportState.Checked => "run",
            ImportState.Stopped => random.Next(2) == 0 ? "continue" : "undo",
            ImportState.Done => random.Next(4) == 0 ? null : "undo",
            ImportState.Undone => random.Next(2) == 0 ? null : "redo",
            _ => throw new InvalidOperationException($"import {id} came to rest as {view.State}: {view.Failure} {string.Join(' ', view.FailureData ?? new Dictionary<string, System.Text.Json.JsonElement>())}"),
        };
        if (next is null)
        {
            current = null;
            Finished++;
            return;
        }

        (await us.Post($"/api/imports/{id}/{next}")).RequireDone();
        seen.Add(next);
        if (next == "run" && random.Next(4) == 0)
        {
            await Task.Delay(random.Next(150), TestContext.Current.CancellationToken);
            var answer = await us.Post($"/api/imports/{id}/cancel");
            Assert.True(answer.Status is HttpStatusCode.NoContent or HttpStatusCode.Conflict, answer.Text);
        }
    }

    private void RequireExact(KithFolder folder, ImportView view)
    {
        var counts = view.Counts;
        Assert.Equal(counts.Rows, counts.Created + counts.Updated + counts.Unchanged + counts.Rejected);
        var now = Population(folder);
        switch (view.State)
        {
            case ImportState.Draft or ImportState.Checked or ImportState.Undone:
                Assert.True(before == now, $"{view.State} is not what was before: {Difference(before, now)}");
                break;
            case ImportState.Stopped:
                Assert.InRange(counts.Rows, 0, Updated + Unchanged + Created + Rejected);
                break;
            case ImportState.Done when after.Length == 0:
                Assert.Equal((Created, Updated, Unchanged, Rejected), ((int)counts.Created, (int)counts.Updated, (int)counts.Unchanged, (int)counts.Rejected));
                RequireRows(folder, view);
                after = now;
                break;
            case ImportState.Done:
                Assert.True(after == now, $"redone is not what was done: {Difference(after, now)}");
                break;
        }

        if (view.State == ImportState.Checked)
        {
            Assert.Equal((Created, Updated), ((int)counts.Created, (int)counts.Updated));
        }

        Assert.Empty(view.Conflicts);
        Assert.Equal(0, folder.Single<int>("select count(*) from (select 1 from identity_key group by fingerprint having count(*) > 1)"));
    }

    /// <summary>Each row of the file went where it belongs, none of them twice.</summary>
    private void RequireRows(KithFolder folder, ImportView view)
    {
        var titles = folder.Query<(string Title, int Count)>(
            "select fields ->> 'title', count(*) from customer where fields ->> 'title' like @like group by 1", new { like = $"%of {number}" }).ToDictionary(row => row.Title, row => row.Count);
        Assert.Equal(Updated, titles[$"Chief of {number}"]);
        Assert.Equal(Created, titles[$"New of {number}"]);
        Assert.Equal(Created, folder.Single<int>("select count(*) from customer where created_in = @ChangesetId", new { view.ChangesetId }));
        Assert.Equal(Rejected, view.Problems.Where(problem => problem.Refuses).Sum(problem => problem.Count));
    }

    private static string Difference(string expected, string found)
    {
        var (old, now) = (expected.Split('\n'), found.Split('\n'));
        return $"{old.Length} rows, now {now.Length}\n" + string.Join('\n', old.Except(now).Take(3).Select(line => "- " + line).Concat(now.Except(old).Take(3).Select(line => "+ " + line)));
    }

    private static string List(int number)
    {
        var text = new System.Text.StringBuilder("name,phone,title\n");
        for (var row = 0; row < Updated; row++)
        {
            Row(row, $"Chief of {number}");
            if (row < Unchanged)
            {
                Row(Updated + row, "Buyer");
            }

            if (row < Rejected)
            {
                text.Append(CultureInfo.InvariantCulture, $"Nobody {row},123,Rejected\n");
            }
        }

        for (var row = 0; row < Created; row++)
        {
            Row(10_000 + (number * Created) + row, $"New of {number}");
        }

        return text.ToString();

        void Row(int row, string title) => text.Append(Lists.Name(row)).Append(',').Append(Lists.Phone(row)).Append(',').Append(title).Append('\n');
    }
}
