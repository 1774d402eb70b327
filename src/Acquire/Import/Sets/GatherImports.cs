using System.Text.Json.Serialization;
using Dapper;

namespace Kith.Acquire.Import;

/// <summary>Makes a set of imports that belong together, none of which was run yet.</summary>
[Needs("import.run")]
public sealed class GatherImports(ShowImportSet show) : IUseCase, IChange<GatherImports.Ask, ImportSetView>
{
    public sealed record Request(
        [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] IReadOnlyList<long> ImportIds);

    /// <param name="ImportIds">In the order in which they were given.</param>
    /// <param name="Refused">Files that came with them and could not be read.</param>
    public sealed record Ask(IReadOnlyList<long> ImportIds, IReadOnlyList<RefusedFile> Refused);

    public static void Map(Routes routes) => routes.Post<GatherImports>("/api/import-sets", async (Request request, GatherImports use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(request.ImportIds ?? [], []))));

    public ImportSetView Handle(Ask ask, Act act)
    {
        var ids = ask.ImportIds.Distinct().ToList();
        if (ids.Count + ask.Refused.Count == 0)
        {
            throw Refused.Invalid("import.no-file", "importIds");
        }

        if (ids.Count > ImportSet.Most)
        {
            throw Refused.Invalid("import.set-too-many", "importIds", ("most", ImportSet.Most));
        }

        var members = ImportJob.Query(act.Sql, "where import_id in @ids", new { ids }).ToList();
        if (members.Count < ids.Count)
        {
            throw Refused.NotFound("import.none");
        }

        foreach (var job in members)
        {
            job.RequireUnrun();
            if (job.SetId is not null)
            {
                throw Refused.Conflict("import.in-a-set", ("file", job.FileName));
            }
        }

        var set = act.NewId();
        act.Sql.Execute("update import_job set set_id = @set where import_id in @ids", new { set, ids });
        ImportSet.NoteRefused(act, set, ask.Refused);
        act.Subject.Detail = string.Join(", ", members.Select(job => job.FileName).Concat(ask.Refused.Select(file => file.File)));
        return show.View(act.Sql, set);
    }
}
