using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>The states of an import.</summary>
public static class ImportState
{
    public const string Draft = "draft";
    public const string Checking = "checking";
    public const string Checked = "checked";
    public const string Running = "running";
    public const string Stopping = "stopping";
    public const string Stopped = "stopped";

    /// <summary>Stands still until somebody goes on with it, also after a restart; others work meanwhile.</summary>
    public const string Paused = "paused";
    public const string Done = "done";
    public const string Undoing = "undoing";
    public const string Undone = "undone";
    public const string Redoing = "redoing";
    public const string Failed = "failed";

    /// <summary>States in which work goes on, also after a restart.</summary>
    public static readonly IReadOnlyList<string> Busy = [Checking, Running, Stopping, Undoing, Redoing];

    /// <summary>States that come to their end one day: nothing of such an import is thrown away.</summary>
    public static readonly IReadOnlyList<string> Unfinished = [.. Busy, Paused];

    public static bool IsBusy(string state) => Busy.Contains(state);
}

/// <summary>Rows counted by what became of them; created, updated, unchanged and rejected add up to the rows read.</summary>
/// <param name="People">Customers that were made beside those of the rows: people of an organisation.</param>
public sealed record ImportCounts(
    long Rows = 0, long Created = 0, long Updated = 0, long Unchanged = 0, long Rejected = 0, long Warnings = 0, long People = 0)
{
    public ImportCounts Plus(IReadOnlyList<RowResult> results) => this with
    {
        Rows = Rows + results.Count,
        Created = Created + results.Count(result => result.Outcome == RowOutcome.Created),
        Updated = Updated + results.Count(result => result.Outcome == RowOutcome.Updated),
        Unchanged = Unchanged + results.Count(result => result.Outcome == RowOutcome.Unchanged),
        Rejected = Rejected + results.Count(result => result.Outcome == RowOutcome.Rejected),
        People = People + results.Sum(result => result.People),
        Warnings = Warnings + results.Sum(result => result.Findings.Count(finding => !finding.Refuses)),
    };

    public ImportCounts Plus(ImportCounts other) => new(
        Rows + other.Rows, Created + other.Created, Updated + other.Updated, Unchanged + other.Unchanged, Rejected + other.Rejected, Warnings + other.Warnings, People + other.People);
}

/// <summary>One import as stored.</summary>
public sealed class ImportJob
{
    public required long Id { get; init; }

