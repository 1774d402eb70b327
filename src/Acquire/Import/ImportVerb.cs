using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using Kith.Check.Cleaning;
using Spectre.Console;

namespace Kith.Acquire.Import;

/// <summary>`kith import FILE` and `kith import --undo ID`.</summary>
internal static class ImportVerb
{
    /// <summary>What `--json` prints; the first four counts add up to rows.</summary>
    public sealed record Receipt(
        string Id, string File, long Rows, long Created, long Updated, long Unchanged, long Rejected, long Warnings, double Seconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? RejectsFile, string Sha256)
    {
        /// <summary>True for a dry run, absent otherwise.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool DryRun { get; init; }
    }

    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(3);

    public static Command Make(CliSession cli)
    {
        var file = new Argument<FileInfo?>("file") { Arity = ArgumentArity.ZeroOrOne };
        var options = new Options();
        return cli.Verb(
            "import",
            "cli.import",
            call => call.GetValue(options.Undo) is { } undo ? Undo(cli, call, undo) : Import(cli, call, call.GetValue(file), options),
            [file, .. options.All]);
    }

    private sealed class Options
    {
        public Option<bool> DryRun { get; } = new("--dry-run");

        public Option<long?> Undo { get; } = new("--undo");

        public Option<string?> Policy { get; } = new("--policy");

        public Option<string?> Match { get; } = new("--match");

        public Option<string[]> Map { get; } = new("--map") { AllowMultipleArgumentsPerToken = true };

        public Option<bool> IgnoreUnmapped { get; } = new("--ignore-unmapped");

        public Option<string?> Encoding { get; } = new("--encoding");

        public Option<string?> Delimiter { get; } = new("--delimiter");

        public Option<string?> Quote { get; } = new("--quote");

        public Option<string?> Sheet { get; } = new("--sheet");

        public Option<long?> HeaderRow { get; } = new("--header-row");

        public Option<bool> EmptyErases { get; } = new("--empty-erases");

        public Option<bool> LeaveOut { get; } = new("--leave-out-bad-values");

        public Option<string?> Source { get; } = new("--source");

        public Option<string?> Basis { get; } = new("--basis");

        public Option<bool> DoNotContact { get; } = new("--do-not-contact");

        public Option<string?> Region { get; } = new("--region");

        public Option<string?> DateOrder { get; } = new("--date-order");

        public Option<string?> Decimal { get; } = new("--decimal");

        public Option<int?> Century { get; } = new("--century");

        public Option<string?> Currency { get; } = new("--currency");

        public Option<FileInfo?> Rejects { get; } = new("--rejects");

        public IReadOnlyList<Symbol> All =>
        [
            DryRun, Undo, Policy, Match, Map, IgnoreUnmapped, Encoding, Delimiter, Quote, Sheet, HeaderRow, EmptyErases, LeaveOut, Source, Basis,
            DoNotContact, Region, DateOrder, Decimal, Century, Currency, Rejects,
        ];
    }

    private static async Task<int> Import(CliSession cli, ParseResult call, FileInfo? file, Options options)
    {
        if (file is not { Exists: true })
        {
            throw Refused.Invalid("cli.no-file", "file", ("file", file?.FullName ?? ""));
        }

        var wanted = call.GetValue(options.Rejects)?.FullName;
        await using var claimed = wanted is null ? null : OutputFile.Claim(wanted);
        var api = await cli.Api(call);
        var dry = call.GetValue(options.DryRun);
        ImportView view;
        try
        {
            view = await Upload(api, file);
            view = await cli.Patch<ImportView>(call, $"/api/imports/{view.Id}", Change(view, call, options));
            await cli.Post<ImportView>(call, $"/api/imports/{view.Id}/{(dry ? "check" : "run")}");
            view = await Wait(cli, call, view.Id);
        }
        catch (ProblemAnswer refused)
        {
            throw new ProblemAnswer(refused.Status, $"{file.Name}: {refused.Message}");
        }

        if (view.State == ImportState.Failed)
        {
            throw Failure(cli, view, file.Name);
        }

        if (view is { State: ImportState.Stopped, Failure: { } cause })
        {
            throw new Refused(Shell.Refusal.Unavailable, cause);
        }

        if (view.State == ImportState.Stopped)
        {
            throw Refused.Conflict("cli.import-stopped", ("id", view.Id.ToString(CultureInfo.InvariantCulture)), ("rows", view.Counts.Rows));
        }

        string? rejects = null;
        if (view.Counts.Rejected > 0 && (!dry || claimed is not null))
        {
            rejects = wanted ?? RejectsBeside(file);
            try
            {
                await using var target = claimed ?? OutputFile.Claim(rejects);
                await SaveRejects(api, view.Id, target);
            }
            catch (Refused unwritable)
            {
                // The import is done and said so; the rows left out can be fetched again.
                await Console.Error.WriteLineAsync(unwritable.Say(cli.Words));
                rejects = null;
            }
        }

        Report(cli, call, view, dry, rejects);
        return CliSession.Done;
    }

