using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>`kith import` with several files, all sheets of a workbook, or a template.</summary>
public sealed class ImportSetCommandTests : IDisposable
{
    private const string Accounts = "company,city\nHarbour Lane Books,London\nPennine Tools,Leeds\n";
    private const string Contacts = "name,company,email\nAnn Lee,Harbour Lane Books,ann@harbour.example\nBad,Pennine Tools,nobody\n";

    private readonly KithFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Several_files_print_a_receipt_each_in_the_order_in_which_they_ran()
    {
        var receipts = (await KithProcess.Run(folder, "import", folder.Write("contacts.csv", Contacts), folder.Write("accounts.csv", Accounts), "--json")).Require(0).Json;
        Assert.Equal(["accounts.csv", "contacts.csv"], receipts.EnumerateArray().Select(receipt => receipt.GetProperty("file").GetString()));
        Assert.Equal([2, 1], receipts.EnumerateArray().Select(receipt => receipt.GetProperty("created").GetInt64()));
        Assert.True(File.Exists(receipts[1].GetProperty("rejectsFile").GetString()));
        var again = (await KithProcess.Run(folder, "import", "contacts.csv", "accounts.csv", "--dry-run")).Require(0).Out;
        Assert.Matches("(?s)accounts.csv:.*contacts.csv:", again);
        Assert.Equal(3, folder.Single<long>("select count(*) from customer"));
    }

    [Fact]
    public async Task All_sheets_with_rows_come_in_with_a_word_about_the_others()
    {
        File.WriteAllBytes(folder.PathOf("crm.xlsx"), Workbook.Of(("Contacts", Contacts.TrimEnd().Split('\n')), ("Accounts", Accounts.TrimEnd().Split('\n')), ("Headings", ["name,phone"])));
        var end = (await KithProcess.Run(folder, "import", "crm.xlsx", "--sheet", "*", "--json")).Require(0);
        Assert.Equal([2, 1], end.Json.EnumerateArray().Select(receipt => receipt.GetProperty("created").GetInt64()));
        Assert.Contains("Headings", end.Error, StringComparison.Ordinal);
        var one = (await KithProcess.Run(folder, "import", folder.Write("accounts.csv", Accounts), "--sheet", "*", "--json")).Require(0).Json;
        Assert.Equal(2, Assert.Single(one.EnumerateArray()).GetProperty("unchanged").GetInt64() + one[0].GetProperty("created").GetInt64());
    }

    [Fact]
    public async Task Where_one_sheet_is_imported_the_others_are_told()
    {
        File.WriteAllBytes(folder.PathOf("crm.xlsx"), Workbook.Of(("Accounts", Accounts.TrimEnd().Split('\n')), ("产品说明会名单", Contacts.TrimEnd().Split('\n'))));
        var end = (await KithProcess.Run(folder, "import", "crm.xlsx", "--json")).Require(0);
        Assert.Contains("only the sheet Accounts is imported. 1 other sheet has rows: 产品说明会名单.", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_sets_a_file_up_by_its_name()
    {
        const string Template = "Zoho CRM · Contacts · 联系人";
        folder.Write("zoho.csv", "First Name,Last Name,Account Name,Email\nAnn,Lee,Acme,ann@acme.example\n");
        var end = await KithProcess.Run(folder, "import", "zoho.csv", "--template", Template, "--source", "Zoho", "--json");
        Assert.Equal(1, end.Require(0).Json.GetProperty("created").GetInt64());
        Assert.Contains(Template, folder.Single<string>("select plan from import_job"), StringComparison.Ordinal);
        foreach (var shown in (string[])["Zoho CRM contacts", "Zoho CRM 联系人", "zoho-contacts"])
        {
            (await KithProcess.Run(folder, "import", "zoho.csv", "--template", shown, "--dry-run")).Require(0);
        }

        await Refused("template", "import", "zoho.csv", "--template", "no such template");
        await Refused("none of the headings", "import", folder.Write("other.csv", "foo,bar\n1,2\n"), "--template", Template);
    }

    [Theory]
    [InlineData("--map", "name=phone")]
    [InlineData("--header-row", "1")]
    [InlineData("--rejects", "rejects.csv")]
    [InlineData("--sheet", "Contacts")]
    public async Task What_is_meant_for_one_file_is_refused_with_several(string option, string value)
    {
        await Refused(option, "import", folder.Write("contacts.csv", Contacts), folder.Write("accounts.csv", Accounts), option, value);
        if (option != "--sheet")
        {
            await Refused(option, "import", "contacts.csv", "--sheet", "*", option, value);
        }
    }

    [Theory]
    [InlineData("missing.csv")]
    [InlineData("empty.csv")]
    public async Task Where_one_file_can_not_be_taken_none_is(string bad)
    {
        folder.Write("empty.csv", "");
        (await KithProcess.Run(folder, "search", "Ann")).Require(0);
        await Refused(bad, "import", folder.Write("accounts.csv", Accounts), bad);
        Assert.Equal((0, 0), (folder.Single<int>("select count(*) from import_job"), folder.Single<int>("select count(*) from customer")));
    }

    private async Task Refused(string names, params string[] verb)
    {
        var end = (await KithProcess.Run(folder, verb)).Require(2);
        Assert.Contains(names, end.Error, StringComparison.Ordinal);
        Assert.Equal("", end.Out);
        Assert.Single(end.Error.TrimEnd().Split('\n'));
    }
}
