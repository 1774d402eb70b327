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
            return trial.Apply(plan, changes, trial.Fits(id, layout, plan, changes)) with
            {
                Template = new TemplateMark(entry.Id, entry.Template.Name, entry.Named, entry.By, entry.UsedAt),
            };
        }
        catch (Refused)
        {
            return plan;
        }
    }
}
