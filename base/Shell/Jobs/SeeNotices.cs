using Dapper;

namespace Kith.Shell;

/// <summary>Notes that a person has seen their notices: all, those up to one, or those that lead to a page.</summary>
[Needs("account.own")]
public sealed class SeeNotices : IUseCase, IChange<SeeNotices.Ask, SeeNotices.Done>
{
    /// <param name="UpToId">The newest that was shown; null = all.</param>
    /// <param name="Link">Only those that lead there.</param>
    public sealed record Ask(long? UpToId = null, string? Link = null);

    /// <param name="Seen">How many that made seen.</param>
    public sealed record Done(int Seen);

    public static void Map(Routes routes)
    {
        routes.Post<SeeNotices>("/api/notices/seen", async (Ask ask, SeeNotices use, Entrance door) => TypedResults.Json(await door.Change(use, ask)));
        routes.Post<SeeNotices>(NoticesPage.Path + "/seen", async (SeeNotices use, Entrance door) =>
        {
            await door.Change(use, new Ask());
            return TypedResults.LocalRedirect(NoticesPage.Path);
        });
    }

    public Done Handle(Ask ask, Act act) => new(act.Sql.Execute(
        """
        update notice set seen_at = @Now
        where user_id = @UserId and seen_at is null and (@UpToId is null or notice_id <= @UpToId) and (@Link is null or link = @Link)
        """,
        new { act.Now, act.Caller.UserId, ask.UpToId, ask.Link }));
}
