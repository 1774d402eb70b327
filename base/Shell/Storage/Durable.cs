using System.Runtime.InteropServices;

namespace Kith.Shell;

/// <summary>Makes files survive a power cut: their content, and their names in the folder.</summary>
public static partial class Durable
{
    private const int ReadOnly = 0;

    /// <summary>Writes a whole file under another name, flushes it, and gives it its name at once.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var partial = path + ".partial";
        using (var file = new FileStream(partial, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Flushes what somebody else wrote, and its name.</summary>
    public static void SyncFile(string path)
    {
        using (var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Flushes the names in a folder; .NET opens no folders, so the system is asked.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, ReadOnly);
        if (handle >= 0)
        {
            _ = Sync(handle);
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
