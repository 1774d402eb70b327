using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Secrets;

/// <summary>Resident ids and bank cards: in no file of the data folder in clear, shown masked, opened in their own place only.</summary>
public sealed class ClassifiedValueTests
{
    private const string ResidentId = "11010519491231002X";
    private const string OtherId = "440524188001010014";
    private const string BadId = "110105194912310021";
    private const string Card = "6222020200112233440";

    [Fact]
    public async Task No_file_of_the_data_folder_holds_one_in_clear()
    {
        using var folder = new KithFolder();
        await using (var kith = await RunningKith.Start(folder))
        {
            var us = kith.Operator;
            var id = await us.Add(("name", "Xu"), ("resident_id", ResidentId), ("bank_card", Card));
            (await us.Edit(id, "resident_id", OtherId)).RequireDone();
            var view = await us.Upload("ids.csv", $"姓名,身份证号,手机,银行卡号\n王伟,{ResidentId},13800138000,{Card}\n李雷,{BadId},13800138001,\n韩梅,{OtherId},13800138002,{Card}\n");
            await us.Run(view.Id, dry: true);
            var fix = view.Plan.Columns.Single(column => column.Field == "resident_id").Index;
            (await us.Patch($"/api/imports/{view.Id}/rows/3", new { cells = new Dictionary<int, string> { [fix] = OtherId } })).RequireDone();
            await us.Run(view.Id);
            RequireNowhere(folder, "while it runs");
            (await us.Delete($"/api/customers/{id}")).RequireDone();
            await us.UndoImport(view.Id);
            (await us.Post("/api/backups")).RequireDone();
            RequireNowhere(folder, "after undo and backup");
        }

        RequireNowhere(folder, "when it is closed");
    }

    [Fact]
    public async Task It_is_shown_masked_and_each_reveal_stands_in_the_audit()
    {
        await using var kith = await RunningKith.Start();
        var id = await kith.Operator.Add(("name", "Xu"), ("resident_id", ResidentId));
        (await kith.Operator.Edit(id, "resident_id", OtherId)).RequireDone();
        foreach (var path in (string[])[$"/api/customers/{id}", $"/api/customers/{id}/history", "/api/customers", "/api/customers?q=Xu", "/api/customers/twins?phone=1"])
        {
            var text = (await kith.Operator.Get(path)).RequireDone().Text;
            Assert.DoesNotContain(ResidentId, text, StringComparison.Ordinal);
            Assert.DoesNotContain(OtherId, text, StringComparison.Ordinal);
        }

        Assert.Equal(OtherId, (await kith.Operator.Post($"/api/customers/{id}/reveals", new { field = "resident_id" })).RequireDone().Json.GetProperty("value").GetString());
        Assert.Equal(1, kith.Folder.Single<int>("select count(*) from audit_entry where use_case = 'RevealField' and detail = 'resident_id'"));
        await kith.Administrator();
        var member = await kith.SignedIn("max", "member");
        (await member.Post($"/api/customers/{id}/reveals", new { field = "resident_id" })).RequireRefused(HttpStatusCode.Forbidden, "access.forbidden");
        (await kith.Operator.Post($"/api/customers/{id}/reveals", new { field = "name" })).RequireRefused(HttpStatusCode.UnprocessableEntity, "field.not-classified");
    }

    [Fact]
    public async Task Sealed_values_swapped_between_records_do_not_open()
    {
        using var folder = new KithFolder();
        long mine;
        await using (var kith = await RunningKith.Start(folder))
        {
            mine = await kith.Operator.Add(("name", "Mine"), ("resident_id", ResidentId));
            var other = await kith.Operator.Add(("name", "Other"), ("resident_id", OtherId));
            Assert.NotEqual(mine, other);
        }

        folder.Tamper("update customer set fields = (select fields from customer where name = 'Other') where name = 'Mine'");
        await using (var kith = await RunningKith.Start(folder))
        {
            var answer = await kith.Operator.Post($"/api/customers/{mine}/reveals", new { field = "resident_id" });
            Assert.DoesNotContain(OtherId, answer.Text, StringComparison.Ordinal);
            Assert.False((int)answer.Status is >= 200 and < 300);
        }
    }

    [Fact]
    public async Task A_sealed_value_opens_in_its_own_place_only()
    {
        await using var kith = await RunningKith.Start();
        var seal = kith.Service<ISeal>();
        var box = seal.Seal(ResidentId, "customer", "resident_id", 7);
        Assert.Equal(ResidentId, seal.Open(box, "customer", "resident_id", 7));
        Assert.NotEqual(box, seal.Seal(ResidentId, "customer", "resident_id", 7));
        foreach (var (table, column, record) in ((string, string, long)[])[("customer", "resident_id", 8), ("customer", "bank_card", 7), ("change", "resident_id", 7)])
        {
            Assert.ThrowsAny<CryptographicException>(() => seal.Open(box, table, column, record));
        }

        var altered = box[..^4] + (box[^4] == 'A' ? "B" : "A") + box[^3..];
        Assert.ThrowsAny<CryptographicException>(() => seal.Open(altered, "customer", "resident_id", 7));
        foreach (var nonsense in (string[])["", "k1:", "k9:" + box[3..], "no colon", "k1:%%%"])
        {
            Assert.ThrowsAny<Exception>(() => seal.Open(nonsense, "customer", "resident_id", 7));
        }
    }

    [Fact]
    public async Task A_folder_whose_key_file_is_gone_is_refused_and_left_as_it_is()
    {
        using var folder = new KithFolder();
        await using (var kith = await RunningKith.Start(folder))
        {
            await kith.Operator.Add(("name", "Xu"), ("resident_id", ResidentId));
        }

        var key = Path.Combine(folder.Path, "keys", "kith.key");
        var content = await File.ReadAllBytesAsync(key, TestContext.Current.CancellationToken);
        foreach (var damage in (byte[]?[])[null, [], "{}"u8.ToArray(), "{\"keys\":[]}"u8.ToArray(), content[..40]])
        {
            File.Delete(key);
            if (damage is not null)
            {
                await File.WriteAllBytesAsync(key, damage, TestContext.Current.CancellationToken);
            }

            var refused = await Assert.ThrowsAsync<Refused>(() => RunningKith.Start(folder));
            Assert.Equal("keys.missing", refused.WordKey);
            Assert.Equal(damage is not null, File.Exists(key));
        }

        await File.WriteAllBytesAsync(key, content, TestContext.Current.CancellationToken);
        await using var again = await RunningKith.Start(folder);
        Assert.Equal(1, again.Folder.Single<int>("select count(*) from customer"));
    }

    [Fact]
    public async Task The_data_folder_is_its_owners_alone()
    {
        await using var kith = await RunningKith.Start();
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(kith.Folder.Path) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(kith.Folder.Path, "keys", "kith.key")) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(kith.Folder.Path, "kith.sock")) & Others);
    }

    private static void RequireNowhere(KithFolder folder, string when)
    {
        var looked = 0;
        foreach (var file in folder.AllFiles().Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            foreach (var secret in (string[])[ResidentId, OtherId, BadId, Card])
            {
                Assert.True(bytes.AsSpan(0, read).IndexOf(Encoding.ASCII.GetBytes(secret)) < 0, $"{file} holds {secret} {when}");
                Assert.True(bytes.AsSpan(0, read).IndexOf(Encoding.Unicode.GetBytes(secret)) < 0, $"{file} holds {secret} {when}");
            }

            looked++;
        }

        Assert.True(looked >= 3);
    }
}