    private static async Task<int> Undo(CliSession cli, ParseResult call, long id)
    {
        await cli.Post<ImportView>(call, $"/api/imports/{id}/undo");
        var view = await Wait(cli, call, id);
        if (view.State == ImportState.Failed)
        {
            throw new Refused(Shell.Refusal.Invalid, view.Failure!, null, FailureData(view, view.File));
        }

        if (cli.WantsJson(call))
        {
            cli.Print(new { Id = view.Id.ToString(CultureInfo.InvariantCulture), view.State, view.Conflicts });
            return CliSession.Done;
        }

        Console.WriteLine(cli.Words.Say("cli.import-undone", ("id", view.Id.ToString(CultureInfo.InvariantCulture)), ("conflicts", view.Conflicts.Count)));
        foreach (var conflict in view.Conflicts)
        {
            Console.WriteLine($"{conflict.CustomerId}\t{conflict.Name}\t{conflict.Field}\t{conflict.By}");
        }

        return CliSession.Done;
    }

    private static async Task<ImportView> Upload(HttpClient api, FileInfo file)
    {
        await using var content = await Open(file);
        using var body = new StreamContent(content);
        using var answer = await api.PostAsync(new Uri($"/api/imports?name={Uri.EscapeDataString(file.Name)}", UriKind.Relative), body);
        return await CliSession.Read<ImportView>(answer);
    }

    /// <summary>Opening a pipe waits for whoever writes into it: not for ever. A link may lead nowhere.</summary>
    private static async Task<Stream> Open(FileInfo file)
    {
        try
        {
            var opening = Task.Run(file.OpenRead);
            await Task.WhenAny(opening, Task.Delay(LongestOpening));
            return opening.IsCompleted ? await opening : throw Refused.Invalid("cli.no-file", "file", ("file", file.FullName));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Refused.Invalid("cli.cant-read", "file", ("file", file.FullName), ("detail", problem.Message));
        }
    }

    /// <summary>Why the work stopped, with what is in already and how to take it back.</summary>
    private static ProblemAnswer Failure(CliSession cli, ImportView view, string file)
    {
        var cause = new Refused(Shell.Refusal.Invalid, view.Failure!, null, FailureData(view, file)).Say(cli.Words);
        var after = view.ChangesetId is null || view.Counts.Created + view.Counts.Updated == 0 ? "" : " " + cli.Words.Say(
            "cli.import-stopped", ("id", view.Id.ToString(CultureInfo.InvariantCulture)), ("rows", view.Counts.Rows));
        return new ProblemAnswer(
            view.Failure == "import.bug" ? StatusCodes.Status500InternalServerError : StatusCodes.Status422UnprocessableEntity, $"{file}: {cause}{after}");
    }

