using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Changes a plan, and tries the values of those columns that are then something else.</summary>
public sealed class PlanTrial(DataFolder folder, FieldBook book, Cleaner cleaner, CustomerWriter writer, Ids ids, Store store)
{
    private const int RowsToTry = 500;

    private readonly PlanChanges changes = new(book);

    /// <param name="Share">Share of the values that fit the field.</param>
    /// <param name="Samples">A few texts, as they come out.</param>
    public readonly record struct Fit(double Share, ColumnWriting Writing, IReadOnlyList<string> Samples);

    /// <summary>The changed plan, with what was found out about its columns.</summary>
    /// <exception cref="Refused">A choice that can't be.</exception>
    public ImportPlan Apply(ImportPlan plan, ChangeImport.Request request, IReadOnlyDictionary<int, Fit> fits)
    {
        var changed = changes.Apply(plan, request);
        return changed with
        {
            Columns =
            [
                .. changed.Columns.Select(column => fits.TryGetValue(column.Index, out var fit)
                    ? column with { Fit = fit.Share, Because = ChangeImport.Chosen, Writing = fit.Writing.Writing, Open = fit.Writing.Open, Currency = fit.Writing.Currency, Samples = fit.Samples }
                    : column),
            ],
        };
    }

    /// <summary>How well the values fit, by column, of those columns that a change makes something else.</summary>
    public IReadOnlyDictionary<int, Fit> Fits(long id, FileLayout layout, ImportPlan plan, ChangeImport.Request request)
    {
        var changed = request.Columns is { Count: > 0 } ? changes.Apply(plan, request) with { LeaveOut = false } : plan;
        var before = plan.Columns.ToDictionary(column => column.Index);
        var others = changed.Columns.Where(column => !before.TryGetValue(column.Index, out var was) || IsOther(was, column)).ToList();
        if (others.Count == 0)
        {
            return new Dictionary<int, Fit>();
        }

        var rows = new RowCleaner(changed with { Columns = [.. others.Select(column => column with { Person = 0 })] }, book, cleaner, writer, ids, store.Read(OwnerNames.Of));
        var texts = new ColumnTexts(changed);
        var untouched = new ColumnTexts(changed with { Columns = [.. changed.Columns.Select(column => column with { Steps = null })] });
        var hasUnit = others.Where(HasUnit).Select(column => column.Index).ToHashSet();
        var written = others.ToDictionary(column => column.Index, _ => new List<string>());
        var (filled, bad) = (others.ToDictionary(column => column.Index, _ => new List<string>()), new Dictionary<int, int>());
        var decimals = others.ToDictionary(column => column.Index, _ => new List<string>());
        using var file = ImportFile.Open(folder, id, layout, changed.Columns);
        foreach (var row in file.Rows().Take(RowsToTry))
        {
            var wrong = rows.Clean(row).Findings.Where(finding => finding.Refuses).Select(finding => finding.Column).ToHashSet();
            foreach (var (index, text) in filled.Keys.Select(index => (index, texts.Of(index, row.Cells, null))).Where(cell => !string.IsNullOrWhiteSpace(cell.Item2)))
            {
                filled[index].Add(text);
                if (texts.IsDecimal(index, row))
                {
                    decimals[index].Add(text);
                }
                else
                {
                    written[index].Add(hasUnit.Contains(index) ? untouched.Of(index, row.Cells, null) : text);
                }

                bad[index] = bad.GetValueOrDefault(index) + (wrong.Contains(index) ? 1 : 0);
            }
        }

        return others.ToDictionary(column => column.Index, column => new Fit(
            filled[column.Index] is { Count: > 0 } values ? 1 - ((double)bad[column.Index] / values.Count) : 1,
            Masked(column, ColumnWriting.Of(column.Field, column.FieldIn(book)?.Type, column.Header, written[column.Index], decimals[column.Index], changed.IsOwn)),
            ImportFile.SamplesOf(filled[column.Index], column.Field, book, column.Sensitive)));
    }

    private ColumnWriting Masked(ColumnPlan column, ColumnWriting writing) =>
        writing with { Open = ImportFile.Masked(writing.Open, column.Field, book, column.Sensitive) };

    /// <summary>Times a factor, cells may lose what proves their decimal mark: it is read off them as they stand.</summary>
    private static bool HasUnit(ColumnPlan column) => column.Steps?.Any(step => step.Kind == StepKind.Unit) == true;

    private bool IsOther(ColumnPlan was, ColumnPlan now) =>
        was.FieldIn(book)?.Type != now.FieldIn(book)?.Type || was.Glue != now.Glue || !ReferenceEquals(was.Steps, now.Steps) || !ReferenceEquals(was.From, now.From);
}
