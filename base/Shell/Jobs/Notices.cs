using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Shell;

/// <summary>A notice as its reader sees it.</summary>
public sealed record Notice(long Id, string Text, string Word, string Link, long At, bool Seen);

/// <summary>How a person's bell stands.</summary>
/// <param name="Unread">Notices that were not seen yet, at most <see cref="Notices.MostCounted"/>.</param>
/// <param name="Here">How many of them lead to the page that asks.</param>
public sealed record BellCount(int Unread, int Here);

/// <summary>What people are told when work of theirs comes to an end. Kept 90 days.</summary>
public sealed class Notices(Store store, TimeProvider clock) : IEachDay
{
    /// <summary>More than these are "99+".</summary>
    public const int MostCounted = 100;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>
    /// Tells a user something, in the transaction in which it happened. The operator, who has no user's account, waits for
    /// the answer at the command line and is told nothing.
    /// </summary>
    /// <param name="id">A new id.</param>
    public static void Tell(SqliteConnection sql, long id, long userId, Sentence said, string link, long at)
    {
        if (userId != 0)
        {
            sql.Execute(
                "insert into notice (notice_id, user_id, word, data, link, at) values (@id, @userId, @Word, @Data, @link, @at)",
                new { id, userId, said.Word, said.Data, link, at });
        }
    }

    public static BellCount Count(SqliteConnection sql, long userId, string? here)
    {
        var (unread, found) = sql.QuerySingle<(long, long?)>(
            """
            select count(*), sum(link = @here) from (select link from notice where user_id = @userId and seen_at is null limit @MostCounted)
            """,
            new { userId, here, MostCounted });
        return new BellCount((int)unread, (int)(found ?? 0));
    }

    /// <summary>A user's notices, the newest first.</summary>
    /// <param name="before">Only those with a lower id; null = from the newest.</param>
    internal static IReadOnlyList<Notice> Of(SqliteConnection sql, Words words, long userId, long? before, int limit) =>
    [
        .. sql.Query<(long Id, string Word, string Data, string Link, long At, bool Seen)>(
            """
            select notice_id, word, data, link, at, seen_at is not null from notice
            where user_id = @userId and (@before is null or notice_id < @before)
            order by notice_id desc limit @limit
            """,
            new { userId, before, limit }).Select(row => new Notice(row.Id, Sentence.Stored(row.Word, row.Data).Say(words), row.Word, row.Link, row.At, row.Seen)),
    ];

    public Task Settle() => Tidy();

    /// <summary>Those that are too old go; ids are in the order of time.</summary>
    public Task Tidy() => store.Write(sql => sql.Execute(
        "delete from notice where notice_id < @first", new { first = Ids.FirstAt((clock.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds()) }));
}
