using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Cells of a file with classified columns, shown to somebody else than who uploaded it, stand in the audit.</summary>
public sealed class RevealCellsTests(RunningKith kith) : IClassFixture<RunningKith>
{
    [Fact]
    public async Task Each_look_at_another_persons_classified_cells_stands_in_the_audit()
    {
        var ada = await kith.Administrator();
        var max = await kith.SignedIn("max", "member");
        var import = await max.Import("姓名,身份证号,手机\n王伟,11010519491231002X,13800138000\n李雷,110105194912310021,13800138001\n", dry: true);
        var plain = await max.Import("name,phone\nAnn,12\n", dry: true);
        string[] looks = ["/api/imports/{0}/preview", "/api/imports/{0}/problems", "/api/imports/{0}/rejects.csv", "/import/{0}/columns", "/import/{0}/rows"];
        foreach (var look in looks)
        {
            (await ada.Get(Of(look, plain.Id))).RequireDone();
            (await max.Get(Of(look, import.Id))).RequireDone();
        }

        Assert.Empty(Entries());
        for (var seen = 0; seen < looks.Length; seen++)
        {
            (await ada.Get(Of(looks[seen], import.Id))).RequireDone();
            Assert.Equal(seen + 1, Entries().Count);
        }

        Assert.Equal(["PreviewImport", "ListProblems", "DownloadRejects", "PreviewImport", "ListProblems"], Entries().Select(entry => entry.Split(' ')[1]));
        Assert.All(Entries(), entry => Assert.StartsWith("Ada ", entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_sets_an_import_up_whose_cells_are_not_for_them()
    {
        var ada = await kith.Administrator();
        var import = await ada.Upload("ids.csv", "姓名,证件号码\n王伟,11010519491231002X\n");
        var olga = await kith.SignedIn("olga", "member");
        object[] steps = [new { kind = "substitute", text = "1", with = "A" }];
        (await olga.Patch($"/api/imports/{import.Id}", new { columns = new[] { new { index = 1, field = "remark", steps } } })).RequireRefused(System.Net.HttpStatusCode.Forbidden, "import.not-yours");
        (await olga.Post($"/api/imports/{import.Id}/template", new { })).RequireRefused(System.Net.HttpStatusCode.Forbidden, "import.not-yours");
    }

    [Fact]
    public async Task What_is_made_of_classified_values_is_classified_and_masked_like_them()
    {
        var import = await kith.Operator.Upload("cards.csv", "姓名,银行卡号,电话\n张伟,6222020200112230008,13800138000\n");
        var joined = (await kith.Operator.Patch($"/api/imports/{import.Id}", new { columns = new[] { new { index = -1, from = new[] { 0, 1 }, field = "new", newLabel = "卡号与人" } } })).As<ImportView>();
        var column = joined.Plan.Columns[^1];
        Assert.True(column.Sensitive);
        Assert.DoesNotContain("622202020011", string.Join(' ', column.Samples), StringComparison.Ordinal);
        await kith.Operator.Run(import.Id);
        Assert.True(kith.Folder.Single<bool>("select class = 'classified' from field where label = '卡号与人'"));
    }

    private static string Of(string path, long id) => path.Replace("{0}", id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private IReadOnlyList<string> Entries() =>
        kith.Folder.Query<string>("select actor || ' ' || detail from audit_entry where use_case = 'RevealCells' order by audit_id");
}
