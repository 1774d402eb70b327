using Kith.Acquire.Import;

namespace Kith.Bench;

/// <summary>
/// The files of a run, each made when it is first asked for: the list, the list changed, a data folder with the list in it,
/// and that folder after the changed list. Scenarios that write work on copies.
/// </summary>
internal sealed class Scene : IDisposable
{
    private readonly bool stays;

    public Scene(BenchOptions options)
    {
        Rows = options.Rows;
        Rounds = options.Rounds;
        stays = options.Work is not null;
        Place = options.Work is { } work ? Directory.CreateDirectory(work).FullName : Directory.CreateTempSubdirectory("kith-bench-").FullName;
        Changed = Rows / 10;
    }

    public int Rows { get; }

    public int Rounds { get; }

    /// <summary>How many rows differ in <see cref="ChangedList"/>.</summary>
    public int Changed { get; private set; }

    private string Place { get; }

    /// <summary>What a data folder says of its first finished import.</summary>
    public sealed record Imported(string Folder, long ImportId, long ChangesetId, double Seconds)
    {
        public string Database => Path.Combine(Folder, "kith.db");

        public static Imported Of(string folder)
        {
            var (id, changeset, milliseconds) = Bench.Database.Ask<(long, long, long)>(
                Path.Combine(folder, "kith.db"), "select import_id, changeset_id, finished_at - started_at from import_job where state = 'done' order by import_id limit 1");
            return new Imported(folder, id, changeset, milliseconds / 1000.0);
        }
    }

    public string PathOf(string name) => Path.Combine(Place, name);

    public string List => Made(PathOf($"customers-{Rows}.csv"), path => CustomerList.Write(path, Rows));

    public string ChangedList => Made(PathOf($"changed-{Rows}.csv"), path => Changed = CustomerList.WriteChanged(path, Rows));

    /// <summary>The rows of <see cref="Base"/> for the floors.</summary>
    public async Task<string> Prepared()
    {
        var imported = await Base();
        return Made(PathOf($"prepared-{Rows}"), path => PreparedRows.Write(imported.Database, path));
    }

    /// <summary>A data folder with the list in it; nobody serves it. Not to be written to.</summary>
    public async Task<Imported> Base()
    {
        var folder = PathOf($"base-{Rows}");
        if (!Directory.Exists(folder))
        {
            await Import(Fresh("making"), List);
            Directory.Move(PathOf("making"), folder);
        }

        return Imported.Of(folder);
    }

    /// <summary>Makes this data folder the one that the other scenarios begin with.</summary>
    public void TakeAsBase(string folder)
    {
        Remove(PathOf($"base-{Rows}"));
        Remove(PathOf($"reimported-{Rows}"));
        File.Delete(PathOf($"prepared-{Rows}"));
        Directory.Move(folder, PathOf($"base-{Rows}"));
    }

    /// <summary>A data folder with the list and then the changed list in it.</summary>
    public async Task<string> Reimported()
    {
        var folder = PathOf($"reimported-{Rows}");
        if (!Directory.Exists(folder))
        {
            await Import(await CopyOfBase("making"), ChangedList);
            Directory.Move(PathOf("making"), folder);
        }

        return folder;
    }

    public void TakeAsReimported(string folder)
    {
        Remove(PathOf($"reimported-{Rows}"));
        Directory.Move(folder, PathOf($"reimported-{Rows}"));
    }

    /// <summary>The path of a data folder that is not there.</summary>
    public string Fresh(string name)
    {
        Remove(PathOf(name));
        return PathOf(name);
    }

    public async Task<string> CopyOfBase(string name)
    {
        var from = (await Base()).Folder;
        var to = Directory.CreateDirectory(Fresh(name)).FullName;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return to;
    }

    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        if (!stays)
        {
            Remove(Place);
        }
    }

    private static async Task<ImportView> Import(string folder, string file)
    {
        await using var product = await Product.Serve(folder);
        return (await product.Import(file)).View;
    }

    private static string Made(string path, Action<string> make)
    {
        if (!File.Exists(path))
        {
            make(path + ".part");
            File.Move(path + ".part", path);
        }

        return path;
    }
}
