using System.CommandLine;

namespace Kith.Acquire.Import;

/// <content>Several files, or all sheets of a workbook: one set, run in its order, one receipt each.</content>
internal static partial class ImportVerb
{
    private const int FindingsTold = 5;

    private static async Task<int> ImportSeveral(CliSession cli, ParseResult call, FileInfo[] files, ImportOptions options)
    {
        options.RequireNoneOfOne(call);
        foreach (var file in files.DefaultIfEmpty())
        {
            RequireThere(file);
        }

        var api = await cli.Api(call);
        var dry = call.GetValue(options.DryRun);
        var (set, imports) = await TakeIn(cli, call, api, files, options);
        await (set is { } together
            ? cli.Post<ImportSetView>(call, $"/api/import-sets/{together}/{(dry ? "check" : "run")}")
            : (Task)cli.Post<ImportView>(call, $"/api/imports/{imports[0]}/{(dry ? "check" : "run")}"));
        var ended = new List<ImportView>();
        try
        {
            foreach (var import in imports)
            {
                ended.Add(await Wait(cli, call, import));
            }

            await ReportAll(cli, call, api, ended, dry);
        }
        finally
        {
            await Discard(api, dry && !call.GetValue(options.Keep) ? imports : []);
        }

        return CliSession.Done;
    }

    private static async Task ReportAll(CliSession cli, ParseResult call, HttpClient api, List<ImportView> ended, bool dry)
    {
        var receipts = new List<Receipt>();
        foreach (var view in ended.Where(view => view.State is ImportState.Done or ImportState.Checked))
        {
            var rejects = view.Counts.Rejected > 0 && !dry ? await Rejects(cli, api, view, null, null) : null;
            receipts.Add(ReceiptOf(view, dry, rejects));
            if (!cli.WantsJson(call))
            {
                Console.WriteLine(cli.Words.Say("cli.import-of", ("file", ImportSet.NameOf(view.File, view.Layout))));
                Tell(cli, view, dry, rejects);
                await TellColumns(cli, call, view, dry);
            }
        }

        if (cli.WantsJson(call))
        {
            cli.Print(receipts);
        }

        ended.ForEach(view => RequireEnded(cli, view));
    }

    /// <summary>Uploads everything and sets it up. What can't be taken in whole is not taken in at all: the files belong together.</summary>
    /// <returns>The set, null where there is one import only, and its imports in the order in which they run.</returns>
    private static async Task<(long? Set, IReadOnlyList<long> Imports)> TakeIn(CliSession cli, ParseResult call, HttpClient api, FileInfo[] files, ImportOptions options)
    {
        var imports = new List<long>();
        string? at = null;
        try
        {
            long? set = null;
            foreach (var file in files)
            {
                at = file.Name;
                imports.Add((await Upload(api, file)).Id);
            }

            at = null;
            if (imports.Count > 1)
            {
                set = (await cli.Post<ImportSetView>(call, "/api/import-sets", new GatherImports.Request([.. imports]))).Id;
            }

            foreach (var import in imports.ToList())
            {
                var view = await cli.Get<ImportView>(call, $"/api/imports/{import}");
                if (options.WantsAllSheets(call) && await TellNotes(cli, view) > 1)
                {
                    at = view.File;
                    var taken = await cli.Post<ImportSetView>(call, $"/api/imports/{import}/sheets");
                    set = taken.Id;
                    imports.AddRange(taken.Members.Select(member => member.Import.Id).Except(imports));
                    await TellRefused(cli, taken.Refused);
                }
            }

            foreach (var import in imports)
            {
                var view = await cli.Get<ImportView>(call, $"/api/imports/{import}");
                at = ImportSet.NameOf(view.File, view.Layout);
                view = await SetUp(cli, call, view, options);
                await TellFile(cli, view);
                if (!options.WantsAllSheets(call))
                {
                    await TellOtherSheets(cli, view);
                }
            }

            return set is null ? (null, imports) : (set, [.. (await cli.Get<ImportSetView>(call, $"/api/import-sets/{set}")).Members.Select(member => member.Import.Id)]);
        }
        catch (Exception refused) when (refused is ProblemAnswer or Refused)
        {
            await Discard(api, imports);
            throw refused is ProblemAnswer answer && at is not null ? new ProblemAnswer(answer.Status, $"{at}: {answer.Message}") : refused;
        }
    }

    /// <summary>Says what there is to say of a file as such, as its page does.</summary>
    private static async Task TellFile(CliSession cli, ImportView view)
    {
        foreach (var finding in view.Layout.Findings.Take(FindingsTold))
        {
            await Console.Error.WriteLineAsync($"{ImportSet.NameOf(view.File, view.Layout)}: {ProblemWords.OfFile(cli.Words, finding)}");
        }
    }

    /// <summary>Says which sheets with rows are left out where one of them is imported.</summary>
    private static async Task TellOtherSheets(CliSession cli, ImportView view)
    {
        var others = (view.Layout.SheetsWithRows ?? []).Where(sheet => sheet != view.Layout.Sheet).ToList();
        if (others.Count > 0)
        {
            var names = others.Count > TakeSheets.SheetsNamed ? [.. others.Take(TakeSheets.SheetsNamed), "…"] : others;
            await Console.Error.WriteLineAsync(cli.Words.Say(
                "cli.import-other-sheets", ("file", view.File), ("sheet", view.Layout.Sheet), ("count", others.Count), ("sheets", cli.Words.List(names))));
        }
    }

    /// <summary>Says which sheets are left out as notes; answers how many are to be imported.</summary>
    private static async Task<int> TellNotes(CliSession cli, ImportView view)
    {
        var sheets = view.Layout.SheetsWithRows ?? [];
        var notes = sheets.Where(sheet => sheet != view.Layout.Sheet && NoteSheets.IsOne(sheet)).ToList();
        foreach (var sheet in notes)
        {
            await Console.Error.WriteLineAsync(cli.Words.Say("cli.import-notes", ("file", view.File), ("sheet", sheet)));
        }

        return sheets.Count - notes.Count;
    }

    /// <summary>A sheet without rows is no reason to stop; one that can't be read is.</summary>
    private static async Task TellRefused(CliSession cli, IReadOnlyList<RefusedFile> refused)
    {
        foreach (var sheet in refused)
        {
            var sentence = $"{sheet.File} · {sheet.Sheet}: {sheet.Reason.Say(cli.Words)}";
            if (sheet.Reason.Word != TakeSheets.NoRows)
            {
                throw new ProblemAnswer(StatusCodes.Status422UnprocessableEntity, sentence);
            }

            await Console.Error.WriteLineAsync(sentence);
        }
    }
}
