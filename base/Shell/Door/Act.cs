using Microsoft.Data.Sqlite;

namespace Kith.Shell;

/// <summary>One change through the Door: its caller, its moment, and the transaction that holds all of it.</summary>
public sealed class Act
{
    private readonly Ids ids;
    private readonly Store? store;
    private readonly List<Action> durable = [];
    private Changeset? changeset;

    internal Act(SqliteConnection sql, Caller caller, AccessScope scope, Ids ids, long now, string useCase, Store? store = null)
    {
        this.store = store;
        Sql = sql;
        Caller = caller;
        Scope = scope;
        Now = now;
        this.ids = ids;
        UseCase = useCase;
    }

    /// <summary>The writer's connection, inside the act's transaction.</summary>
    public SqliteConnection Sql { get; }

    public Caller Caller { get; }

    public AccessScope Scope { get; }

    /// <summary>The use case that acts.</summary>
    public string UseCase { get; }

    /// <summary>The act's moment in UTC milliseconds.</summary>
    public long Now { get; }

    /// <summary>What the act touched, for the audit: at most 100 ids and a count.</summary>
    public AuditSubject Subject { get; } = new();

    /// <summary>Whether somebody waits for the writer: a long job then ends its batch, so that people's edits get through.</summary>
    public bool OthersWait => store?.IsWaitedFor == true;

    /// <summary>Whether people write at the moment: a long job then holds the writer more briefly from the start.</summary>
    public bool OthersWork => store?.IsShared == true;

    /// <summary>Runs something once the act is committed: what keeps a copy of the data forgets it then.</summary>
    public void WhenDurable(Action action) => durable.Add(action);

    internal void BecameDurable() => durable.ForEach(action => action());

    public long NewId() => ids.Next();

    /// <summary>The changeset of this act; made at the first change, closed with the act.</summary>
    public Changeset Changeset => changeset ??= Changeset.Begin(this, UseCase, null, closed: true);

    /// <summary>Starts a changeset that outlives this act: a long job whose batches join it one by one.</summary>
    /// <param name="useCase">Whose work it is, where another use case starts it; null = the one that acts.</param>
    public Changeset BeginLongChangeset(string? source, string? useCase = null) => changeset = Changeset.Begin(this, useCase ?? UseCase, source, closed: false);

    /// <summary>Goes on with the changeset of a long job.</summary>
    public Changeset ResumeChangeset(long changesetId) => changeset = Changeset.Resume(this, changesetId);
}

/// <summary>What an act touched.</summary>
public sealed class AuditSubject
{
    private const int MostIds = 100;
    private readonly List<long> ids = [];

    public string? Detail { get; set; }

    public long Count { get; private set; }

    public IReadOnlyList<long> Ids => ids;

    public void Add(long id)
    {
        Count++;
        if (ids.Count < MostIds)
        {
            ids.Add(id);
        }
    }
}

/// <summary>One question through the Door: its asker and a consistent snapshot.</summary>
public sealed class Look(SqliteConnection sql, Caller caller, AccessScope scope, long now)
{
    public SqliteConnection Sql { get; } = sql;

    public Caller Caller { get; } = caller;

    public AccessScope Scope { get; } = scope;

    /// <summary>The question's moment in UTC milliseconds.</summary>
    public long Now { get; } = now;
}
