using Kith.Acquire.Import;
using Kith.Keep.Customers;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Exports of other programs are set up by the templates that come with Kith, value by value.</summary>
public sealed class ShippedTemplateTests : IAsyncLifetime
{
    private const string Between = " | ";

    private RunningKith kith = null!;

    public static TheoryData<string> Files => [.. CrmExports.All.Select(export => export.File)];

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_export_arrives_value_by_value_whatever_the_order_of_its_headings(string file)
    {
        var export = CrmExports.All.Single(known => known.File == file);
        var view = await kith.Operator.Upload(file, export.Csv);
        Assert.Equal(export.Template, view.Plan.Template?.Name);
        var run = await kith.Operator.Run(view.Id);
        Assert.Equal((export.Customers.Length, 0), ((int)run.Counts.Created, (int)run.Counts.Rejected));
        Assert.Equal(export.Customers, await Customers());

        var rows = export.Table;
        var turned = await Imported(export, rows.Select(row => row.Reverse()));
        Assert.Equal(export.Customers.Length, turned.Counts.Unchanged);

        var template = TemplateBook.Shipped.Single(known => known.Name == export.Template);
        var wanted = template.Needs!.SelectMany(need => need.Split('|'))
            .Concat(template.Columns.Where(column => column.From is not null).SelectMany(column => column.From!))
            .Concat(template.Columns.Where(column => column.Field is "given_name").Select(column => column.Header))
            .ToHashSet(StringComparer.Ordinal);
        var spare = Enumerable.Range(0, rows[0].Length).First(index => !wanted.Contains(rows[0][index]));
        var fewer = await Imported(export, rows.Select(row => row.Where((_, index) => index != spare)));
        Assert.Equal(export.Customers.Length, fewer.Counts.Unchanged);
        Assert.Equal(export.Customers, await Customers());
    }

    [Theory]
    [InlineData("name,company,phone,email\nAnn,Acme,13800138000,ann@acme.example\n")]
    [InlineData("姓名,公司,手机,邮箱\n王伟,云帆科技,13800138000,wang@yunfan.example\n")]
    [InlineData("Id,Name,Phone\n1,Ann,13800138000\n")]
    [InlineData("First Name,Last Name,Company,Email\nAnn,Lee,Acme,ann@acme.example\n")]
    public async Task A_list_of_ones_own_is_for_none(string csv) => Assert.Null((await kith.Operator.Upload("own.csv", csv)).Plan.Template);

    [Fact]
    public async Task A_column_that_was_taken_for_a_field_of_the_template_keeps_its_values_beside_it()
    {
        var view = await kith.Operator.Upload(
            "leads.csv",
            "Lead Owner,First Name,Last Name,Company / Account,Email,Lead Status,Record Owner,Zip/Postal Code\nBo Li,Mei,Sun,Sunrise Tea,sun@sunrise.example,Open,Ada Chen,310000\n");
        Assert.NotNull(view.Plan.Template);
        await kith.Operator.Run(view.Id);
        var customer = Assert.Single(await Customers());
        Assert.Contains("owner: Bo Li", customer, StringComparison.Ordinal);
        Assert.Contains("Record Owner: Ada Chen", customer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_postal_code_keeps_its_zeros_and_its_country_says_whether_it_is_right()
    {
        var view = await kith.Operator.Upload(
            "leads.csv",
            "Lead Owner,First Name,Last Name,Company / Account,Email,Lead Status,Zip/Postal Code,Country\n"
            + "Bo Li,Max,Kern,Elbtal GmbH,kern@elbtal.example,Open,01067,Germany\nBo Li,Ana,Ruiz,Olivo SL,ruiz@olivo.example,Open,08001,Spain\nBo Li,Luc,Petit,Rhône SA,petit@rhone.example,Open,01000,France\nBo Li,Eve,Nord,Nowhere,nord@nowhere.example,Open,01069,\n");
        Assert.Equal("postcode", view.Plan.Columns.Single(column => column.Header == "Zip/Postal Code").Field);
        await kith.Operator.Run(view.Id);
        Assert.Equal(["01000", "01067", "01069", "08001"], kith.Folder.Query<string>("select fields ->> 'postcode' as code from customer order by code"));
        foreach (var id in kith.Folder.Query<long>("select customer_id from customer"))
        {
            var values = (await kith.Operator.Get($"/api/customers/{id}?with=provenance")).RequireDone().Json.GetProperty("provenance").EnumerateArray();
            Assert.Equal("form", values.Single(value => value.GetProperty("field").GetString() == "postcode").GetProperty("reason").GetString());
        }
    }

    private async Task<ImportView> Imported(CrmExport export, IEnumerable<IEnumerable<string>> rows)
    {
        var view = await kith.Operator.Upload(export.File, string.Join('\n', rows.Select(row => string.Join(',', row.Select(Quoted)))) + "\n");
        Assert.Equal(export.Template, view.Plan.Template?.Name);
        return await kith.Operator.Run(view.Id);
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>All customers, each with what it holds, one value after the other.</summary>
    private async Task<List<string>> Customers()
    {
        var customers = new List<string>();
        foreach (var id in kith.Folder.Query<long>("select customer_id from customer order by customer_id"))
        {
            var customer = (await kith.Operator.Get($"/api/customers/{id}")).As<ShowCustomer.Found>().Customer;
            IEnumerable<(string What, string? Value)> values =
            [
                ("kind", customer.Kind), ("name", customer.Name), ("company", customer.Company), ("stage", customer.Stage), ("source", customer.Source),
                .. customer.Contacts.Select(contact => (contact.Kind, (string?)contact.Value)),
                .. customer.Tags.Select(tag => ("tag", (string?)tag)),
                .. customer.Fields.Select(field => (field.Label ?? field.Key, (string?)field.Value)),
            ];
            customers.Add(string.Join(Between, values.Where(value => !string.IsNullOrEmpty(value.Value)).Select(value => $"{value.What}: {value.Value}")));
        }

        return customers;
    }
}
