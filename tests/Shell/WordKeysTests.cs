using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>The catalogues of all modules against each other and against the sources that use them.</summary>
public sealed partial class WordKeysTests
{
    private static readonly ILookup<string, string> Files =
        SourceTree.Product(".json").Where(file => Path.GetFileName(file).StartsWith("Words.", StringComparison.Ordinal)).ToLookup(file => Path.GetFileName(file).Split('.')[1]);

    [Fact]
    public void Languages_say_the_same_things()
    {
        foreach (var file in Files["en"])
        {
            var english = Read(file);
            var chinese = Read(file.Replace("Words.en.json", "Words.zh.json", StringComparison.Ordinal));
            Assert.Empty(english.Keys.Except(chinese.Keys).Select(key => $"{SourceTree.Name(file)}: {key} is missing in Chinese"));
            Assert.Empty(chinese.Keys.Except(english.Keys).Select(key => $"{SourceTree.Name(file)}: {key} is missing in English"));
            foreach (var (key, text) in english)
            {
                Assert.Equal(Message.Parse(text).Names.Order(), Message.Parse(chinese[key]).Names.Order());
            }
        }

        Assert.Equal(Files["en"].Count(), Files["zh"].Count());
    }

    [Fact]
    public void No_language_strays_into_the_other()
    {
        var english = All("en").Where(pair => Hanzi().IsMatch(pair.Value)).Select(pair => pair.Key);
        Assert.Empty(english);
        var chinese = All("zh").Where(pair => Latin().IsMatch(Placeholder().Replace(pair.Value, "")) && !Hanzi().IsMatch(pair.Value)).Select(pair => pair.Key);
        Assert.DoesNotContain(chinese, key => !key.StartsWith("format.", StringComparison.Ordinal) && key != "language.tag");
    }

    [Fact]
    public void The_voice_is_plain()
    {
        Assert.Empty(All("en").Where(pair => Polite().IsMatch(pair.Value)).Select(pair => $"{pair.Key}: {pair.Value}"));
        Assert.Empty(All("zh").Where(pair => pair.Value.Contains('您', StringComparison.Ordinal)).Select(pair => $"{pair.Key}: {pair.Value}"));
        Assert.Empty(All("zh").Where(pair => HalfWidth().IsMatch(pair.Value)).Select(pair => $"{pair.Key}: {pair.Value}"));
    }

    [Fact]
    public void Every_key_that_is_used_exists()
    {
        var known = All("en").Select(pair => pair.Key).ToHashSet();
        var missing = Sources().SelectMany(source => Uses().Matches(source.Text).Select(match => match.Groups["key"].Value)
            .Where(key => !known.Contains(key)).Select(key => $"{source.Name}: {key}"));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_key_that_exists_is_used()
    {
        var sources = Sources().ToList();
        var named = sources.SelectMany(source => Strings().Matches(source.Text)).Select(match => match.Groups["key"].Value).ToHashSet();
        // Keys put together in code: "nav.group." + name, $"problem.{status}".
        var begun = named.Where(text => Begun().IsMatch(text)).Select(text => text.Split('{')[0]).ToList();
        named.UnionWith(Described(KithCommand.Make(new CliSession(_ => throw new NotSupportedException(), Catalogues.Load(KithHost.AssembliesOf(Kith.App.Modules.All))), Kith.App.Modules.All), "cli"));
        var unused = All("en").Select(pair => pair.Key).Where(key => !named.Contains(key) && !begun.Exists(start => key.StartsWith(start, StringComparison.Ordinal)));
        Assert.Empty(unused);
    }

    /// <summary>The command line names its words by verb and option.</summary>
    private static IEnumerable<string> Described(System.CommandLine.Command command, string path) =>
    [
        .. command.Options.Select(option => $"{path}.{option.Name}"),
        .. command.Arguments.Select(argument => $"{path}.{argument.Name}"),
        .. command.Subcommands.SelectMany(sub => Described(sub, $"{path}.{sub.Name}")),
    ];

    private static IEnumerable<KeyValuePair<string, string>> All(string language) => Files[language].SelectMany(Read);

    private static Dictionary<string, string> Read(string file) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;

    private static IEnumerable<(string Name, string Text)> Sources() =>
        SourceTree.Product(".razor", ".cs").Select(file => (SourceTree.Name(file), File.ReadAllText(file)));

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hanzi();

    [GeneratedRegex("[a-zA-Z]{4,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Latin();

    [GeneratedRegex(@"\{[a-z-]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\b(please|successfully|sorry|oops)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Polite();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}[,;:?!(]|\.{3}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HalfWidth();

    [GeneratedRegex(@"\b(?:W|Words|words)(?:\[|\.Say\()""(?<key>[a-z][a-z0-9.-]*[a-z0-9])""[\],)]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"""(?<key>[a-z][a-z0-9.-]*(\{[^""\n]*)?)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Strings();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.([a-z0-9-]+\.)*(\{.*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Begun();
}
