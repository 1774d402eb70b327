using System.Globalization;
using System.Net;
using Kith.Keep.Customers;
using Kith.Tests.Faults;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>A person may belong to an organisation that is a customer too.</summary>
public sealed class PeopleTests(RunningKith kith) : IClassFixture<RunningKith>
{
    private readonly KithClient us = kith.Operator;

    [Fact]
    public async Task A_person_and_an_organisation_lead_to_each_other()
    {
        var organisation = await us.Add(("company", "云帆科技有限公司"));
        var person = await us.Add(("name", "王小明"), ("title", "经理"), ("role", "法定代表人"), ("phone", "13800138001"));
        await Link(person, organisation);
        var found = (await us.Get($"/api/customers/{person}")).RequireDone().Json;
        Assert.Equal("云帆科技有限公司", found.GetProperty("organisation").GetProperty("name").GetString());
        Assert.Equal("云帆科技有限公司", found.GetProperty("customer").GetProperty("company").GetString());
        var people = (await us.Get($"/api/customers/{organisation}/people")).RequireDone().Json;
        Assert.Equal(("王小明", 1), (people.GetProperty("items")[0].GetProperty("name").GetString(), people.GetProperty("count").GetInt32()));
        var reader = await kith.Administrator();
        Assert.Contains($"href=\"/customers/{organisation}\"", (await reader.Get($"/customers/{person}")).RequireDone().Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/customers/{person}\"", (await reader.Get($"/customers/{organisation}")).RequireDone().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_company_that_stands_there_stays_when_a_person_is_linked()
    {
        var person = await us.Add(("name", "Ann"), ("company", "Acme (old)"));
        await Link(person, await us.Add(("company", "Acme Ltd")));
        Assert.Equal("Acme (old)", kith.Folder.Single<string>("select company from customer where customer_id = @person", new { person }));
    }

    [Fact]
    public async Task Only_a_person_belongs_to_an_organisation_and_only_to_one_that_is_there()
    {
        var (person, organisation) = (await us.Add(("name", "Ann")), await us.Add(("company", "Acme")));
        foreach (var wrong in (string[])["1", "x", person.ToString(CultureInfo.InvariantCulture)])
        {
            (await us.Edit(person, "organisation", wrong)).RequireRefused(HttpStatusCode.UnprocessableEntity, "organisation.none");
        }

        (await us.Edit(organisation, "organisation", organisation.ToString(CultureInfo.InvariantCulture))).RequireRefused(HttpStatusCode.UnprocessableEntity, "organisation.person-only");
        await Link(person, organisation);
        (await us.Edit(person, "kind", "organisation")).RequireDone();
        Assert.Null(kith.Folder.Single<long?>("select organisation_id from customer where customer_id = @person", new { person }));
    }

    [Fact]
    public async Task A_deleted_organisation_leaves_its_name_and_a_revived_one_is_linked_again()
    {
        var (person, organisation) = (await us.Add(("name", "Bea")), await us.Add(("company", "山海贸易")));
        await Link(person, organisation);
        var deletion = (await us.Delete($"/api/customers/{organisation}")).RequireDone().Json.GetProperty("changesetId").GetString();
        var found = (await us.Get($"/api/customers/{person}")).RequireDone().Json;
        Assert.False(found.TryGetProperty("organisation", out _));
        Assert.Equal("山海贸易", found.GetProperty("customer").GetProperty("company").GetString());
        (await us.Get($"/api/customers/{organisation}/people")).RequireRefused(HttpStatusCode.NotFound, "customer.none");
        (await us.Post($"/api/changesets/{deletion}/undo")).RequireDone();
        Assert.Equal(1, (await us.Get($"/api/customers/{organisation}/people")).RequireDone().Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task History_calls_the_organisation_by_its_name_and_a_link_can_be_restored()
    {
        var (person, first, second) = (await us.Add(("name", "Cid")), await us.Add(("company", "First")), await us.Add(("company", "Second")));
        await Link(person, first);
        var moved = await Link(person, second);
        var change = (await us.Get($"/api/customers/{person}/history")).RequireDone().Json.GetProperty("entries")[0].GetProperty("changes")[0];
        Assert.Equal(("organisation", "First", "Second"), (change.GetProperty("field").GetString(), change.GetProperty("from").GetString(), change.GetProperty("to").GetString()));
        var done = (await us.Post($"/api/customers/{person}/restorations", new { changesetId = moved, before = true, field = "organisation" })).RequireDone().Json;
        Assert.Equal("First", done.GetProperty("changes")[0].GetProperty("to").GetString());
        Assert.Equal(first.ToString(CultureInfo.InvariantCulture), done.GetProperty("customer").GetProperty("organisationId").GetString());
    }

    [Fact]
    public async Task Many_people_come_page_by_page_in_the_order_of_their_names()
    {
        var organisation = await us.Add(("company", "Many"));
        var list = await us.Import("姓名\n" + string.Join('\n', Enumerable.Range(0, 120).Select(Lists.Name)) + "\n", name: "people.csv");
        foreach (var person in kith.Folder.Query<long>("select customer_id from customer where created_in = @ChangesetId", new { list.ChangesetId }))
        {
            await Link(person, organisation);
        }

        var names = new List<string>();
        string? after = "";
        while (after is not null)
        {
            var page = (await us.Get($"/api/customers/{organisation}/people?after={Uri.EscapeDataString(after)}")).RequireDone().Json;
            Assert.Equal(120, page.GetProperty("count").GetInt32());
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 50);
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(kith.Folder.Query<string>("select name from customer where organisation_id = @organisation order by name_key, customer_id", new { organisation }), names);
        var reader = await kith.Administrator();
        Assert.Contains("?people=", (await reader.Get($"/customers/{organisation}")).RequireDone().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_with_no_number_is_known_by_company_and_name()
    {
        var person = await us.Add(("name", "Dan  LEE"), ("company", "Pennine Tools"));
        var keys = kith.Service<CustomerKeys>();
        var wanted = keys.Of(new Customer { Id = 1, Name = "dan lee", Company = "pennine tools", OrganisationId = 0 }, _ => null).Single(key => key.Kind == CustomerKeys.Member);
        Assert.Empty(Holders(wanted));
        var link = await Link(person, await us.Add(("company", "Pennine Tools Ltd")));
        Assert.Equal([person], Holders(wanted));
        (await us.Post($"/api/changesets/{link}/undo")).RequireDone();
        Assert.Empty(Holders(wanted));
        Wholeness.Require(kith.Folder);
    }

    [Fact]
    public async Task A_person_added_from_the_page_of_an_organisation_belongs_to_it()
    {
        var organisation = (await us.Add(("company", "青禾食品"))).ToString(CultureInfo.InvariantCulture);
        var form = (await (await kith.Administrator()).Get("/customers/new?organisation=" + organisation)).RequireDone().Text;
        Assert.Contains("value=\"青禾食品\"", WebUtility.HtmlDecode(form), StringComparison.Ordinal);
        var person = await us.Add(("name", "Eve"), ("company", "青禾食品"), ("organisation", organisation));
        Assert.Equal(organisation, (await us.Get($"/api/customers/{person}")).RequireDone().Json.GetProperty("customer").GetProperty("organisationId").GetString());
        (await us.Post("/api/customers", new { fields = new { company = "青禾食品", organisation } })).RequireRefused(HttpStatusCode.UnprocessableEntity, "finding.name.missing");
    }

    [Fact]
    public async Task The_page_that_links_finds_organisations_alone()
    {
        var (person, organisation, namesake) = (await us.Add(("name", "Fay")), await us.Add(("company", "Harbour Lane Books")), await us.Add(("name", "Harbour Lane")));
        var page = (await (await kith.Administrator()).Get($"/customers/{person}/organisation?q=harbour")).RequireDone().Text;
        Assert.Contains($"value=\"{organisation}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{namesake}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_and_the_export_are_filtered_by_kind()
    {
        using var alone = new KithFolder();
        await using var other = await RunningKith.Start(alone);
        var organisation = await other.Operator.Add(("company", "Acme"));
        var person = await other.Operator.Add(("name", "Ann"), ("organisation", organisation.ToString(CultureInfo.InvariantCulture)));
        foreach (var (kind, id) in ((string, long)[])[("organisation", organisation), ("person", person)])
        {
            foreach (var rest in (string[])["", "&sort=name", "&q=a", "&sort=-created", "&stage=x"])
            {
                var page = (await other.Operator.Get($"/api/customers?kind={kind}{rest}")).RequireDone().Json;
                Assert.Equal(rest == "&stage=x" ? 0 : 1, page.GetProperty("count").GetInt32());
                Assert.Equal(rest == "&stage=x" ? [] : [id.ToString(CultureInfo.InvariantCulture)], page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
            }
        }

        (await other.Operator.Get("/api/customers?kind=robot")).RequireRefused(HttpStatusCode.UnprocessableEntity, "list.kind-unknown");
        Assert.Equal(2, (await Export(new { kind = "person" })).Length);
        var all = await Export(new { });
        Assert.Contains(",company,kith:organisation,", all[0], StringComparison.Ordinal);
        Assert.Contains($",Acme,{organisation},", all[2], StringComparison.Ordinal);
        var again = (await other.Operator.Import(string.Join('\n', all) + '\n')).Counts;
        Assert.Equal((2, 0), (again.Unchanged, again.Created + again.Updated + again.Rejected));

        async Task<string[]> Export(object filter)
        {
            var id = (await other.Operator.Post("/api/exports", new { filter })).RequireDone().Json.GetProperty("id").GetString();
            return (await other.Operator.Get($"/api/exports/{id}/file")).RequireDone().Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        }
    }

    private IEnumerable<long> Holders(CustomerKeys.Key key) => kith.Folder.Query<long>("select customer_id from identity_key where fingerprint = @Fingerprint", new { key.Fingerprint });

    private async Task<string> Link(long person, long organisation) =>
        (await us.Edit(person, "organisation", organisation.ToString(CultureInfo.InvariantCulture))).RequireDone().Json.GetProperty("changesetId").GetString()!;
}
