using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Shell;

/// <summary>
/// Brings the schema up to date: every module's `Tables/NNNN_name.sql`, in the order of their numbers, each once and in
/// one transaction. Forward only.
/// </summary>
public sealed class Migrations
{
    private readonly List<Step> steps;

    public Migrations(IEnumerable<Assembly> assemblies)
    {
        steps = [.. assemblies.SelectMany(Steps).OrderBy(step => step.Number)];
        var twice = steps.GroupBy(step => step.Number).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidOperationException($"Two migrations share the number {twice.Key}: {string.Join(", ", twice)}.");
        }
    }

    public int Newest => steps.Count == 0 ? 0 : steps[^1].Number;

    /// <summary>The schema version that a database file is at; 0 for an empty one.</summary>
    public static int VersionOf(SqliteConnection connection) => connection.QuerySingle<int>("pragma user_version");

    /// <summary>Whether <see cref="Run"/> would change a database that already holds data.</summary>
    public bool WouldChange(SqliteConnection connection) => VersionOf(connection) > 0 && Missing(connection).Any();

    /// <summary>Applies what is missing. Numbers are banded by module, so each step is remembered, not only the highest.</summary>
    /// <exception cref="Refused">The data was written by a newer Kith.</exception>
    public void Run(SqliteConnection connection)
    {
        connection.Execute("create table if not exists schema_step (number integer primary key, name text not null)");
        var strange = Applied(connection).Except(steps.Select(step => step.Number)).ToList();
        if (strange.Count > 0)
        {
            throw new Refused(Refusal.Unavailable, "store.newer", null, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["have"] = strange.Max(),
                ["know"] = Newest,
            });
        }

        foreach (var step in Missing(connection).ToList())
        {
            connection.Execute("begin immediate");
            connection.Execute(step.Sql);
            connection.Execute("insert into schema_step (number, name) values (@Number, @File)", new { step.Number, step.File });
            connection.Execute("pragma user_version = " + Math.Max(step.Number, VersionOf(connection)).ToString(CultureInfo.InvariantCulture));
            connection.Execute("commit transaction");
        }
    }

    private IEnumerable<Step> Missing(SqliteConnection connection)
    {
        var applied = Applied(connection);
        return steps.Where(step => !applied.Contains(step.Number));
    }

    private static HashSet<int> Applied(SqliteConnection connection) =>
        connection.QuerySingle<bool>("select exists (select 1 from sqlite_schema where name = 'schema_step')")
            ? [.. connection.Query<int>("select number from schema_step")]
            : [];

    private static IEnumerable<Step> Steps(Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var file = resource.Split('.')[^2];
            var number = file.TrimStart('_').Split('_')[0];
            yield return new Step(int.Parse(number, CultureInfo.InvariantCulture), file.TrimStart('_'), reader.ReadToEnd());
        }
    }

    private sealed record Step(int Number, string File, string Sql)
    {
        public override string ToString() => File;
    }
}
