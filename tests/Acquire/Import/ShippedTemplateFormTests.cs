using Kith.Acquire.Import;
using Kith.Keep.Fields;

namespace Kith.Tests.Acquire.Import;

/// <summary>The templates that come with Kith are sound, and each knows its own files.</summary>
public sealed class ShippedTemplateFormTests
{
    /// <summary>A field to come: the external id of the organisation that a person belongs to.</summary>
    private const string OrganisationRef = "organisation_ref";

    public static TheoryData<string> Names => [.. TemplateBook.Shipped.Select(template => template.Name)];

    [Fact]
    public void A_file_of_another_product_is_for_no_template_of_this_one()
    {
        foreach (var export in CrmExports.All)
        {
            var headers = export.Table[0];
            Assert.All(TemplateBook.Shipped.Where(template => template.Suits(headers)), template => Assert.True(export.Product == template.Product, $"{export.File} suits {template.Name}"));
        }
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
}
