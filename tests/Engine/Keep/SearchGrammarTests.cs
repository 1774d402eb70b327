using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kith.Engine.Keep;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Keep;

/// <summary>No text a person can type breaks the expression, nor the token list.</summary>
public sealed class SearchGrammarTests
{
    private static readonly TokenIndex _index = new(SearchCorpus.Hard);

    private static readonly string[] _pieces =
        ["\"", "'", "*", "(", ")", " AND ", " OR ", "NOT", "NEAR(", ":", "^", "-", "+", "{", "}", "\\", "\0", "张", "w", "zh", "伟", "8000", "00", "+86", "+", "35", "9", "1", "@", ".", "ü", "ß", "İ", "𠮷", "\ud800", "\udc00", "か゛", "각", "é", "🌟", "\u200b", "٣", "ﬁ", " ", "\t", "　", "'; DROP TABLE x; --"];

    [Fact]
    public void Any_text_makes_a_well_formed_expression()
    {
        var texts = Gen.Elements(_pieces).ListOf().Select(list => string.Concat(list)).ToArbitrary();
        Prop.ForAll(texts, WellFormed).QuickCheckThrowOnFailure();
        Prop.ForAll<string>(text => text is null || WellFormed(text)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Naughty_strings_make_well_formed_expressions()
    {
        var path = SharedData.Require("strings/blns.json");
        var all = JsonSerializer.Deserialize<string[]>(File.ReadAllText(path))!;
        Assert.True(all.Length > 400);
        Assert.All(all, text => Assert.True(WellFormed(text)));
    }

    [Fact]
    public void What_is_written_is_found_again_by_its_own_text()
    {
        var texts = Gen.Elements(_pieces).NonEmptyListOf().Select(list => string.Concat(list)).ToArbitrary();
        Prop.ForAll(texts, text =>
        {
            var record = new Searchable(text, null, [], [], []);
            var query = SearchQuery.Parse(text);
            // With an @ the text is taken for an address, with a + before a digit for a phone.
            return query.IsEmpty || text.Contains('@') || text.Zip(text.Skip(1)).Any(pair => pair.First == '+' && char.IsDigit(pair.Second)) || new TokenIndex([record]).Find(query.Strict).Count == 1;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"*()")]
    [InlineData("。、！")]
    [InlineData("@")]
    [InlineData("+")]
    [InlineData("🌟")]
    public void Nothing_to_search_for_is_empty(string text)
    {
        var query = SearchQuery.Parse(text);
        Assert.True(query.IsEmpty);
        Assert.Equal("", query.Strict);
        Assert.Null(query.Forgiving);
        Assert.False(query.Matches(SearchCorpus.Hard[0]));
    }

    private static bool WellFormed(string text)
    {
        var query = SearchQuery.Parse(text);
        foreach (var plan in new[] { query.Strict, query.Forgiving })
        {
            if (!string.IsNullOrEmpty(plan))
            {
                _index.Find(plan);
            }
        }

        foreach (var record in SearchCorpus.Hard.Take(5))
        {
            query.Matches(record, forgiving: true);
            query.Rank(record);
        }

        var tokens = SearchTokens.Of(new Searchable(text, text, [text], [text], [text]));
        return !tokens.Contains('"') && !tokens.Contains("  ", StringComparison.Ordinal);
    }
}
