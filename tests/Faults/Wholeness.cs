using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Kith.Engine.Keep;
using Kith.Tests.Testing;
using Microsoft.Data.Sqlite;

namespace Kith.Tests.Faults;

/// <summary>
/// Looks into a database from outside and names whatever does not fit together: rows, keys, tags, search tokens, history,
/// changesets, imports and audit say the same thing, whenever the process died.
/// </summary>
internal static class Wholeness
{
    /// <summary>The entry of history that a deletion leaves, and a revival.</summary>
    private const string BirthMark = "~born";

    private static readonly string[] IdentifyingFields = ["external_id"];

    /// <summary>What identifies an organisation, and stands on its people's rows as well.</summary>
    private static readonly string[] OrganisationFields = ["uscc", "vat_id"];

    private sealed record Row(
        long Id, string Kind, string Name, string? Company, string? Stage, string? Source, string Contacts, string Fields, long CreatedIn, long Version, long? OrganisationId);

    private sealed record Change(long Customer, long Changeset, string Field, string? Old, string? New);

    public static void Require(KithFolder folder)
    {
        var faults = folder.Look(Faults);
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(20))}");
    }

    private static List<string> Faults(SqliteConnection sql)
    {
        // One snapshot: a server may be writing meanwhile.
        sql.Execute("begin transaction");
        var check = sql.QuerySingle<string>("pragma integrity_check(1)");
        if (check != "ok")
        {
            return ["integrity_check: " + check];
        }

        if (!sql.QuerySingle<bool>("select exists (select 1 from sqlite_schema where name = 'import_job')"))
        {
            return [];
        }

        var rows = sql.Query<Row>(
            """
            select customer_id as Id, kind, name, company, stage, source, contacts, fields, created_in as CreatedIn, version, organisation_id as OrganisationId from customer
            """).ToDictionary(row => row.Id);
        var tags = sql.Query<(long Id, string Tag)>("select customer_id, tag from customer_tag").ToLookup(tag => tag.Id, tag => tag.Tag);
        return
        [
            .. Orphans(sql),
            .. OfHistory(sql, rows, tags),
            .. OfKeys(sql, rows),
            .. OfTokens(sql, rows, tags),
            .. OfImports(sql),
            .. OfAudit(sql),
        ];
    }

    private static IEnumerable<string> Orphans(SqliteConnection sql)
    {
        foreach (var table in (string[])["customer_tag", "identity_key", "identity_key_fresh", "note"])
        {
            var orphans = sql.QuerySingle<int>($"select count(*) from {table} where customer_id not in (select customer_id from customer)");
            if (orphans > 0)
            {
                yield return $"{table}: {orphans} rows of customers that are not there";
            }
        }

        var unmade = sql.QuerySingle<int>("select count(*) from customer where created_in not in (select changeset_id from changeset)");
        if (unmade > 0)
        {
            yield return $"{unmade} customers that no changeset made";
        }

        var unnamed = sql.QuerySingle<int>("select count(*) from change where changeset_id not in (select changeset_id from changeset)");
        if (unnamed > 0)
        {
            yield return $"{unnamed} changes of no changeset";
        }
    }

    /// <summary>
    /// The changes of a field lead from one to the next up to what stands now, whatever the order of their changesets' ids:
    /// a long import writes under an id that is older than the edits beside it.
    /// </summary>
    private static IEnumerable<string> OfHistory(SqliteConnection sql, Dictionary<long, Row> rows, ILookup<long, string> tags)
    {
        var undoes = sql.Query<(long Id, long Undone)>("select changeset_id, undoes from changeset where undoes is not null").ToDictionary(pair => pair.Id, pair => pair.Undone);
        var changes = sql.Query<Change>(
            "select customer_id as Customer, changeset_id as Changeset, field, old_value as Old, new_value as New from change").SelectMany(WithValues).Select(AsToday).ToLookup(change => change.Customer);
        foreach (var history in changes)
        {
            var revivals = history.Where(change => change.Field == BirthMark && change.New is not null).Select(change => change.Changeset).ToHashSet();
            var takenBack = revivals.Select(revival => undoes.GetValueOrDefault(revival)).ToHashSet();
            var standing = history.Where(change => !takenBack.Contains(change.Changeset) && !revivals.Contains(change.Changeset)).ToList();
            var deleted = standing.Exists(change => change.Field == BirthMark);
            if (deleted == rows.ContainsKey(history.Key))
            {
                yield return $"customer {history.Key} is {(deleted ? "there though history says deleted" : "gone without a deletion in history")}";
                continue;
            }

            var now = deleted ? [] : Flat(rows[history.Key], tags[history.Key]);
            foreach (var field in standing.Where(change => change.Field != BirthMark).GroupBy(change => change.Field))
            {
                if (!Leads(field.ToList(), Text(now.GetValueOrDefault(field.Key))))
                {
                    yield return $"customer {history.Key} {field.Key} is {now.GetValueOrDefault(field.Key)}, history says {string.Join(", ", field.Select(change => $"{change.Changeset}: {change.Old} > {change.New}"))}";
                }
            }

            var deletions = history.Where(change => change.Field == BirthMark && change.New is null).Select(change => change.Changeset);
            var updates = history.Select(change => change.Changeset).Except(deletions).Count();
            if (!deleted && rows[history.Key].Version != updates + 1)
            {
                yield return $"customer {history.Key} is at version {rows[history.Key].Version} after {updates} changesets";
            }
        }
    }

    /// <summary>A deletion keeps all values in its one entry: each of them ended there.</summary>
    private static IEnumerable<Change> WithValues(Change change)
    {
        yield return change;
        if (change is { Field: BirthMark, New: null } && change.Old?.IndexOf('{', StringComparison.Ordinal) is > 0 and var at)
        {
            foreach (var (field, value) in JsonNode.Parse(change.Old[at..])!.AsObject())
            {
                yield return change with { Field = field, Old = value!.GetValue<string>() };
            }
        }
    }

    /// <summary>WeChat and QQ were single values once: today each is the contact number 0, of which history then held the value alone.</summary>
    private static Change AsToday(Change change) => change.Field switch
    {
        "wechat" or "qq" => change with { Field = change.Field + ":0" },
        "wechat:0" or "qq:0" => change with { Old = ValueOf(change.Old), New = ValueOf(change.New) },
        _ => change,
    };

    private static string? ValueOf(string? contact) => contact is null ? null : JsonNode.Parse(contact)!["v"]!.GetValue<string>();

    private static bool Leads(List<Change> changes, string? now)
    {
        var ends = changes.Select(change => Text(change.New)).ToList();
        var starts = 0;
        foreach (var old in changes.Select(change => Text(change.Old)))
        {
            starts += ends.Remove(old) ? 0 : 1;
        }

        // What no change starts from is where it stands; where all are taken, it came back to where it began.
        return ends.Count == 0 ? changes.Exists(change => Text(change.New) == now) : ends.Count == 1 && starts == 1 && ends[0] == now;
    }

    private static string? Text(string? value) => value is ['{', ..] ? JsonNode.Parse(value)!.ToJsonString() : value;

    private static Dictionary<string, string> Flat(Row row, IEnumerable<string> tags)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = row.Kind };
        foreach (var (key, value) in ((string, string?)[])[("name", row.Name), ("company", row.Company), ("stage", row.Stage), ("source", row.Source), ("organisation", row.OrganisationId?.ToString(CultureInfo.InvariantCulture))])
        {
            if (!string.IsNullOrEmpty(value))
            {
                flat[key] = value;
            }
        }

        foreach (var contact in ContactsOf(row))
        {
            flat[$"{contact["k"]}:{contact["n"]}"] = contact["n"]!.GetValue<int>() == 0 ? contact["v"]!.GetValue<string>() : contact.ToJsonString();
        }

        foreach (var tag in tags)
        {
            flat["tag:" + tag] = tag;
        }

        foreach (var (key, value) in JsonNode.Parse(row.Fields)!.AsObject())
        {
            flat[key] = value!.GetValue<string>();
        }

        return flat;
    }

    private static IEnumerable<JsonObject> ContactsOf(Row row) => JsonNode.Parse(row.Contacts)!.AsArray().Select(contact => contact!.AsObject());

    private static IEnumerable<string> OfKeys(SqliteConnection sql, Dictionary<long, Row> rows)
    {
        var held = sql.Query<(long Id, int Keys)>("select customer_id, count(*) from (select * from identity_key union all select * from identity_key_fresh) group by customer_id").ToDictionary(pair => pair.Id, pair => pair.Keys);
        foreach (var row in rows.Values)
        {
            var fields = JsonNode.Parse(row.Fields)!.AsObject();
            var expected = ContactsOf(row).Where(contact => contact["k"]!.GetValue<string>() != "address")
                .Select(contact => $"{contact["k"]} {AccountOf(contact)} {contact["x"]}".ToLowerInvariant()).Distinct().Count()
                + IdentifyingFields.Append("resident_id").Count(fields.ContainsKey)
                 + (row.Kind == "organisation" ? OrganisationFields.Count(fields.ContainsKey) : 0);
            expected = Math.Max(expected, 1) + (row is { Kind: "person", OrganisationId: not null, Company: not null, Name.Length: > 0 } ? 1 : 0);
            if (held.GetValueOrDefault(row.Id) != expected)
            {
                yield return $"customer {row.Id} has {held.GetValueOrDefault(row.Id)} identity keys, {expected} expected";
            }
        }
    }

    /// <summary>A WeChat account that goes by a phone number is known by that number as one dials it in China.</summary>
    private static string AccountOf(JsonObject contact)
    {
        var value = contact["v"]!.GetValue<string>();
        return contact["k"]!.GetValue<string>() == "wechat" && value.StartsWith("+86", StringComparison.Ordinal) ? value[3..] : value;
    }

    /// <summary>The search index, token by token, against tokens made anew from the rows.</summary>
    private static IEnumerable<string> OfTokens(SqliteConnection sql, Dictionary<long, Row> rows, ILookup<long, string> tags)
    {
        sql.Execute("create virtual table temp.held using fts5vocab (main, customer_search, instance)");
        var held = sql.Query<(long Id, string Term)>("select doc, term from temp.held", buffered: false).ToLookup(pair => pair.Id, pair => pair.Term);
        foreach (var lost in held.Where(tokens => !rows.ContainsKey(tokens.Key)))
        {
            yield return $"search finds customer {lost.Key}, who is not there";
        }

        var buffer = new ArrayBufferWriter<byte>();
        foreach (var row in rows.Values)
        {
            buffer.ResetWrittenCount();
            SearchTokens.Write(SearchableOf(row, tags[row.Id]), buffer);
            var expected = Encoding.UTF8.GetString(buffer.WrittenSpan).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            if (!expected.SetEquals(held[row.Id]))
            {
                yield return $"search knows customer {row.Id} by {string.Join(' ', held[row.Id].Except(expected))} instead of {string.Join(' ', expected.Except(held[row.Id]))}";
            }
        }
    }

    private static Searchable SearchableOf(Row row, IEnumerable<string> tags)
    {
        var contacts = ContactsOf(row).ToLookup(contact => contact["k"]!.GetValue<string>(), AccountOf);
        var fields = JsonNode.Parse(row.Fields)!.AsObject();
        var handles = IdentifyingFields.Concat(OrganisationFields).Select(field => fields[field]?.GetValue<string>()).OfType<string>()
            .Concat(contacts["wechat"]).Concat(contacts["qq"]).Concat(contacts["wecom"]);
        return new Searchable(row.Name, row.Company, [.. contacts["phone"]], [.. contacts["email"]], [.. tags.Order(StringComparer.Ordinal), .. handles]);
    }

    private static IEnumerable<string> OfImports(SqliteConnection sql)
    {
        var jobs = sql.Query<(long Id, string State, long? Changeset, long NextRow, long Rows, long Created, long Updated, long Unchanged, long Rejected, long People, long WithPeople)>(
            """
            select import_id, coalesce(paused_in, state), changeset_id, next_row, rows, created, updated, unchanged, rejected, people, people > 0 or plan glob '*"person":[1-9]*'
            from import_job
            """).AsList();
        foreach (var job in jobs)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"import {job.Id} ({job.State})");
            if (job.Rows != job.Created + job.Updated + job.Unchanged + job.Rejected)
            {
                yield return $"{name}: {job.Rows} rows, {job.Created} + {job.Updated} + {job.Unchanged} + {job.Rejected}";
            }

            if (job.Changeset is not { } changeset)
            {
                continue;
            }

            var state = sql.QuerySingle<string>("select state from changeset where changeset_id = @changeset", new { changeset });
            var fits = job.State switch
            {
                "running" or "stopping" => state == "open",
                "undoing" => state == "undoing",
                "undone" or "redoing" => state == "undone",
                _ => state == "closed",
            };
            if (!fits)
            {
                yield return $"{name}: its changeset is {state}";
            }

            var made = sql.QuerySingle<long>("select count(*) from customer where created_in = @changeset", new { changeset });
            var left = sql.QuerySingle<long>("select count(*) from customer where created_in = @changeset and customer_id <= @NextRow", new { changeset, job.NextRow });
            var changed = sql.QuerySingle<long>("select count(distinct customer_id) from change where changeset_id = @changeset", new { changeset });
            // A row with people is one row, though it changes several customers.
            if ((changed != job.Updated && job.WithPeople == 0)
                || (job.State is "running" or "stopping" or "stopped" or "done" && made != job.Created + job.People)
                || (job.State == "undoing" && left > 0)
                || (job.State == "undone" && made > 0))
            {
                yield return $"{name}: {made} made ({left} behind the mark), {changed} changed, but it counts {job.Created} and {job.Updated}";
            }
        }
    }

    /// <summary>Whoever changed something stands in the audit, once for each act.</summary>
    private static IEnumerable<string> OfAudit(SqliteConnection sql) => sql.Query<string>(
        """
        select 'changeset ' || cs.changeset_id || ' ' || cs.use_case || ' has ' || count(a.audit_id) || ' audit entries'
        from changeset cs left join audit_entry a on a.request_id = cs.request_id and a.use_case = cs.use_case
        group by cs.changeset_id having count(a.audit_id) <> 1
        """);
}
