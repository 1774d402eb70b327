using System.Text;

namespace Kith.Tests.Hostile.Fuzz;

/// <summary>
/// Damaged and hostile files through the readers: each is read with every row accounted for, or refused by a code, within
/// bounds of time and memory. 20,000 inputs, a million with KITH_LONG=1.
/// </summary>
[Trait("suite", "hostile")]
public sealed class TextFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Damaged_lists_are_read_with_every_line_or_refused()
    {
        var seeds = FuzzSeeds.SharedTexts();
        new FuzzRun("shared-texts", output).Run(
            FuzzCount.Of(5000),
            random => Mutator.Change(random, seeds[random.Next(seeds.Count)], () => seeds[random.Next(seeds.Count)]),
            FileLaws.Read);
    }

    [Fact]
    public void Made_up_lists_are_read_with_every_line_or_refused() => new FuzzRun("own-texts", output).Run(
        FuzzCount.Of(3500),
        random => random.Next(4) == 0 ? FuzzSeeds.Text(random) : Mutator.Change(random, FuzzSeeds.Text(random), () => FuzzSeeds.Text(random)),
        FileLaws.Read);

    /// <summary>Not real files, but shapes that cost a careless reader its time or memory.</summary>
    [Fact]
    public void Monstrous_shapes_are_read_or_refused() => new FuzzRun("shapes", output).Run(
        Monsters.Count * (FuzzRun.Long ? 10 : 1),
        random => Monsters.Make(random),
        FileLaws.Read);
}

[Trait("suite", "hostile")]
public sealed class BookFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Damaged_workbooks_are_read_with_every_row_or_refused()
    {
        var seeds = FuzzSeeds.SharedBooks();
        new FuzzRun("shared-books", output).Run(
            FuzzCount.Of(2500),
            random => WorkbookMutator.Change(random, seeds[random.Next(seeds.Count)], () => seeds[random.Next(seeds.Count)]),
            FileLaws.Read);
    }

    [Fact]
    public void Made_up_workbooks_are_read_with_every_row_or_refused() => new FuzzRun("own-books", output).Run(
        FuzzCount.Of(2000),
        random => random.Next(4) == 0 ? FuzzSeeds.Book(random) : WorkbookMutator.Change(random, FuzzSeeds.Book(random), () => FuzzSeeds.Text(random)),
        FileLaws.Read);

    [Fact]
    public void Made_up_pages_are_read_or_refused() => new FuzzRun("own-pages", output).Run(
        FuzzCount.Of(1000),
        random => random.Next(4) == 0 ? FuzzSeeds.Page(random) : Mutator.Change(random, FuzzSeeds.Page(random), () => FuzzSeeds.Page(random)),
        FileLaws.Read);
}

[Trait("suite", "hostile")]
public sealed class CardFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Damaged_cards_are_read_with_every_card_or_refused()
    {
        var seeds = FuzzSeeds.SharedCards();
        new FuzzRun("shared-cards", output).Run(
            FuzzCount.Of(1500),
            random => Mutator.Change(random, seeds[random.Next(seeds.Count)], () => seeds[random.Next(seeds.Count)]),
            FileLaws.Read);
    }

    [Fact]
    public void Made_up_cards_are_read_with_every_card_or_refused() => new FuzzRun("own-cards", output).Run(
        FuzzCount.Of(1500),
        random => random.Next(4) == 0 ? FuzzSeeds.Cards(random) : Mutator.Change(random, FuzzSeeds.Cards(random), () => FuzzSeeds.Cards(random)),
        FileLaws.Read);
}

[Trait("suite", "hostile")]
public sealed class ValueFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Naughty_strings_are_checked_without_a_fault()
    {
        var strings = FuzzSeeds.SharedStrings();
        new FuzzRun("shared-values", output).Run(
            FuzzCount.Of(1500),
            random => Mutator.Change(random, Value(strings[random.Next(strings.Count)]), () => Value(strings[random.Next(strings.Count)])),
            ValueLaws.Check);
    }

    [Fact]
    public void Made_up_values_are_checked_without_a_fault() => new FuzzRun("own-values", output).Run(
        FuzzCount.Of(1500),
        random => Mutator.Change(random, Value(FuzzSeeds.Cell(random)), () => Value(FuzzSeeds.Cell(random))),
        ValueLaws.Check);

    private static FuzzInput Value(string text) => new(text.Length > 40 ? text[..40] : text, Encoding.UTF8.GetBytes(text));
}

/// <summary>How many inputs of a kind are run.</summary>
internal static class FuzzCount
{
    /// <param name="brief">As many of the 20,000.</param>
    public static int Of(int brief) => FuzzRun.Long ? brief * 50 : brief;
}
