using Dapper;
using Kith.Engine.Acquire;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>What belongs to a set of imports, and the order in which it is worked at.</summary>
internal static class ImportSet
{
    /// <summary>Files or sheets in one set.</summary>
    public const int Most = 100;

    public const string Organisations = "organisations";
    public const string Persons = "persons";
    public const string PersonsOfOrganisations = "persons-of-organisations";
    public const string Customers = "customers";

    /// <summary>The states from which what was imported can be taken back.</summary>
    public static readonly IReadOnlyList<string> Ended = [ImportState.Done, ImportState.Stopped, ImportState.Failed];

    private static readonly string[] NamesOfPeople = ["name", "family_name", "given_name"];
    private static readonly string[] NamesOfOrganisations = [ColumnPlan.OrganisationRef, ColumnPlan.Organisation, "company"];

    /// <summary>The imports of a set, in the order in which they run.</summary>
    /// <exception cref="Refused">There is no such set: nothing of it is left.</exception>
    public static IReadOnlyList<ImportJob> Require(SqliteConnection sql, long setId)
    {
        var members = Members(sql, setId);
        return members.Count > 0 || sql.QuerySingle<bool>("select exists (select 1 from import_set_refusal where set_id = @setId)", new { setId })
            ? members
            : throw Refused.NotFound("import.no-set");
    }

    public static IReadOnlyList<ImportJob> Members(SqliteConnection sql, long setId) =>
        InOrder([.. ImportJob.Query(sql, "where set_id = @setId order by import_id limit @Most", new { setId, Most })]);

    /// <summary>
    /// The members to set to work on. Refuses while one of the set is at work or paused: what an act would leave out then,
    /// nobody could tell.
    /// </summary>
    public static IReadOnlyList<ImportJob> Idle(SqliteConnection sql, long setId)
    {
        var members = Require(sql, setId);
        return members.Any(job => ImportState.Unfinished.Contains(job.State)) ? throw Refused.Conflict("import.set-busy") : members;
    }

    /// <summary>Puts those of a set that wait for their turn behind the one that goes on, in the order that they had.</summary>
    public static void StandBehind(Act act, ImportJob first)
    {
        if (first.SetId is not { } setId)
        {
            return;
        }

        foreach (var fellow in ImportJob.Query(act.Sql, "where set_id = @setId and turn is not null and import_id <> @Id order by turn limit @Most", new { setId, first.Id, Most }).ToList())
        {
            fellow.Turn = act.NewId();
            fellow.Save(act.Sql);
        }
    }

    /// <summary>Does something with one member; a refusal says which one it is about.</summary>
    public static void Each(IReadOnlyList<ImportJob> members, Act act, Action<ImportJob> what)
    {
        foreach (var job in members)
        {
            try
            {
                what(job);
            }
            catch (Refused refused) when (refused.Kind is Refusal.Invalid or Refusal.Conflict)
            {
                throw Refused.Conflict("import.set-member", ("file", NameOf(job.FileName, job.Layout)), ("reason", new Sentence(refused.WordKey, refused.Values)));
            }
        }

        act.Subject.Detail = string.Join(", ", members.Select(job => $"{NameOf(job.FileName, job.Layout)} {job.Sha256}"));
    }

    public static IReadOnlyList<RefusedFile> RefusedOf(SqliteConnection sql, long setId) =>
    [
        .. sql.Query<(string File, string? Sheet, string Reason, string Data)>(
            "select file_name, sheet, reason, data from import_set_refusal where set_id = @setId order by refusal_id limit @Most", new { setId, Most })
            .Select(row => new RefusedFile(row.File, row.Sheet, Sentence.Stored(row.Reason, row.Data))),
    ];

    public static void NoteRefused(Act act, long setId, IReadOnlyList<RefusedFile> refused) => act.Sql.Execute(
        "insert into import_set_refusal (refusal_id, set_id, file_name, sheet, reason, data, at) values (@id, @setId, @File, @Sheet, @Word, @Data, @Now)",
        refused.Select(file => new { id = act.NewId(), setId, file.File, file.Sheet, file.Reason.Word, file.Reason.Data, act.Now }));

    /// <summary>The file, with its sheet where it has several.</summary>
    public static string NameOf(string file, FileLayout layout) => layout is { Sheet: { } sheet, Sheets.Count: > 1 } ? $"{file} · {sheet}" : file;

    /// <summary>
    /// Organisations come before the first rows that name some, so that these find them; else the order in which files were
    /// given and sheets lie in their workbook.
    /// </summary>
    public static IReadOnlyList<ImportJob> InOrder(IReadOnlyList<ImportJob> given)
    {
        var first = given.GroupBy(Source).ToDictionary(group => group.Key, group => group.Min(job => job.Id));
        var waiting = given.OrderBy(job => first[Source(job)]).ThenBy(job => SheetOf(job)).ThenBy(job => job.Id).ToList();
        var ordered = new List<ImportJob>(waiting.Count);
        foreach (var job in waiting.ToList())
        {
            if (RowsOf(job.Plan) == PersonsOfOrganisations)
            {
                ordered.AddRange(waiting.Where(other => RowsOf(other.Plan) == Organisations));
                waiting.RemoveAll(ordered.Contains);
            }

            if (waiting.Remove(job))
            {
                ordered.Add(job);
            }
        }

        return ordered;
    }

    /// <summary>What the rows of a plan will be.</summary>
    public static string RowsOf(ImportPlan plan)
    {
        bool Fills(string[] fields) => plan.Columns.Any(column => column is { Person: 0, Field: { } field } && fields.Contains(field, StringComparer.Ordinal));
        var kinds = plan.Columns.Any(column => column.Field == "kind" && column.Steps?.Any(step => step is { Kind: StepKind.Constant, Text: "organisation" }) == true);
        var organisations = Fills(NamesOfOrganisations);
        return kinds ? Organisations
            : Fills(NamesOfPeople) ? organisations ? PersonsOfOrganisations : Persons
            : Fills(["company"]) ? Organisations
            : organisations ? PersonsOfOrganisations
            : Customers;
    }

    private static (string, string) Source(ImportJob job) => (job.Sha256, job.FileName);

    private static int SheetOf(ImportJob job) => job.Layout.Sheet is { } sheet ? job.Layout.Sheets.ToList().IndexOf(sheet) : 0;
}
