using System.Globalization;

namespace Kith.Shell;

/// <summary>Long work of all kinds: what is under way, and what came to an end. Each owner tells of its own.</summary>
[Needs("account.own")]
public sealed class ListJobs(IEnumerable<IHaveJobs> owners, IDecide decide) : IUseCase, IQuestion<ListJobs.Ask, ListJobs.Page>
{
    private const int Most = 200;

    /// <param name="Who">`mine`; else everybody's, of the kinds that the asker may see.</param>
    /// <param name="Show">`running` or `ended`; else both.</param>
    /// <param name="Before">Of what came to an end, only jobs with a lower id.</param>
    public sealed record Ask(string? Who = null, string? Show = null, long? Before = null, int Limit = 50)
    {
        public bool Mine => Who == "mine";
    }

    /// <param name="Next">Pass it as `before` for the jobs after these; null at the end.</param>
    public sealed record Page(IReadOnlyList<Job> UnderWay, IReadOnlyList<Job> Ended, long? Next);

    public static void Map(Routes routes) => routes.Get<ListJobs>("/api/jobs", ([AsParameters] Ask ask, ListJobs use, Entrance door, HttpContext http) =>
    {
        var (page, words) = (door.Ask(use, ask), Language.WordsFor(http));
        return TypedResults.Json(new JobViews(
            [.. page.UnderWay.Concat(page.Ended).Select(job => JobView.Of(job, words))], page.Next?.ToString(CultureInfo.InvariantCulture)));
    });

    public Page Answer(Ask ask, Look look)
    {
        var limit = Math.Clamp(ask.Limit, 1, Most);
        long? userId = ask.Mine ? look.Caller.UserId : null;
        var seen = owners.Where(owner => decide.May(look.Caller, owner.Needs)).ToList();
        List<Job> underWay = ask.Show == "ended" || ask.Before is not null ? [] : [.. seen.SelectMany(owner => owner.UnderWay(look.Sql, userId))];
        List<Job> ended = ask.Show == "running" ? [] :
        [
            .. seen.SelectMany(owner => owner.Ended(look.Sql, userId, ask.Before ?? long.MaxValue, limit + 1)).OrderByDescending(job => job.Id).Take(limit + 1),
        ];
        return new Page(underWay, [.. ended.Take(limit)], ended.Count > limit ? ended[limit - 1].Id : null);
    }
}

/// <summary>Jobs as API and command line show them.</summary>
public sealed record JobViews(IReadOnlyList<JobView> Jobs, string? Next);

/// <summary>A job as API and command line show it: titles and sentences in the asker's language.</summary>
public sealed record JobView(
    long Id,
    string Kind,
    string Work,
    string Title,
    string? Name,
    JobState State,
    string By,
    long AskedAt,
    long? StartedAt,
    long? FinishedAt,
    int? Ahead,
    JobExtent? Progress,
    string? Text,
    string Link)
{
    public static JobView Of(Job job, Words words) => new(
        job.Id,
        job.Kind,
        job.Work,
        TitleOf(job, words),
        job.Name,
        job.State,
        job.By,
        job.AskedAt,
        job.StartedAt,
        job.FinishedAt,
        job.Ahead,
        job.Progress,
        job.Told?.Say(words),
        job.Link);

    internal static string TitleOf(Job job, Words words) => words[$"job.{job.Kind}.{job.Work}"];
}
