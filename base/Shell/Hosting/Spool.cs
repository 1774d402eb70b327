namespace Kith.Shell;

/// <summary>
/// Lets a file be produced at the database's pace and taken at the receiver's: a snapshot that waited for a slow line would
/// keep the write-ahead log growing. In between the bytes lie in the data folder, in a file that has no name any more: it
/// is gone with the process, whatever ends that.
/// </summary>
public static class Spool
{
    private const int BytesAtATime = 1 << 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Sends what is produced while it is produced, to the end.</summary>
    public static async Task Send(DataFolder folder, Func<Stream, CancellationToken, Task> produce, Stream receiver)
    {
        await using var file = Nameless(folder);
        await using var counting = new CountingStream(file);
        using var stop = new CancellationTokenSource();
        var production = Task.Run(() => produce(counting, stop.Token), CancellationToken.None);
        try
        {
            await Forward(file, counting, production, receiver);
        }
        finally
        {
            await stop.CancelAsync();
            await production;
        }
    }

    private static async Task Forward(FileStream file, CountingStream counting, Task production, Stream receiver)
    {
        var buffer = new byte[BytesAtATime];
        long sent = 0;
        while (true)
        {
            // Asked in this order: nothing is added after the end.
            var isWhole = production.IsCompleted;
            var there = counting.Count;
            if (sent < there)
            {
                var read = await RandomAccess.ReadAsync(file.SafeFileHandle, buffer.AsMemory(0, (int)Math.Min(buffer.Length, there - sent)), sent);
                await receiver.WriteAsync(buffer.AsMemory(0, read));
                sent += read;
            }
            else if (isWhole)
            {
                return;
            }
            else
            {
                await Task.WhenAny(production, Task.Delay(Pause));
            }
        }
    }

    private static FileStream Nameless(DataFolder folder)
    {
        var path = Path.Combine(folder.Path, "spool-" + Path.GetRandomFileName());
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        File.Delete(path);
        return file;
    }
}
