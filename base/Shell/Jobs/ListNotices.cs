namespace Kith.Shell;

/// <summary>A person's own notices, the newest first, and how many were not seen.</summary>
[Needs("account.own")]
public sealed class ListNotices : IUseCase, IQuestion<ListNotices.Ask, ListNotices.Page>
{
    private const int Most = 200;

    public sealed record Ask(long? Before, int Limit, Words Words);

    /// <param name="Next">Pass it as `before` for the notices after these; null at the end.</param>
    public sealed record Page(int Unread, IReadOnlyList<Notice> Notices, string? Next);

    public static void Map(Routes routes) => routes.Get<ListNotices>("/api/notices", (ListNotices use, Entrance door, HttpContext http, long? before, int limit = 50) =>
        TypedResults.Json(door.Ask(use, new Ask(before, limit, Language.WordsFor(http)))));

    public Page Answer(Ask ask, Look look)
    {
        var limit = Math.Clamp(ask.Limit, 1, Most);
        var found = Notices.Of(look.Sql, ask.Words, look.Caller.UserId, ask.Before, limit + 1);
        return new Page(
            Notices.Count(look.Sql, look.Caller.UserId, null).Unread,
            [.. found.Take(limit)],
            found.Count > limit ? found[limit - 1].Id.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }
}
