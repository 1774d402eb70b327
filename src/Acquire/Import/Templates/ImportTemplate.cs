using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Kith.Engine.Acquire;
using Kith.Engine.Acquire.Mapping;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>What became of the columns of a file, by their headings: a later file of the same shape is set up alike.</summary>
/// <param name="Needs">Headings that a file must have to be one of these; empty in remembered templates, which want exactly their shape.</param>
/// <param name="Product">The program whose export it is for; null in those that people made.</param>
public sealed record ImportTemplate(
    string Name,
    IReadOnlyList<ImportTemplate.Column> Columns,
    ImportTemplate.Choices? Settings = null,
    IReadOnlyList<string>? Needs = null,
    string? Product = null)
{
    /// <param name="Header">Its heading; in a column made of others, a name for it.</param>
    /// <param name="Field">As in <see cref="ColumnPlan.Field"/>; null = it stays out.</param>
    /// <param name="Label">The label of a field of the users' own, or of the one to make.</param>
    /// <param name="From">Headings of the columns that it is joined from.</param>
    public sealed record Column(
        string Header,
        string? Field = null,
        string? Label = null,
        string? Type = null,
        IReadOnlyList<string>? From = null,
        string? Glue = null,
        IReadOnlyList<CellStep>? Steps = null,
        int Person = 0,
        string? Role = null);

    /// <summary>What was asked once for the file.</summary>
    public sealed record Choices(
        string? Policy = null,
        IReadOnlyList<string>? Match = null,
        bool? EmptyErases = null,
        bool? LeaveOut = null,
        string? Source = null,
        string? Basis = null,
        bool? DoNotContact = null,
        string? Region = null,
        string? DateOrder = null,
        bool? DecimalComma = null,
        int? Century = null,
        string? Currency = null);

    [JsonIgnore]
    public string Shape => ShapeOf(Columns.Where(column => column.From is null).Select(column => column.Header));

    /// <summary>The template of a plan.</summary>
    public static ImportTemplate Of(string name, ImportPlan plan, FieldBook book)
    {
        var headers = plan.Columns.ToDictionary(column => column.Index, column => column.Header);
        return new ImportTemplate(
            name,
            [
                .. plan.Columns.Select(column =>
                {
                    var own = column.Field is null ? null : column.FieldIn(book) is { IsUserDefined: true } field ? field : null;
                    return new Column(
                        column.Header,
                        own is null ? column.Field : ColumnPlan.NewField,
                        own?.Label,
                        own is null ? null : Kith.Check.Cleaning.FieldTypes.NameOf(own.Type),
                        column.From is null ? null : [.. column.From.Select(index => headers[index])],
                        column.Glue,
                        column.Steps,
                        column.Person,
                        column.Role);
                }),
            ],
            new Choices(
                plan.Policy, plan.Match, plan.EmptyErases, plan.LeaveOut, plan.Source, plan.Basis, plan.DoNotContact, plan.Region, plan.DateOrder, plan.DecimalComma, plan.Century, plan.Currency));
    }

    /// <summary>What files of the same columns have in common, whatever their order of letters' case and blanks.</summary>
    public static string ShapeOf(IEnumerable<string> headers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', headers.Select(HeaderKey.Of)))))[..32];

    /// <summary>Whether a file with these headings is one that the template is for.</summary>
    public bool Suits(IReadOnlyList<string> headers)
    {
        var keys = headers.Select(HeaderKey.Of).ToHashSet(StringComparer.Ordinal);
        return Needs is { Count: > 0 } && Needs.All(need => keys.Contains(HeaderKey.Of(need)));
    }

    /// <summary>The changes that set a file's plan up by the template. A heading that stands twice is met in its order.</summary>
    public ChangeImport.Request ChangesFor(ImportPlan plan)
    {
        var free = plan.Columns.Where(column => !column.IsMade).GroupBy(column => HeaderKey.Of(column.Header), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<int>(group.Select(column => column.Index)), StringComparer.Ordinal);
        var indexes = plan.Columns.Where(column => !column.IsMade).DistinctBy(column => HeaderKey.Of(column.Header)).ToDictionary(column => HeaderKey.Of(column.Header), column => column.Index, StringComparer.Ordinal);
        var choices = new List<ChangeImport.ColumnChoice>();
        foreach (var column in Columns)
        {
            var from = column.From?.Where(header => indexes.ContainsKey(HeaderKey.Of(header))).Select(header => indexes[HeaderKey.Of(header)]).ToList();
            var index = from is { Count: > 0 } ? -1 : column.From is null && free.TryGetValue(HeaderKey.Of(column.Header), out var queue) && queue.TryDequeue(out var next) ? next : (int?)null;
            if (index is { } at)
            {
                choices.Add(new ChangeImport.ColumnChoice(at, column.Field ?? "", column.Label, column.Type, from, column.Glue, column.Steps, column.Person, column.Role ?? ""));
            }
        }

        return new ChangeImport.Request(
            null, choices, Settings?.Policy, Settings?.Match, Settings?.EmptyErases, Settings?.LeaveOut, Settings?.Source, Settings?.Basis, Settings?.DoNotContact, Settings?.Region,
            Settings?.DateOrder, Settings?.DecimalComma, Settings?.Century, Settings?.Currency);
    }
}