    public required string FileName { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public string State { get; set; } = ImportState.Draft;

    public required FileLayout Layout { get; set; }

    public required ImportPlan Plan { get; set; }

    public long? ChangesetId { get; set; }

    public long NextRow { get; set; }

    /// <summary>The last customer that an undo or redo has dealt with.</summary>
    public long UndoMark { get; set; }

    /// <summary>The place in the queue, in the order of asking; null unless it is busy.</summary>
    public long? Turn { get; set; }

    /// <summary>How many are before it in the queue, as it was read.</summary>
    public int Ahead { get; private init; }

    /// <summary>The state that a paused import goes on in; null unless it is paused.</summary>
    public string? PausedIn { get; set; }

    /// <summary>Whether the run came to the end of the file.</summary>
    public bool Complete { get; set; }

    /// <summary>Whether what was found is about the plan and the run as they are; older findings may still be on their way out.</summary>
    public bool FindingsHold => State != ImportState.Draft && (ChangesetId is null || NextRow > 0);

    public ImportCounts Counts { get; set; } = new();

    public string? Failure { get; set; }

    public string? FailureData { get; set; }

    public string? Conflicts { get; set; }

    public required Caller Owner { get; init; }

    /// <summary>Who asked for the work under way, as whom it goes on: whoever uploaded the file may be gone by then.</summary>
    public Caller? Asker { get; set; }

    public Caller WorksAs => Asker?.AsJob() ?? Owner;

    public long CreatedAt { get; init; }

    /// <summary>The imports that were taken in together with it; null = it came alone.</summary>
    public long? SetId { get; init; }

    /// <summary>Whether nothing of it is in yet, and no work at it is under way.</summary>
    public bool IsUnrun => State is ImportState.Draft or ImportState.Checked || (State == ImportState.Failed && ChangesetId is null);

    public long? StartedAt { get; set; }

    public long? FinishedAt { get; set; }

    public static ImportJob Require(SqliteConnection sql, long id) => Find(sql, id) ?? throw Refused.NotFound("import.none");

    public static ImportJob? Find(SqliteConnection sql, long id) =>
        Query(sql, "where import_id = @id", new { id }).FirstOrDefault();

    public static IEnumerable<ImportJob> Query(SqliteConnection sql, string tail, object? parameters) =>
        sql.Query<Row>($"select {Row.Columns} from import_job {tail}", parameters).Select(row => row.ToJob());

    public void Insert(SqliteConnection sql) => sql.Execute(
        """
        insert into import_job (import_id, file_name, bytes, sha256, state, layout, plan, actor_id, actor, actor_role, created_at, set_id)
        values (@Id, @FileName, @Bytes, @Sha256, @State, @layout, @plan, @UserId, @Name, @Role, @CreatedAt, @SetId)
        """,
        new
        {
            Id,
            FileName,
            Bytes,
            Sha256,
            State,
            layout = JsonSerializer.Serialize(Layout, KithJson.Options),
            plan = JsonSerializer.Serialize(Plan, KithJson.Options),
            Owner.UserId,
            Owner.Name,
            Owner.Role,
            CreatedAt,
            SetId,
        });

    /// <summary>Writes everything that changes in the life of an import.</summary>
    public void Save(SqliteConnection sql) => sql.Execute(
        """
        update import_job set state = @State, layout = @layout, plan = @plan, changeset_id = @ChangesetId, next_row = @NextRow, undo_mark = @UndoMark, complete = @Complete,
          rows = @Rows, created = @Created, updated = @Updated, unchanged = @Unchanged, rejected = @Rejected, warnings = @Warnings, people = @People,
          failure = @Failure, failure_data = @FailureData, conflicts = @Conflicts, started_at = @StartedAt, finished_at = @FinishedAt,
          asker_id = @askerId, asker = @asker, asker_role = @askerRole, turn = @turn, paused_in = @pausedIn
        where import_id = @Id
        """,
        new
        {
            Id,
            State,
            layout = JsonSerializer.Serialize(Layout, KithJson.Options),
            plan = JsonSerializer.Serialize(Plan, KithJson.Options),
            ChangesetId,
            NextRow,
            UndoMark,
            Complete,
            Counts.Rows,
            Counts.Created,
            Counts.Updated,
            Counts.Unchanged,
            Counts.Rejected,
            Counts.Warnings,
            Counts.People,
            Failure,
            FailureData,
            Conflicts,
            StartedAt,
            FinishedAt,
            askerId = Asker?.UserId,
            asker = Asker?.Name,
            askerRole = Asker?.Role,
            turn = ImportState.IsBusy(State) ? Turn ?? Id : (long?)null,
            pausedIn = State == ImportState.Paused ? PausedIn : null,
        });

    /// <summary>The plan by which rows are read, in a dry run as in the run: who names no source gets the file's name.</summary>
    public ImportPlan PlanOfRows => Plan with { Source = Plan.Source ?? FileName };

    /// <summary>The files that came together with this one, itself among them.</summary>
    public ImportFellows Fellows(SqliteConnection sql) => new([.. SetId is null
        ? []
        : sql.Query<(long?, string, string)>("select changeset_id, file_name, coalesce(plan ->> '$.source', '') from import_job where set_id = @SetId limit 1000", new { SetId })]);

    /// <summary>Raw cells may hold classified values: they are for who uploaded the file, and for those who may reveal.</summary>
    public void RequireCellsFor(Caller caller, IDecide decide)
    {
        if (!ShowsCellsTo(caller, decide))
        {
            throw new Refused(Refusal.Forbidden, "import.not-yours");
        }
    }

    /// <summary>Whether that is so.</summary>
    public bool ShowsCellsTo(Caller caller, IDecide decide) => caller.UserId == Owner.UserId || decide.May(caller, "classified.reveal");

    /// <summary>Refuses unless the import is in one of these states.</summary>
    public void RequireState(params ReadOnlySpan<string> allowed)
    {
        if (!allowed.Contains(State))
        {
            throw Refused.Conflict("import.wrong-state", ("state", State));
        }
    }

    /// <summary>Refuses unless nothing of the import is in yet: its file can be read otherwise, checked, run.</summary>
    public void RequireUnrun()
    {
        if (!IsUnrun)
        {
            throw Refused.Conflict("import.wrong-state", ("state", State));
        }
    }

    private sealed class Row
    {
        public const string Columns =
            """
            import_id as Id, file_name as FileName, bytes as Bytes, sha256 as Sha256, state as State, layout as Layout, plan as Plan,
            changeset_id as ChangesetId, next_row as NextRow, undo_mark as UndoMark, complete as Complete, rows as Rows, created as Created, updated as Updated,
            unchanged as Unchanged, rejected as Rejected, warnings as Warnings, people as People, failure as Failure, failure_data as FailureData,
            conflicts as Conflicts, actor_id as ActorId, actor as Actor, actor_role as ActorRole, created_at as CreatedAt,
            started_at as StartedAt, finished_at as FinishedAt, asker_id as AskerId, asker as Asker, asker_role as AskerRole,
            turn as Turn, paused_in as PausedIn, set_id as SetId, (select count(*) from import_job earlier where earlier.turn < import_job.turn) as Ahead
            """;

        public long Id { get; init; }

        public string FileName { get; init; } = "";

        public long Bytes { get; init; }

        public string Sha256 { get; init; } = "";

        public string State { get; init; } = "";

        public string Layout { get; init; } = "";

        public string Plan { get; init; } = "";

        public long? ChangesetId { get; init; }

        public long NextRow { get; init; }

        public long UndoMark { get; init; }

        public bool Complete { get; init; }

        public long Rows { get; init; }

        public long Created { get; init; }

        public long Updated { get; init; }

        public long Unchanged { get; init; }

        public long Rejected { get; init; }

        public long Warnings { get; init; }

        public long People { get; init; }

        public string? Failure { get; init; }

        public string? FailureData { get; init; }

        public string? Conflicts { get; init; }

        public long ActorId { get; init; }

        public string Actor { get; init; } = "";

        public string ActorRole { get; init; } = "";

        public long CreatedAt { get; init; }

        public long? StartedAt { get; init; }

        public long? FinishedAt { get; init; }

        public long? AskerId { get; init; }

        public string? Asker { get; init; }

        public string? AskerRole { get; init; }

        public long? Turn { get; init; }

        public string? PausedIn { get; init; }

        public long? SetId { get; init; }

        public long Ahead { get; init; }

        public ImportJob ToJob() => new()
        {
            Id = Id,
            FileName = FileName,
            Bytes = Bytes,
            Sha256 = Sha256,
            State = State,
            Layout = JsonSerializer.Deserialize<FileLayout>(Layout, KithJson.Options)!,
            Plan = JsonSerializer.Deserialize<ImportPlan>(Plan, KithJson.Options)!,
            ChangesetId = ChangesetId,
            NextRow = NextRow,
            UndoMark = UndoMark,
            Complete = Complete,
            Counts = new ImportCounts(Rows, Created, Updated, Unchanged, Rejected, Warnings, People),
            Failure = Failure,
            FailureData = FailureData,
            Conflicts = Conflicts,
            Owner = new Caller(ActorId, Actor, ActorRole, Origin.Job, "import " + Id),
            Asker = AskerId is { } asker ? new Caller(asker, Asker ?? "", AskerRole ?? "", Origin.Job, "import " + Id) : null,
            CreatedAt = CreatedAt,
            StartedAt = StartedAt,
            FinishedAt = FinishedAt,
            Turn = Turn,
            PausedIn = PausedIn,
            SetId = SetId,
            Ahead = (int)Ahead,
        };
    }
}
