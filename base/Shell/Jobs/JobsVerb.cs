using System.CommandLine;

namespace Kith.Shell;

/// <summary>`kith jobs`: what is under way and what came to an end.</summary>
internal static class JobsVerb
{
    private const int Shown = 50;

    public static Command Make(CliSession cli)
    {
        var running = new Option<bool>("--running");
        return cli.Verb("jobs", "cli.jobs", async call =>
        {
            var found = await cli.Get<JobViews>(call, $"/api/jobs?limit={Shown}{(call.GetValue(running) ? "&show=running" : "")}");
            if (cli.WantsJson(call))
            {
                cli.Print(found);
                return CliSession.Done;
            }

            foreach (var job in found.Jobs)
            {
                var place = job.Ahead is { } ahead ? cli.Words.Say("job.ahead", ("count", ahead)) : job.Text;
                Console.WriteLine(string.Join('\t', cli.Words["job.state." + Key(job.State)], job.Title, job.Name, job.By, cli.Words.DateTime(job.AskedAt, TimeZoneInfo.Local), place));
            }

            if (found.Jobs.Count == 0)
            {
                Console.WriteLine(cli.Words["job.none"]);
            }

            return CliSession.Done;
        }, running);
    }

    internal static string Key(JobState state) => state.ToString().ToLowerInvariant();
}
