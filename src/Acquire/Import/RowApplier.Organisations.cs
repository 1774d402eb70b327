using Kith.Engine.Check;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// What a row leaves to its organisation: the country that its numbers are of, and the company's name. Both are settled when the
/// rows above are in, so that it makes no difference how the file is cut into chunks, nor whether it comes for the first time.
/// </summary>
public sealed partial class RowApplier
{
    /// <summary>Rows read in the country that their organisation will most likely turn out to be in, by their number.</summary>
    private readonly Dictionary<long, (string Country, CleanedRow Row)> foreseen = [];

    private static bool SpeaksOfOrganisation(CleanedRow row) => !row.SaysCountry && (row.Record.Organisation is not null || row.People.Count > 0);

    /// <summary>Guesses what the rows will be settled as, so that the keys are loaded for all at once; a wrong guess costs a query of its own.</summary>
    private void Foresee(SqliteConnection sql, AccessScope scope, IReadOnlyList<CleanedRow> rows)
    {
        foreseen.Clear();
        if (rows.All(row => row.Record.Organisation is null && row.People.Count == 0))
        {
            return;
        }

        var above = new Dictionary<UInt128, Customer>();
        var wanted = new List<CustomerKeys.Key>();
        foreach (var row in rows)
        {
            var read = row;
            var known = row.Record.Organisation is null && row.People.Count == 0 ? null : OrganisationOf(row);
            var said = (row.Record.Organisation is { Key: { } key } ? [key] : row.Record.Keys).Select(one => above.GetValueOrDefault(one.Number)).FirstOrDefault(one => one is not null);
            if (SpeaksOfOrganisation(row) && (CountryOf(said) ?? CountryOf(known)) is { } country && country != plan.Region)
            {
                read = cleaner.Clean(row.Line, row.Fixes, country);
                foreseen.Add(row.Number, (country, read));
                wanted.AddRange(read.Keys);
            }

            if (IsNameless(read) && (said ?? known) is { } organisation)
            {
                var person = read.Draft.Copy();
                Organisations.Join(person, organisation);
                wanted.AddRange(writer.KeysOf(person));
            }

            if (row.Draft.Kind == Customer.Organisation)
            {
                foreach (var one in row.Record.Keys.Where(one => row.SaysCountry || !above.ContainsKey(one.Number)))
                {
                    above[one.Number] = row.Draft;
                }
            }
        }

        Load(sql, scope, wanted);
    }

    /// <summary>The row as it is to be judged now that those above it are in.</summary>
    private CleanedRow Settled(SqliteConnection sql, AccessScope scope, CleanedRow row)
    {
        var read = AtHome(row);
        if (IsNameless(read) && Organisation(read.Record.Organisation!, read.Draft, []) is { } organisation)
        {
            // People without a number are known by their company's name.
            read = read with { Record = Linked(read.Record, organisation) };
        }

        if (!ReferenceEquals(read, row))
        {
            Load(sql, scope, read.Keys);
        }

        return read;
    }

    /// <summary>
    /// People have the numbers of the country that their organisation is in: a row that doesn't say where it is, and speaks of one
    /// that is elsewhere than the file, is read again.
    /// </summary>
    private CleanedRow AtHome(CleanedRow row) =>
        !SpeaksOfOrganisation(row) || CountryOf(OrganisationOf(row)) is not { } country || country == plan.Region ? row
        : foreseen.TryGetValue(row.Number, out var guess) && guess.Country == country ? guess.Row
        : cleaner.Clean(row.Line, row.Fixes, country);

    /// <summary>Whether the row says whose person it is by an id alone.</summary>
    private bool IsNameless(CleanedRow row) =>
        !row.IsRefused && row.Record.Organisation is not null && row.Draft.Company is null && !(row.KithId is { } id && customers.ContainsKey(id));

    private Customer? OrganisationOf(CleanedRow row)
    {
        var found = row.Record.Organisation is { } said ? Organisation(said, row.Draft, [])
            : row.KithId is { } id && customers.TryGetValue(id, out var byId) ? byId
            : Match(row.Record, null, null, []).Customer;
        return found?.Kind == Customer.Organisation ? found : null;
    }

    private static string? CountryOf(Customer? organisation) => organisation?["country"] is { } said ? Countries.CodeOf(said) : null;
}
