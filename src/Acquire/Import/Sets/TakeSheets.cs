using Dapper;
using Kith.Engine.Acquire;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>Makes an import of each other sheet of a workbook that holds rows, or of those that are wanted, as a set with the one that is there.</summary>
[Needs("import.run")]
public sealed class TakeSheets(DataFolder folder, Store store, Ids ids, IDecide decide, UploadImport upload, ShowImportSet show)
    : IUseCase, IChange<TakeSheets.Ask, ImportSetView>
{
    /// <summary>Why a sheet with headings alone is not taken.</summary>
    public const string NoRows = "import.sheet-no-rows";

    /// <summary>Each import has a copy of the whole workbook: so many bytes of them are made at once.</summary>
    private const long MostCopied = 2L << 30;

    /// <summary>Sheets that a sentence lists.</summary>
    internal const int SheetsNamed = 20;

    /// <summary>A sheet that was read, its copy of the file staged under its id.</summary>
    public sealed record Sheet(long Id, FileLayout Layout, ImportPlan Plan);

    public sealed record Ask(long Id, IReadOnlyList<Sheet> Sheets, IReadOnlyList<RefusedFile> Refused);

    public static void Map(Routes routes) => routes.Post<TakeSheets>("/api/imports/{id:long}/sheets", async (
        long id, HttpRequest http, TakeSheets use, Entrance door, CancellationToken stop) =>
        TypedResults.Json(await use.Enter(id, http.Query["sheet"] is { Count: > 0 } sheets ? [.. sheets.OfType<string>()] : null, door, stop)));

    /// <summary>Reads the sheets before it enters the Door: the writer must not wait for that.</summary>
    /// <param name="wanted">The sheets to take; null = all with rows that are not told to be notes by their names.</param>
    internal async Task<ImportSetView> Enter(long id, IReadOnlyList<string>? wanted, Entrance door, CancellationToken stop)
    {
        var caller = door.Caller ?? throw new Refused(Refusal.Unauthenticated, "access.sign-in");
        var (job, others) = store.Read(sql =>
        {
            var job = Require(sql, id, caller);
            var others = wanted is null ? Proposed(sql, job) : Wanted(sql, job, wanted);
            RequireRoom(others.Count, MembersWith(sql, job).Count);
            return (job, others);
        });
        if (others.Count == 0)
        {
            throw Refused.Conflict("import.no-other-sheets");
        }

        if (job.Bytes * others.Count > MostCopied)
        {
            throw Refused.Invalid("import.sheets-too-large", null, ("most", MostCopied >> 30));
        }

        var sheets = new List<Sheet>();
        var refused = new List<RefusedFile>();
        try
        {
            foreach (var name in others)
            {
                await Take(job, name, sheets, refused, stop);
            }

            return await door.Change(this, new Ask(id, sheets, refused));
        }
        catch
        {
            sheets.ForEach(sheet => ImportFile.Discard(folder, sheet.Id));
            throw;
        }
    }

    public ImportSetView Handle(Ask ask, Act act)
    {
        var job = Require(act.Sql, ask.Id, act.Caller);
        if (ask.Sheets.Count == 0 && ask.Refused.Count == 0)
        {
            throw Refused.Conflict("import.no-other-sheets");
        }

        var set = job.SetId ?? act.NewId();
        var members = MembersWith(act.Sql, job);
        RequireRoom(ask.Sheets.Count, members.Count);

        // Somebody else may have been quicker.
        var taken = Taken(members, job);
        if (ask.Sheets.Any(sheet => taken.Contains(sheet.Layout.Sheet!)))
        {
            throw Refused.Conflict("import.no-other-sheets");
        }

        act.Sql.Execute("update import_job set set_id = @set where import_id = @Id", new { set, job.Id });
        foreach (var sheet in ask.Sheets)
        {
            new ImportJob
            {
                Id = sheet.Id,
                FileName = job.FileName,
                Bytes = job.Bytes,
                Sha256 = job.Sha256,
                Layout = sheet.Layout,
                Plan = sheet.Plan,
                // Whose file it is does not change by who takes its sheets.
                Owner = job.Owner,
                CreatedAt = act.Now,
                SetId = set,
            }.Insert(act.Sql);
        }

        ImportSet.NoteRefused(act, set, ask.Refused);
        act.Subject.Detail = $"{job.FileName} {job.Sha256}";
        return show.View(act.Sql, set);
    }

    /// <summary>The sheets with rows that nobody tried to take into the set yet.</summary>
    internal static IReadOnlyList<string> Untaken(SqliteConnection sql, ImportJob job)
    {
        if (job.Layout.SheetsWithRows is not { Count: > 1 } sheets)
        {
            return [];
        }

        var tried = Tried(sql, job);
        return [.. sheets.Where(sheet => !tried.Contains(sheet))];
    }

    /// <exception cref="Refused">All that is left seems to be notes.</exception>
    private static List<string> Proposed(SqliteConnection sql, ImportJob job)
    {
        var left = Untaken(sql, job);
        var proposed = left.Where(sheet => !NoteSheets.IsOne(sheet)).ToList();
        return proposed.Count > 0 || left.Count == 0
            ? proposed
            : throw Refused.Conflict("import.only-notes-left", ("sheets", string.Join(", ", left.Take(SheetsNamed))));
    }

    /// <summary>Sheets by their names, hidden ones as well; one that was tried already is passed over.</summary>
    /// <exception cref="Refused">The workbook has no such sheet.</exception>
    private static List<string> Wanted(SqliteConnection sql, ImportJob job, IReadOnlyList<string> wanted)
    {
        if (wanted.FirstOrDefault(sheet => !job.Layout.Sheets.Contains(sheet, StringComparer.Ordinal)) is { } unknown)
        {
            throw Refused.Invalid("import.no-sheet", "sheet", ("sheet", unknown), ("sheets", string.Join(", ", job.Layout.Sheets.Take(SheetsNamed))));
        }

        var tried = Tried(sql, job);
        return [.. wanted.Where(sheet => !tried.Contains(sheet)).Distinct(StringComparer.Ordinal)];
    }

    private static HashSet<string> Tried(SqliteConnection sql, ImportJob job)
    {
        var taken = Taken(MembersWith(sql, job), job);
        if (job.SetId is { } known)
        {
            taken.UnionWith(ImportSet.RefusedOf(sql, known).Where(refused => refused.File == job.FileName).Select(refused => refused.Sheet ?? ""));
        }

        return taken;
    }

    private ImportJob Require(SqliteConnection sql, long id, Caller caller)
    {
        var job = ImportJob.Require(sql, id);
        job.RequireCellsFor(caller, decide);
        job.RequireUnrun();
        return job;
    }

    private static void RequireRoom(int sheets, int members)
    {
        if (members + sheets > ImportSet.Most)
        {
            throw Refused.Conflict("import.set-too-many", ("most", ImportSet.Most));
        }
    }

    private static IReadOnlyList<ImportJob> MembersWith(SqliteConnection sql, ImportJob job) => job.SetId is { } set ? ImportSet.Members(sql, set) : [job];

    private static HashSet<string> Taken(IReadOnlyList<ImportJob> members, ImportJob job) => members
        .Where(member => member.Sha256 == job.Sha256 && member.FileName == job.FileName)
        .Select(member => member.Layout.Sheet ?? "").ToHashSet(StringComparer.Ordinal);

    private async Task Take(ImportJob job, string name, List<Sheet> sheets, List<RefusedFile> refused, CancellationToken stop)
    {
        var id = ids.Next();
        try
        {
            await ImportFile.Copy(folder, job.Id, id, stop);
            var (layout, plan) = upload.Read(id, job.FileName, (job.Layout.Said ?? new ChangeImport.Reading()) with { Sheet = name, HeaderRow = null, HeaderRows = null });
            if (layout is { Rows: 0, RowsEstimated: false })
            {
                // Titles and headings alone are nothing to import.
                ImportFile.Discard(folder, id);
                refused.Add(new RefusedFile(job.FileName, name, Sentence.Of(NoRows)));
                return;
            }

            sheets.Add(new Sheet(id, layout, plan));
        }
        catch (TableRefusedException no)
        {
            ImportFile.Discard(folder, id);
            refused.Add(RefusedFile.Of(job.FileName, name, ImportFile.Refusal(no, job.FileName)));
        }
        catch
        {
            ImportFile.Discard(folder, id);
            throw;
        }
    }
}
