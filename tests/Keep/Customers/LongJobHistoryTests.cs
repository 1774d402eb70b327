using System.Globalization;
using Kith.Keep.Customers;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>History beside a long job, whose acts come between other people's.</summary>
public sealed class LongJobHistoryTests : IAsyncLifetime
{
    private readonly ManualClock clock = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
    private RunningKith kith = null!;
    private long ann;
    private long bob;
    private long job;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync()
    {
        kith = await RunningKith.Start(clock);
        ann = await Us.Add(("name", "Ann"), ("title", "A"), ("resident_id", "11010519491231002X"));
        bob = await Us.Add(("name", "Bob"), ("title", "A"));
        // 10:01 the job begins · 10:02 it changes Ann · 10:03 Ben changes Ann · 10:04 it changes Ann again, and Bob
        job = await At(1, () => Enter(new Begins()));
        await At(2, () => Act(act => Set(act, ann, "B")));
        await At(3, async () => (await kith.OperatorNamed("ben").Edit(ann, "title", "X")).RequireDone());
        await At(4, () => Act(act =>
        {
            Set(act, ann, "C");
            Set(act, bob, "C");
        }));
    }

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task As_of_a_moment_within_the_job_is_what_stood_then()
    {
        Assert.Equal(["A", "A", "B", "X", "C"], await Titles(ann, 0, 1, 2, 3, 4));
        Assert.Equal(["A", "A", "A", "A", "C"], await Titles(bob, 0, 1, 2, 3, 4));
    }

    [Fact]
    public async Task What_a_job_overwrote_while_it_ran_is_older_than_the_job()
    {
        var history = (await Us.Get($"/api/customers/{ann}/history")).RequireDone().Json;
        Assert.Equal([nameof(Begins), nameof(EditCustomer), "AddCustomer"], history.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("useCase").GetString()!));
        var title = history.GetProperty("values").EnumerateArray().Single(value => value.GetProperty("field").GetString() == "title");
        Assert.Equal(job.ToString(CultureInfo.InvariantCulture), title.GetProperty("changesetId").GetString());
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 4, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), title.GetProperty("at").GetInt64());
        var then = (await Us.Get($"/api/customers/{ann}?asOf=2026-11-20T10:03:30Z&with=provenance")).RequireDone().Json;
        Assert.Equal("ben", then.GetProperty("provenance").EnumerateArray().Single(value => value.GetProperty("field").GetString() == "title").GetProperty("author").GetString());
    }

    [Fact]
    public async Task A_job_costs_one_row_of_history_for_each_value_that_it_changed()
    {
        Assert.Equal(2, kith.Folder.Single<int>("select count(*) from change where changeset_id = @job", new { job }));
        Assert.Equal("A", kith.Folder.Single<string>("select old_value from change where changeset_id = @job and customer_id = @ann", new { job, ann }));
        Assert.Equal(1, kith.Folder.Single<int>("select count(*) from change where changeset_id = @job and steps is not null", new { job }));
        await At(5, () => Act(act =>
        {
            Set(act, bob, "D");
            Set(act, bob, "E");
        }));
        Assert.Equal(["A", "C", "E"], await Titles(bob, 3, 4, 5));
        Assert.Equal(2, kith.Folder.Single<int>("select json_array_length(steps) from change where changeset_id = @job and customer_id = @bob", new { job, bob }));
    }

    [Fact]
    public async Task The_versions_lead_from_one_to_the_next()
    {
        Assert.Equal(["- 10:03", "10:00 10:04", "10:03 -"], new[]
        {
            await Neighbours(ann, "10:00:30"), await Neighbours(ann, "10:03:59"), await Neighbours(ann, "10:30:00"),
        });

        async Task<string> Neighbours(long id, string time)
        {
            var past = (await Us.Get($"/api/customers/{id}?asOf=2026-11-20T{time}Z")).RequireDone().Json.GetProperty("past");
            return $"{Minute("previous")} {Minute("next")}";

            string Minute(string name) => past.TryGetProperty(name, out var moment) ? DateTimeOffset.FromUnixTimeMilliseconds(moment.GetInt64()).ToString("HH:mm", CultureInfo.InvariantCulture) : "-";
        }
    }

    private async Task<List<string?>> Titles(long id, params int[] minutes)
    {
        clock.Advance(TimeSpan.FromHours(1));
        var titles = new List<string?>();
        foreach (var minute in minutes)
        {
            var then = (await Us.Get($"/api/customers/{id}?asOf=2026-11-20T10:{minute:00}:30Z")).RequireDone().Json;
            titles.Add(then.GetProperty("customer").GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("key").GetString() == "title").GetProperty("value").GetString());
        }

        return titles;
    }

    private async Task<T> At<T>(int minute, Func<Task<T>> act)
    {
        clock.Advance(new DateTimeOffset(2026, 11, 20, 10, minute, 0, TimeSpan.Zero) - clock.GetUtcNow());
        return await act();
    }

    private Task<long> Enter(Begins use) => kith.Service<Door>().Enter(use, Caller.Operator("tester", "test"), 0);

    private Task<bool> Act(Action<Act> work) => kith.Service<Door>().Continue(typeof(Begins), Caller.Operator("tester", "test").AsJob(), act =>
    {
        act.ResumeChangeset(job);
        work(act);
        return true;
    });

    private void Set(Act act, long id, string title)
    {
        var before = CustomerRows.Require(act.Sql, act.Scope, id);
        var after = before.Copy();
        after["title"] = title;
        kith.Service<CustomerWriter>().Update(act, before, after);
    }

    /// <summary>A job as an import is one.</summary>
    [Needs("import.run")]
    private sealed class Begins : IChange<int, long>
    {
        public long Handle(int ask, Act act) => act.BeginLongChangeset("list.csv").Id;
    }
}
