using FsCheck;
using FsCheck.Fluent;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>undo ∘ do = identity, over random edits, deletions, undos and redos of one customer.</summary>
public sealed class UndoLaws(RunningKith kith) : IClassFixture<RunningKith>
{
    private const string Cloud = "云帆科技有限公司";
    private const string Mountain = "山海贸易";

    private static readonly (string Field, string[] Values)[] Fields =
    [
        ("name", ["Ann", "李雷", "O'Neil; drop"]),
        ("company", ["", "云帆科技", "ACME"]),
        ("title", ["", "CEO", " 总 经理 "]),
        ("stage", ["", "lead", "won"]),
        ("kind", ["person", "公司"]),
        ("phone", ["13800138000", "13800138001", "+49 30 901820", "010-62551234转801"]),
        ("phone:1", ["", "13800138002", "13800138003/13800138004"]),
        ("phone:2", ["", "13800138005"]),
        ("email", ["a@example.com", "B@Example.org"]),
        ("email:1", ["", "c@example.com"]),
        ("address", ["北京市朝阳区1号", "5 High St"]),
        ("address:1", [""]),
        ("tags", ["VIP", "a;b;c"]),
        ("tag:VIP", [""]),
        ("resident_id", ["", "11010519491231002X", "440524188001010014"]),
        ("bank_card", ["", "6222020200112233440"]),
        ("birthday", ["", "1990年5月1日", "1988-02-29"]),
        ("do_not_contact", ["", "yes", "否"]),
        ("remark", ["", "line one\nline two"]),
        ("wechat", ["ann_wx_01", "13800138000", "老 王", "a_wechat_1/b_wechat_2"]),
        ("wechat:3", ["", "other_wx", "+86 138 0013 8002"]),
        ("wechat:4", ["", "third_wx"]),
        ("qq", ["12345678", "0123"]),
        ("wecom", ["zhang.san"]),
        ("organisation", ["", Cloud, Mountain]),
        ("role", ["", "财务"]),
    ];

    [Fact]
    public void Undoing_a_history_backwards_restores_each_step()
    {
        var steps = Gen.Choose(0, Fields.Length - 1).SelectMany(field => Gen.Choose(0, Fields[field].Values.Length - 1).Select(value => (field, value))).ListOf(12);
        Prop.ForAll(steps.ToArbitrary(), history => Holds(history).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithQuietOnSuccess(true));
    }

    private async Task<bool> Holds(IReadOnlyList<(int Field, int Value)> history)
    {
        var us = kith.Operator;
        var organisations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])[Cloud, Mountain])
        {
            organisations[name] = (await us.Add(("company", name))).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var id = await us.Add(("name", "Start"), ("phone", "13700137000"), ("email", "start@example.com"), ("wechat", "start_wx"), ("tags", "VIP;old"), ("title", "Boss"));
        var keys = Keys(id);
        var done = new Stack<(string Changeset, string Before)>();
        foreach (var (field, value) in history)
        {
            var before = await State(us, id);
            var answer = await us.Edit(id, Fields[field].Field, organisations.GetValueOrDefault(Fields[field].Values[value], Fields[field].Values[value]));
            Assert.True((int)answer.Status is 200 or 404 or 422, $"{(int)answer.Status} {answer.Text}");
            if ((int)answer.Status == 200 && answer.Json.TryGetProperty("changesetId", out var changeset))
            {
                done.Push((changeset.GetString()!, before));
            }
            else
            {
                Assert.Equal(before, await State(us, id));
            }
        }

        var last = await State(us, id);
        var deletion = (await us.Delete($"/api/customers/{id}")).RequireDone().Json.GetProperty("changesetId").GetString()!;
        Assert.Empty(Keys(id));
        Assert.Empty((await us.Post($"/api/changesets/{deletion}/undo")).RequireDone().Json.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(last, await State(us, id));
        while (done.TryPop(out var step))
        {
            var now = await State(us, id);
            var undo = (await us.Post($"/api/changesets/{step.Changeset}/undo")).RequireDone().Json;
            Assert.Empty(undo.GetProperty("conflicts").EnumerateArray());
            Assert.Equal(step.Before, await State(us, id));
            var redo = undo.GetProperty("changesetId").GetString();
            (await us.Post($"/api/changesets/{redo}/undo")).RequireDone();
            Assert.Equal(now, await State(us, id));
            (await us.Post($"/api/changesets/{step.Changeset}/undo")).RequireDone();
            Assert.Equal(step.Before, await State(us, id));
        }

        Assert.Equal(keys, Keys(id));
        return true;
    }

    private List<string> Keys(long id) =>
        [.. kith.Folder.Query<string>("select hex(fingerprint) from identity_key where customer_id = @id order by 1", new { id })];

    private static async Task<string> State(KithClient us, long id) =>
        SteadyJson.Of((await us.Get($"/api/customers/{id}")).RequireDone().Json.GetProperty("customer").GetRawText());
}
