using System.Globalization;
using System.Net;
using System.Text.Json;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>As of t after whatever happened since = the copy that was kept at t: values, notes, and where each value came from.</summary>
public sealed class PastLaws : IAsyncLifetime
{
    private const int Steps = 60;
    private const string Organisation = "organisation";

    private static readonly (string Field, string[] Values)[] Edits =
    [
        ("name", ["Ann", "李雷", "O'Neil; drop"]),
        ("company", ["", "云帆科技", "ACME"]),
        ("title", ["", "CEO", " 总 经 理 "]),
        ("stage", ["", "lead", "won"]),
        ("kind", ["person", "公司"]),
        ("phone", ["13800138000", "+49 30 901820", "010-62551234转801"]),
        ("phone:1", ["", "13800138003/13800138004"]),
        ("email", ["a@example.com", "B@Example.org", "someone@gmial.com"]),
        ("email:2", ["", "c@example.com"]),
        ("address", ["北京市朝阳区1号"]),
        ("tags", ["VIP", "a;b"]),
        ("tag:VIP", [""]),
        ("resident_id", ["", "11010519491231002X", "440524188001010014"]),
        ("birthday", ["", "1990年5月1日"]),
        ("x_1", ["", "3", "12.50"]),
        ("wechat", ["ann_wx_01", "13800138000"]),
        ("wechat:2", ["", "other_wx"]),
        ("qq", ["12345678"]),
        ("organisation", ["", Organisation]),
    ];

    private readonly ManualClock clock = new();
    private readonly HashSet<long> known = [];
    private readonly List<(string Moment, long Id, string? State)> copies = [];
    private readonly List<string> undoable = [];
    private readonly List<long> imports = [];
    private RunningKith kith = null!;
    private string own = "";
    private string organisation = "";

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync()
    {
        kith = await RunningKith.Start(clock);
        own = (await Us.Post("/api/fields", new { label = "Score", type = "number" })).RequireDone().Json.GetProperty("key").GetString()!;
        organisation = (await Us.Add(("company", "云帆科技"))).ToString(CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task As_of_a_moment_is_the_copy_that_was_kept_then(int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < 3; number++)
        {
            known.Add(await Us.Add(("name", "Start " + number), ("phone", Lists.Phone(number)), ("tags", "VIP;old"), ("title", "Boss"), (own, "7")));
        }

        for (var step = 0; step < Steps; step++)
        {
            await Keep();
            clock.Advance(TimeSpan.FromSeconds(random.Next(1, 100_000)));
            await Happen(random, step);
        }

        await Keep();
        Assert.Contains(copies, copy => copy.State is null);
        foreach (var (moment, id, state) in copies)
        {
            var then = await Us.Get($"/api/customers/{id}?with=provenance&asOf={moment}");
            Assert.True(state == StateOf(then), $"seed {seed}, customer {id} at {moment}:\nkept  {state}\nas of {StateOf(then)}");
        }
    }

    private async Task Happen(Random random, int step)
    {
        var id = known.ElementAt(random.Next(known.Count));
        switch (random.Next(12))
        {
            case < 5:
                var (field, values) = Edits[random.Next(Edits.Length)];
                var value = values[random.Next(values.Length)];
                Undoable(await Us.Edit(id, field == "x_1" ? own : field, value == Organisation ? organisation : value));
                break;
            case 5:
                Undoable(await Us.Delete($"/api/customers/{id}"));
                break;
            case 6 or 7 when undoable.Count > 0:
                Undoable(await Us.Post($"/api/changesets/{undoable[random.Next(undoable.Count)]}/undo"));
                break;
            case 8:
                var list = Lists.Customers(3, row => random.Next(3) == 0 ? null : $"Imported {step}", from: random.Next(4));
                var import = await Us.Import(list + list.Split('\n')[1].Replace("Imported", "Again", StringComparison.Ordinal) + "\n", name: $"list {step}.csv");
                imports.Add(import.Id);
                known.UnionWith(kith.Folder.Query<long>("select customer_id from customer"));
                break;
            case 9 when imports.Count > 0:
                var taken = imports[random.Next(imports.Count)];
                var state = (await Us.Get($"/api/imports/{taken}")).As<ImportView>().State;
                (await Us.Post($"/api/imports/{taken}/{(state == ImportState.Undone ? "redo" : "undo")}")).RequireDone();
                await Us.Rest(taken);
                break;
            case 10:
                Require(await Us.Post($"/api/customers/{id}/notes", new { text = $"note {step}" }));
                break;
            default:
                var asOf = copies[random.Next(copies.Count)].Moment;
                Undoable(await Us.Post($"/api/customers/{id}/restorations", new { asOf, field = random.Next(2) == 0 ? "title" : null }));
                break;
        }
    }

    private void Undoable(Answer answer)
    {
        Require(answer);
        if (answer.Status == HttpStatusCode.OK && answer.Json.TryGetProperty("changesetId", out var changeset))
        {
            undoable.Add(changeset.GetString()!);
        }
    }

    private static void Require(Answer answer) =>
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity, answer.Text);

    private async Task Keep()
    {
        // As addresses carry it; the next act is at least a second away.
        var moment = clock.GetUtcNow().AddMilliseconds(500).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        foreach (var id in known)
        {
            copies.Add((moment, id, StateOf(await Us.Get($"/api/customers/{id}?with=provenance"))));
        }
    }

    /// <summary>What must be the same; null where there is no such customer. Confidence falls as time goes by.</summary>
    private static string? StateOf(Answer answer)
    {
        if (answer.Status == HttpStatusCode.NotFound)
        {
            return null;
        }

        var found = answer.RequireDone().Json;
        return string.Join('\n', [
            SteadyJson.Of(found.GetProperty("customer").GetRawText()),
            .. found.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("text").GetString()),
            .. found.GetProperty("provenance").EnumerateArray().Select(value => string.Join(' ', Parts(value))),
        ]);

        static IEnumerable<string> Parts(JsonElement value) =>
            ((string[])["field", "author", "source", "changesetId", "how", "reason", "at"]).Select(name => value.TryGetProperty(name, out var part) ? part.ToString() : "-");
    }
}
