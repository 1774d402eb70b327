using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Acquire.Mapping;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>What became of the columns of a file, by their headings: a later file of the same shape is set up alike.</summary>
/// <param name="Needs">Headings that a file must have to be one of these, each with others that do as well (`Company|公司`); empty in remembered templates, which want exactly their shape.</param>
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

    /// <summary>Stands between the headings of a need that do alike: the names of two versions or languages.</summary>
    private const char Either = '|';

    /// <summary>The end of the word key under which pages name one that comes with Kith; null in those that people made.</summary>
    [JsonIgnore]
    public string? WordKey { get; init; }

    [JsonIgnore]
    public string Shape => ShapeOf(Columns.Where(column => column.From is null).Select(column => column.Header));

    /// <summary>The template of a plan.</summary>
    /// <param name="whole">
    /// Whether it holds what is done with customers who exist, lawful basis and the like: only what somebody named decides that
    /// for the next file, and for other people's.
    /// </param>
    public static ImportTemplate Of(string name, ImportPlan plan, FieldBook book, bool whole)
    {
        var headers = plan.Columns.ToDictionary(column => column.Index, column => column.Header);
        var choices = new Choices(
            plan.Policy, plan.Match, plan.EmptyErases, plan.LeaveOut, plan.Source, plan.Basis, plan.DoNotContact, plan.Region, plan.DateOrder, plan.DecimalComma, plan.Century, plan.Currency);
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
                        own is null ? null : FieldTypes.NameOf(own.Type),
                        column.From is null ? null : [.. column.From.Select(index => headers[index])],
                        column.Glue,
                        column.Steps,
                        column.Person,
                        column.Role);
                }),
            ],
            whole ? choices : choices with { Policy = null, Match = null, EmptyErases = null, LeaveOut = null, Basis = null, DoNotContact = null });
    }

    /// <summary>What files of the same columns have in common, whatever their order of letters' case and blanks.</summary>
    public static string ShapeOf(IEnumerable<string> headers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', headers.Select(HeaderKey.Of)))))[..32];

    /// <summary>Whether a file with these headings is one that the template is for.</summary>
    public bool Suits(IReadOnlyList<string> headers)
    {
        var keys = headers.Select(HeaderKey.Of).ToHashSet(StringComparer.Ordinal);
        return Needs is { Count: > 0 } && Needs.All(need => need.Split(Either).Any(heading => keys.Contains(HeaderKey.Of(heading))));
    }

    /// <summary>How many of these headings it knows: of several templates that suit a file, the one that knows most is meant.</summary>
    public int Knows(IReadOnlyList<string> headers)
    {
        var keys = Columns.Where(column => column.From is null).Select(column => HeaderKey.Of(column.Header)).ToHashSet(StringComparer.Ordinal);
        return headers.Count(header => keys.Contains(HeaderKey.Of(header)));
    }

    /// <summary>The changes that set a file's plan up by the template. A heading that stands twice is met in its order.</summary>
    public ChangeImport.Request ChangesFor(ImportPlan plan)
    {
        var headings = new HeadingIndex(plan.Columns.Where(column => !column.IsMade));
        var taken = new HashSet<(int, string)>();
        var choices = new List<ChangeImport.ColumnChoice>();
        foreach (var column in Columns)
        {
            var from = column.From is null ? null : headings.All(column.From);
            var index = from is { Count: > 0 } ? -1 : column.From is null ? headings.Take(column.Header) : null;
            if (index is not { } at)
            {
                continue;
            }

            var field = Known(column.Field) ? column.Field ?? "" : "";
            choices.Add(IsFree(field, column.Person, taken)
                ? new ChangeImport.ColumnChoice(at, field, column.Label, column.Type, from, column.Glue, column.Steps, column.Person, column.Role ?? "")
                : Beside(at, column.Header));
        }

        // What the file alone was taken for gives way to the template: a field of one value has one column.
        choices.AddRange(headings.Rest
            .Where(column => column.Field is { } field && !IsFree(field == ColumnPlan.NewField ? "" : field, column.Person, taken))
            .Select(column => Beside(column.Index, column.Header)));
        return new ChangeImport.Request(
            null, choices, Settings?.Policy, Settings?.Match, Settings?.EmptyErases, Settings?.LeaveOut, Settings?.Source, Settings?.Basis, Settings?.DoNotContact, Settings?.Region,
            Settings?.DateOrder, Settings?.DecimalComma, Settings?.Century, Settings?.Currency);
    }

    /// <summary>A field of its own for a column whose field another one fills; without a heading it has no name and stays out.</summary>
    private static ChangeImport.ColumnChoice Beside(int index, string header) => header.Trim() is { Length: > 0 } label
        ? new(index, ColumnPlan.NewField, label[..Math.Min(label.Length, ImportFile.LongestLabel)], "text")
        : new(index, "");

    /// <summary>Whether a column may fill the field; notes that it does. Fields of several values are always free.</summary>
    private static bool IsFree(string field, int person, HashSet<(int Person, string Field)> taken) =>
        field is "" or ColumnPlan.NewField || TakesSeveral(field) || taken.Add((person, field));

    private static bool TakesSeveral(string field) =>
        FieldBook.BuiltIn.FirstOrDefault(known => known.Key == field)?.Type.TakesSeveral() == true;

    /// <summary>A template may be older or newer than the fields there are.</summary>
    private static bool Known(string? field) =>
        field is null or ColumnPlan.NewField || ColumnPlan.Parts.Contains(field, StringComparer.Ordinal) || FieldBook.BuiltIn.Any(known => known.Key == field);
}
