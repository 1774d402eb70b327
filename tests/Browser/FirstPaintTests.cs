using Kith.Tests.Testing;

namespace Kith.Browser;

/// <summary>What is on the screen stays where it is while the rest of a page comes.</summary>
public sealed class FirstPaintTests(Chromium chromium, RunningKith kith) : IClassFixture<RunningKith>
{
    [Theory]
    [InlineData("/login", View.Desk)]
    [InlineData("/login", View.Phone)]
    public async Task The_card_before_sign_in_stands_still_while_it_grows(string path, int width)
    {
        await using var reader = await Reader.Open(chromium, kith.Address, new View(Width: width));
        await reader.Go(path);
        // Half a card first, as a slow line brings it, then the whole.
        var tops = await reader.Tab.EvaluateAsync<double[]>(
            """
            () => {
              const [heading, form] = [document.querySelector("main h1"), document.querySelector("main form")];
              const whole = heading.getBoundingClientRect().top;
              form.style.display = "none";
              return [heading.getBoundingClientRect().top, whole];
            }
            """);
        Assert.Equal(tops[1], tops[0]);
    }
}
