using Kith.Acquire.Import;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Exports of other programs are set up by the templates that come with Kith, value by value.</summary>
public sealed class ShippedTemplateTests : IAsyncLifetime
{
    /// <summary>A field to come: the external id of the organisation that a person belongs to.</summary>
    private const string OrganisationRef = "organisation_ref";

    private const string Between = " | ";

    private RunningKith kith = null!;

    public static TheoryData<string> Files => [.. CrmExports.All.Select(export => export.File)];

    public static TheoryData<string> Names => [.. TemplateBook.Shipped.Select(template => template.Name)];

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_export_arrives_value_by_value(string file)
    {
        var export = Named(file);
        var view = await kith.Operator.Upload(file, export.Csv);
        Assert.Equal(export.Template, view.Plan.Template?.Name);
        var run = await kith.Operator.Run(view.Id);
        Assert.Equal((export.Customers.Length, 0), ((int)run.Counts.Created, (int)run.Counts.Rejected));
        Assert.Equal(export.Customers, await Customers());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Headings_in_another_order_say_the_same(string file)
    {
        var export = Named(file);
        var run = await Imported(file, Table(export.Csv).Select(row => row.Reverse().ToArray()), export.Template);
        Assert.Equal(0, run.Counts.Rejected);
        Assert.Equal(export.Customers.Select(Sorted), (await Customers()).Select(Sorted));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_column_that_no_need_names_may_be_missing(string file)
    {
        var export = Named(file);
        var rows = Table(export.Csv);
        var template = TemplateBook.Shipped.Single(known => known.Name == export.Template);
        var needed = template.Needs!.SelectMany(need => need.Split('|')).ToHashSet(StringComparer.Ordinal);
        var spare = Enumerable.Range(0, rows[0].Length).First(index => !needed.Contains(rows[0][index]));
        var run = await Imported(file, rows.Select(row => row.Where((_, index) => index != spare).ToArray()), export.Template);
        Assert.Equal((export.Customers.Length, 0), ((int)run.Counts.Created, (int)run.Counts.Rejected));
    }

    [Fact]
    public void A_file_of_another_product_is_for_no_template_of_this_one()
    {
        foreach (var export in CrmExports.All)
        {
            var headers = Table(export.Csv)[0];
            Assert.All(TemplateBook.Shipped.Where(template => template.Suits(headers)), template => Assert.True(export.Product == template.Product, $"{export.File} suits {template.Name}"));
        }
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

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_template_names_fields_that_exist_and_steps_that_work(string name)
    {
        var template = TemplateBook.Shipped.Single(known => known.Name == name);
        var fields = FieldBook.BuiltIn.Select(field => field.Key).Concat(ColumnPlan.Parts).Append(ColumnPlan.NewField).Append(OrganisationRef).ToHashSet(StringComparer.Ordinal);
        Assert.All(template.Columns, column =>
        {
            Assert.True(column.Field is null || fields.Contains(column.Field), $"{column.Header}: {column.Field}");
            Assert.All(column.Steps ?? [], step => Assert.Null(step.Fault()));
            Assert.False(string.IsNullOrWhiteSpace(column.Header));
        });
        var headers = template.Columns.Where(column => column.From is null).Select(column => column.Header).ToList();
        Assert.Empty(headers.GroupBy(header => header, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.All(template.Columns.SelectMany(column => column.From ?? []), from => Assert.Contains(from, headers));
        Assert.NotEmpty(template.Needs!);
        Assert.NotNull(template.Product);
        Assert.Contains(CrmExports.All, export => export.Template == name);
    }

    private static CrmExport Named(string file) => CrmExports.All.Single(export => export.File == file);

    private static string Sorted(string customer) => string.Join(Between, customer.Split(Between).Order(StringComparer.Ordinal));

    private async Task<ImportView> Imported(string file, IEnumerable<string[]> rows, string template)
    {
        var view = await kith.Operator.Upload(file, string.Join('\n', rows.Select(row => string.Join(',', row.Select(Quoted)))) + "\n");
        Assert.Equal(template, view.Plan.Template?.Name);
        return await kith.Operator.Run(view.Id);
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The rows of a sample: quoted cells hold no line breaks in it.</summary>
    private static List<string[]> Table(string csv) =>
    [
        .. csv.Split('\n').Select(line =>
        {
            var cells = new List<string> { "" };
            var quoted = false;
            for (var at = 0; at < line.Length; at++)
            {
                if (line[at] == '"' && quoted && at + 1 < line.Length && line[at + 1] == '"')
                {
                    cells[^1] += line[at++];
                }
                else if (line[at] == '"')
                {
                    quoted = !quoted;
                }
                else if (line[at] == ',' && !quoted)
                {
                    cells.Add("");
                }
                else
                {
                    cells[^1] += line[at];
                }
            }

            return cells.ToArray();
        }),
    ];

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
