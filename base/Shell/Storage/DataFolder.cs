using System.Globalization;

namespace Kith.Shell;

/// <summary>
/// The one folder that holds everything: database, keys, staged files, backups. One process holds it at a time.
/// </summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>What a lock that another process has looks like to the system: EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.</summary>
    private static readonly int[] LockedByOther = [11, 35, unchecked((int)0x80070020)];

    /// <summary>What the system allows for the address of a socket, less one byte for its end.</summary>
    private const int LongestSocketPath = 107;

    /// <summary>What stands in every fresh file system.</summary>
    private const string TopOfDisk = "lost+found";

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

    /// <summary>Makes the folder if need be, readable by its owner only, and takes its lock. One that is there keeps its mode.</summary>
    /// <exception cref="Refused">Another process holds the folder, it can't be written, or it is somebody else's.</exception>
    public void Hold()
    {
        if (System.Text.Encoding.UTF8.GetByteCount(Socket) > LongestSocketPath)
        {
            throw new Refused(Refusal.Invalid, "folder.path-long", null, Named());
        }

        try
        {
            RequireOwn();
            foreach (var folder in (string[])[Path, Keys, Imports, Backups])
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            heldLock = new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            heldLock.SetLength(0);
            using var writer = new StreamWriter(heldLock, leaveOpen: true);
            writer.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (UnauthorizedAccessException)
        {
            throw new Refused(Refusal.Unavailable, "folder.not-writable", null, Named());
        }
        catch (IOException problem)
        {
            heldLock?.Dispose();
            heldLock = null;
            throw LockedByOther.Contains(problem.HResult)
                ? new Refused(Refusal.Unavailable, "folder.held", null, Named())
                : new Refused(Refusal.Unavailable, "folder.unusable", null, new Dictionary<string, object?>(Named(), StringComparer.Ordinal) { ["detail"] = problem.Message });
        }
    }

    public void Dispose()
    {
        heldLock?.Dispose();
        heldLock = null;
    }

    /// <summary>A slip such as `--data /tmp` must not fill, or lock others out of, a folder that serves something else.</summary>
    private void RequireOwn()
    {
        if (Directory.Exists(Path) && !File.Exists(Database) && !File.Exists(LockFile) && !Directory.Exists(Keys)
            && Directory.EnumerateFileSystemEntries(Path).Any(entry => System.IO.Path.GetFileName(entry) != TopOfDisk))
        {
            throw new Refused(Refusal.Invalid, "folder.not-kiths", null, Named());
        }
    }

    private Dictionary<string, object?> Named() => new(StringComparer.Ordinal) { ["folder"] = Path };
}
