using System.Runtime.CompilerServices;

namespace Kith.Tests.Testing;

/// <summary>The checkout that the tests were built from, for tests that read the sources.</summary>
internal static class SourceTree
{
    private static readonly string[] Skipped = ["artifacts", "node_modules", "wwwroot", "bin", "obj", ".git"];

    /// <summary>The folder of `Kith.slnx`.</summary>
    public static string Root { get; } = Find();

    /// <summary>All files with one of the endings below the product's folders (`app`, `base`, `src`), generated ones left out.</summary>
    public static IEnumerable<string> Product(params string[] endings) =>
        new[] { "app", "base", "src" }.SelectMany(folder => Below(Path.Combine(Root, folder), endings)).Order(StringComparer.Ordinal);

    /// <summary>The path below the root, with forward slashes.</summary>
    public static string Name(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Below(string folder, string[] endings)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))))
        {
            yield return file;
        }

        foreach (var child in Directory.EnumerateDirectories(folder).Where(child => !Skipped.Contains(Path.GetFileName(child))))
        {
            foreach (var file in Below(child, endings))
            {
                yield return file;
            }
        }
    }

    private static string Find([CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kith.slnx")))
            {
                return folder.FullName;
            }
        }

        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
    }
}
