using Kith.Acquire.Import;

namespace Kith.Bench;

/// <summary>What is measured, each against its floor in the same run, and what is asked of it.</summary>
internal static class Scenarios
{
    private const long MostMemory = 512;
    private const double MostOverFloor = 2.5;
    private const int LeastRowsPerSecond = 10_000;
    private const int MostWorkbookRows = 100_000;

    public static IReadOnlyDictionary<string, Func<Scene, Report.Section, Task>> All { get; } = new Dictionary<string, Func<Scene, Report.Section, Task>>(StringComparer.Ordinal)
    {
        ["import"] = Import,
        ["check"] = Check,
        ["reimport"] = Reimport,
        ["undo"] = Undo,
        ["export-csv"] = (scene, report) => Export(scene, report, "csv"),
        ["export-xlsx"] = (scene, report) => Export(scene, report, "xlsx"),
        ["xlsx-import"] = ImportWorkbook,
        ["bytes"] = Bytes,
        ["hold"] = HoldScenario.Run,
    };

    private static async Task Import(Scene scene, Report.Section report)
    {
        var products = new List<Usage>();
        var floors = new List<Usage>();
        for (var round = 0; round < scene.Rounds; round++)
        {
            var folder = scene.Fresh("product");
            await using (var product = await Product.Serve(folder))
            {
                var uploading = product.Measure();
                var view = await product.Upload(scene.List);
                report.Add("upload", scene.Rows, uploading.Read(folder));
                (view, var usage) = await product.Do(view.Id, "run");
                Expect(report, view, created: scene.Rows, updated: 0);
                products.Add(usage);
                report.Add("import", scene.Rows, usage);
            }

            scene.TakeAsBase(folder);
            var floor = scene.Fresh("floor");
            Directory.CreateDirectory(floor);
            floors.Add(await Floors.Load(await scene.Prepared(), Path.Combine(floor, "floor.db")));
            report.Add("floor: plain load", scene.Rows, floors[^1]);
            report.Tell("bytes per record of the floor", (double)Database.UsedBytes(Path.Combine(floor, "floor.db")) / scene.Rows, "B");
            Scene.Remove(floor);
        }

        Compare(report, products, floors, MostOverFloor);
        report.AtLeast("rows a second", scene.Rows / Median(products, usage => usage.Seconds), LeastRowsPerSecond);
        Memory(report, products);
    }

    /// <summary>A dry run: what would be made lies in a file beside the list, not in memory.</summary>
    private static async Task Check(Scene scene, Report.Section report)
    {
        var folder = scene.Fresh("product");
        Usage usage;
        await using (var product = await Product.Serve(folder))
        {
            var view = await product.Upload(scene.List);
            (view, usage) = await product.Do(view.Id, "check");
            Expect(report, view, created: scene.Rows, updated: 0);
            report.Add("dry run", scene.Rows, usage);
        }

        Scene.Remove(folder);
        Memory(report, [usage]);
    }

    private static async Task Reimport(Scene scene, Report.Section report)
    {
        var list = scene.ChangedList;
        var folder = await scene.CopyOfBase("product");
        long changeset;
        Usage usage;
        await using (var product = await Product.Serve(folder))
        {
            (var view, usage) = await product.Import(list);
            changeset = view.ChangesetId!.Value;
            Expect(report, view, created: 0, updated: scene.Changed);
            report.Add("re-import", scene.Rows, usage);
        }

        var changes = scene.PathOf("changes");
        PreparedRows.WriteChanges(Path.Combine(folder, "kith.db"), changes, changeset);
        scene.TakeAsReimported(folder);
        var copy = await scene.CopyOfBase("floor");
        var floor = await Floors.Renew(await scene.Prepared(), changes, Path.Combine(copy, "kith.db"));
        report.Add("floor: look up, update", scene.Rows, floor);
        Scene.Remove(copy);
        Compare(report, [usage], [floor], null);
        report.AtLeast("rows a second", scene.Rows / usage.Seconds, LeastRowsPerSecond);
        Memory(report, [usage]);
    }

    private static async Task Undo(Scene scene, Report.Section report)
    {
        var imported = await scene.Base();
        var folder = await scene.CopyOfBase("product");
        Usage usage;
        await using (var product = await Product.Serve(folder))
        {
            (var view, usage) = await product.Do(imported.ImportId, "undo");
            report.Add("undo of the import", scene.Rows, usage);
            report.Exactly("conflicts", view.Conflicts.Count, 0);
        }

        report.Exactly("customers left", Database.Ask<long>(Path.Combine(folder, "kith.db"), "select count(*) from customer"), 0);
        Scene.Remove(folder);
        var copy = await scene.CopyOfBase("floor");
        var floor = await Floors.Remove(await scene.Prepared(), Path.Combine(copy, "kith.db"));
        report.Add("floor: plain delete", scene.Rows, floor);
        Scene.Remove(copy);
        Compare(report, [usage], [floor], null);
        report.Tell("the import took", imported.Seconds, "s");
        report.AtMost("undo to import", usage.Seconds / imported.Seconds, 2, "×");
        Memory(report, [usage]);
    }

