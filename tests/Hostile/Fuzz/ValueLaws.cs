using System.Text;
using Kith.Engine.Acquire;
using Kith.Engine.Check;


namespace Kith.Tests.Hostile.Fuzz;

/// <summary>Whatever a cell holds, each check of single values answers; what it takes out of the cell lies within it.</summary>
internal static class ValueLaws
{
    private const int LongestCell = 32_767;
    private static readonly string[] Regions = ["CN", "HK", "US", "DE", "GB", "FR", "JP", "IN", "XX"];
    private static readonly DateOnly Today = new(2026, 7, 1);
    private static readonly UserName[] Users = [new("zhangwei", "张伟"), new("ann@example.com", "Ann Lee")];
    private static readonly CellStep[] Steps =
    [
        new(StepKind.Trim), new(StepKind.Case, "title"), new(StepKind.Case, "upper"), new(StepKind.Case, "lower"), new(StepKind.Split, "", Part: -1), new(StepKind.Split, ",", Part: 0),
        new(StepKind.Replace, With: "-", Table: new Dictionary<string, string>(StringComparer.Ordinal) { ["是"] = "yes" }), new(StepKind.Substitute, "a", "aa"), new(StepKind.Date, "dmy"), new(StepKind.Unit, "10000"), new(StepKind.Default, "x"),
    ];

    private static readonly CellSteps[] Runs = [.. Steps.Select(step => new CellSteps([step])), new(Steps)];

    public static string Check(FuzzInput input)
    {
        var text = Encoding.UTF8.GetString(input.Bytes);
        // Halves of surrogate pairs come out of workbooks, never out of bytes.
        text = input.Bytes.Length % 7 == 0 ? text.Insert(text.Length / 2, "\uD83D") : text;
        text = text.Length > LongestCell ? text[..LongestCell] : text;
        foreach (var region in Regions)
        {
            InRegion(text, region);
        }

        Alone(text);
        Together(text);
        return "read";
    }

    private static void InRegion(string text, string region)
    {
        foreach (var phone in Phones.Parse(text, region))
        {
            FuzzRun.Require(phone.Verdict == Verdict.Bad || phone.E164 is { Length: > 0 }, $"a good phone without a number in {region}");
        }

        var cell = ContactCells.Read(text, region);
        FuzzRun.Require(cell.Pieces.All(piece => piece.Start >= 0 && piece.Length >= 0 && piece.Start + piece.Length <= text.Length), $"a piece outside of the cell in {region}");
        RequireValue(VatIds.Parse(text, region), text);
        RequireValue(Postcodes.Parse(text, region), text);
        _ = Addresses.Parse(text, region);
        _ = Addresses.Parse(text, region, new AddressHints(text, text, text), Today);
    }

    private static void Alone(string text)
    {
        _ = Emails.Parse(text);
        foreach (var rules in (DateRules[])[new(), new(DateOrder.DayFirst, 2030, AllowSerial: true), new(DateOrder.MonthFirst, Since1904: true, AllowSerial: true, AllowMonthDay: true), new(DateOrder.YearFirst)])
        {
            RequireValue(Dates.Parse(text, rules), text);
        }

        foreach (var rules in (AmountRules[])[new(), new('.', "CNY"), new(',', "USD")])
        {
            var amount = Amounts.Parse(text, rules);
            FuzzRun.Require(amount.Verdict == Verdict.Bad || amount.Value is null || amount.Value.All(c => char.IsAsciiDigit(c) || c is '.' or '-'), $"the amount {amount.Value}");
        }

        RequireValue(Ibans.Parse(text), text);
        RequireValue(BankCards.Parse(text), text);
        RequireValue(UnifiedCodes.Parse(text), text);
        RequireValue(WebAddresses.Parse(text), text);
        RequireValue(SmallFields.Gender(text), text);
        RequireValue(SmallFields.YesNo(text), text);
        RequireValue(SmallFields.Qq(text), text);
        RequireValue(SmallFields.WeChat(text), text);
        _ = ResidentIds.Parse(text, Today);
        _ = Countries.CodeOf(text);
        _ = UserNames.Match(text, Users);
        _ = Clean.Code(text);
        FuzzRun.Require(Clean.Text(Clean.Text(text)) == Clean.Text(text), "cleaning twice is another text");
        FuzzRun.Require(Clean.Lines(Clean.Lines(text)) == Clean.Lines(text), "cleaning lines twice is another text");
    }

    private static void Together(string text)
    {
        _ = PersonNames.Read(text);
        _ = PersonNames.Read(text, "en");
        _ = PersonNames.Same(text, new string([.. text.Reverse()]));
        foreach (var run in Runs)
        {
            _ = run.Run(text);
        }

    }

    private static void RequireValue(Checked read, string text) =>
        FuzzRun.Require(read.Verdict != Verdict.Bad || read.Finding is not null, $"refused without a finding: {text}");

}
