namespace Kith.Engine.Keep;

/// <summary>How near a hit is: lower is better; terms of a query add up.</summary>
internal static class Nearness
{
    public const int WholeName = 0;
    public const int NameStart = 2;
    public const int NameInside = 4;
    public const int NameSoundWhole = 5;
    public const int NameSound = 6;
    public const int NameSoundInside = 7;
    public const int Contact = 8;
    public const int ContactPart = 9;
    public const int CompanyStart = 10;
    public const int CompanyInside = 12;
    public const int CompanySound = 13;

    /// <summary>Added for each term that only fits with a mistake.</summary>
    public const int Mistaken = 50;

    /// <summary>No hit. Small enough to be added a few times.</summary>
    public const int None = 1_000_000;
}

/// <summary>One thing that a query asks for; a record must satisfy each.</summary>
internal abstract class QueryTerm
{
    /// <summary>The expression that fetches all records with this term.</summary>
    public abstract string Strict { get; }

    /// <summary>The expression that fetches records with this term but for one mistake; empty when there is none.</summary>
    public virtual string Forgiving => string.Empty;

    /// <summary>Whether <see cref="Strict"/> fetches records that do not have the term.</summary>
    public abstract bool Verifies { get; }

    /// <summary>How near the record is, <see cref="Nearness.None"/> when it lacks the term.</summary>
    public abstract int Rank(RecordText record, bool forgiving);
}

/// <summary>What may be meant as one or as several: 138 0013 8000, Jean-Pierre.</summary>
internal sealed class EitherTerm(QueryTerm whole, IReadOnlyList<QueryTerm> parts) : QueryTerm
{
    public override string Strict => MatchText.Any(whole.Strict, MatchText.All(parts.Select(p => p.Strict)));

    public override string Forgiving => whole.Forgiving;

    public override bool Verifies => whole.Verifies || parts.Any(p => p.Verifies);

    public override int Rank(RecordText record, bool forgiving)
    {
        var sum = 0;
        foreach (var part in parts)
        {
            sum += part.Rank(record, forgiving: false);
        }

        return Math.Min(whole.Rank(record, forgiving), Math.Min(sum, Nearness.None));
    }
}
