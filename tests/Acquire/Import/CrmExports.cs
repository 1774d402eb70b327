namespace Kith.Tests.Acquire.Import;

/// <summary>Small exports with the headings that other programs write, the people in them made up.</summary>
/// <param name="Template">The name of the template that is for it.</param>
/// <param name="Customers">What becomes of the rows, each customer as <see cref="ShippedTemplateTests"/> writes it down.</param>
public sealed record CrmExport(string File, string Product, string Template, string Csv, params string[] Customers)
{
    public override string ToString() => File;

    /// <summary>The rows of a sample: quoted cells hold no line breaks in it.</summary>
    public IReadOnlyList<string[]> Table =>
    [
        .. Csv.Split('\n').Select(line =>
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
}

internal static partial class CrmExports
{
    public static IReadOnlyList<CrmExport> All { get; } = [.. Salesforce, .. Zoho, .. EspoCrm, .. Twenty];
}
