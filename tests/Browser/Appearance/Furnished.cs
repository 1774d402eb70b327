using System.Globalization;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Browser.Appearance;

public enum Who
{
    Nobody,
    Viewer,
    Administrator,
}

/// <summary>
/// Two Kiths in one language: one as on the first day, one in use, whose data are of that language alone, so that whatever
/// is of another language on its pages is Kith's own fault.
/// </summary>
public abstract class Furnished(string language) : IAsyncLifetime
{
    /// <summary>Whose name stands on pages in either language.</summary>
    public static readonly string[] Names = ["Ada", RunningKith.AdministratorLogin, "vera", "olga"];

    private readonly Dictionary<(RunningKith, Who, View), Reader> readers = [];
    private readonly Dictionary<string, string> paths = new(StringComparer.Ordinal);

    public string Language { get; } = language;

    /// <summary>Nobody has been here yet.</summary>
    public RunningKith Untouched { get; private set; } = null!;

    /// <summary>There is an administrator, and nothing else.</summary>
    public RunningKith Empty { get; private set; } = null!;

    public RunningKith InUse { get; private set; } = null!;

    private KithClient viewer = null!;

    /// <summary>The address of a page that has an id in it.</summary>
    public string this[string page] => paths.GetValueOrDefault(page, page);

    public async ValueTask InitializeAsync()
    {
        Untouched = await RunningKith.Start();
        Empty = await RunningKith.Start();
        await Empty.Administrator();
        InUse = await RunningKith.Start();
        var administrator = await InUse.Administrator();
        viewer = await InUse.SignedIn("vera", "reader");
        await InUse.AddUser("olga", "member");
        await Furnish(administrator);
    }

    /// <summary>Somebody who looks at one page after the other in the same manner.</summary>
    public async Task<Reader> Reader(Chromium chromium, RunningKith kith, Who who, View view)
    {
        if (!readers.TryGetValue((kith, who, view), out var reader))
        {
            reader = await Browser.Reader.Open(chromium, kith.Address, view, signedIn: who switch
            {
                Who.Nobody => null,
                Who.Viewer => viewer,
                _ => await kith.Administrator(),
            });
            await reader.Tab.AddInitScriptAsync(Inspection.WatchShifts);
            readers[(kith, who, view)] = reader;
        }

        return reader;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in readers.Values)
        {
            await reader.DisposeAsync();
        }

        await Untouched.DisposeAsync();
        await Empty.DisposeAsync();
        await InUse.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The header of the lists: name, company, phone, e-mail, city, stage, tags, remark, organisation's code.</summary>
    protected abstract string Header { get; }

    protected abstract string File { get; }

    /// <summary>Names of sheets: people, organisations, headings only.</summary>
    protected abstract string[] Sheets { get; }

    protected abstract string Note { get; }

    protected abstract string Title { get; }

    /// <summary>A row of the list, all its cells.</summary>
    protected abstract string Row(int at);

    private async Task Furnish(KithClient us)
    {
        var done = await us.Import(List(0, 70, true), name: File);
        paths["/import/done"] = At(done.Id, "run");
        paths["/import/done/rows"] = At(done.Id, "rows");
        paths["/customers/filtered"] = $"/customers?sort=name&stage={Uri.EscapeDataString(Row(1).Split(',')[5])}";
        var person = (await us.Get("/api/customers?sort=name&limit=1")).Json.GetProperty("items")[0].GetProperty("id").GetString()!;
        var id = long.Parse(person, CultureInfo.InvariantCulture);
        (await us.Edit(id, "title", Title)).RequireDone();
        (await us.Edit(id, "phone", "+8613900001111")).RequireDone();
        (await us.Edit(id, "wechat", "+8613900001111")).RequireDone();
        (await us.Edit(id, "resident_id", "11010519491231002X")).RequireDone();
        (await us.Post($"/api/customers/{id}/notes", new { text = Note })).RequireDone();
        var removed = (await us.Post($"/api/customers/{id}/notes", new { text = Title })).RequireDone().Json.GetProperty("noteId").GetString();
        (await us.Delete($"/api/customers/{id}/notes/{removed}")).RequireDone();
        var gone = (await us.Get("/api/customers?sort=-name&limit=1")).Json.GetProperty("items")[0].GetProperty("id").GetString();
        paths["/customers/gone?as-of"] = $"/customers/{gone}?as-of={TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff}Z";
        await Task.Delay(5, TestContext.Current.CancellationToken);
        (await us.Delete($"/api/customers/{gone}")).RequireDone();
        paths["/customers/1"] = $"/customers/{id}";
        paths["/customers/1?tab=history"] = $"/customers/{id}?tab=history";
        await Task.Delay(5, TestContext.Current.CancellationToken);
        paths["/customers/1?as-of"] = $"/customers/{id}?as-of={TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff}Z";
        await Task.Delay(5, TestContext.Current.CancellationToken);
        (await us.Edit(id, "title", "")).RequireDone();
        (await us.Edit(id, "phone:1", "+8613900002222")).RequireDone();
        (await us.Edit(id, "resident_id", "440524188001010014")).RequireDone();
        (await us.Edit(id, "title", Note.Split('\n')[0])).RequireDone();
        paths["/customers/1?edit=title"] = $"/customers/{id}?edit=title";

        await FurnishOrganisation(us);
        var undone = await us.Import(List(100, 20, false), name: File);
        var touched = (await us.Get($"/api/customers?import={undone.ChangesetId}&limit=1")).Json.GetProperty("items")[0].GetProperty("id").GetString()!;
        (await us.Edit(long.Parse(touched, CultureInfo.InvariantCulture), "title", Title)).RequireDone();
        paths["/import/undone"] = At((await us.UndoImport(undone.Id)).Id, "run");

        var check = await us.Upload(File, List(200, 40, true));
        paths["/import/checked/rows"] = At(check.Id, "rows");
        paths["/import/checked/rows?show=warnings"] = At(check.Id, "rows?show=warnings");
        paths["/import/checked/rows?code=phone.letter-for-digit"] = At(check.Id, "rows?code=phone.letter-for-digit&field=phone");
        paths["/import/checked/rows?code=email.typo"] = At(check.Id, "rows?show=warnings&code=email.typo&field=email");
        await us.Run(check.Id, dry: true);
        var draft = await us.Upload(File, List(300, 40, false));
        paths["/import/draft/columns"] = At(draft.Id, "columns");
        paths["/import/draft/columns/7"] = At(draft.Id, "columns/7");
        await FurnishSteps(us);

        await FurnishSets(us);
        var export = (await us.Post("/api/exports", new { })).RequireDone().Json.GetProperty("id").ToString();
        paths["/export/new"] = $"/export/{export}";
        var fetched = (await us.Post("/api/exports", new { })).RequireDone().Json.GetProperty("id").ToString();
        (await us.Get($"/api/exports/{fetched}/file")).RequireDone();
        paths["/export/done"] = $"/export/{fetched}";
        (await us.Post("/api/backups")).RequireDone();
        await Pause(us);
        (await us.Post("/api/users/olga/disablement")).RequireDone();
    }

