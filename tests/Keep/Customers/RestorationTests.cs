using System.Net;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>Any value and any version of a customer comes back, by an act that is itself history.</summary>
public sealed class RestorationTests(RunningKith kith) : IClassFixture<RunningKith>
{
    private readonly KithClient us = kith.Operator;

    [Fact]
    public async Task Restoring_what_an_edit_changed_is_as_if_it_had_not_been()
    {
        var id = await us.Add(
            ("name", "Ann"), ("company", "ACME"), ("phone", "0138 0013-8000"), ("email", "ann@acme.example"), ("tags", "VIP;old"), ("birthday", "1990年5月1日"), ("resident_id", "11010519491231002X"));
        foreach (var (field, value) in ((string, string)[])
        [
            ("name", "Bea"), ("company", ""), ("phone:1", "13800138001/13800138002"), ("email", "bea@acme.example"), ("email:2", ""), ("tags", "x;y"), ("tag:VIP", ""),
            ("birthday", "1988-02-29"), ("resident_id", "440524188001010014"), ("kind", "公司"), ("title", " CEO "),
        ])
        {
            var before = await State(id);
            var edit = Changeset(await us.Edit(id, field, value));
            var changed = await State(id);
            Assert.NotEqual(before, changed);
            var whole = await Restore(id, new { changesetId = edit, before = true });
            Assert.Equal(before, await State(id));
            (await us.Post($"/api/changesets/{whole}/undo")).RequireDone();
            Assert.Equal(changed, await State(id));
            foreach (var flat in kith.Folder.Query<string>("select field from change where customer_id = @id and changeset_id = @edit and field not like '~%'", new { id, edit }))
            {
                await Restore(id, new { changesetId = edit, before = true, field = flat });
            }

            Assert.Equal(before, await State(id));
            (await us.Edit(id, field, value)).RequireDone();
        }
    }

