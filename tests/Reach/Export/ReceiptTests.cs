using System.Net;
using System.Security.Cryptography;
using Kith.Reach.Export;
using Kith.Tests.Testing;

namespace Kith.Tests.Reach.Export;

/// <summary>One receipt, one file, fetched by who prepared it.</summary>
public sealed class ReceiptTests(RunningKith kith) : IClassFixture<RunningKith>
{
    [Fact]
    public async Task Of_several_downloads_at_once_one_gets_the_file_that_the_receipt_stands_for()
    {
        await kith.Operator.Import(Lists.Customers(4000));
        var id = await Prepare(kith.Operator);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => kith.OperatorNamed("tester").Get($"/api/exports/{id}/file")));
        var file = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer != file), answer => answer.RequireRefused(HttpStatusCode.Conflict, "export.fetched"));
        var receipt = (await kith.Operator.Get($"/api/exports/{id}")).As<ExportReceipt>();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.Body)), receipt.Sha256);
    }

    [Fact]
    public async Task Only_who_prepared_it_or_the_operator_fetches_it()
    {
        var ada = await kith.Administrator();
        var max = await kith.SignedIn("max", "member");
        var (first, second) = (await Prepare(max), await Prepare(max));
        (await ada.Get($"/api/exports/{first}/file")).RequireRefused(HttpStatusCode.Forbidden, "export.not-yours");
        Assert.DoesNotContain("/file\"", (await ada.Get($"/export/{first}?start=true")).RequireDone().Text, StringComparison.Ordinal);
        (await max.Get($"/api/exports/{first}/file")).RequireDone();
        (await kith.Operator.Get($"/api/exports/{second}/file")).RequireDone();
    }

    private static async Task<string> Prepare(KithClient client) =>
        (await client.Post("/api/exports", new { format = "csv" })).RequireDone().Json.GetProperty("id").GetString()!;
}
