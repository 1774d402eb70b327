using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>
/// Cells of a file with classified columns are shown in clear: to somebody else than who uploaded it, this is a reveal and
/// stands in the audit before it is done.
/// </summary>
[Needs("import.run")]
public sealed class RevealCells(Store store, Door door, FieldBook book, IDecide decide) : IChange<RevealCells.Ask, bool>
{
    public sealed record Ask(long Id, string By);

    /// <param name="by">The use case that shows the cells.</param>
    public async Task Note(long id, Type by, Caller? caller)
    {
        var job = store.Read(sql => ImportJob.Require(sql, id));
        if (caller?.UserId != job.Owner.UserId && job.Plan.Columns.Any(IsClassified))
        {
            await door.Enter(this, caller, new Ask(id, by.Name));
        }
    }

    public bool Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireCellsFor(act.Caller, decide);
        act.Subject.Add(job.Id);
        act.Subject.Detail = $"{ask.By} {job.FileName}";
        return true;
    }

    private bool IsClassified(ColumnPlan column) => column.Sensitive || column.FieldIn(book) is { Classified: true };
}
