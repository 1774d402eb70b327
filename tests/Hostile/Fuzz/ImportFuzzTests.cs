using System.Net;
using Kith.Acquire.Import;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Hostile.Fuzz;

/// <summary>
/// Whole imports of damaged and odd files over HTTP into one running Kith: each is refused in a clear answer, or each of its rows
/// is created, updated, unchanged or handed back with a reason, and undoing it leaves the customers that were there.
/// </summary>
[Trait("suite", "hostile")]
[Collection(Alone.Name)]
public sealed class ImportFuzzTests(RunningKith kith, ITestOutputHelper output) : IClassFixture<RunningKith>
{
    private const string Kind = "imports";
    private const long MostMemoryKept = 256L << 20;

    [Fact]
    public async Task Every_row_of_a_made_up_file_is_accounted_for() => await Run(FuzzRun.Long ? 3000 : 120, Made);

    [Fact]
    public async Task Every_row_of_a_damaged_file_is_accounted_for()
    {
        var (texts, books, cards) = (FuzzSeeds.SharedTexts(), FuzzSeeds.SharedBooks(), FuzzSeeds.SharedCards());
        await Run(FuzzRun.Long ? 3000 : 80, random => random.Next(8) switch
        {
            0 => Mutator.Change(random, Any(random, cards), () => Any(random, cards)),
            1 or 2 => WorkbookMutator.Change(random, Any(random, books), () => Any(random, books)),
            _ => Mutator.Change(random, Any(random, texts), () => Any(random, texts)),
        });
    }

    private async Task Run(int count, Func<Random, FuzzInput> make)
    {
        var customers = Customers();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var (refused, rows, rejected) = (0, 0L, 0L);
        for (var number = 0; number < count; number++)
        {
            var input = make(FuzzRun.RandomOf(Kind + count, number));
            try
            {
                var counts = await Import(input);
                refused += counts is null ? 1 : 0;
                rows += counts?.Rows ?? 0;
                rejected += counts?.Rejected ?? 0;
                Assert.Equal(customers, Customers());
            }
            catch (Exception fault)
            {
                var path = Path.Combine(Directory.CreateDirectory(Path.Combine(SourceTree.Root, "artifacts", "fuzz")).FullName, $"{Kind}-{FuzzRun.Seed}-{number}.bin");
                await File.WriteAllBytesAsync(path, input.Bytes, TestContext.Current.CancellationToken);
                throw new InvalidOperationException($"KITH_SEED={FuzzRun.Seed} {Kind} {number}: {input.Name}, kept as {Path.GetRelativePath(SourceTree.Root, path)}: {fault.Message}", fault);
            }
        }

        var kept = GC.GetTotalMemory(forceFullCollection: true) - memory;
        output.WriteLine($"MEASURED: fuzz {Kind}: {count} files (KITH_SEED={FuzzRun.Seed}), {refused} refused, {rows} rows of the others, {rejected} of them handed back; {kept >> 20} MB kept");
        Assert.True(kept < MostMemoryKept, $"{kept >> 20} MB are kept");
        Assert.InRange(refused, 0, count * 3 / 4);
    }

    /// <returns>What became of the rows; null when the file was refused.</returns>
    private async Task<ImportCounts?> Import(FuzzInput input)
    {
        var us = kith.Operator;
        using var body = new ByteArrayContent(input.Bytes);
        var upload = await us.Send(HttpMethod.Post, "/api/imports?name=fuzz.bin", body);
        if (IsRefused(upload))
        {
            return null;
        }

        var id = upload.As<ImportView>().Id;
        var run = await us.Post($"/api/imports/{id}/run");
        if (run.Code == "import.nothing-mapped")
        {
            (await us.Patch($"/api/imports/{id}", new { columns = new[] { new { index = 0, field = "name" } } })).RequireDone();
            run = await us.Post($"/api/imports/{id}/run");
        }

        if (IsRefused(run))
        {
            return null;
        }

        var view = await us.Rest(id);
        Assert.True(view.State == ImportState.Done || view.Failure?.StartsWith("finding.", StringComparison.Ordinal) == true, $"{view.State}: {view.Failure}");
        var counts = view.Counts;
        Assert.Equal(counts.Rows, counts.Created + counts.Updated + counts.Unchanged + counts.Rejected);
        if (view.State == ImportState.Done && !view.Layout.RowsEstimated)
        {
            Assert.Equal(view.Layout.Rows, counts.Rows);
        }

        await RequireReasons(us, id, counts);
        (await us.Get($"/api/imports/{id}/problems?limit=500")).RequireDone();
        Assert.Equal(ImportState.Undone, (await us.UndoImport(id)).State);
        return counts;
    }

    /// <summary>The rejects file gives back each row that was left out, once, with its reason.</summary>
    private static async Task RequireReasons(KithClient us, long id, ImportCounts counts)
    {
        var file = (await us.Get($"/api/imports/{id}/rejects.csv")).RequireDone();
        var rows = DelimitedReader.Read(new MemoryStream(file.Body), TextDialect.Csv).Skip(1).ToList();
        Assert.Equal(counts.Rejected, rows.Count);
        Assert.Equal(rows.Count, rows.Select(row => row.Cells[0]).Distinct().Count());
        Assert.All(rows, row => Assert.NotEmpty(row.Cells[1]));
    }

    private static bool IsRefused(Answer answer)
    {
        Assert.True((int)answer.Status < 500, $"{(int)answer.Status}: {answer.Text}");
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created || answer.Code is { Length: > 0 }, $"{(int)answer.Status}: {answer.Text}");
        return (int)answer.Status >= 400;
    }

    private static FuzzInput Made(Random random) => random.Next(8) switch
    {
        0 => Changed(random, FuzzSeeds.Cards),
        1 => FuzzSeeds.Book(random),
        2 => WorkbookMutator.Change(random, FuzzSeeds.Book(random), () => FuzzSeeds.Text(random)),
        3 => Changed(random, FuzzSeeds.Page),
        4 => FuzzSeeds.Text(random),
        _ => Changed(random, FuzzSeeds.Text),
    };

    private static FuzzInput Changed(Random random, Func<Random, FuzzInput> seed) => Mutator.Change(random, seed(random), () => seed(random));

    private static FuzzInput Any(Random random, IReadOnlyList<FuzzInput> seeds) => seeds[random.Next(seeds.Count)];

    private long Customers() => kith.Folder.Single<long>("select count(*) from customer");
}
