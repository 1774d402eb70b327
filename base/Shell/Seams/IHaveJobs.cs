using Microsoft.Data.Sqlite;

namespace Kith.Shell;

/// <summary>
/// Implemented by whatever does long work, in the folder that owns it: the jobs page shows what the owner stores and knows,
/// and keeps nothing of its own.
/// </summary>
public interface IHaveJobs
{
    /// <summary>Most jobs that an owner names as being under way.</summary>
    const int MostUnderWay = 200;

    /// <summary>The permission of those who may see jobs of this kind.</summary>
    string Needs { get; }

    /// <summary>How many jobs of a user work or wait for their turn: asked for by every page.</summary>
    int CountUnderWay(SqliteConnection sql, long userId);

    /// <summary>What works, waits or is paused, in the order in which it gets its turn; at most <see cref="MostUnderWay"/>.</summary>
    /// <param name="userId">Only what this user asked for; null = everybody's.</param>
    IEnumerable<Job> UnderWay(SqliteConnection sql, long? userId);

    /// <summary>What came to an end or waits for an answer, the newest first.</summary>
    /// <param name="before">Only jobs with a lower id.</param>
    IEnumerable<Job> Ended(SqliteConnection sql, long? userId, long before, int limit);
}

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>In the queue.</summary>
    Waiting,
    Working,
    Paused,

    /// <summary>Waits for somebody's answer.</summary>
    Asks,
    Stopped,
    Done,
    Failed,
}

/// <summary>One piece of long work as its owner tells of it.</summary>
/// <param name="Id">Time-ordered over all kinds.</param>
/// <param name="Kind">What does it: `import`; with <paramref name="Work"/> the word `job.KIND.WORK`.</param>
/// <param name="Name">What it is done to, such as a file's name.</param>
/// <param name="UserId">Who asked for it.</param>
/// <param name="Link">Its own page.</param>
public sealed record Job(long Id, string Kind, string Work, string? Name, JobState State, long UserId, string By, long AskedAt, string Link)
{
    /// <summary>How many are before it in the queue; null unless it waits there.</summary>
    public int? Ahead { get; init; }

    public long? StartedAt { get; init; }

    public long? FinishedAt { get; init; }

    /// <summary>How far it is; null unless it works or is paused.</summary>
    public JobExtent? Progress { get; init; }

    /// <summary>What is to be said of it: counts, a reason.</summary>
    public Sentence? Told { get; init; }

    /// <summary>What can be done with it, at endpoints of the owner's.</summary>
    public IReadOnlyList<JobAct> Acts { get; init; } = [];
}

/// <summary>How far a job is.</summary>
/// <param name="Done">Rows, customers or bytes.</param>
/// <param name="Total">Null where nobody knows.</param>
/// <param name="PerSecond">Null while there is too little to go by.</param>
/// <param name="InBytes">Whether bytes are counted.</param>
public sealed record JobExtent(long Done, long? Total, double? PerSecond = null, bool InBytes = false)
{
    /// <summary>At the pace of the last moments; null where that would be a guess.</summary>
    public double? SecondsLeft => Total is { } total && PerSecond is > 0 and var pace ? Math.Max(0, total - Done) / pace : null;
}

/// <summary>Something that can be done with a job, by a form.</summary>
/// <param name="Address">Where the form is sent.</param>
/// <param name="Needs">The permission without which it is not offered.</param>
public sealed record JobAct(string WordKey, string Icon, string Address, string Needs);
