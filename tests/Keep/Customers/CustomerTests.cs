using System.Net;
using System.Text.Json;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

public sealed class CustomerTests(RunningKith kith) : IClassFixture<RunningKith>
{
    private readonly KithClient us = kith.Operator;

    [Fact]
    public async Task The_number_of_a_contact_is_never_used_again()
    {
        var id = await us.Add(("name", "Ann"), ("phone", "13800138000"));
        (await us.Edit(id, "phone", "13800138001")).RequireDone();
        var removal = (await us.Edit(id, "phone:2", "")).RequireDone().Json.GetProperty("changesetId").GetString();
        (await us.Edit(id, "phone", "13800138002")).RequireDone();
        Assert.Equal("[1,3]", Numbers());
        (await us.Post($"/api/changesets/{removal}/undo")).RequireDone();
        Assert.Equal("[1,2,3]", Numbers());
        foreach (var contact in (string[])["phone:2", "phone:3"])
        {
            (await us.Edit(id, contact, "")).RequireDone();
        }

        var deletion = (await us.Delete($"/api/customers/{id}")).RequireDone().Json.GetProperty("changesetId").GetString();
        (await us.Post($"/api/changesets/{deletion}/undo")).RequireDone();
        (await us.Edit(id, "email", "ann@yunfan.example")).RequireDone();
        Assert.Equal("[1,4]", Numbers());

        string Numbers() => kith.Folder.Single<string>("select json_group_array(value ->> 'n') from customer, json_each(contacts) where customer_id = @id", new { id });
    }

    [Fact]
    public async Task A_customer_is_kept_normalised_with_the_original_beside()
    {
        var id = await us.Add(("name", "王小明"), ("company", "云帆科技"), ("phone", "0138 0013-8000"), ("email", "Wang@Example.COM"), ("tags", "VIP；北京"), ("birthday", "1990年5月1日"));
        var customer = await Show(id);
        Assert.Equal("王小明", customer.GetProperty("name").GetString());
        var phone = customer.GetProperty("contacts")[0];
        Assert.Equal("+8613800138000", phone.GetProperty("value").GetString());
        Assert.Equal("0138 0013-8000", phone.GetProperty("original").GetString());
        Assert.Equal(["VIP", "北京"], customer.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        var birthday = customer.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("key").GetString() == "birthday");
        Assert.Equal("1990-05-01", birthday.GetProperty("value").GetString());
        Assert.Equal("1990年5月1日", birthday.GetProperty("original").GetString());
    }

