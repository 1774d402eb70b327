using System.Text.RegularExpressions;
using Kith.App;
using Kith.Tests.Testing;
using Mono.Cecil;

namespace Kith.Tests.Shell;

/// <summary>The rules of the house that a compiler can't hold: where code leans, how long a file is, who answers for a table.</summary>
public sealed partial class HouseRuleTests(RunningKith kith) : IClassFixture<RunningKith>
{
    private const int LongestFile = 400;

    /// <summary>Each may lean on those before it, never on one after it.</summary>
    private static readonly string[] Order =
        ["Kith.Engine", "Kith.Shell", "Kith.Secure", "Kith.Check", "Kith.Keep", "Kith.Dedupe", "Kith.Acquire", "Kith.Learn", "Kith.Reach", "kith"];

    public static TheoryData<string> Stages { get; } = [.. Order.Where(name => File.Exists(AssemblyPath(name)))];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Code_leans_one_way(string stage)
    {
        using var module = ModuleDefinition.ReadModule(AssemblyPath(stage));
        var leansOn = module.AssemblyReferences.Select(reference => reference.Name).Where(name => Array.IndexOf(Order, name) >= 0);
        Assert.All(leansOn, name => Assert.True(Array.IndexOf(Order, name) < Array.IndexOf(Order, stage), $"{stage} leans on {name}"));
    }

    [Fact]
    public void The_engine_knows_no_database_network_web_or_clock()
    {
        using var module = ModuleDefinition.ReadModule(AssemblyPath("Kith.Engine"));
        var foreign = module.AssemblyReferences.Select(reference => reference.Name).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.DoesNotContain(foreign, name => name.StartsWith("Microsoft.", StringComparison.Ordinal) || name is "Dapper");
        string[] banned = ["System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.Data.Common.DbConnection"];
        Assert.DoesNotContain(module.GetTypeReferences(), type => banned.Contains(type.FullName));
        string[] clocks = ["System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTimeOffset::get_UtcNow", "System.DateTimeOffset::get_Now", "System.Environment::GetEnvironmentVariable"];
        Assert.DoesNotContain(module.GetMemberReferences(), member => clocks.Any(clock => member.FullName.Contains(clock, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_file_is_too_long_to_hold_in_mind() => Assert.Empty(SourceTree.Product(".cs", ".razor", ".ts", ".css", ".sql")
        .Select(file => (Name: SourceTree.Name(file), Lines: File.ReadLines(file).Count()))
        .Where(file => file.Lines > LongestFile).Select(file => $"{file.Name}: {file.Lines} lines"));

    [Fact]
    public void Names_say_what_a_thing_is() => Assert.Empty(SourceTree.Product(".cs")
        .Where(file => VagueName().IsMatch(Path.GetFileNameWithoutExtension(file))).Select(SourceTree.Name));

    [Fact]
    public void Every_use_case_declares_what_it_needs()
    {
        Assert.True(UseCases.All.Count > 30, "the use cases are found");
        Assert.All(UseCases.All, type => Assert.NotNull(Door.PermissionOf(type)));
    }

    [Fact]
    public async Task An_endpoint_without_a_policy_keeps_Kith_from_starting()
    {
        using var folder = new KithFolder();
        var start = KithHost.Start(new KithOptions(new DataFolder(folder.Path), 0), [.. Modules.All, new NakedModule()]);
        var bug = await Assert.ThrowsAsync<InvalidOperationException>(() => start);
        Assert.Contains("/naked declares no policy", bug.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_use_case_without_a_permission_keeps_Kith_from_starting() =>
        Assert.Contains(nameof(Naked), Assert.Throws<InvalidOperationException>(() => KithHost.PartsOf([new NakedUseModule()])).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_table_about_a_customer_has_somebody_who_answers_for_it()
    {
        var claimed = kith.Host.Services.GetServices<IHoldPersonalData>().SelectMany(holder => holder.Tables).ToList();
        var tables = kith.Folder.Query<string>(
            """
            select t.name from sqlite_schema t
            where t.type = 'table' and exists (select 1 from pragma_table_info(t.name) c where c.name = 'customer_id')
            order by t.name
            """);
        Assert.Contains("customer", tables);
        Assert.Equal(tables, claimed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_table_about_a_customer_has_the_customer_in_its_key()
    {
        // What lets a later engine spread customers over many servers by that column.
        var keys = kith.Folder.Query<(string Table, string Column)>(
            """
            select t.name, c.name from sqlite_schema t join pragma_table_info(t.name) c on c.pk > 0
            where t.type = 'table' and exists (select 1 from pragma_table_info(t.name) x where x.name = 'customer_id')
            """).ToLookup(row => row.Table, row => row.Column);
        Assert.All(keys, key => Assert.Contains("customer_id", key));
    }

    /// <summary>SQL text may hold only what code itself chose; each hole stands in a golden file, so that a new one is seen.</summary>
    [Fact]
    [Trait("suite", "golden")]
    public void What_is_put_into_the_text_of_SQL()
    {
        var holes = SourceTree.Product(".cs").SelectMany(file => InterpolatedText().Matches(File.ReadAllText(file))
            .Where(text => SqlWord().IsMatch(text.Value))
            .SelectMany(text => Hole().Matches(text.Value).Select(hole => $"{SourceTree.Name(file)}  {hole.Value}")));
        Golden.Match(string.Join('\n', holes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), "sql-holes.txt");
    }

    private static string AssemblyPath(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    [GeneratedRegex("(Utils?|Helpers?|Manager|Misc|Common)$")]
    private static partial Regex VagueName();

    [GeneratedRegex("""
        \$"{3}.*?"{3}|\$"(?:[^"\\\n]|\\.)*"
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex InterpolatedText();

    [GeneratedRegex(@"\b(select|insert into|update|delete from|where|order by|pragma|vacuum)\b")]
    private static partial Regex SqlWord();

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Hole();

    private sealed class NakedModule : IModule
    {
        public void Add(ModuleParts parts) => parts.Middleware(app => ((IEndpointRouteBuilder)app).MapGet("/naked", () => "nothing on"));
    }

    private sealed class NakedUseModule : IModule
    {
        public void Add(ModuleParts parts) => parts.Use<Naked>();
    }

    private sealed class Naked : IUseCase
    {
        public static void Map(Routes routes)
        {
        }
    }
}
