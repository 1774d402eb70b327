using System.Globalization;

namespace Kith.Shell;

/// <summary>
/// The one folder that holds everything: database, keys, staged files, backups. One process holds it at a time.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private FileStream? heldLock;

    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "kith.db");

    public string Socket => System.IO.Path.Combine(Path, "kith.sock");

    public string Keys => System.IO.Path.Combine(Path, "keys");

    public string Imports => System.IO.Path.Combine(Path, "imports");

    public string Backups => System.IO.Path.Combine(Path, "backups");

    private string LockFile => System.IO.Path.Combine(Path, "kith.lock");

    /// <summary>Makes the folder if need be, readable by its owner only, and takes its lock.</summary>
    /// <exception cref="Refused">Another process holds the folder, or it can't be written.</exception>
    public void Hold()
    {
        try
        {
            foreach (var folder in (string[])[Path, Keys, Imports, Backups])
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            heldLock = new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            heldLock.SetLength(0);
            using var writer = new StreamWriter(heldLock, leaveOpen: true);
            writer.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (UnauthorizedAccessException)
        {
            throw new Refused(Refusal.Unavailable, "folder.not-writable", null, Named());
        }
        catch (IOException) when (File.Exists(LockFile))
        {
            throw new Refused(Refusal.Unavailable, "folder.held", null, Named());
        }
    }

    public void Dispose()
    {
        heldLock?.Dispose();
        heldLock = null;
    }

    private Dictionary<string, object?> Named() => new(StringComparer.Ordinal) { ["folder"] = Path };
}
