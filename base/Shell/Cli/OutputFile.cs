namespace Kith.Shell;

/// <summary>
/// A file that a verb writes: whole, or not there. It is claimed before the work, so that a place that can't be written is
/// refused before anything has happened. Only its owner may read it: it holds people's data. A device is written to directly.
/// </summary>
public sealed class OutputFile : IAsyncDisposable
{
    private readonly string path;
    private readonly string? partial;
    private readonly FileStream content;

    private OutputFile(string path, string? partial, FileStream content)
    {
        this.path = path;
        this.partial = partial;
        this.content = content;
    }

    public Stream Content => content;

    /// <exception cref="Refused">The place can't be written.</exception>
    public static OutputFile Claim(string path)
    {
        try
        {
            if (path.StartsWith("/dev/", StringComparison.Ordinal))
            {
                return new OutputFile(path, null, new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
            }

            if (Directory.Exists(path))
            {
                throw Refused.Invalid("cli.is-folder", "out", ("folder", path));
            }

            // A link stays a link; what it points to is replaced.
            var target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path;
            var partial = $"{target}.{Environment.ProcessId}.partial";
            return new OutputFile(target, partial, new FileStream(partial, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Refused.Invalid("cli.cant-write", "out", ("file", path), ("detail", problem.Message));
        }
    }

    /// <summary>Puts the file in its place.</summary>
    public async Task Complete()
    {
        await content.DisposeAsync();
        if (partial is not null)
        {
            File.Move(partial, path, overwrite: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        if (partial is not null)
        {
            File.Delete(partial);
        }
    }
}