    [Fact]
    public async Task A_version_comes_back_over_all_later_work_and_says_what_it_overwrote()
    {
        var id = await us.Add(("name", "Cid"), ("phone", "13800138111"), ("title", "CEO"));
        var edit = Changeset(await us.Edit(id, "title", "CFO"));
        (await us.Edit(id, "phone", "13800138112")).RequireDone();
        (await us.Edit(id, "title", "CTO")).RequireDone();
        var done = (await us.Post($"/api/customers/{id}/restorations", new { changesetId = edit })).RequireDone().Json;
        Assert.Equal(
            ["title: CTO → CFO", "phone:2: 138 0013 8112 → "],
            done.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("field").GetString()}: {change.GetProperty("from").GetString()} → {(change.TryGetProperty("to", out var to) ? to.GetString() : "")}"));
        var history = (await us.Get($"/api/customers/{id}/history")).RequireDone().Json.GetProperty("entries")[0];
        Assert.Equal("RestoreCustomer", history.GetProperty("useCase").GetString());
        Assert.True(history.GetProperty("canUndo").GetBoolean());
        Assert.Equal(1, kith.Folder.Single<int>(
            "select count(*) from audit_entry where use_case = 'RestoreCustomer' and subject_ids like '%' || @id || '%'", new { id }));
        (await us.Edit(id, "phone", "13800138113")).RequireDone();
        Assert.Contains("\"n\":3", kith.Folder.Single<string>("select contacts from customer where customer_id = @id", new { id }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_already_is_not_changed()
    {
        var id = await us.Add(("name", "Dan"), ("phone", "13800138221"));
        var removal = Changeset(await us.Edit(id, "phone:1", ""));
        (await us.Edit(id, "phone", "13800138221")).RequireDone();
        var answer = (await us.Post($"/api/customers/{id}/restorations", new { changesetId = removal, before = true, field = "phone:1" })).RequireDone().Json;
        Assert.False(answer.TryGetProperty("changesetId", out _));
        var version = kith.Folder.Single<int>("select version from customer where customer_id = @id", new { id });
        Assert.Equal(3, version);
    }

    [Fact]
    public async Task A_classified_value_comes_back_unseen()
    {
        var id = await us.Add(("name", "Eli"), ("resident_id", "11010519491231002X"));
        var edit = Changeset(await us.Edit(id, "resident_id", "440524188001010014"));
        var then = (await us.Get($"/api/customers/{id}?asOf=2100-01-01")).RequireDone();
        var restored = await us.Post($"/api/customers/{id}/restorations", new { changesetId = edit, before = true, field = "resident_id" });
        foreach (var text in new[] { then.Text, restored.RequireDone().Text, (await us.Get($"/api/customers/{id}/history")).Text })
        {
            Assert.DoesNotContain("11010519491231", text, StringComparison.Ordinal);
            Assert.DoesNotContain("440524188001", text, StringComparison.Ordinal);
        }

        Assert.Equal("11010519491231002X", (await us.Post($"/api/customers/{id}/reveals", new { field = "resident_id" })).RequireDone().Json.GetProperty("value").GetString());
        foreach (var text in kith.Folder.Query<string>("select coalesce(old_value, '') || coalesce(new_value, '') from change where customer_id = @id", new { id }))
        {
            Assert.DoesNotContain("110105", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_never_was_is_refused()
    {
        var id = await us.Add(("name", "Fay"));
        var other = Changeset(await us.Edit(await us.Add(("name", "Guy")), "title", "CEO"));
        (await us.Post($"/api/customers/{id}/restorations", new { changesetId = other })).RequireRefused(HttpStatusCode.NotFound, "changeset.none");
        (await us.Post($"/api/customers/{id}/restorations", new { asOf = "2001-01-01" })).RequireRefused(HttpStatusCode.NotFound, "customer.not-then");
        (await us.Post($"/api/customers/{id}/restorations", new { asOf = "yesterday" })).RequireRefused(HttpStatusCode.UnprocessableEntity, "as-of.form");
        (await us.Post($"/api/customers/{id}/restorations", new { })).RequireRefused(HttpStatusCode.UnprocessableEntity, "restore.which");
        (await us.Post($"/api/customers/{id}/restorations", new { asOf = "2100-01-01", field = "phone" })).RequireRefused(HttpStatusCode.UnprocessableEntity, "field.unknown");
        (await us.Post($"/api/customers/{id}/restorations", new { asOf = "2100-01-01", field = "~title" })).RequireRefused(HttpStatusCode.UnprocessableEntity, "field.unknown");
        var reader = await kith.SignedIn("rea", "reader");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post($"/api/customers/{id}/restorations", new { asOf = "2100-01-01" })).Status);
    }

    [Fact]
    public async Task A_customer_that_is_deleted_by_now_is_still_shown_as_it_stood()
    {
        var id = await us.Add(("name", "Hal"), ("title", "CEO"));
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(kith.Folder.Single<long>("select created_at from customer where customer_id = @id", new { id }));
        await Task.Delay(5, TestContext.Current.CancellationToken);
        (await us.Delete($"/api/customers/{id}")).RequireDone();
        var address = $"{moment:yyyy-MM-dd'T'HH:mm:ss.fff}Z";
        var then = (await us.Get($"/api/customers/{id}?asOf={address}")).RequireDone().Json;
        Assert.Equal("Hal", then.GetProperty("customer").GetProperty("name").GetString());
        Assert.True(then.GetProperty("past").GetProperty("gone").GetBoolean());
        (await us.Get($"/api/customers/{id}?asOf=2100-01-01")).RequireRefused(HttpStatusCode.NotFound, "customer.none");
        var page = (await (await kith.Administrator()).Get($"/customers/{id}?as-of={address}")).RequireDone().Text;
        Assert.Contains("Hal", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/restorations", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_past_can_be_changed_on_its_page()
    {
        var id = await us.Add(("name", "Ida"), ("title", "CEO"), ("phone", "13800138331"), ("tags", "VIP"), ("resident_id", "11010519491231002X"));
        await Task.Delay(5, TestContext.Current.CancellationToken);
        var moment = TimeProvider.System.GetUtcNow();
        await Task.Delay(5, TestContext.Current.CancellationToken);
        (await us.Edit(id, "title", "CFO")).RequireDone();
        var page = (await (await kith.Administrator()).Get($"/customers/{id}?as-of={moment:yyyy-MM-dd'T'HH:mm:ss.fff}Z")).RequireDone().Text;
        foreach (var act in (string[])["k-field", "/edit\"", "/reveals", "/deletion", "/notes"])
        {
            Assert.DoesNotContain(act, page, StringComparison.Ordinal);
        }

        Assert.Contains("<del class=\"change__before\">CFO</del>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"change__after\">CEO</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_person_belongs_to_an_organisation_after_a_restoration_too()
    {
        var (id, organisation) = (await us.Add(("name", "Jan")), await us.Add(("company", "Acme")));
        var linked = Changeset(await us.Edit(id, "organisation", organisation.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var turned = Changeset(await us.Edit(id, "kind", "organisation"));
        Assert.Null(OrganisationOf(id));
        (await us.Post($"/api/customers/{id}/restorations", new { changesetId = linked, field = "organisation" })).RequireRefused(HttpStatusCode.UnprocessableEntity, "organisation.person-only");
        await Restore(id, new { changesetId = linked });
        Assert.Equal(organisation, OrganisationOf(id));
        await Restore(id, new { changesetId = turned, field = "kind" });
        Assert.Equal("organisation", kith.Folder.Single<string>("select kind from customer where customer_id = @id", new { id }));
        Assert.Null(OrganisationOf(id));
    }

    private long? OrganisationOf(long id) => kith.Folder.Single<long?>("select organisation_id from customer where customer_id = @id", new { id });

    private async Task<string> Restore(long id, object which) => Changeset(await us.Post($"/api/customers/{id}/restorations", which));

    private static string Changeset(Answer answer) => answer.RequireDone().Json.GetProperty("changesetId").GetString()!;

    private async Task<string> State(long id) => SteadyJson.Of((await us.Get($"/api/customers/{id}")).RequireDone().Json.GetProperty("customer").GetRawText());
}
