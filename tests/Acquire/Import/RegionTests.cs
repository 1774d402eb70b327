using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Whose numbers a file holds, and values that are read by the country of their row.</summary>
public sealed class RegionTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("GB", false, "name,phone,email", "Ann Lee {0},07700 90012{0},ann{0}@shop.co.uk")]
    [InlineData("GB", false, "name,phone,postcode", "Ann Lee {0},07700 90012{0},SW1A 1A{1}")]
    [InlineData("GB", false, "name,phone,other phone", "Ann Lee {0},07700 90012{0},+44 20 7946 095{0}")]
    [InlineData("GB", false, "name,phone,country", "Ann Lee {0},07700 90012{0},United Kingdom")]
    [InlineData("GB", false, "name,phone,Spend total", "Ann Lee {0},07700 90012{0},£{0}20.50")]
    [InlineData("CN", true, "name,phone", "Ann Lee {0},020 7946 095{0}")] // Guangzhou has 020 as well
    [InlineData("DE", false, "Name,Telefon,E-Mail", "Anna Maier {0},030 1234567{0},anna{0}@firma.de")]
    [InlineData("DE", false, "Name,Vorname,Firma,Mobil", "Maier,Anna,Haus {0},0172 123450{0}")]
    [InlineData("JP", false, "氏名,電話番号,郵便番号", "Sato Ken {0},03-1234-567{0},100-000{0}")]
    [InlineData("CN", false, "姓名,手机", "王小{1},1380013800{0}")]
    [InlineData("CN", false, "name,phone", "Ann Lee {0},+44 7700 90012{0}")]
    public async Task Everything_that_tells_of_a_place_is_weighed(string region, bool thin, string header, string row)
    {
        var list = header + "\n" + string.Concat(Enumerable.Range(1, 8).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, row, i, (char)('A' + i + (i >= 2 ? 1 : 0))) + "\n"));
        var view = await Us.Upload("list.csv", list);
        Assert.Equal((region, thin), (view.Plan.Region, view.Plan.RegionThin));
        var done = await Us.Run(view.Id);
        Assert.Equal((8, 0), (done.Counts.Created, done.Counts.Rejected));
    }

    [Fact]
    public async Task Numbers_that_a_plan_has_given_to_nobody_are_kept_with_a_word()
    {
        var view = await Us.Import("姓名,手机,邮箱\n王小明,07700 900123,w@a.co.uk\n李雷,020 7946 0958,l@a.co.uk\n韩梅,01299 000 000,h@a.co.uk\n", new { region = "GB" });
        Assert.Equal(0, view.Counts.Rejected);
        Assert.Equal(["+447700900123", "+442079460958", "+441299000000"], Phones());
        Assert.Equal("phone.unassigned", Assert.Single(view.Problems).Code);
    }

    [Fact]
    public async Task A_row_is_read_by_the_country_that_it_names()
    {
        var view = await Us.Import("""
            name,phone,country,postcode,VAT No
            Ann,07700 900123,UK,sw1a1aa,980780684
            Jörg,030 12345678,Deutschland,1067,136695976
            王小明,13800138000,中国,10000,91350100M000100Y43
            Lu,13800138001,Germany,10115,DE136695976
            Zoe,06 12 34 56 78,France,75008,FR40303265045
            """.Replace("            ", "", StringComparison.Ordinal), new { region = "CN" });
        Assert.Equal((5, 0), (view.Counts.Created, view.Counts.Rejected));
        Assert.Equal(["+447700900123", "+493012345678", "+8613800138000", "+8613800138001", "+33612345678"], Phones());
        Assert.Equal(["SW1A 1AA", "1067", "10000", "10115", "75008"], Values("postcode"));
        Assert.Equal(["GB980780684", "DE136695976", null, "DE136695976", "FR40303265045"], Values("vat_id"));
        Assert.Equal([null, null, "91350100M000100Y43", null, null], Values("uscc"));
        Assert.Equal(2, view.Problems.Single(problem => problem.Code == "postcode.leading-zero").Count);
        Assert.Equal(1, view.Problems.Single(problem => problem.Code == "phone.country-guessed").Count);
    }

    [Fact]
    public async Task A_lost_zero_is_offered_where_the_row_is_put_right()
    {
        var view = await Us.Upload("list.csv", "姓名,电话,邮编\n王小明,13800138000,10000\n");
        await Us.Run(view.Id, dry: true);
        var administrator = await kith.Administrator();
        Assert.Contains("010000", (await administrator.Get($"/import/{view.Id}/rows?show=warnings")).RequireDone().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_in_words_whose_numbers_they_are()
    {
        var view = await Us.Upload("list.csv", "name,phone,email\nAnn Lee,020 7946 0958,ann@a.co.uk\nBob Day,020 7946 0959,bob@a.co.uk\n");
        var page = (await (await kith.Administrator()).Get($"/import/{view.Id}/columns")).RequireDone().Text;
        Assert.Contains("read as: United Kingdom", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("91350100M000100Y43", "uscc")]
    [InlineData("DE136695976", "vat_id")]
    [InlineData("12-3456789", "vat_id")]
    public async Task Values_decide_which_number_stands_under_a_word_for_tax(string value, string field)
    {
        foreach (var header in (string[])["VAT No", "Tax ID", "税号", "纳税人识别号"])
        {
            var view = await Us.Upload("list.csv", $"公司,{header}\n山海贸易有限公司,{value}\n云帆科技有限公司,{value}\n");
            Assert.Equal(field, view.Plan.Columns[1].Field);
        }

        Assert.Equal("uscc", (await Us.Upload("list.csv", $"公司,统一社会信用代码\n山海贸易有限公司,{value}\n")).Plan.Columns[1].Field);
    }

    [Fact]
    public async Task A_tax_number_says_outright_that_two_organisations_are_one_and_people_find_it()
    {
        await Us.Import("company,VAT No\nMeier GmbH,DE136695976\n");
        var again = await Us.Import("company,USt-IdNr.,city\nMeier & Söhne GmbH,DE 136 695 976,Berlin\n");
        Assert.Equal((0, 1), (again.Counts.Created, again.Counts.Updated));
        // On a person's row it is the employer's.
        var person = await Us.Import("name,company,VAT No\nAnn Lee,Meier GmbH,DE136695976\n");
        Assert.Equal(1, person.Counts.Created);
        Assert.Equal(2, (await Us.Get("/api/customers?q=DE136695976")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task An_account_number_is_kept_sealed_and_never_found_by()
    {
        var view = await Us.Upload("list.csv", "name,phone,IBAN\nAnn Lee,+14155550132,de89 3704 0044 0532 0130 00\nBob Day,+14155550133,GB29 NWBK 6016 1331 9268 19\nEve Fox,+14155550134,DE89370400440532013001\n");
        Assert.Equal("iban", view.Plan.Columns[2].Field);
        Assert.All(view.Plan.Columns[2].Samples, sample => Assert.StartsWith("•", sample, StringComparison.Ordinal));
        var done = await Us.Run(view.Id);
        Assert.Equal("iban.checksum", Assert.Single(done.Problems).Code);
        var id = kith.Folder.Single<long>("select customer_id from customer where name = 'Ann Lee'");
        Assert.DoesNotContain("DE8937", kith.Folder.Single<string>("select fields from customer where name = 'Ann Lee'"), StringComparison.Ordinal);
        Assert.Equal("DE89370400440532013000", (await Us.Post($"/api/customers/{id}/reveals", new { field = "iban" })).Json.GetProperty("value").GetString());
        Assert.Equal(0, (await Us.Get("/api/customers?q=DE89370400440532013000")).Json.GetProperty("items").GetArrayLength());
        Assert.DoesNotContain("3704", (await (await kith.Administrator()).Get($"/customers/{id}")).RequireDone().Text, StringComparison.Ordinal);
    }

    private List<string> Phones() => [.. kith.Folder.Query<string>("select contacts ->> '$[0].v' from customer order by customer_id")];

    private List<string?> Values(string key) => [.. kith.Folder.Query<string?>("select fields ->> @key from customer order by customer_id", new { key })];
}
