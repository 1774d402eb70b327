using System.Text.Json;
using Dapper;
using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Keep.Fields;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>Who last set a value that stands, and how far it can be relied on.</summary>
/// <param name="Field">The flat field (`title`, `phone:1`, `tag:VIP`).</param>
/// <param name="Source">The file or form it came from; null = entered by the author.</param>
/// <param name="ChangesetId">The act that set it.</param>
/// <param name="How">Whether it was typed, imported or derived.</param>
/// <param name="Confidence">0 to 100, at the moment of asking.</param>
/// <param name="Reason">What speaks for the value, or what looks wrong; the word is `confidence.{Reason}` or `finding.{Reason}`.</param>
public sealed record Provenance(string Field, string Author, string? Source, long At, long ChangesetId, SetBy How, int Confidence, string Reason)
{
    /// <summary>All of it in one sentence.</summary>
    internal string Say(Words words, string when) => words.Say(
        How switch
        {
            SetBy.Imported => "came.imported",
            SetBy.Typed => "came.typed",
            _ => "came.derived",
        },
        ("source", Source),
        ("author", Author),
        ("when", when),
        ("reason", words[words.Has("confidence." + Reason) ? "confidence." + Reason : "confidence.doubted"]),
        ("figure", Confidence));
}

/// <summary>
/// Where every value of a customer came from. An undo gives a value back to whoever had set it before; a restoration is an
/// act like any other.
/// </summary>
public sealed class ValueOrigins(FieldBook book, CustomerWriter writer, Cleaner cleaner)
{
    private sealed record Setter(long ChangesetId, long At);

    private sealed record Author(long Id, string Actor, string Origin, string? Source, long At);

    /// <param name="scope">What the asker may see: numbers are appraised by the country of an organisation that is among it.</param>
    /// <param name="customer">As it stands, or stood at <paramref name="until"/>.</param>
    /// <param name="now">For the age of a value, in UTC milliseconds.</param>
    internal IReadOnlyList<Provenance> Of(SqliteConnection sql, AccessScope scope, Customer customer, PastPoint? until, long now)
    {
        var setters = SettersOf(CustomerChange.Of(sql, customer.Id).TakeWhile(change => until?.Precedes(change) != true));
        var acts = setters.Values.Select(setter => setter.ChangesetId).Append(customer.CreatedIn).Distinct().Chunk(1000).SelectMany(ids => sql.Query<Author>(
            "select cs.changeset_id as Id, cs.actor as Actor, cs.origin as Origin, cs.source as Source, cs.at as At from json_each(@list) wanted join changeset cs on cs.changeset_id = wanted.value",
            new { list = JsonSerializer.Serialize(ids) })).ToDictionary(act => act.Id);
        var appraiser = new Appraiser(cleaner, Organisations.CountryFor(customer, sql, scope));
        var found = new List<Provenance>();
        foreach (var (field, value) in customer.Flatten())
        {
            var setter = setters.GetValueOrDefault(field, new Setter(customer.CreatedIn, customer.CreatedAt));
            if (field.StartsWith('~') || !acts.TryGetValue(setter.ChangesetId, out var act))
            {
                continue;
            }

            var how = act.Source is not null ? SetBy.Imported : act.Origin == "job" ? SetBy.Derived : SetBy.Typed;
            var (confidence, reason) = Appraise(appraiser, customer, field, value, how, TimeSpan.FromMilliseconds(now - setter.At));
            found.Add(new Provenance(field, act.Actor, act.Source, setter.At, act.Id, how, confidence, reason));
        }

        return found;
    }

    private Appraisal Appraise(Appraiser appraiser, Customer customer, string flat, string value, SetBy how, TimeSpan age)
    {
        var key = flat.Split(':')[0];
        var field = book.Find(key == "tag" ? "tags" : key);
        if (field is null)
        {
            return appraiser.Of(key, FieldType.Text, value, null, how, age);
        }

        if (field.Type.IsContact())
        {
            var contact = JsonSerializer.Deserialize(value, CustomerJson.Default.Contact)!;
            return appraiser.Of(field.Key, field.Type, contact.Value, contact.Concern, how, age);
        }

        return appraiser.Of(field.Key, field.Type, field.Classified ? writer.Open(customer, field.Key) : value, null, how, age);
    }

    /// <summary>Which act set each field last; a field that is not among them has its value from the creation.</summary>
    private static Dictionary<string, Setter> SettersOf(IEnumerable<CustomerChange> changes)
    {
        var setters = new Dictionary<string, Setter>(StringComparer.Ordinal);
        var earlier = new Dictionary<long, Dictionary<string, Setter?>>();
        foreach (var change in changes)
        {
            var name = FormerHandles.NameNow(change.Field);
            var undone = change.Undoes is { } taken ? earlier.GetValueOrDefault(taken) : null;
            if (change.IsRevival)
            {
                foreach (var (field, setter) in undone ?? [])
                {
                    Put(field, setter);
                }

                continue;
            }

            if (!earlier.TryGetValue(change.ChangesetId, out var before))
            {
                earlier[change.ChangesetId] = before = new Dictionary<string, Setter?>(StringComparer.Ordinal);
            }

            before.TryAdd(name, setters.TryGetValue(name, out var previous) ? previous : null);
            Put(name, change.Undoes is null ? new Setter(change.ChangesetId, change.At) : undone?.GetValueOrDefault(name));
        }

        return setters;

        void Put(string field, Setter? setter)
        {
            if (setter is { } by)
            {
                setters[field] = by;
            }
            else
            {
                setters.Remove(field);
            }
        }
    }
}
