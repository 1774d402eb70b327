using System.Text;
using AngleSharp.Html.Parser;
using Kith.App;
using Kith.Secure.Access;
using Kith.Shell.Web;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>What others build on: the schema, who may do what, the pages, the command line. A change of it stands in the diff.</summary>
[Trait("suite", "golden")]
public sealed class GoldenTests(RunningKith kith) : IClassFixture<RunningKith>
{
    private static readonly string[] AllRoles = [.. Roles.Assignable, Caller.OperatorRole];

    [Fact]
    public void The_schema()
    {
        var parts = kith.Folder.Query<string>(
            "select sql from sqlite_schema where sql is not null and name not like 'customer_search_%' order by tbl_name, type = 'index', name");
        Golden.Match(string.Join(";\n\n", parts.Select(sql => sql.ReplaceLineEndings("\n"))) + ";\n", "schema.sql");
    }

    [Fact]
    public void Every_endpoint_with_what_it_needs() => Golden.Match(string.Join('\n', kith.Host.Policies), "endpoints.txt");

    [Fact]
    public void What_each_role_may_do()
    {
        var decide = kith.Service<IDecide>();
        var text = new StringBuilder();
        foreach (var permission in UseCases.All.Select(Door.PermissionOf).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append(permission).Append(": ").AppendJoin(", ", AllRoles.Where(role => decide.May(new Caller(1, "x", role, Origin.Api, "x"), permission))).Append('\n');
        }

        Golden.Match(text.ToString(), "permissions.txt");
    }

    [Fact]
    public async Task The_pages()
    {
        var administrator = await kith.Administrator();
        var text = new StringBuilder();
        foreach (var path in kith.Host.Policies.Where(line => line.StartsWith("GET", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
            .Where(path => !path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            text.Append(path);
            if (!path.Contains('{', StringComparison.Ordinal))
            {
                text.Append("  ").Append(await Title(administrator, path, "en")).Append("  ").Append(await Title(administrator, path, "zh-CN"));
            }

            text.Append('\n');
        }

        Golden.Match(text.ToString(), "pages.txt");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_help_of_the_command_line(string language)
    {
        using var folder = new KithFolder();
        var text = new StringBuilder();
        await using var cli = new CliSession(_ => throw new InvalidOperationException("help needs no folder"), Catalogues.Load(KithHost.AssembliesOf(Modules.All)));
        foreach (var verb in Verbs(KithCommand.Make(cli, Modules.All), []))
        {
            var help = (await KithProcess.Run(folder, [.. verb, "--help"], language: language)).Require(0);
            text.Append("$ kith ").AppendJoin(' ', verb).Append('\n').Append(string.Join('\n', help.Out.Split('\n').Select(line => line.TrimEnd()))).Append('\n');
        }

        Assert.False(Directory.Exists(folder.Path), "help makes no data folder");
        Golden.Match(text.ToString(), $"help.{language}.txt");
    }

    private static IEnumerable<string[]> Verbs(System.CommandLine.Command command, string[] path) =>
        command.Subcommands.SelectMany(sub => Verbs(sub, [.. path, sub.Name])).Prepend(path);

    private static async Task<string> Title(KithClient client, string path, string language)
    {
        client.Cookies.Add(new System.Net.Cookie(Preferences.LanguageCookie, language, "/", "127.0.0.1"));
        var answer = await client.Get(path);
        Assert.True((int)answer.Status < 400, $"{path} answers {(int)answer.Status}");
        return answer.MediaType == "text/html"
            ? new HtmlParser().ParseDocument(answer.Text).Title!
            : answer.Location is { } to ? "→ " + to.OriginalString : answer.MediaType ?? answer.Status.ToString();
    }
}
