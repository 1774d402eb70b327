namespace Kith.Tests.Testing;

/// <summary>
/// Golden files: what Kith shows to the outside, so that a reviewer sees each change of it in the diff. They lie in
/// tests/Golden; KITH_ACCEPT=1 writes them anew.
/// </summary>
internal static class Golden
{
    public static void Match(string text, string name)
    {
        var path = Path.Combine(SourceTree.Root, "tests", "Golden", name);
        var now = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("KITH_ACCEPT") == "1")
        {
            File.WriteAllText(path, now);
            return;
        }

        var accepted = File.Exists(path) ? File.ReadAllText(path) : "";
        if (now != accepted)
        {
            var (old, changed) = (accepted.Split('\n'), now.Split('\n'));
            var differences = old.Except(changed, StringComparer.Ordinal).Select(line => "- " + line)
                .Concat(changed.Except(old, StringComparer.Ordinal).Select(line => "+ " + line)).Take(40);
            Assert.Fail($"{SourceTree.Name(path)} says something else. If the change is meant: KITH_ACCEPT=1 ./test --only golden\n"
                + string.Join('\n', differences));
        }
    }
}