    /// <summary>A file whose columns have steps of every kind and one that is joined, kept as a template.</summary>
    private async Task FurnishSteps(KithClient us)
    {
        var city = Row(0).Split(',')[4];
        var view = await us.Upload(File, List(500, 40, false));
        CellStep[] steps =
        [
            new(StepKind.Trim), new(StepKind.Case, "upper"), new(StepKind.Split, ""), new(StepKind.Replace, Table: new Dictionary<string, string> { [city] = Title, [Title] = city }),
            new(StepKind.Substitute, city, Title), new(StepKind.Date, "dmy"), new(StepKind.Unit, "10000"), new(StepKind.Default, Title),
        ];
        (await us.Patch($"/api/imports/{view.Id}", new
        {
            columns = new object[]
            {
                new { index = 7, field = "remark", steps },
                new { index = -1, field = "title", from = new[] { 4, 5 }, glue = " / ", steps = new[] { new CellStep(StepKind.Case, "title") } },
            },
        })).RequireDone();
        (await us.Post("/api/import-templates", new { importId = view.Id, name = Title })).RequireDone();
        paths["/import/worked/columns"] = At(view.Id, "columns");
        paths["/import/worked/columns/7"] = At(view.Id, "columns/7");
        paths["/import/worked/columns/9"] = At(view.Id, "columns/9");
    }

    /// <summary>A workbook of several sheets before its import, and one after it.</summary>
    private async Task FurnishSets(KithClient us)
    {
        string[] Of(int from, params int[] columns) => [.. Enumerable.Range(from, 12).Select(Row).Prepend(Header).Select(row => string.Join(',', columns.Select(column => row.Split(',')[column])))];
        byte[] Book(int from) => Workbook.Of((Sheets[0], Of(from, 0, 1, 2, 3)), (Sheets[1], Of(from, 1, 4)), (Sheets[2], [Header]));
        var name = File.Replace(".csv", ".xlsx", StringComparison.Ordinal);
        paths["/import/sheets/columns"] = At((await us.Upload(name, Book(2_000))).Id, "columns");
        paths["/import/sets/new"] = $"/import/sets/{await Set(Book(2_100))}";
        var done = await Set(Book(2_200));
        (await us.Post($"/api/import-sets/{done}/run")).RequireDone();
        foreach (var member in (await us.Get($"/api/import-sets/{done}")).Json.GetProperty("members").EnumerateArray())
        {
            await us.Rest(long.Parse(member.GetProperty("import").GetProperty("id").GetString()!, CultureInfo.InvariantCulture));
        }

        paths["/import/sets/done"] = $"/import/sets/{done}";
        async Task<string> Set(byte[] book) => (await us.Post($"/api/imports/{(await us.Upload(name, book)).Id}/sheets")).RequireDone().Json.GetProperty("id").GetString()!;
    }

    /// <summary>Work that is under way and holds still for a picture.</summary>
    private async Task Pause(KithClient us)
    {
        var big = await us.Upload(File, List(1_000, 20_000, false));
        (await us.Post($"/api/imports/{big.Id}/run")).RequireDone();
        (await us.Post($"/api/imports/{big.Id}/pause")).RequireDone();
        paths["/import/paused"] = At(big.Id, "run");
    }

