using System.Globalization;
using Dapper;
using Kith.Check.Cleaning;

namespace Kith.Keep.Fields;

/// <summary>Makes a user-defined field: typed, at once usable, with no change to any table.</summary>
[Needs("fields.create")]
public sealed class AddField(FieldBook book) : IUseCase, IChange<AddField.Ask, AddField.Done>
{
    private const int MostFields = 500;
    private const int LongestLabel = 80;

    /// <param name="Label">What people call it; also matched against column headers of later imports.</param>
    /// <param name="Type">text, long-text, number, money, date, choice, yes-no or url.</param>
    /// <param name="Classified">Whether its values are encrypted and masked.</param>
    public sealed record Ask(string Label, string Type, bool Classified = false);

    public sealed record Done(string Key);

    public static void Map(Routes routes) => routes.Post<AddField>("/api/fields", async (Ask ask, AddField use, Entrance door) =>
        TypedResults.Json(await door.Change(use, ask)));

    public Done Handle(Ask ask, Act act) => new(Add(ask, act, book));

    /// <summary>Adds the field, or finds the one that bears this label already; one of the same kind that was put away comes back.</summary>
    public static string Add(Ask ask, Act act, FieldBook book)
    {
        var label = ask.Label?.Trim() ?? "";
        if (label.Length is 0 or > LongestLabel)
        {
            throw Refused.Invalid("field.label-shape", "label", ("most", LongestLabel));
        }

        if (!FieldTypes.UserDefinable.Contains(FieldTypes.Parse(ask.Type)))
        {
            throw Refused.Invalid("field.type-unknown", "type", ("type", ask.Type));
        }

        var existing = act.Sql.QuerySingleOrDefault<string?>("select field_key from field where label = @label and retired = 0", new { label });
        if (existing is not null)
        {
            return existing;
        }

        var type = FieldTypes.NameOf(FieldTypes.Parse(ask.Type));
        var @class = ask.Classified ? "classified" : "clear";
        if (act.Sql.QueryFirstOrDefault<string?>(
            "select field_key from field where label = @label and type = @type and class = @class and retired = 1 order by position limit 1", new { label, type, @class }) is { } retired)
        {
            FieldUse.BringBack(act, book, retired);
            return retired;
        }

        var (count, last) = act.Sql.QuerySingle<(int Count, int Last)>("select count(*) filter (where retired = 0), coalesce(max(position), 0) from field");
        if (count >= MostFields)
        {
            throw Refused.Conflict("field.too-many", ("most", MostFields));
        }

        var key = "x_" + (last + 1).ToString(CultureInfo.InvariantCulture);
        act.Sql.Execute(
            """
            insert into field (field_key, label, type, class, position, created_in)
            values (@key, @label, @type, @class, @position, @created)
            """,
            new
            {
                key,
                label,
                type,
                @class,
                position = last + 1,
                created = act.Changeset.Id,
            });
        act.Subject.Detail = label;
        act.WhenDurable(book.Forget);
        return key;
    }
}