    [Fact]
    public async Task A_customer_needs_a_name_or_a_company()
    {
        var answer = await us.Post("/api/customers", new { fields = new { phone = "13900139000" } });
        answer.RequireRefused(HttpStatusCode.UnprocessableEntity, "finding.name.missing");
        Assert.Equal("name", answer.Field);
        var id = await us.Add(("company", "山海贸易有限公司"));
        Assert.Equal("organisation", (await Show(id)).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_value_that_can_not_be_is_refused_at_its_field()
    {
        var id = await us.Add(("name", "Ann"));
        var before = await Shown(id);
        foreach (var (field, value) in ((string, string)[])[("phone", "138001380001234567"), ("email", "ann@@example"), ("birthday", "2990-01-01"), ("nonsense", "x"), ("name", "")])
        {
            var answer = await us.Edit(id, field, value);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        }

        Assert.Equal(before, await Shown(id));
    }

    [Fact]
    public async Task An_edit_of_what_somebody_changed_meanwhile_is_refused()
    {
        var id = await us.Add(("name", "Bea"));
        var version = (await Show(id)).GetProperty("version").GetInt64();
        (await us.Edit(id, "title", "CEO", version)).RequireDone();
        (await us.Edit(id, "title", "CFO", version)).RequireRefused(HttpStatusCode.PreconditionFailed, "customer.changed-meanwhile");
        Assert.Equal("CEO", FieldOf(await Show(id), "title"));
        (await us.Edit(id, "title", "CFO", version + 1)).RequireDone();
    }

    [Fact]
    public async Task Of_two_edits_at_once_that_saw_the_same_version_one_is_refused()
    {
        var id = await us.Add(("name", "Cid"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => us.Edit(id, "title", "Chief " + number, 1)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.Code == "customer.changed-meanwhile"));
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_makes_no_history()
    {
        var id = await us.Add(("name", "Dan"), ("phone", "13900139001"));
        var answer = (await us.Edit(id, "phone", "139-0013-9001")).RequireDone();
        Assert.False(answer.Json.TryGetProperty("changesetId", out _));
        Assert.Equal(1, (await Show(id)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_deleted_customer_is_gone_and_an_undo_brings_everything_back()
    {
        var id = await us.Add(("name", "Eli Fox"), ("phone", "13900139002"), ("email", "eli@fox.example"), ("tags", "a;b"), ("resident_id", "11010519491231002X"));
        (await us.Edit(id, "phone", "13900139003")).RequireDone();
        var before = TableCopy.Of(kith.Folder, "changeset", "change");
        var shown = Steady(await Shown(id));
        var deleted = (await us.Delete($"/api/customers/{id}")).RequireDone().Json.GetProperty("changesetId").GetString();
        (await us.Get($"/api/customers/{id}")).RequireRefused(HttpStatusCode.NotFound, "customer.none");
        Assert.Equal(0, await Found("13900139003"));
        (await us.Post($"/api/changesets/{deleted}/undo")).RequireDone();
        Assert.Equal(shown, Steady(await Shown(id)));
        Assert.Equal(1, await Found("13900139003"));
        var after = TableCopy.Of(kith.Folder, "changeset", "change");
        foreach (var table in (string[])["customer_tag", "identity_key", "identity_key_fresh", "note"])
        {
            Assert.Equal(before[table], after[table]);
        }

        Assert.Equal("11010519491231002X", (await us.Post($"/api/customers/{id}/reveals", new { field = "resident_id" })).RequireDone().Json.GetProperty("value").GetString());
    }

    [Fact]
    public async Task An_undo_is_refused_twice_and_can_be_taken_back()
    {
        var id = await us.Add(("name", "Fay"));
        var edit = Changeset(await us.Edit(id, "title", "CEO"));
        var undo = Changeset(await us.Post($"/api/changesets/{edit}/undo"));
        (await us.Post($"/api/changesets/{edit}/undo")).RequireRefused(HttpStatusCode.Conflict, "changeset.undone");
        Assert.Null(FieldOf(await Show(id), "title"));
        (await us.Post($"/api/changesets/{undo}/undo")).RequireDone();
        Assert.Equal("CEO", FieldOf(await Show(id), "title"));
        (await us.Post($"/api/changesets/{edit}/undo")).RequireDone();
        Assert.Null(FieldOf(await Show(id), "title"));
        (await us.Post("/api/changesets/1/undo")).RequireRefused(HttpStatusCode.NotFound, "changeset.none");
    }

    [Fact]
    public async Task An_undo_leaves_later_work_alone_and_says_so()
    {
        var id = await us.Add(("name", "Gus"));
        var first = Changeset(await us.Edit(id, "title", "CEO"));
        (await kith.OperatorNamed("ben").Edit(id, "title", "CFO")).RequireDone();
        var undo = (await us.Post($"/api/changesets/{first}/undo")).RequireDone().Json;
        var conflict = Assert.Single(undo.GetProperty("conflicts").EnumerateArray());
        Assert.Equal("title", conflict.GetProperty("field").GetString());
        Assert.Equal("ben", conflict.GetProperty("by").GetString());
        Assert.Equal("CFO", FieldOf(await Show(id), "title"));
    }

    [Fact]
    public async Task History_shows_each_value_with_source_time_and_author()
    {
        var view = await us.Import("name,phone,title\nHal,13900139010,CEO\n", new { source = "Fair 2026" }, name: "fair.csv");
        var id = kith.Folder.Single<long>("select customer_id from customer where name = 'Hal'");
        (await kith.OperatorNamed("ben").Edit(id, "title", "CFO")).RequireDone();
        var history = (await us.Get($"/api/customers/{id}/history")).RequireDone().Json;
        var entries = history.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["EditCustomer", "RunImport"], entries.Select(entry => entry.GetProperty("useCase").GetString()));
        Assert.Equal("ben", entries[0].GetProperty("author").GetString());
        var change = Assert.Single(entries[0].GetProperty("changes").EnumerateArray());
        Assert.Equal(("title", "CEO", "CFO"), (change.GetProperty("field").GetString(), change.GetProperty("from").GetString(), change.GetProperty("to").GetString()));
        Assert.Equal("fair.csv", entries[1].GetProperty("source").GetString());
        Assert.Equal(view.ChangesetId.ToString(), entries[1].GetProperty("changesetId").GetString());
        Assert.All(entries, entry => Assert.True(entry.GetProperty("at").GetInt64() > 1_600_000_000_000));
        var values = history.GetProperty("values").EnumerateArray().ToDictionary(value => value.GetProperty("field").GetString()!, value => value.GetProperty("author").GetString());
        Assert.Equal("ben", values["title"]);
        Assert.Equal("tester", values["name"]);
    }

    [Fact]
    public async Task Notes_are_written_and_taken_away()
    {
        var id = await us.Add(("name", "Ida"));
        var note = (await us.Post($"/api/customers/{id}/notes", new { text = " 下周再联系 " })).RequireDone().Json.GetProperty("noteId").GetString();
        Assert.Equal("下周再联系", (await us.Get($"/api/customers/{id}")).Json.GetProperty("notes")[0].GetProperty("text").GetString());
        (await us.Post($"/api/customers/{id}/notes", new { text = " " })).RequireRefused(HttpStatusCode.UnprocessableEntity, "note.length");
        (await us.Delete($"/api/customers/{id}/notes/{note}")).RequireDone();
        (await us.Delete($"/api/customers/{id}/notes/{note}")).RequireRefused(HttpStatusCode.NotFound, "note.none");
        Assert.Equal(0, (await us.Get($"/api/customers/{id}")).Json.GetProperty("notes").GetArrayLength());
        (await us.Post($"/api/customers/{id}/notes/{note}/restoral")).RequireDone();
        Assert.Equal("下周再联系", (await us.Get($"/api/customers/{id}")).Json.GetProperty("notes")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_redo_that_is_undone_leaves_the_act_undone()
    {
        var id = await us.Add(("name", "Chain"), ("title", "old"));
        var edit = Changeset(await us.Edit(id, "title", "new"));
        var undo = Changeset(await us.Post($"/api/changesets/{edit}/undo"));
        var redo = Changeset(await us.Post($"/api/changesets/{undo}/undo"));
        Assert.Equal("new", FieldOf(await Show(id), "title"));
        (await us.Post($"/api/changesets/{redo}/undo")).RequireDone();
        Assert.Equal("old", FieldOf(await Show(id), "title"));
        Assert.Equal(["undone", "closed", "undone"], new[] { edit, undo, redo }.Select(act => kith.Folder.Single<string>("select state from changeset where changeset_id = @act", new { act })));
        (await us.Post($"/api/changesets/{edit}/undo")).RequireRefused(HttpStatusCode.Conflict, "changeset.undone");
    }

    [Fact]
    public async Task What_a_person_types_is_a_value_also_when_lists_mean_nothing_by_it()
    {
        var id = await us.Add(("name", "Typed"), ("company", "ACME"), ("birthday", "1990-05-06"));
        (await us.Edit(id, "stage", "待定")).RequireDone();
        (await us.Edit(id, "name", "Null")).RequireDone();
        Assert.Equal("待定", (await Show(id)).GetProperty("stage").GetString());
        Assert.Equal("Null", (await Show(id)).GetProperty("name").GetString());
        (await us.Edit(id, "birthday", "none")).RequireRefused(HttpStatusCode.UnprocessableEntity, "customer.no-value");
        Assert.Equal("1990-05-06", FieldOf(await Show(id), "birthday"));
    }

    [Fact]
    public async Task A_phone_changed_to_one_that_is_there_already_stands_once()
    {
        var id = await us.Add(("name", "Twice"), ("phone", "13800138000"));
        (await us.Edit(id, "phone", "13900139000")).RequireDone();
        (await us.Edit(id, "phone:2", "13800138000")).RequireDone();
        Assert.Equal(1, (await Show(id)).GetProperty("contacts").GetArrayLength());
    }

    [Fact]
    public async Task What_was_deleted_is_listed_until_it_is_brought_back()
    {
        var id = await us.Add(("name", "Jo Deleted"), ("phone", "13911112222"));
        var nameless = await us.Add(("company", "Gone Ltd"));
        await us.Delete($"/api/customers/{id}");
        await us.Delete($"/api/customers/{nameless}");
        var items = (await us.Get("/api/customers/deleted")).RequireDone().Json.GetProperty("items").EnumerateArray().Take(2).ToList();
        Assert.Equal(["Gone Ltd", "Jo Deleted"], items.Select(item => item.GetProperty("name").GetString()));
        Assert.Equal("tester", items[1].GetProperty("by").GetString());
        (await us.Post($"/api/changesets/{items[1].GetProperty("changesetId").GetString()}/undo")).RequireDone();
        Assert.Equal("Jo Deleted", (await Show(id)).GetProperty("name").GetString());
        Assert.DoesNotContain((await us.Get("/api/customers/deleted")).Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("customerId").GetString() == id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_long_history_comes_in_pages_and_loses_neither_creation_nor_sources()
    {
        var id = await us.Add(("name", "Long"), ("city", "Oslo"));
        for (var turn = 0; turn < 120; turn++)
        {
            (await us.Edit(id, "title", $"title {turn}")).RequireDone();
        }

        var first = (await us.Get($"/api/customers/{id}/history")).RequireDone().Json;
        Assert.Equal(121, first.GetProperty("count").GetInt32());
        Assert.Equal(100, first.GetProperty("entries").GetArrayLength());
        Assert.True(first.GetProperty("birth").GetProperty("created").GetBoolean());
        Assert.Contains(first.GetProperty("values").EnumerateArray(), value => value.GetProperty("field").GetString() == "city" && value.GetProperty("author").GetString() == "tester");
        var rest = (await us.Get($"/api/customers/{id}/history?before={first.GetProperty("nextId").GetString()}")).RequireDone().Json;
        Assert.Equal(21, rest.GetProperty("entries").GetArrayLength());
        Assert.False(rest.TryGetProperty("nextId", out _));
        Assert.True(rest.GetProperty("entries")[20].GetProperty("created").GetBoolean());
    }

    private async Task<long> Found(string text) => (await us.Get("/api/customers?q=" + Uri.EscapeDataString(text))).RequireDone().Json.GetProperty("count").GetInt64();

    private async Task<JsonElement> Show(long id) => (await us.Get($"/api/customers/{id}")).RequireDone().Json.GetProperty("customer");

    private async Task<string> Shown(long id) => (await Show(id)).GetRawText();

    private static string Steady(string json) => SteadyJson.Of(json);

    private static string? FieldOf(JsonElement customer, string key) => customer.GetProperty("fields").EnumerateArray()
        .Where(field => field.GetProperty("key").GetString() == key).Select(field => field.GetProperty("value").GetString()).FirstOrDefault();

    private static string Changeset(Answer answer) => answer.RequireDone().Json.GetProperty("changesetId").GetString()!;
}
