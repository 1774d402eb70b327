using Microsoft.Data.Sqlite;

namespace Kith.Shell;

/// <summary>Tells a full disk from other failures, for whoever has to say so.</summary>
public static class FullDisk
{
    private const int SqliteFull = 13;
    private const int SqliteNoRoomForIndex = 10 | (19 << 8);
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>The last bytes of a disk, which long jobs leave to others.</summary>
    private const long RoomForOthers = 1L << 20;

    public static bool IsCauseOf(Exception problem) => problem switch
    {
        SqliteException sql => sql.SqliteErrorCode == SqliteFull || sql.SqliteExtendedErrorCode == SqliteNoRoomForIndex,
        IOException file => file.HResult is NoSpaceOnUnix or NoSpaceOnWindows,
        _ => false,
    };

    /// <summary>Whether a long job may write to the disk that holds this file. A file system that does not tell its size is not full.</summary>
    public static bool HasRoomForJobs(string path)
    {
        var disk = new DriveInfo(path);
        return disk.TotalSize == 0 || disk.AvailableFreeSpace >= RoomForOthers;
    }

    /// <summary>What SQLite itself throws on a full disk.</summary>
    public static SqliteException Problem() => new("The disk is full.", SqliteFull);

    public static Refused Refusal() => new(Shell.Refusal.Unavailable, "store.full");
}
