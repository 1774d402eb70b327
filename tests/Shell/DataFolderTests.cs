using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>Kith takes a folder of its own, and no other.</summary>
public sealed class DataFolderTests
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Fact]
    public async Task A_folder_that_serves_something_else_is_refused_and_left_as_it_is()
    {
        using var folder = new KithFolder();
        folder.Write("letter.txt", "not ours");
        File.SetUnixFileMode(folder.Files, Open);
        var refused = await Assert.ThrowsAsync<Refused>(() => KithHost.Start(new KithOptions(new DataFolder(folder.Files), null), Kith.App.Modules.All));
        Assert.Equal("folder.not-kiths", refused.WordKey);
        Assert.Equal(Open, File.GetUnixFileMode(folder.Files));
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(folder.Files).Select(Path.GetFileName));
        Assert.Contains("not a data folder of Kith", (await KithProcess.RunOn(folder.Files, folder, "user", "disable", "ada")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_is_taken_with_its_mode_and_what_lies_in_it_is_its_owners_alone()
    {
        using var folder = new KithFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "lost+found"));
        File.SetUnixFileMode(folder.Path, Open);
        await using (await RunningKith.Start(folder))
        {
            Assert.Equal(Open, File.GetUnixFileMode(folder.Path));
            foreach (var name in (string[])["kith.db", "kith.db-wal", "kith.sock", "keys", "imports", "backups"])
            {
                Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(folder.Path, name)) & Open & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
            }
        }

        await using var again = await RunningKith.Start(folder);
    }
}