    private static async Task Export(Scene scene, Report.Section report, string format)
    {
        var folder = await scene.CopyOfBase("product");
        var csv = scene.PathOf("export.csv");
        var (target, floorTarget) = (scene.PathOf("export." + format), scene.PathOf("floor." + format));
        Usage usage;
        await using (var product = await Product.Serve(folder))
        {
            usage = await product.Export(format, target);
            report.Add("export to " + format, scene.Rows, usage);
        }

        if (!File.Exists(csv))
        {
            await using var product = await Product.Serve(folder);
            await product.Export("csv", csv);
        }

        var floor = format == "csv" ? await Floors.SelectToCsv(Path.Combine(folder, "kith.db"), floorTarget) : await Floors.CsvToWorkbook(csv, floorTarget);
        report.Add(format == "csv" ? "floor: plain select" : "floor: writer alone", scene.Rows, floor);
        Compare(report, [usage], [floor], null);
        Memory(report, [usage]);
        Scene.Remove(folder);
        foreach (var file in (string[])[csv, target, floorTarget])
        {
            File.Delete(file);
        }
    }

    private static async Task ImportWorkbook(Scene scene, Report.Section report)
    {
        var rows = Math.Min(scene.Rows, MostWorkbookRows);
        var book = scene.PathOf("customers.xlsx");
        await CustomerList.WriteWorkbook(book, rows);
        var folder = scene.Fresh("product");
        Usage usage;
        await using (var product = await Product.Serve(folder))
        {
            var uploading = product.Measure();
            var view = await product.Upload(book);
            report.Add("upload", rows, uploading.Read(folder));
            (view, usage) = await product.Do(view.Id, "run");
            Expect(report, view, created: rows, updated: 0);
            report.Add("import of a workbook", rows, usage);
        }

        var prepared = scene.PathOf("prepared-book");
        PreparedRows.Write(Path.Combine(folder, "kith.db"), prepared);
        Scene.Remove(folder);
        var copy = scene.Fresh("floor");
        Directory.CreateDirectory(copy);
        var floor = await Floors.Load(prepared, Path.Combine(copy, "floor.db"), book);
        report.Add("floor: read XML, load", rows, floor);
        Scene.Remove(copy);
        Compare(report, [usage], [floor], null);
        Memory(report, [usage]);
        File.Delete(prepared);
    }

    private static async Task Bytes(Scene scene, Report.Section report)
    {
        var before = (await scene.Base()).Database;
        var after = Path.Combine(await scene.Reimported(), "kith.db");
        var bytes = Database.UsedBytes(before);
        report.Tell("bytes per record", (double)bytes / scene.Rows, "B");
        report.Tell("bytes per row of the file", (double)UsageMeter.BytesOf(scene.List) / scene.Rows, "B");
        var more = Database.UsedBytes(after) - bytes;
        var (changes, records) = Database.Ask<(long, long)>(after, "select count(*), count(distinct customer_id) from change");
        report.Tell("changes", changes);
        report.Tell("bytes per change", (double)more / changes, "B");
        report.Tell("bytes per changed record", (double)more / records, "B");
    }

    private static void Expect(Report.Section report, ImportView view, long created, long updated)
    {
        report.Exactly("created", view.Counts.Created, created);
        report.Exactly("updated", view.Counts.Updated, updated);
        report.Exactly("unchanged", view.Counts.Unchanged, view.Counts.Rows - created - updated);
    }

    private static void Compare(Report.Section report, List<Usage> products, List<Usage> floors, double? most)
    {
        var wall = Median(products, usage => usage.Seconds) / Median(floors, usage => usage.Seconds);
        var cpu = Median(products, usage => usage.CpuSeconds) / Median(floors, usage => usage.CpuSeconds);
        if (most is { } bound)
        {
            report.AtMost("wall to floor", wall, bound, "×");
            report.Tell("CPU to floor", cpu, "×");
            return;
        }

        report.Tell("wall to floor", wall, "×");
        report.Tell("CPU to floor", cpu, "×");
    }

    private static void Memory(Report.Section report, List<Usage> products) =>
        report.AtMost("peak memory", products.Max(usage => usage.PeakBytes) / 1048576.0, MostMemory, "MB");

    private static double Median(List<Usage> usages, Func<Usage, double> of) => usages.Select(of).Order().ElementAt(usages.Count / 2);
}
