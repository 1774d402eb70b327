using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Kith.Check.Cleaning;
using Kith.Keep.Fields;
using Spectre.Console;

namespace Kith.Acquire.Import;

/// <summary>`kith import FILE…` and `kith import --undo ID`.</summary>
internal static partial class ImportVerb
{
    /// <summary>What `--json` prints; the first four counts add up to rows.</summary>
    public sealed record Receipt(
        string Id, string File, long Rows, long Created, long Updated, long Unchanged, long Rejected, long Warnings, double Seconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? RejectsFile, string Sha256)
    {
        /// <summary>True for a dry run, absent otherwise.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool DryRun { get; init; }

        /// <summary>Of a dry run: the field that each column goes to, null where it is left out.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<MappedColumn>? Columns { get; init; }
    }

    /// <param name="Field">The key of a field, or `new`.</param>
    public sealed record MappedColumn(string Column, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Field);

    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(3);

    public static Command Make(CliSession cli)
    {
        var files = new Argument<FileInfo[]>("file") { Arity = ArgumentArity.ZeroOrMore };
        var options = new ImportOptions();
        return cli.Verb(
            "import",
            "cli.import",
            call => (call.GetValue(options.Undo), call.GetValue(files) ?? []) switch
            {
                ({ } undo, _) => Undo(cli, call, undo),
                (_, { Length: > 1 } several) => ImportSeveral(cli, call, several, options),
                (_, var one) when options.WantsAllSheets(call) => ImportSeveral(cli, call, one, options),
                (_, var one) => Import(cli, call, one.FirstOrDefault(), options),
            },
            [files, .. options.All]);
    }

    private static async Task<int> Import(CliSession cli, ParseResult call, FileInfo? file, ImportOptions options)
    {
        RequireThere(file);
        var wanted = call.GetValue(options.Rejects)?.FullName;
        await using var claimed = wanted is null ? null : OutputFile.Claim(wanted);
        var api = await cli.Api(call);
        var dry = call.GetValue(options.DryRun);
        long? upload = null;
        try
        {
            ImportView view;
            try
            {
                view = await Upload(api, file);
                upload = view.Id;
                view = await SetUp(cli, call, view, options);
                await TellFile(cli, view);
                await TellOtherSheets(cli, view);
                upload = dry && !call.GetValue(options.Keep) ? upload : null;
                await cli.Post<ImportView>(call, $"/api/imports/{view.Id}/{(dry ? "check" : "run")}");
                view = await Wait(cli, call, view.Id);
            }
            catch (ProblemAnswer refused)
            {
                throw new ProblemAnswer(refused.Status, $"{file.Name}: {refused.Message}");
            }

            await Report(cli, call, api, view, wanted, claimed, dry);
        }
        finally
        {
            await Discard(api, upload is { } left ? [left] : []);
        }

        return CliSession.Done;
    }

    /// <summary>What was only tried leaves nothing behind.</summary>
    private static async Task Discard(HttpClient api, IEnumerable<long> imports)
    {
        foreach (var import in imports)
        {
            using var _ = await api.DeleteAsync(new Uri($"/api/imports/{import}", UriKind.Relative));
        }
    }

    private static async Task Report(CliSession cli, ParseResult call, HttpClient api, ImportView view, string? wanted, OutputFile? claimed, bool dry)
    {
        RequireEnded(cli, view);
        var rejects = view.Counts.Rejected > 0 && (!dry || claimed is not null) ? await Rejects(cli, api, view, wanted, claimed) : null;
        if (cli.WantsJson(call))
        {
            cli.Print(ReceiptOf(view, dry, rejects));
        }
        else
        {
            Tell(cli, view, dry, rejects);
            await TellColumns(cli, call, view, dry);
        }
    }

    /// <summary>Says of a dry run which column goes to which field.</summary>
    private static async Task TellColumns(CliSession cli, ParseResult call, ImportView view, bool dry)
    {
        if (!dry)
        {
            return;
        }

        var own = (await cli.Get<IReadOnlyList<ListFields.Item>>(call, "/api/fields")).Where(field => field.Label is not null).ToDictionary(field => field.Key, field => field.Label!, StringComparer.Ordinal);
        Console.WriteLine(cli.Words["cli.import-columns"]);
        foreach (var column in view.Plan.Columns)
        {
            var name = column.Header.Length > 0 ? column.Header : cli.Words.Say("import.columns.number", ("number", column.Index + 1));
            Console.WriteLine("  " + (column.Field switch
            {
                null => cli.Words.Say("cli.import-column-out", ("column", name)),
                ColumnPlan.NewField => cli.Words.Say("cli.import-column-new", ("column", name), ("field", column.NewLabel ?? name), ("type", cli.Words["type." + (column.NewType ?? "text")])),
                var field => cli.Words.Say("cli.import-column", ("column", name), ("field", own.GetValueOrDefault(field) ?? cli.Words["field." + field]), ("key", field)),
            }));
        }
    }

