using Kith.Engine.Acquire.Mapping;

namespace Kith.Acquire.Import;

/// <summary>Sets the plan of a file up by a template.</summary>
public sealed class TemplateSetUp(PlanTrial trial)
{
    /// <summary>The plan by the template; as it was where there is none, or where it does not fit any more (a field is gone).</summary>
    public ImportPlan Plan(long id, FileLayout layout, ImportPlan plan, TemplateBook.Entry? entry)
    {
        if (entry is null)
        {
            return plan;
        }

        try
        {
            var changes = entry.Template.ChangesFor(plan);
            var set = trial.Apply(plan, changes, trial.Fits(id, layout, plan, changes));
            var known = entry.Id is null ? entry.Template.Columns.Select(column => HeaderKey.Of(column.Header)).ToHashSet(StringComparer.Ordinal) : [];
            return set with
            {
                // Of the exports that come with Kith it is known what each column is.
                Columns = [.. set.Columns.Select(column => known.Contains(HeaderKey.Of(column.Header)) ? column with { Because = ChangeImport.Chosen } : column)],
                Template = new TemplateMark(entry.Id, entry.Template.Name, entry.Named, entry.By, entry.UsedAt),
            };
        }
        catch (Refused)
        {
            return plan;
        }
    }
}
