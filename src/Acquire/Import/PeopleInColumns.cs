using Kith.Engine.Acquire.Mapping;

namespace Kith.Acquire.Import;

/// <summary>What a column seems to be, and whom it is about.</summary>
internal readonly record struct PersonGuess(ColumnGuess Guess, PersonColumn Person);

/// <summary>
/// Finds lists of organisations whose rows name several people: 联系人1, 电话1, 联系人2 … There the organisation is the
/// customer of the row, and its people are customers of their own. With one contact a person says so in the columns step.
/// </summary>
internal static class PeopleInColumns
{
    /// <param name="map">Guesses what columns are by their headings and values.</param>
    public static IReadOnlyList<PersonGuess> Of(
        IReadOnlyList<string> headers, IReadOnlyList<string[]> rows, Func<IReadOnlyList<string>, IReadOnlyList<string[]>, IReadOnlyList<ColumnGuess>> map)
    {
        var people = PersonColumns.Find(headers);
        var own = Indexes(people, 0);
        var ofRow = Mapped(own, headers, rows, map);
        var isOrganisation = ofRow.Any(guess => guess.Field == "company") && !ofRow.Any(guess => guess.Field is "name" or "family_name" or "given_name");
        if (people.Any(person => person.Ordinal > 0) && isOrganisation)
        {
            var ordinals = people.Select(person => person.Ordinal).Where(ordinal => ordinal > 0).Distinct();
            return [.. ofRow.Concat(ordinals.SelectMany(ordinal => Mapped(Indexes(people, ordinal), WithoutRoles(headers, people), rows, map)))
                .OrderBy(guess => guess.Column).Select(guess => new PersonGuess(guess, people[guess.Column]))];
        }

        return [.. map(headers, rows).Select(guess => new PersonGuess(guess, default))];
    }

    private static List<int> Indexes(IReadOnlyList<PersonColumn> people, int ordinal) => [.. Enumerable.Range(0, people.Count).Where(index => people[index].Ordinal == ordinal)];

    private static List<ColumnGuess> Mapped(
        List<int> indexes, IReadOnlyList<string> headers, IReadOnlyList<string[]> rows, Func<IReadOnlyList<string>, IReadOnlyList<string[]>, IReadOnlyList<ColumnGuess>> map) =>
    [
        .. map([.. indexes.Select(index => headers[index])], [.. rows.Select(row => indexes.Select(index => index < row.Length ? row[index] : "").ToArray())])
            .Select(guess => guess with { Column = indexes[guess.Column] }),
    ];

    /// <summary>A heading with a role (法人电话) would be taken for somebody else's: there the values speak.</summary>
    private static List<string> WithoutRoles(IReadOnlyList<string> headers, IReadOnlyList<PersonColumn> people) =>
        [.. headers.Select((header, index) => people[index].Role is null ? header : "")];
}
