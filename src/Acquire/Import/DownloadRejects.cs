using System.Globalization;
using Kith.Check.Cleaning;
using Kith.Engine.Reach;

namespace Kith.Acquire.Import;

/// <summary>
/// The rows that were left out, as a CSV file with the header of the original and two columns in front: the row's number and
/// the reasons in words. Corrected, it can be imported as it is: those two columns are known and skipped.
/// </summary>
[Needs("import.run")]
public sealed class DownloadRejects(DataFolder folder, ISeal seal, IDecide decide) : IUseCase
{
    /// <summary>The header of the column with the row's number; an import leaves it out.</summary>
    public const string RowColumn = "kith:row";

    /// <summary>The header of the column with the reasons; an import leaves it out.</summary>
    public const string ReasonColumn = "kith:problems";

    private const int RowsAtATime = 500;
    private readonly DataFolder folder = folder;
    private readonly IDecide decide = decide;

    public static void Map(Routes routes) => routes.Get<DownloadRejects>("/api/imports/{id:long}/rejects.csv", async (
        long id, DownloadRejects use, RevealCells reveal, Door door, HttpContext http) =>
    {
        var words = Language.WordsFor(http);
        await reveal.Note(id, typeof(DownloadRejects), Entrance.CallerOf(http));
        var (look, snapshot) = door.OpenLook(typeof(DownloadRejects), Entrance.CallerOf(http));
        ImportJob job;
        try
        {
            job = ImportJob.Require(look.Sql, id);
            job.RequireCellsFor(look.Caller, use.decide);
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }

        return TypedResults.Stream(
            body => Spool.Send(
                use.folder,
                async (file, stop) =>
                {
                    using (snapshot)
                    {
                        await use.Write(file, job, look, words, stop);
                    }
                },
                body),
            "text/csv; charset=utf-8",
            Path.GetFileNameWithoutExtension(job.FileName) + ".rejects.csv");
    });

    internal async Task Write(Stream body, ImportJob job, Look look, Words words, CancellationToken stop)
    {
        await using var csv = new CsvWriter(body);
        await csv.WriteRowAsync([RowColumn, ReasonColumn, .. FileColumns(job).Select(column => column.Header)], stop);
        if (!ImportFile.Exists(folder, job.Id))
        {
            return;
        }

        var texts = new ColumnTexts(job.Plan);
        using var file = ImportFile.Open(folder, job.Id, job.Layout, job.Plan.Columns);
        using var rows = file.Rows().GetEnumerator();
        long after = 0;
        while (ImportProblems.Page(look.Sql, seal, job.Id, new ProblemFilter(true, null, null), after, RowsAtATime) is { Count: > 0 } problems)
        {
            var fixes = ImportFixes.Of(look.Sql, seal, job.Id, problems.Select(problem => problem.Row).Distinct());
            foreach (var group in problems.GroupBy(problem => problem.Row))
            {
                while (rows.MoveNext() && rows.Current.Number < group.Key)
                {
                    // Both go through the file in its order.
                }

                var reasons = group.Where(problem => problem.Refuses).Select(problem => Reason(problem, job, words));
                var (cells, corrected) = (rows.Current.Cells, fixes.GetValueOrDefault(group.Key));
                await csv.WriteRowAsync(
                    [group.Key.ToString(CultureInfo.InvariantCulture), string.Join(" ", reasons), .. FileColumns(job).Select(column => texts.Original(column.Index, cells, corrected))], stop);
                after = group.Key;
            }

            await csv.FlushAsync(stop);
        }
    }

    /// <summary>The columns of the original: what was made of them is made of them again.</summary>
    private static IEnumerable<ColumnPlan> FileColumns(ImportJob job) => job.Plan.Columns.Where(column => !column.IsMade);

    /// <summary>A problem in words: the column's header and the sentence.</summary>
    internal static string Reason(ImportProblem problem, ImportJob job, Words words)
    {
        var header = job.Plan.Columns.FirstOrDefault(column => column.Index == problem.Column)?.Header;
        var sentence = FindingWords.Say(words, problem.Code, problem.Data);
        return header is null ? sentence : words.Say("import.reason", ("column", header), ("reason", sentence));
    }
}
