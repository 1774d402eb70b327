using System.Globalization;
using System.Text.Json;
using Dapper;
using Kith.Check.Cleaning;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Fields;

/// <summary>
/// Fields that an import made for the columns of its file. When it is undone, those that nobody uses are put away; a field
/// comes back as soon as a customer has a value of it again, by a redo, a restored record or another import.
/// </summary>
public static class FieldUse
{
    /// <summary>
    /// Fields that are kept though they are put away, for a redo or the same list again; of more than these the oldest go.
    /// </summary>
    private const int MostRetired = 400;

    /// <summary>Of these fields those that imports made and that are not put away.</summary>
    public static IReadOnlyList<string> MadeByImports(SqliteConnection sql, IEnumerable<string> keys) => sql.Query<string>(
        """
        select f.field_key from json_each(@keys) wanted
        join field f on f.field_key = wanted.value and f.retired = 0
        join changeset c on c.changeset_id = f.created_in and c.use_case = 'RunImport'
        """,
        new { keys = JsonSerializer.Serialize(keys) }).AsList();

    /// <summary>
    /// Of these fields those that no customer has a value of. The rows' text is looked through for the key as their JSON writes
    /// it, which it writes nowhere else; the oldest customers come first. A field that none of them has, or only the newest, costs a pass
    /// along the table for each.
    /// </summary>
    public static IReadOnlyList<string> Unused(SqliteConnection sql, IReadOnlyCollection<string> keys) => sql.Query<string>(
        """
        select wanted.value from json_each(@keys) wanted
        where not exists (select 1 from customer where instr(fields, '"' || wanted.value || '":') > 0)
        """,
        new { keys = JsonSerializer.Serialize(keys) }).AsList();

    /// <summary>Puts fields away that were unused when somebody looked, save those that a customer got a value of since.</summary>
    /// <param name="since">The moment (UTC milliseconds) of an act that was durable before the look began.</param>
    public static void Retire(Act act, FieldBook book, IReadOnlyCollection<string> unused, long since)
    {
        var retired = unused.Count == 0 ? 0 : act.Sql.Execute(
            """
            update field set retired = 1
            where field_key in (select value from json_each(@keys))
              and not exists (select 1 from customer where updated_at >= @since and instr(fields, '"' || field_key || '":') > 0)
            """,
            new { keys = JsonSerializer.Serialize(unused), since });
        if (retired > 0)
        {
            act.Sql.Execute(
                "delete from field where field_key in (select field_key from field where retired = 1 order by position desc limit -1 offset @MostRetired)",
                new { MostRetired });
            act.WhenDurable(book.Forget);
        }
    }

    /// <summary>Makes a field again, put away, that went because many were (<see cref="MostRetired"/>), for a plan that still fills it.</summary>
    /// <param name="createdIn">The import that made it.</param>
    public static void Remake(Act act, FieldBook book, Field field, long createdIn)
    {
        var made = act.Sql.Execute(
            """
            insert or ignore into field (field_key, label, type, class, position, created_in, retired)
            values (@Key, @Label, @type, @class, cast(substr(@Key, 3) as integer), @createdIn, 1)
            """,
            new { field.Key, field.Label, type = FieldTypes.NameOf(field.Type), @class = field.Classified ? "classified" : "clear", createdIn });
        if (made > 0)
        {
            act.WhenDurable(book.Forget);
        }
    }

    /// <summary>The keys of fields that are put away, as the act sees them: the book may be of a moment before.</summary>
    public static HashSet<string> Retired(Act act) => act.Sql.Query<string>("select field_key from field where retired = 1").ToHashSet(StringComparer.Ordinal);

    /// <summary>Brings a field back that was put away; where its name is taken meanwhile, with a number behind.</summary>
    public static void BringBack(Act act, FieldBook book, string key)
    {
        if (act.Sql.QuerySingleOrDefault<string?>("select label from field where field_key = @key and retired = 1", new { key }) is not { } label)
        {
            return;
        }

        var free = label;
        for (var number = 2; act.Sql.QuerySingle<bool>("select exists (select 1 from field where label = @free and retired = 0)", new { free }); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{label} {number}");
        }

        act.Sql.Execute("update field set retired = 0, label = @free where field_key = @key", new { key, free });
        act.WhenDurable(book.Forget);
    }
}
