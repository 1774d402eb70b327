using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Shell;

/// <summary>
/// One act's changes, the unit of history and of undo. Rows hold the old and the new value of each field that an update
/// or a delete touched; a creation costs one mark, since the record itself names the changeset that made it.
/// </summary>
public sealed class Changeset
{
    private const string NoteSql = """
        insert into change (customer_id, changeset_id, field, old_value, new_value, act_id)
        values (?1, ?2, ?3, ?4, ?5, ?6)
        on conflict (customer_id, changeset_id, field) do update set
          new_value = excluded.new_value,
          act_id = excluded.act_id,
          steps = case when act_id is excluded.act_id then steps else json_insert(
            coalesce(steps, json_array(json_array(coalesce(act_id, changeset_id), old_value))),
            '$[#]', json_array(coalesce(excluded.act_id, changeset_id), excluded.old_value)) end
        """;

    /// <summary>A long job notes millions of values: the statement stays prepared as long as its connection lives.</summary>
    private static readonly ConditionalWeakTable<SqliteConnection, BulkStatement> Notes = new();

    private readonly Act act;

    // Which act of a long changeset this is; null in one that is an act itself.
    private readonly long? actId;

    private Changeset(Act act, long id, long? actId = null)
    {
        this.act = act;
        this.actId = actId;
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

    internal static Changeset Resume(Act act, long id) => new(act, id, act.NewId());

    /// <summary>
    /// Notes that a field of a customer changed. A second change of the same field in one changeset keeps the first old value;
    /// if another act of a long changeset made it, what stood between the two is kept beside.
    /// </summary>
    public void Note(long customerId, string field, string? oldValue, string? newValue)
    {
        var note = Notes.GetValue(act.Sql, connection => new BulkStatement(connection, NoteSql)).Bind(1, customerId).Bind(2, Id).Bind(3, field).Bind(4, oldValue).Bind(5, newValue);
        (actId is { } made ? note.Bind(6, made) : note.Bind(6, null)).Run();
    }

    public void NoteUndoOf(long changesetId) =>
        act.Sql.Execute("update changeset set undoes = @changesetId where changeset_id = @Id", new { changesetId, Id });

    public static void SetState(Act act, long changesetId, string state) =>
        act.Sql.Execute("update changeset set state = @state where changeset_id = @changesetId", new { changesetId, state });
}
