using System.Globalization;
using Kith.Tests.Testing;

namespace Kith.Tests.Faults;

/// <summary>
/// One person who edits, adds, deletes and takes back, one act after the other, and remembers what the server said yes to.
/// When the server dies, at most one act is in doubt: it is there whole, or not at all.
/// </summary>
internal sealed class Editor(string name, int seed, IReadOnlyList<long> customers, string field)
{
    private readonly Random random = new(seed);
    private readonly Dictionary<long, string?> held = customers.ToDictionary(id => id, _ => (string?)null);
    private readonly List<Kept> kept = [];
    private int number;
    private Doubt? doubt;

    /// <summary>An act that the server said yes to.</summary>
    /// <param name="Value">What the field holds after it; null = the customer is gone.</param>
    private sealed record Kept(string UseCase, long Customer, long Changeset, string? Value);

    /// <summary>What was asked and not answered.</summary>
    private sealed record Doubt(string What, long Customer, string Value);

    public int Acts => kept.Count;

    public async Task Work(KithFolder folder, CancellationToken stop)
    {
        using var us = Faulty.ClientOf(folder, name);
        while (!stop.IsCancellationRequested)
        {
            var dice = random.Next(100);
            if (dice < 25)
            {
                await Add(us);
            }
            else if (dice < 32 && held.Count > customers.Count)
            {
                await Delete(us, held.Keys.Except(customers).ElementAt(random.Next(held.Count - customers.Count)));
            }
            else
            {
                await Edit(us, held.Keys.ElementAt(random.Next(held.Count)), takeBack: dice > 90);
            }
        }
    }

    private async Task Add(KithClient us)
    {
        var phone = "137" + ((seed % 1000 * 100_000) + ++number).ToString("00000000", CultureInfo.InvariantCulture);
        doubt = new Doubt("add", 0, phone);
        var answer = (await us.Post("/api/customers", new { fields = new Dictionary<string, string> { ["name"] = Lists.Name(number), ["phone"] = phone, [field] = phone } }))
            .RequireDone().Json;
        var id = long.Parse(answer.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
        Keep("AddCustomer", id, answer, phone);
    }

    private async Task Edit(KithClient us, long id, bool takeBack)
    {
        var before = held[id];
        var value = $"{name} {++number}";
        doubt = new Doubt("edit", id, value);
        var answer = (await us.Edit(id, field, value)).RequireDone().Json;
        Keep("EditCustomer", id, answer, value);
        if (takeBack && before is not null)
        {
            doubt = new Doubt("edit", id, before);
            var undone = await us.Post($"/api/changesets/{answer.GetProperty("changesetId").GetString()}/undo");
            Keep("UndoChangeset", id, undone.RequireDone().Json, before);
        }
    }

    private async Task Delete(KithClient us, long id)
    {
        doubt = new Doubt("delete", id, "");
        var answer = (await us.Delete($"/api/customers/{id}")).RequireDone().Json;
        Keep("DeleteCustomer", id, answer, null);
        held.Remove(id);
    }

    private void Keep(string useCase, long id, System.Text.Json.JsonElement answer, string? value)
    {
        kept.Add(new Kept(useCase, id, long.Parse(answer.GetProperty("changesetId").GetString()!, CultureInfo.InvariantCulture), value));
        held[id] = value;
        doubt = null;
    }

    /// <summary>Everything that was answered is there: value, history, audit; what was in doubt is settled as it is found.</summary>
    public void RequireKept(KithFolder folder)
    {
        Settle(folder);
        var column = field == "company" ? "company" : $"fields ->> '{field}'";
        var now = folder.Query<(long Id, string? Value)>($"select customer_id, {column} from customer").ToDictionary(row => row.Id, row => row.Value);
        foreach (var (id, value) in held)
        {
            Assert.True(now.ContainsKey(id), $"{name}: customer {id} is lost");
            Assert.True(value is null || now[id] == value, $"{name}: customer {id} has {field} {now[id]}, acknowledged was {value}");
        }

        Assert.All(kept.Where(act => act.Value is null), act => Assert.DoesNotContain(act.Customer, now.Keys));
        var traces = folder.Query<(long Changeset, string UseCase, string Subjects)>(
            "select cs.changeset_id, cs.use_case, a.subject_ids from changeset cs join audit_entry a on a.request_id = cs.request_id and a.use_case = cs.use_case where cs.actor = @name",
            new { name }).ToDictionary(trace => trace.Changeset);
        foreach (var act in kept)
        {
            Assert.True(traces.TryGetValue(act.Changeset, out var trace), $"{name}: changeset {act.Changeset} of {act.UseCase} is not in history and audit");
            Assert.Equal((act.UseCase, $"[{act.Customer}]"), (trace.UseCase, trace.Subjects));
        }

        var changes = folder.Query<(long Changeset, long Customer, string? Value)>(
            "select ch.changeset_id, ch.customer_id, ch.new_value from change ch join changeset cs on cs.changeset_id = ch.changeset_id where cs.actor = @name and (ch.field = @field or cs.use_case = 'DeleteCustomer')",
            new { name, field }).ToDictionary(change => change.Changeset);
        foreach (var act in kept.Where(act => act.UseCase != "AddCustomer"))
        {
            Assert.Equal((act.Changeset, act.Customer, act.Value), changes.GetValueOrDefault(act.Changeset));
        }
    }

    /// <summary>The restarted server shows what was acknowledged: the record, its history, and search finds it.</summary>
    public async Task RequireShown(KithFolder folder)
    {
        using var us = Faulty.ClientOf(folder, name);
        foreach (var act in kept.TakeLast(3).Where(act => held.ContainsKey(act.Customer)))
        {
            var history = (await us.Get($"/api/customers/{act.Customer}/history")).RequireDone().Text;
            Assert.Contains($"\"{act.Changeset}\"", history, StringComparison.Ordinal);
            var shown = folder.Single<string>("select name from customer where customer_id = @Customer", act);
            var found = (await us.Get("/api/customers?limit=1000&q=" + Uri.EscapeDataString(shown))).RequireDone().Text;
            Assert.Contains($"\"{act.Customer}\"", found, StringComparison.Ordinal);
        }
    }

    private void Settle(KithFolder folder)
    {
        var asked = doubt;
        doubt = null;
        switch (asked?.What)
        {
            case "add":
                var added = folder.Query<long>("select customer_id from customer where contacts like '%' || @Value || '%'", asked);
                Assert.True(added.Count <= 1, $"{name}: {asked.Value} was added {added.Count} times");
                if (added.Count == 1)
                {
                    held[added[0]] = asked.Value;
                }

                break;
            case "delete":
                if (folder.Single<int>("select count(*) from customer where customer_id = @Customer", asked) == 0)
                {
                    held.Remove(asked.Customer);
                }

                break;
            case "edit":
                var column = field == "company" ? "company" : $"fields ->> '{field}'";
                if (folder.Single<string?>($"select {column} from customer where customer_id = @Customer", asked) == asked.Value)
                {
                    held[asked.Customer] = asked.Value;
                }

                break;
        }
    }
}
