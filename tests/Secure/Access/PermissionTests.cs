using System.Net;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Access;

/// <summary>Who may do what, over HTTP. A "no" changes nothing, which a copy of every table shows.</summary>
public sealed class PermissionTests(RunningKith kith) : IClassFixture<RunningKith>
{
    public static TheoryData<string, string, string?> Writes { get; } = new()
    {
        { "POST", "/api/customers", """{"fields":{"name":"Eve"}}""" },
        { "PATCH", "/api/customers/{id}", """{"field":"name","value":"Eve"}""" },
        { "DELETE", "/api/customers/{id}", null },
        { "POST", "/api/customers/{id}/notes", """{"text":"Eve was here"}""" },
        { "POST", "/api/customers/{id}/reveals", """{"field":"resident_id"}""" },
        { "POST", "/api/changesets/1/undo", "{}" },
        { "POST", "/api/imports?name=a.csv", "name,phone\nEve,13800138000\n" },
        { "POST", "/api/imports/1/run", "{}" },
        { "POST", "/api/imports/1/undo", "{}" },
        { "POST", "/api/exports", """{"format":"csv"}""" },
        { "POST", "/api/fields", """{"label":"x","type":"text"}""" },
        { "POST", "/api/users", """{"login":"eve","password":"correct horse battery staple"}""" },
        { "PUT", "/api/users/ada/password", """{"password":"correct horse battery staple"}""" },
        { "POST", "/api/users/ada/disablement", "{}" },
        { "POST", "/api/backups", "{}" },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_reader_changes_nothing(string method, string path, string? body)
    {
        await kith.Administrator();
        var reader = await Reader();
        await Denied(reader, method, path, body, HttpStatusCode.Forbidden, "access.forbidden");
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Nobody_changes_nothing(string method, string path, string? body) =>
        await Denied(kith.Anonymous(), method, path, body, HttpStatusCode.Unauthorized, "access.sign-in");

    [Theory]
    [InlineData("/api/customers")]
    [InlineData("/api/customers?q=a")]
    [InlineData("/api/customers/1")]
    [InlineData("/api/customers/1/history")]
    [InlineData("/api/fields")]
    [InlineData("/api/imports")]
    [InlineData("/api/exports/1")]
    [InlineData("/api/users")]
    public async Task Nobody_reads_nothing(string path) =>
        (await kith.Anonymous().Get(path)).RequireRefused(HttpStatusCode.Unauthorized, "access.sign-in");

    [Fact]
    public async Task A_reader_reads()
    {
        await kith.Administrator();
        var reader = await Reader();
        (await reader.Get("/api/customers")).RequireDone();
        (await reader.Get("/api/fields")).RequireDone();
        (await reader.Get("/api/users")).RequireRefused(HttpStatusCode.Forbidden, "access.forbidden");
    }

    [Fact]
    public async Task What_only_the_data_folders_owner_may_do_no_administrator_may()
    {
        var ada = await kith.Administrator();
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/api/customers");
        forged.Headers.Add(Gate.OperatorHeader, "root");
        (await kith.Anonymous().Send(forged)).RequireRefused(HttpStatusCode.Unauthorized, "access.sign-in");
        Assert.False(kith.Service<IDecide>().May(new Caller(1, "ada", "administrator", Origin.Page, ""), "backup.restore"));
        Assert.False(kith.Service<IDecide>().May(new Caller(1, "ada", "administrator", Origin.Page, ""), "no.such.permission"));
        (await ada.Get("/api/users")).RequireDone();
    }

    private async Task<KithClient> Reader()
    {
        var login = "reader" + kith.Folder.Single<int>("select count(*) from app_user");
        return await kith.SignedIn(login, "reader");
    }

    private async Task Denied(KithClient client, string method, string path, string? body, HttpStatusCode status, string code)
    {
        var id = await kith.Operator.Add(("name", "Xu Wei"), ("phone", "13800138000"), ("resident_id", "11010519491231002X"));
        var before = TableCopy.Of(kith.Folder);
        using var content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        (await client.Send(new HttpMethod(method), path.Replace("{id}", id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), content))
            .RequireRefused(status, code);
        TableCopy.RequireSame(before, TableCopy.Of(kith.Folder));
    }
}
