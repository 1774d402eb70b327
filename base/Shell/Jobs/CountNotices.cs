namespace Kith.Shell;

/// <summary>What the bell asks for: how many notices were not seen, and whether work is under way that will ring it.</summary>
[Needs("account.own")]
public sealed class CountNotices(IEnumerable<IHaveJobs> owners) : IUseCase, IQuestion<CountNotices.Ask, CountNotices.News>
{
    /// <param name="Here">The path of the page that asks.</param>
    public sealed record Ask(string? Here = null);

    /// <param name="Here">Those that lead to the page that asks; they need not ring.</param>
    /// <param name="UnderWay">How many jobs of the asker work or wait for their turn.</param>
    public sealed record News(int Unread, int Here, int UnderWay)
    {
        /// <summary>The bell in words, in the asker's language.</summary>
        public string Label { get; init; } = "";
    }

    public static void Map(Routes routes) => routes.Get<CountNotices>("/api/notices/count", ([AsParameters] Ask ask, CountNotices use, Entrance door, HttpContext http) =>
    {
        var news = door.Ask(use, ask);
        return TypedResults.Json(news with { Label = LabelOf(news, Language.WordsFor(http)) });
    });

    internal static string LabelOf(News news, Words words) => words.Say("bell.label", ("count", news.Unread - news.Here));

    public News Answer(Ask ask, Look look)
    {
        var count = Notices.Count(look.Sql, look.Caller.UserId, ask.Here);
        return new News(count.Unread, count.Here, owners.Sum(owner => owner.CountUnderWay(look.Sql, look.Caller.UserId)));
    }
}
