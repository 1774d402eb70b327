using System.Reflection;
using System.Text.Json;
using Dapper;
using Kith.Keep.Fields;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>The templates there are: those that people's imports left behind, and those that come with Kith.</summary>
public sealed class TemplateBook(FieldBook book, Catalogues catalogues)
{
    private const int MostRemembered = 2000;
    private const int MostListed = 30;
    private const string Ending = ".template.json";

    private static readonly Lazy<IReadOnlyList<ImportTemplate>> FromKith = new(Load);

    /// <param name="Id">Null in one that comes with Kith.</param>
    /// <param name="Named">Whether a person gave it its name.</param>
    public sealed record Entry(long? Id, bool Named, ImportTemplate Template, string By, long UsedAt);

    private sealed record Row
    {
        public long Id { get; init; }

        public bool Named { get; init; }

        public string Name { get; init; } = "";

        public string Template { get; init; } = "";

        public string By { get; init; } = "";

        public long UsedAt { get; init; }

        public Entry ToEntry() => new(Id, Named, JsonSerializer.Deserialize<ImportTemplate>(Template, KithJson.Options)! with { Name = Name }, By, UsedAt);
    }

    private const string Columns = "template_id as Id, named as Named, name as Name, template as Template, made_by as By, used_at as UsedAt";

    /// <summary>The templates that come with Kith.</summary>
    public static IReadOnlyList<ImportTemplate> Shipped => FromKith.Value;

    /// <summary>The template for a file with these headings: of the same shape, a named one before the last import; else one that comes with Kith.</summary>
    public static Entry? For(SqliteConnection sql, IReadOnlyList<string> headers)
    {
        if (headers.All(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        var row = sql.QueryFirstOrDefault<Row>(
            $"select {Columns} from import_template where shape = @shape order by named desc, used_at desc limit 1", new { shape = ImportTemplate.ShapeOf(headers) });
        return row?.ToEntry() ?? (Shipped.Where(template => template.Suits(headers)).MaxBy(template => template.Knows(headers)) is { } shipped ? new Entry(null, true, shipped, "Kith", 0) : null);
    }

    /// <summary>What pages call a template: those that come with Kith by the reader's language, others as people named them.</summary>
    /// <param name="id">Null in one that comes with Kith.</param>
    public static string Called(Words words, long? id, string name) =>
        id is null && Shipped.FirstOrDefault(template => template.Name == name)?.WordKey is { } key ? words["import.shipped." + key] : name;

    public static Entry Require(SqliteConnection sql, long id) =>
        sql.QuerySingleOrDefault<Row>($"select {Columns} from import_template where template_id = @id", new { id })?.ToEntry() ?? throw Refused.NotFound("import.no-template");

    /// <param name="name">As people named it; of one that comes with Kith its name in any language.</param>
    public Entry Require(SqliteConnection sql, string name) =>
        sql.QueryFirstOrDefault<Row>($"select {Columns} from import_template where name = @name order by named desc, used_at desc limit 1", new { name })?.ToEntry()
        ?? (Shipped.FirstOrDefault(template => IsCalled(template, name)) is { } shipped
            ? new Entry(null, true, shipped, "Kith", 0)
            : throw Refused.Invalid("import.no-template-named", "name", ("names", string.Join(", ", List(sql, MostListed).Select(entry => entry.Template.Name).Concat(Shipped.Select(template => template.WordKey)).Distinct()))));

    private bool IsCalled(ImportTemplate template, string name) =>
        template.Name == name || template.WordKey == name || catalogues.Languages.Any(language => catalogues.For(language)["import.shipped." + template.WordKey] == name);

    /// <summary>Those that people made, the last used first.</summary>
    public static IReadOnlyList<Entry> List(SqliteConnection sql, int most) =>
        [.. sql.Query<Row>($"select {Columns} from import_template order by used_at desc limit @most", new { most }).Select(row => row.ToEntry())];

    /// <summary>Keeps how an import is set up as the last one of its shape, or under a name.</summary>
    /// <param name="name">Null = it is only remembered.</param>
    public long Keep(Act act, ImportJob job, string? name)
    {
        var template = ImportTemplate.Of(name ?? job.FileName, job.Plan, book, whole: name is not null);
        var known = act.Sql.QueryFirstOrDefault<long?>(
            "select template_id from import_template where shape = @Shape and named = @named and (@name is null or name = @name) order by used_at desc limit 1",
            new { template.Shape, named = name is not null, name });
        var id = known ?? act.NewId();
        act.Sql.Execute(
            """
            insert into import_template (template_id, name, named, shape, template, made_by, made_at, used_at)
            values (@id, @Name, @named, @Shape, @json, @By, @Now, @Now)
            on conflict (template_id) do update set name = excluded.name, template = excluded.template, made_by = excluded.made_by, used_at = excluded.used_at
            """,
            new { id, template.Name, named = name is not null, template.Shape, json = JsonSerializer.Serialize(template, KithJson.Options), By = act.Caller.Name, act.Now });
        act.Sql.Execute(
            "delete from import_template where template_id in (select template_id from import_template where named = 0 order by used_at desc limit -1 offset @MostRemembered)",
            new { MostRemembered });
        return id;
    }

    public static void Delete(SqliteConnection sql, long id)
    {
        if (sql.Execute("delete from import_template where template_id = @id", new { id }) == 0)
        {
            throw Refused.NotFound("import.no-template");
        }
    }

    private static IReadOnlyList<ImportTemplate> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.EndsWith(Ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<ImportTemplate>(stream, KithJson.Options)! with { WordKey = name[..^Ending.Length].Split('.')[^1] };
            }),
        ];
    }
}
