using Dapper;

namespace Kith.Shell;

/// <summary>
/// One act's changes, the unit of history and of undo. Rows hold the old and the new value of each field that an update
/// or a delete touched; a creation costs one mark, since the record itself names the changeset that made it.
/// </summary>
public sealed class Changeset
{
    private readonly Act act;

    private Changeset(Act act, long id)
    {
        this.act = act;
        Id = id;
    }

    public long Id { get; }

    internal static Changeset Begin(Act act, string useCase, string? source, bool closed)
    {
        var id = act.NewId();
        act.Sql.Execute(
            """
            insert into changeset (changeset_id, use_case, actor_id, actor, origin, source, state, request_id, at)
            values (@id, @useCase, @UserId, @Name, @origin, @source, @state, @RequestId, @Now)
            """,
            new
            {
                id,
                useCase,
                act.Caller.UserId,
                act.Caller.Name,
                origin = act.Caller.Origin.ToString().ToLowerInvariant(),
                source,
                state = closed ? "closed" : "open",
                act.Caller.RequestId,
                act.Now,
            });
        return new Changeset(act, id);
    }

    internal static Changeset Resume(Act act, long id) => new(act, id);

    /// <summary>Notes that a field of a customer changed. A second change of the same field in one changeset keeps the first old value.</summary>
    public void Note(long customerId, string field, string? oldValue, string? newValue) => act.Sql.Execute(
        """
        insert into change (customer_id, changeset_id, field, old_value, new_value)
        values (@customerId, @Id, @field, @oldValue, @newValue)
        on conflict (customer_id, changeset_id, field) do update set new_value = excluded.new_value
        """,
        new { customerId, Id, field, oldValue, newValue });

    public void NoteUndoOf(long changesetId) =>
        act.Sql.Execute("update changeset set undoes = @changesetId where changeset_id = @Id", new { changesetId, Id });

    public void SetState(string state) => SetState(act, Id, state);

    public static void SetState(Act act, long changesetId, string state) =>
        act.Sql.Execute("update changeset set state = @state where changeset_id = @changesetId", new { changesetId, state });
}
