using Kith.Tests.Testing;

namespace Kith.Browser.Appearance;

/// <summary>What the inspection promises to find, planted one by one into a page that has nothing wrong.</summary>
public sealed class InspectionTests(Chromium chromium, RunningKith kith) : IClassFixture<RunningKith>
{
    [Theory]
    [InlineData("<div data-style='width:700px'>x</div>", "scrolls sideways")]
    [InlineData("<button class='btn' data-style='width:60px;overflow:hidden'>Unforeseeably-long</button>", "cut:")]
    [InlineData("<h2 data-style='width:1em;overflow-wrap:anywhere'>Letters</h2>", "crushed to 1")]
    [InlineData("<button data-style='height:30px;min-height:0;width:30px'>x</button>", "target of 30 × 30")]
    [InlineData("<h1>Another</h1>", "2 h1")]
    [InlineData("<p>保存</p>", "not in en: 保存")]
    [InlineData("<button title='保存'>x</button>", "not in en: 保存")]
    [InlineData("<button></button>", "axe button-name")]
    [InlineData("<p data-style='color:#bbb;background:#fff'>Faint</p>", "axe color-contrast")]
    [InlineData("<img src='https://elsewhere.example/x.png' alt=''>", "elsewhere.example")]
    [InlineData("<script>1</script>", "error: ")]
    public async Task A_planted_fault_is_found(string fault, string finding)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(Width: View.Phone));
        await reader.Go("/backup");
        Assert.Empty(await Everything(reader));
        // The page's policy allows no style in HTML.
        await reader.Tab.EvaluateAsync(
            """
            (html) => {
              const planted = document.createRange().createContextualFragment(html);
              for (const styled of planted.querySelectorAll("[data-style]")) styled.style.cssText = styled.dataset.style;
              document.querySelector("main").append(planted);
            }
            """,
            fault);
        Assert.Contains(await Everything(reader), sentence => sentence.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_english_word_on_a_chinese_page_is_found()
    {
        await using var reader = await Reader.Open(chromium, kith, new View("zh-CN"));
        await reader.Go("/backup");
        Assert.Empty(await Inspection.Look(reader.Tab, "zh-CN", touch: false, Furnished.Names));
        await reader.Tab.EvaluateAsync("() => document.querySelector('main').append('Save')");
        Assert.Equal(["not in zh-CN: Save"], await Inspection.Look(reader.Tab, "zh-CN", touch: false, Furnished.Names));
    }

    private static async Task<IReadOnlyList<string>> Everything(Reader reader) =>
    [
        .. await Inspection.Look(reader.Tab, "en", touch: true, Furnished.Names),
        .. await Inspection.Ask(reader.Tab),
        .. reader.Complaints(),
    ];
}
