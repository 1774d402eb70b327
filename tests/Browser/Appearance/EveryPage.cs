using Kith.Tests.Testing;

namespace Kith.Browser.Appearance;

/// <summary>
/// Every page in light and dark, at a desk and on a phone: axe finds nothing, nothing scrolls sideways, nothing is cut, the
/// console is quiet, and every word is of the page's language. Pictures of all go to `artifacts/screens`.
/// </summary>
public abstract class EveryPage(Chromium chromium, Furnished furnished)
{
    private static readonly string Screens = Directory.CreateDirectory(System.IO.Path.Combine(SourceTree.Root, "artifacts", "screens")).FullName;

    private static readonly (string Theme, int Width)[] Views = [("light", View.Desk), ("light", View.Phone), ("dark", View.Desk), ("dark", View.Phone)];

    [Theory]
    [InlineData("setup", "/setup")]
    [InlineData("setup-account", "/setup/account")]
    [InlineData("login", "/login")]
    public Task Before_one_is_signed_in(string page, string path) => Look(page, path, page == "login" ? furnished.InUse : furnished.Untouched, Who.Nobody);

    [Theory]
    [InlineData("setup-data", "/setup/data")]
    [InlineData("customers-none", "/customers")]
    [InlineData("import-none", "/import")]
    [InlineData("import-templates-shipped", "/import/templates")]
    [InlineData("export-none", "/export")]
    [InlineData("backup-none", "/backup")]
    [InlineData("jobs-none", "/jobs")]
    [InlineData("notices-none", "/notices")]
    public Task On_the_first_day(string page, string path) => Look(page, path, furnished.Empty, Who.Administrator);

    [Theory]
    [InlineData("customers", "/customers")]
    [InlineData("customers-filtered", "/customers/filtered")]
    [InlineData("customers-unfound", "/customers?q=%40%40%40")]
    [InlineData("customers-unmatched", "/customers?tag=0&source=0")]
    [InlineData("customers-deleted", "/customers/deleted")]
    [InlineData("customer", "/customers/1")]
    [InlineData("customer-history", "/customers/1?tab=history")]
    [InlineData("customer-past", "/customers/1?as-of")]
    [InlineData("customer-past-gone", "/customers/gone?as-of")]
    [InlineData("customer-edit", "/customers/1?edit=title")]
    [InlineData("customer-new", "/customers/new")]
    [InlineData("organisation", "/customers/organisation")]
    [InlineData("member", "/customers/member")]
    [InlineData("organisation-link", "/customers/1/organisation")]
    public Task Customers(string page, string path) => Look(page, path, furnished.InUse, Who.Administrator);

    [Theory]
    [InlineData("import", "/import")]
    [InlineData("import-columns", "/import/draft/columns")]
    [InlineData("import-columns-worked", "/import/worked/columns")]
    [InlineData("import-values", "/import/draft/columns/7")]
    [InlineData("import-values-steps", "/import/worked/columns/7")]
    [InlineData("import-values-joined", "/import/worked/columns/9")]
    [InlineData("import-templates", "/import/templates")]
    [InlineData("import-sheets", "/import/sheets/columns")]
    [InlineData("import-set", "/import/sets/new")]
    [InlineData("import-set-done", "/import/sets/done")]
    [InlineData("import-rows", "/import/checked/rows")]
    [InlineData("import-warnings", "/import/checked/rows?show=warnings")]
    [InlineData("import-alike", "/import/checked/rows?code=phone.letter-for-digit")]
    [InlineData("import-alike-warnings", "/import/checked/rows?code=email.typo")]
    [InlineData("import-done", "/import/done")]
    [InlineData("import-kept", "/import/done/rows")]
    [InlineData("import-undone", "/import/undone")]
    [InlineData("import-paused", "/import/paused")]
    public Task Imports(string page, string path) => Look(page, path, furnished.InUse, Who.Administrator);

    [Theory]
    [InlineData("export", "/export")]
    [InlineData("export-new", "/export/new")]
    [InlineData("export-done", "/export/done")]
    [InlineData("jobs", "/jobs")]
    [InlineData("jobs-mine", "/jobs?who=mine&show=running")]
    [InlineData("notices", "/notices")]
    [InlineData("users", "/settings/users")]
    [InlineData("users-add", "/settings/users?add=true")]
    [InlineData("users-reset", "/settings/users?reset=vera")]
    [InlineData("backup", "/backup")]
    public Task The_rest_of_the_house(string page, string path) => Look(page, path, furnished.InUse, Who.Administrator);

    [Fact]
    public Task What_is_not_there() => Look("missing", "/no-such-page", furnished.InUse, Who.Administrator, 404);

    [Fact]
    public Task What_a_role_may_not_see() => Look("forbidden", "/settings/users", furnished.InUse, Who.Viewer, 403);

    private async Task Look(string page, string path, RunningKith kith, Who who, int status = 200)
    {
        var found = new List<string>();
        // Colours do not depend on the width, nor sizes on the theme: dark at a desk in one language, on a phone in the other.
        foreach (var (theme, width) in Views.Where(view => view.Theme == "light" || (view.Width == View.Phone) == (furnished.Language == "en")))
        {
            var reader = await furnished.Reader(chromium, kith, who, new View(furnished.Language, theme, width));
            var answer = await reader.Go(furnished[path]);
            await reader.Tab.EvaluateAsync("() => document.fonts.ready.then(() => true)");
            var said = new List<string>(await Inspection.Shift(reader.Tab));
            said.AddRange(await Inspection.Look(reader.Tab, furnished.Language, width == View.Phone, Furnished.Names));
            said.AddRange(await Inspection.Ask(reader.Tab, coloursOnly: theme == "dark"));
            await reader.Tab.ScreenshotAsync(new() { Path = System.IO.Path.Combine(Screens, $"{page}-{furnished.Language[..2]}-{width}-{theme}.png"), FullPage = true });
            if (width == View.Phone && theme == "light")
            {
                await reader.Resize(View.Narrow);
                said.AddRange((await Inspection.Look(reader.Tab, furnished.Language, touch: false, Furnished.Names)).Select(sentence => $"at {View.Narrow}: {sentence}"));
                await reader.Resize(View.Phone);
            }

            if (answer!.Status != status || !(await reader.Tab.TitleAsync()).EndsWith(" · " + reader.Words["product"], StringComparison.Ordinal))
            {
                said.Add($"{answer.Status} {await reader.Tab.TitleAsync()}");
            }

            said.AddRange(reader.Complaints().Where(complaint => status == 200 || !complaint.Contains("Failed to load resource", StringComparison.Ordinal)));
            found.AddRange(said.Select(sentence => $"{page} {theme} {width}: {sentence}"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}

public sealed class EveryPageInChinese(Chromium chromium, FurnishedInChinese furnished) : EveryPage(chromium, furnished), IClassFixture<FurnishedInChinese>;

public sealed class EveryPageInEnglish(Chromium chromium, FurnishedInEnglish furnished) : EveryPage(chromium, furnished), IClassFixture<FurnishedInEnglish>;