    private static ChangeImport.Request Change(ImportView view, ParseResult call, Options options)
    {
        var reading = new ChangeImport.Reading(
            call.GetValue(options.Encoding), call.GetValue(options.Delimiter), call.GetValue(options.Quote), call.GetValue(options.Sheet), call.GetValue(options.HeaderRow));
        var columns = new List<ChangeImport.ColumnChoice>();
        if (call.GetValue(options.IgnoreUnmapped))
        {
            columns.AddRange(view.Plan.Columns.Where(column => column.Field == ColumnPlan.NewField).Select(column => new ChangeImport.ColumnChoice(column.Index, null)));
        }

        foreach (var said in call.GetValue(options.Map) ?? [])
        {
            var parts = said.Split('=', 2);
            var column = view.Plan.Columns.FirstOrDefault(candidate => candidate.Header == parts[0])
                ?? throw Refused.Invalid("cli.no-column", "map", ("column", parts[0]));
            columns.RemoveAll(choice => choice.Index == column.Index);
            columns.Add(new ChangeImport.ColumnChoice(column.Index, parts.Length > 1 ? parts[1] : null));
        }

        return new ChangeImport.Request(
            reading == new ChangeImport.Reading() ? null : reading,
            columns.Count == 0 ? null : columns,
            call.GetValue(options.Policy),
            call.GetValue(options.Match)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            call.GetValue(options.EmptyErases) ? true : null,
            call.GetValue(options.LeaveOut) ? true : null,
            call.GetValue(options.Source),
            call.GetValue(options.Basis),
            call.GetValue(options.DoNotContact) ? true : null,
            call.GetValue(options.Region),
            call.GetValue(options.DateOrder),
            call.GetValue(options.Decimal) switch
            {
                null => null,
                "point" => false,
                "comma" => true,
                var other => throw Refused.Invalid("import.unknown-choice", "decimal", ("value", other), ("known", "point, comma")),
            },
            call.GetValue(options.Century),
            call.GetValue(options.Currency));
    }

    private static async Task<ImportView> Wait(CliSession cli, ParseResult call, long id)
    {
        var quiet = cli.WantsJson(call) || Console.IsErrorRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var pause = TimeSpan.FromMilliseconds(20);
        while (true)
        {
            var view = await cli.Get<ImportView>(call, $"/api/imports/{id}");
            // Who paused it may go on with it.
            if (view is { IsBusy: false, State: not ImportState.Paused })
            {
                if (!quiet)
                {
                    console.WriteLine();
                }

                return view;
            }

            if (!quiet)
            {
                console.Write($"\r{cli.Words.Say("cli.import-progress", ("rows", view.Progress?.Done ?? 0))} ");
            }

            await Task.Delay(pause);
            pause = TimeSpan.FromMilliseconds(Math.Min(500, pause.TotalMilliseconds * 1.5));
        }
    }

    /// <summary>A name of its own in the current folder: the file of an earlier import may be under correction.</summary>
    private static string RejectsBeside(FileInfo file)
    {
        var name = Path.GetFullPath(Path.GetFileNameWithoutExtension(file.Name) + ".rejects");
        var path = name + ".csv";
        for (var number = 2; Path.Exists(path); number++)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}.csv");
        }

        return path;
    }

    private static async Task SaveRejects(HttpClient api, long id, OutputFile target)
    {
        using var answer = await api.GetAsync(new Uri($"/api/imports/{id}/rejects.csv", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await CliSession.Require(answer);
        await answer.Content.CopyToAsync(target.Content);
        await target.Complete();
    }

    private static void Report(CliSession cli, ParseResult call, ImportView view, bool dry, string? rejects)
    {
        var counts = view.Counts;
        if (cli.WantsJson(call))
        {
            cli.Print(new Receipt(
                view.Id.ToString(CultureInfo.InvariantCulture), view.File, counts.Rows, counts.Created, counts.Updated, counts.Unchanged,
                counts.Rejected, counts.Warnings, view.Seconds, rejects, view.Sha256)
            {
                DryRun = dry,
            });
            return;
        }

        Console.WriteLine(cli.Words.Say(
            dry ? "cli.import-checked" : "cli.import-done",
            ("rows", counts.Rows),
            ("created", counts.Created),
            ("updated", counts.Updated),
            ("unchanged", counts.Unchanged),
            ("rejected", counts.Rejected),
            ("id", view.Id.ToString(CultureInfo.InvariantCulture))));
        foreach (var problem in view.Problems)
        {
            Console.WriteLine($"  {problem.Count,6}  {FindingWords.Say(cli.Words, problem.Code, "…")}");
        }

        foreach (var open in ImportAdvice.Of(cli.Words, view))
        {
            Console.WriteLine(open);
        }

        if (rejects is not null)
        {
            Console.WriteLine(cli.Words.Say("cli.import-rejects", ("file", rejects)));
        }
    }

    private static Dictionary<string, object?> FailureData(ImportView view, string file)
    {
        var data = view.FailureData?.ToDictionary(pair => pair.Key, pair => (object?)pair.Value.ToString(), StringComparer.Ordinal) ?? [];
        data["file"] = file;
        return data;
    }
}
