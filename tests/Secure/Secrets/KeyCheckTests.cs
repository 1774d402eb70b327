using System.Net;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Secrets;

/// <summary>Data and key file belong together; a value that can't be read hides no other.</summary>
public sealed class KeyCheckTests
{
    private const string ResidentId = "11010519491231002X";

    [Fact]
    public async Task Another_installations_key_file_is_refused_and_nothing_is_written()
    {
        using var folder = new KithFolder();
        using var other = new KithFolder();
        await Furnish(folder);
        await Furnish(other);
        var (key, foreign) = (KeyOf(folder), KeyOf(other));
        var own = await File.ReadAllBytesAsync(key, TestContext.Current.CancellationToken);
        File.Copy(foreign, key, overwrite: true);
        var before = TableCopy.Of(folder);
        var refused = await Assert.ThrowsAsync<Refused>(() => RunningKith.Start(folder));
        Assert.Equal("keys.other", refused.WordKey);
        Assert.Equal((folder.Path, key), (refused.Values["folder"], refused.Values["file"]));
        TableCopy.RequireSame(before, TableCopy.Of(folder));

        await File.WriteAllBytesAsync(key, own, TestContext.Current.CancellationToken);
        await using var kith = await RunningKith.Start(folder);
        Assert.Equal(1, (await kith.Operator.Get("/api/customers?q=Xu")).RequireDone().Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_folder_of_before_gets_its_check_at_the_next_start()
    {
        using var folder = new KithFolder();
        using var other = new KithFolder();
        await Furnish(folder);
        await Furnish(other);
        folder.Tamper("drop table key_check; delete from schema_step where number = 25");
        await using (await RunningKith.Start(folder))
        {
            Assert.Equal(1, folder.Single<int>("select count(*) from key_check"));
        }

        File.Copy(KeyOf(other), KeyOf(folder), overwrite: true);
        Assert.Equal("keys.other", (await Assert.ThrowsAsync<Refused>(() => RunningKith.Start(folder))).WordKey);
    }

    [Theory]
    [InlineData("k1:AAAA")]
    [InlineData("k9:nonsense")]
    [InlineData("")]
    public async Task One_value_that_cannot_be_read_hides_no_other_and_can_be_entered_anew(string damage)
    {
        using var folder = new KithFolder();
        await Furnish(folder);
        folder.Tamper("update customer set fields = json_set(fields, '$.resident_id', @damage)", new { damage });
        await using var kith = await RunningKith.Start(folder);
        var us = kith.Operator;
        var id = folder.Single<long>("select customer_id from customer");
        (await us.Get("/api/customers")).RequireDone();
        (await us.Get($"/api/customers/{id}/history")).RequireDone();
        (await us.Get("/customers")).RequireDone();
        Assert.Contains("Unreadable", (await us.Get($"/customers/{id}")).RequireDone().Text, StringComparison.Ordinal);
        (await us.Post($"/api/customers/{id}/reveals", new { field = "resident_id" })).RequireRefused(HttpStatusCode.Conflict, "field.unreadable");
        (await us.Edit(id, "title", "Chief")).RequireDone();
        (await us.Edit(id, "resident_id", ResidentId)).RequireDone();
        Assert.Contains("Unreadable", (await us.Get($"/customers/{id}?tab=history")).RequireDone().Text, StringComparison.Ordinal);
        Assert.Equal(ResidentId, (await us.Post($"/api/customers/{id}/reveals", new { field = "resident_id" })).RequireDone().Json.GetProperty("value").GetString());
        (await us.Delete($"/api/customers/{id}")).RequireDone();
    }

    private static async Task Furnish(KithFolder folder)
    {
        await using var kith = await RunningKith.Start(folder);
        await kith.Operator.Add(("name", "Xu"), ("resident_id", ResidentId));
    }

    private static string KeyOf(KithFolder folder) => Path.Combine(folder.Path, "keys", "kith.key");
}
