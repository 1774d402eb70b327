namespace Kith.Tests.Testing;

/// <summary>
/// Real data sets that lie beside the project and are never committed to it. Tests that measure on them say plainly
/// when the folder is absent: call <see cref="Require"/> first.
/// </summary>
internal static class SharedData
{
    /// <summary>The folder named by KITH_SHARED_DATA, else `../shared/data` beside the checkout.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The path of a file or folder below the shared data; skips the calling test, visibly, when it is absent.</summary>
    public static string Require(string relative)
    {
        var path = Path.Combine(Folder, relative);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Skip($"NOT RUN: shared data set '{relative}' is absent");
        }

        return path;
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("KITH_SHARED_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kith.slnx")))
            {
                return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data"));
            }
        }

        return "shared-data-not-found";
    }
}