    private static void RequireThere([NotNull] FileInfo? file)
    {
        if (file is not { Exists: true })
        {
            throw Refused.Invalid("cli.no-file", "file", ("file", file?.FullName ?? ""));
        }
    }

    /// <summary>Reads it as the options say, sets it up by the template that they name, and changes what else they say.</summary>
    private static async Task<ImportView> SetUp(CliSession cli, ParseResult call, ImportView view, ImportOptions options)
    {
        var path = $"/api/imports/{view.Id}";
        var change = options.Change(view, call);
        if (call.GetValue(options.Template) is { } name)
        {
            if (change.Reading is not null)
            {
                await cli.Patch<ImportView>(call, path, new ChangeImport.Request(change.Reading));
            }

            view = await cli.Post<ImportView>(call, path + "/template", new UseTemplate.Request(Name: name));
            if (view.Plan.Template is null)
            {
                throw Refused.Invalid("cli.import-template-unfit", "template", ("file", view.File), ("name", name));
            }

            change = options.Change(view, call) with { Reading = null };
        }

        return await cli.Patch<ImportView>(call, path, change);
    }

    /// <exception cref="ProblemAnswer">The work failed.</exception>
    /// <exception cref="Refused">It was stopped.</exception>
    private static void RequireEnded(CliSession cli, ImportView view)
    {
        if (view.State == ImportState.Failed)
        {
            throw Failure(cli, view, ImportSet.NameOf(view.File, view.Layout));
        }

        if (view is { State: ImportState.Stopped, Failure: { } cause })
        {
            throw new Refused(Shell.Refusal.Unavailable, cause);
        }

        if (view.State == ImportState.Stopped)
        {
            throw Refused.Conflict("cli.import-stopped", ("id", view.Id.ToString(CultureInfo.InvariantCulture)), ("rows", view.Counts.Rows));
        }
    }

    /// <summary>Writes the rows that were left out; answers where to, or null where that can't be done: they can be fetched again.</summary>
    private static async Task<string?> Rejects(CliSession cli, HttpClient api, ImportView view, string? wanted, OutputFile? claimed)
    {
        var path = wanted ?? RejectsBeside(view.File);
        try
        {
            await using var target = claimed ?? OutputFile.Claim(path);
            await SaveRejects(api, view.Id, target);
            return path;
        }
        catch (Refused unwritable)
        {
            await Console.Error.WriteLineAsync(unwritable.Say(cli.Words));
            return null;
        }
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

        Console.WriteLine(cli.Words.Say(
            view.Conflicts.Count == 0 ? "cli.import-undone" : "cli.import-undone-conflicts",
            ("id", view.Id.ToString(CultureInfo.InvariantCulture)),
            ("conflicts", view.Conflicts.Count),
            ("customers", view.Conflicts.Select(conflict => conflict.CustomerId).Distinct().Count())));
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
    private static string RejectsBeside(string file)
    {
        var name = Path.GetFullPath(Path.GetFileNameWithoutExtension(file) + ".rejects");
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

    private static Receipt ReceiptOf(ImportView view, bool dry, string? rejects)
    {
        var counts = view.Counts;
        return new Receipt(
            view.Id.ToString(CultureInfo.InvariantCulture), view.File, counts.Rows, counts.Created, counts.Updated, counts.Unchanged,
            counts.Rejected, counts.Warnings, view.Seconds, rejects, view.Sha256)
        {
            DryRun = dry,
            Columns = dry ? [.. view.Plan.Columns.Select(column => new MappedColumn(column.Header, column.Field))] : null,
        };
    }

    private static void Tell(CliSession cli, ImportView view, bool dry, string? rejects)
    {
        var counts = view.Counts;
        Console.WriteLine(cli.Words.Say(
            dry ? "cli.import-checked" : "cli.import-done",
            ("rows", counts.Rows),
            ("created", counts.Created),
            ("updated", counts.Updated),
            ("unchanged", counts.Unchanged),
            ("rejected", counts.Rejected),
            ("id", view.Id.ToString(CultureInfo.InvariantCulture))));
        if (counts.People > 0)
        {
            Console.WriteLine("  " + cli.Words.Say("cli.import-people", ("count", counts.People)));
        }

        foreach (var problem in view.Problems)
        {
            Console.WriteLine($"  {problem.Count,6}  " + cli.Words.Say(
                "cli.import-problem", ("sentence", FindingWords.Say(cli.Words, problem.Code, problem.Example ?? "…")), ("row", problem.FirstRow)));
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
