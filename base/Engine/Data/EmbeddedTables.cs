using System.Reflection;

namespace Kith.Engine.Data;

/// <summary>The third-party data tables that the build packed into this assembly (see pack.mjs).</summary>
internal static class EmbeddedTables
{
    /// <summary>Opens a table by file name.</summary>
    /// <exception cref="FileNotFoundException">The build did not pack a table of this name.</exception>
    public static Stream Open(string file) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream("Kith.Data." + file)
        ?? throw new FileNotFoundException($"The table '{file}' is not part of this build.", file);

    /// <summary>Reads a text table line by line (UTF-8).</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(Open(file));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
