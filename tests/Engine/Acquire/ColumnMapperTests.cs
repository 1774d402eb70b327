using System.Text;
using Kith.Engine.Acquire.Mapping;

namespace Kith.Tests.Engine.Acquire;

/// <summary>Which column is which field, on lists as people and programs make them.</summary>
public sealed class ColumnMapperTests(ITestOutputHelper output)
{
    [Fact]
    public void Header_sets_map_as_a_person_would_map_them()
    {
        var misses = new StringBuilder();
        var counts = new Dictionary<bool, (int Sets, int Hits, int Columns)>();
        foreach (var set in HeaderSet.All())
        {
            var guesses = ColumnMapper.Map([.. set.Columns.Select(c => c.Header)], set.Rows(), []);
            var (sets, hits, columns) = counts.GetValueOrDefault(set.HeldOut);
            foreach (var (column, guess) in set.Columns.Zip(guesses))
            {
                var hit = column.Expected.Contains(guess.Field ?? "-");
                hits += hit ? 1 : 0;
                misses.Append(hit ? "" : $"  {set.Name}{(set.HeldOut ? " (hold-out)" : "")}: '{column.Header}' → {guess.Field ?? "-"} ({guess.Confidence:F2} by {guess.Because}), a person: {string.Join(" or ", column.Expected)}\n");
            }

            counts[set.HeldOut] = (sets + 1, hits, columns + set.Columns.Count);
        }

        var (tuned, held) = (counts[false], counts[true]);
        output.WriteLine($"header mapping: {tuned.Hits}/{tuned.Columns} columns of {tuned.Sets} sets ({100.0 * tuned.Hits / tuned.Columns:F1} %), hold-outs {held.Hits}/{held.Columns} of {held.Sets} ({100.0 * held.Hits / held.Columns:F1} %)\n{misses}");
        Assert.True(tuned.Sets + held.Sets >= 60);
        Assert.True(tuned.Hits >= 0.97 * tuned.Columns, $"{tuned.Hits}/{tuned.Columns}");
        Assert.True(held.Hits >= 0.90 * held.Columns, $"{held.Hits}/{held.Columns}");
    }
}
