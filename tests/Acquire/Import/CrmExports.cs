namespace Kith.Tests.Acquire.Import;

/// <summary>Small exports with the headings that other programs write, the people in them made up.</summary>
/// <param name="Template">The name of the template that is for it.</param>
/// <param name="Customers">What becomes of the rows, each customer as <see cref="ShippedTemplateTests"/> writes it down.</param>
public sealed record CrmExport(string File, string Product, string Template, string Csv, params string[] Customers)
{
    public override string ToString() => File;
}

internal static partial class CrmExports
{
    public static IReadOnlyList<CrmExport> All { get; } = [.. Salesforce, .. Zoho, .. EspoCrm, .. Twenty];
}