    /// <summary>An organisation with more people than one page shows.</summary>
    private async Task FurnishOrganisation(KithClient us)
    {
        var organisation = await us.Add(("company", Row(1).Split(',')[1]), ("phone", Lists.Phone(900)), ("city", Row(1).Split(',')[4]));
        foreach (var at in Enumerable.Range(400, 55))
        {
            var cells = Row(at).Split(',');
            var person = await us.Add(
                ("name", cells[0]), ("title", Title), ("role", at % 3 == 0 ? Title : null), ("phone", cells[2]), ("email", cells[3]), ("organisation", organisation.ToString(CultureInfo.InvariantCulture)));
            paths["/customers/member"] = $"/customers/{person}";
        }

        paths["/customers/organisation"] = $"/customers/{organisation}";
        paths["/customers/1/organisation"] = paths["/customers/1"] + "/organisation";
    }

    private string List(int from, int count, bool faulty)
    {
        var lines = Enumerable.Range(from, count).Select(Row).Prepend(Header).ToList();
        if (faulty)
        {
            Spoil(lines, 3, 2, "123");
            Spoil(lines, 7, 3, "nobody.example");
            foreach (var row in (int[])[9, 10, 11])
            {
                Spoil(lines, row, 2, "1380013800O");
                Spoil(lines, row + 3, 3, "someone@gmial.com");
            }

            Spoil(lines, 17, 2, "1390013900l");
            Spoil(lines, 18, 3, "somebody@hotnail.com");
            Spoil(lines, 15, 8, "91350100M00010OY41");
        }

        return string.Join('\n', lines);
    }

    private static void Spoil(List<string> lines, int row, int column, string value)
    {
        var cells = lines[row].Split(',');
        cells[column] = value;
        lines[row] = string.Join(',', cells);
    }

    private static string At(long import, string step) => string.Create(CultureInfo.InvariantCulture, $"/import/{import}/{step}");
}

public sealed class FurnishedInChinese() : Furnished("zh-CN")
{
    private static readonly string[] Surnames = ["王", "李", "张", "欧阳", "陈", "司徒", "赵"];
    private static readonly string[] Given = ["伟", "小明", "芳芳", "娜", "静怡", "思远", "强"];
    private static readonly string[] Companies = ["云帆科技有限公司", "山海国际贸易（深圳）股份有限公司", "青禾食品", "晨光印务", ""];
    private static readonly string[] Cities = ["北京", "上海", "深圳", "乌鲁木齐"];
    private static readonly string[] Stages = ["潜在", "活跃", "重要", "流失"];

    protected override string Header => "姓名,公司,手机,邮箱,城市,阶段,标签,备注,统一社会信用代码";

    protected override string File => "春季展会客户名单.csv";

    protected override string[] Sheets => ["联系人", "企业", "模板"];

    protected override string Note => "电话里说下周三下午有空，想先看冷链方案的报价。\n记得带上样品。";

    protected override string Title => "采购总监";

    protected override string Row(int at) =>
        $"{Surnames[at % 7]}{Given[at / 7 % 7]}{(at >= 49 ? Given[at / 49 % 7] : "")},{Companies[at % 5]},{Lists.Phone(at)},kh{at}@example.cn,{Cities[at % 4]},{Stages[at % 4]},{(at % 3 == 0 ? "展会；华东" : "续约")},春季展会认识,";
}

public sealed class FurnishedInEnglish() : Furnished("en")
{
    private static readonly string[] Given = ["Ann", "Benedict", "Chiara", "Daniel", "Eve", "Maximiliane", "Grace"];
    private static readonly string[] Surnames = ["Lee", "O'Neil", "Fitzgerald-Montgomery", "Kim", "Stone", "Reed", "Hart"];
    private static readonly string[] Companies = ["Harbour Lane Books", "International Cold-Chain Logistics and Storage Ltd", "Pennine Tools", "Acme", ""];
    private static readonly string[] Cities = ["London", "New York", "Leeds", "San Francisco"];
    private static readonly string[] Stages = ["Lead", "Active", "Key", "Lost"];

    protected override string Header => "Name,Company,Phone,E-mail,City,Stage,Tags,Remark,Unified social credit code";

    protected override string File => "spring-fair.csv";

    protected override string[] Sheets => ["People", "Companies", "Blank form"];

    protected override string Note => "Free next Wednesday afternoon; wants to see an offer for the cold chain first.\nBring samples.";

    protected override string Title => "Head of procurement";

    protected override string Row(int at) =>
        $"{Given[at % 7]} {Surnames[at / 7 % 7]}{(at >= 49 ? " " + (char)('A' + (at / 49)) + "." : "")},{Companies[at % 5]},+1 212 555 {at % 10_000:0000},person{at}@example.com,{Cities[at % 4]},{Stages[at % 4]},{(at % 3 == 0 ? "fair;renewal" : "renewal")},Met at the spring fair,";
}
