using System.Text.RegularExpressions;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>Rules for pages and styles that a reader of the sources can check: no literal text, no inline style, tokens only.</summary>
public sealed partial class PageSourceTests
{
    private static readonly string Client = Path.Combine(SourceTree.Root, "base/Shell/Client");

    [Fact]
    public void Pages_hold_no_literal_text_no_styles_no_handlers()
    {
        var files = SourceTree.Product(".razor").ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => RazorScanner.Findings(File.ReadAllText(file)).Select(found => $"{SourceTree.Name(file)}:{found}")));
    }

    [Theory]
    [InlineData("<p>Saved</p>")]
    [InlineData("<p>\n  保存 @name\n</p>")]
    [InlineData("@if (a < b)\n{\n  <b>yes</b>\n}")]
    [InlineData("@foreach (var x in y) { var n = x; <li>@n of</li> }")]
    [InlineData("@if (a) { <br> } else { <i>no</i> }")]
    [InlineData("<input placeholder=\"Name\">")]
    [InlineData("<Field Label=\"Name @n\" />")]
    [InlineData("<p style=\"color:red\"></p>")]
    [InlineData("<button onclick=\"go()\"></button>")]
    public void A_planted_breach_is_found(string source) => Assert.Single(RazorScanner.Findings(source));

    [Theory]
    [InlineData("@* Words *@ <p class=\"a b\">@W[\"x.y\"] · @W.Say(\"a\", (\"b\", c))</p>")]
    [InlineData("@if (x is { Count: > 0 } y)\n{\n  var z = y.First();\n  <p>@z</p>\n}\nelse\n{\n  <br>\n}")]
    [InlineData("<Field Label=\"@W[\"x\"]\" Name=\"city\" Type=\"tel\" />\n@code {\n  string A => \"text\"; // it's\n}")]
    public void Code_and_names_are_not_text(string source) => Assert.Empty(RazorScanner.Findings(source));

    [Fact]
    public void Colours_and_sizes_come_from_tokens()
    {
        var breaches = Styles()
            .Where(file => Path.GetFileName(file) != "tokens.css")
            .SelectMany(file => Literals().Matches(Bare(file)).Select(match => $"{SourceTree.Name(file)}: {match.Value.Trim()}"));
        Assert.Empty(breaches);
    }

    [Fact]
    public void Every_token_is_defined_and_used()
    {
        var styles = Styles().Select(Bare).ToList();
        var defined = styles.SelectMany(css => Defined().Matches(css)).Select(match => match.Groups["name"].Value).ToHashSet();
        var used = styles.SelectMany(css => Used().Matches(css)).Select(match => match.Groups["name"].Value).ToHashSet();
        Assert.Empty(used.Except(defined));
        Assert.Empty(defined.Except(used));
    }

    [Fact]
    public void Every_icon_that_is_named_is_in_the_sprite()
    {
        var sprite = File.ReadAllLines(Path.Combine(Client, "icons.txt")).ToHashSet();
        var named = SourceTree.Product(".razor", ".ts").SelectMany(file => Icons().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value);
        Assert.Empty(named.Where(name => !sprite.Contains(name)).Distinct());
    }

    [Fact]
    public void Scripts_hold_no_text_and_stay_small()
    {
        foreach (var file in SourceTree.Product(".ts"))
        {
            var lines = File.ReadAllLines(file);
            Assert.True(lines.Length <= 150, $"{SourceTree.Name(file)} has {lines.Length} lines");
            Assert.DoesNotContain(lines, line => Hanzi().IsMatch(line.Split("//")[0]));
        }
    }

    private static IEnumerable<string> Styles() => SourceTree.Product(".css");

    private static string Bare(string file) => Comment().Replace(File.ReadAllText(file), "");

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment();

    // A hex colour or a colour function as a value, and any px.
    [GeneratedRegex(@"[:,(\s]#[0-9a-fA-F]{3,8}\b[^{]*?;|\b(rgb|hsl|oklch|oklab)a?\([^)]*\)|[^\n]*\b\d+(\.\d+)?px[^\n]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literals();

    [GeneratedRegex(@"\s(?<name>--[a-z0-9-]+)\s*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Defined();

    [GeneratedRegex(@"var\((?<name>--[a-z0-9-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Used();

    [GeneratedRegex(@"(<Icon Name=""|\bIcon=""|\bicon\("")(?<name>[a-z0-9-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Icons();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hanzi();
}
