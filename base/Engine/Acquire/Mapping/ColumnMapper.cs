using Kith.Engine.Check;

namespace Kith.Engine.Acquire.Mapping;

/// <summary>
/// Guesses which column of a file is which field, from what the headings say and what the values look like. The values
/// may speak against a heading (dates under 电话), for it, or alone where a heading says nothing.
/// </summary>
public static class ColumnMapper
{
    private const double Threshold = 0.5;
    private const double Misfit = 0.34;

    private const double AlwaysMeant = 0.95;

    // Fewer values than this prove nothing against a heading.
    private const int FewestThatSpeak = 5;

    // Enough to know a column by; the wider the file, the fewer rows, so that ten thousand columns cost no more than fifty.
    private const int MostRows = 200;
    private const int MostCells = 100_000;

    /// <summary>One guess for each column, in their order.</summary>
    /// <param name="headers">The headings; empty ones for a file without.</param>
    /// <param name="sampleRows">Rows of the data; at most the first 200 are looked at.</param>
    /// <param name="userFields">The fields that the people of this house defined.</param>
    public static IReadOnlyList<ColumnGuess> Map(IReadOnlyList<string> headers, IReadOnlyList<string[]> sampleRows, IReadOnlyList<FieldHint> userFields)
    {
        var most = Math.Clamp(MostCells / Math.Max(headers.Count, 1), 3, MostRows);
        var rows = sampleRows.Count > most ? [.. sampleRows.Take(most)] : sampleRows;
        var columns = headers.Select((h, i) => new Column(i, HeaderText.Read(h), new ColumnShape(rows, i))).ToList();
        foreach (var column in columns)
        {
            AddByName(column, userFields);
            SettleNumbers(column);
            AddByValues(column);
        }

        SettlePersonOrCompany(columns);
        SettleHalfNames(columns);
        return Assign(columns);
    }

    /// <summary>Whether a heading names a person here and a company there (客户名称, Customer): then each row's own name says which.</summary>
    public static bool IsPersonOrCompany(string heading) => HeaderMatch.IsPersonOrCompany(HeaderText.Read(heading));

    /// <summary>
    /// Whether a name is one of those that always mean a field of ours (联系人, Phone) or the customer itself, not one that only
    /// may mean it (会员等级 for the stage).
    /// </summary>
    public static bool IsOurs(string name) => IsOurs(HeaderText.Read(name));

    private static bool IsOurs(HeaderText heading) => HeaderMatch.IsPersonOrCompany(heading) || HeaderMatch.Fields(heading).Values.Any(weight => weight >= AlwaysMeant);

    private static void AddByName(Column column, IReadOnlyList<FieldHint> userFields)
    {
        foreach (var (field, weight) in HeaderMatch.Fields(column.Header))
        {
            var fit = column.Shape.Fit(field);
            column.Add(field, weight, column.Shape.Count < FewestThatSpeak ? Math.Max(fit, 0.5) : fit, isTyped: IsTyped(field));
        }

        foreach (var hint in userFields)
        {
            if (hint.Names.Append(hint.Key).Any(n => HeaderText.Key(n) is { Length: > 0 } key && column.Header.Readings.Any(r => r.Weight > 0.9 && r.Key == key)))
            {
                if (!hint.InUse && IsOurs(column.Header) && (column.Candidates.Values.Any(ours => ours.Confidence >= Threshold) || HeaderMatch.IsPersonOrCompany(column.Header)))
                {
                    continue;
                }

                // The house's own word for its own field is stronger than any of ours.
                column.Add(hint.Key, 1.05, column.Shape.FitType(hint.Type), isTyped: hint.Type is not ("text" or "choice"));
            }
        }

        // A form of address says the gender where nobody is addressed as a firm, a family or a doctor.
        if (column.Header.Readings.Any(reading => reading.Key == "anrede") && column.Shape.Share(ValueKinds.IsGender) < 1)
        {
            column.Candidates.Remove("gender");
        }

        // A company and yes or no is the question "is it a company"; below any other heading yes and no say nothing.
        if (column.Candidates.TryGetValue("kind", out var kind) && column.Shape.Share(ValueKinds.IsYesNo) > 0.5 && !column.Header.Plain.Contains("is", StringComparison.Ordinal))
        {
            column.Candidates["kind"] = kind with { Confidence = kind.Confidence * 0.5 };
        }
    }

    private static bool IsTyped(string field) => field is "phone" or "email" or "birthday" or "created_on" or "gender" or "website" or "uscc" or "vat_id" or "resident_id" or "bank_card" or "iban" or "kind" or "do_not_contact" or "qq";

    private static void AddByValues(Column column)
    {
        var shape = column.Shape;
        if (shape.IsEmpty || HeaderMatch.SpeaksOfOthers(column.Header) || column.Candidates.Values.Any(c => c.Confidence >= Threshold))
        {
            return;
        }

        var meaningless = HeaderMatch.IsMeaningless(column.Header);
        var certainty = meaningless ? 0.85 : 0.65;
        Try("email", ValueKinds.IsEmail, certainty + 0.05);
        Try("phone", v => ValueKinds.IsChineseMobile(v) || ValueKinds.IsSurelyPhone(v) || (meaningless && ValueKinds.IsContactUnderPhone(v)), certainty);
        Try("resident_id", ValueKinds.IsResidentId, certainty);
        Try("uscc", ValueKinds.IsUscc, certainty);
        Try("vat_id", VatIds.IsSurely, certainty);
        Try("iban", v => ValueKinds.IsIban(v) && Ibans.Parse(v).Verdict == Verdict.Good, certainty);
        if (!meaningless)
        {
            return;
        }

        Try("bank_card", ValueKinds.IsSurelyCard, 0.6);
        Try("website", ValueKinds.IsUrl, 0.8);
        Try("gender", ValueKinds.IsGender, 0.75);
        Try("company", ValueKinds.IsOrganisation, 0.75);
        Try("address", v => ValueKinds.IsAddress(v) && !ValueKinds.IsOrganisation(v), 0.7);
        Try("name", v => ValueKinds.IsPerson(v) && !ValueKinds.IsAddress(v), 0.7);

        void Try(string field, Func<string, bool> kind, double confidence)
        {
            var share = shape.Share(kind);
            if (shape.IsMostly(share))
            {
                column.Candidates[field] = new Candidate(field, confidence * Math.Max(share, ColumnShape.MostOf), "values", share);
            }
        }
    }

    /// <summary>
    /// Tax numbers under 税号 or VAT are China's codes or other countries', accounts are cards or IBANs: the values decide, and
    /// where there are none the weights of the words.
    /// </summary>
    private static void SettleNumbers(Column column)
    {
        if (column.Shape.IsEmpty)
        {
            return;
        }

        if (column.Candidates.TryGetValue("uscc", out var home) && column.Candidates.TryGetValue("vat_id", out var foreign))
        {
            var chinese = column.Shape.Share(ValueKinds.IsChineseTaxId) >= 0.5;
            column.Candidates.Remove(chinese ? "vat_id" : "uscc");
            column.Candidates[chinese ? "uscc" : "vat_id"] = (chinese ? home : foreign) with { Confidence = Math.Max(home.Confidence, foreign.Confidence) };
        }

        if (column.Candidates.TryGetValue("bank_card", out var card) && column.Shape.Share(ValueKinds.IsIban) is >= 0.5 and var share)
        {
            column.Candidates.Remove("bank_card");
            column.Candidates["iban"] = card with { Field = "iban", Fit = share };
        }
    }

    /// <summary>客户名称, Customer, Name: a company where the values are, or where another column has the person; else a person.</summary>
    private static void SettlePersonOrCompany(List<Column> columns)
    {
        var hasPerson = columns.Exists(c => !HeaderMatch.IsPersonOrCompany(c.Header) && c.Confidence("name") >= 0.8);
        var hasCompany = columns.Exists(c => !HeaderMatch.IsPersonOrCompany(c.Header) && c.Confidence("company") >= 0.8);
        foreach (var column in columns.Where(c => HeaderMatch.IsPersonOrCompany(c.Header)))
        {
            var firms = column.Shape.Share(ValueKinds.IsOrganisation);
            var people = column.Shape.Share(ValueKinds.IsPerson);
            var firm = firms >= 0.4 ? 0.95 : hasPerson && people < 0.8 ? 0.85 : 0.4;
            var person = firms >= 0.4 && !(hasCompany && firms < 0.7) ? 0.4 : firm > 0.5 ? 0.45 : 0.93;
            column.Add("company", firm, column.Shape.Fit("company"), isTyped: true);
            column.Add("name", person, column.Shape.Fit("name"), isTyped: true);
        }
    }

    /// <summary>A heading that is a whole name here and half of one there (Nom, Nombre, 姓) is half only beside its other half.</summary>
    private static void SettleHalfNames(List<Column> columns)
    {
        foreach (var (half, other) in ((string, string)[])[("family_name", "given_name"), ("given_name", "family_name")])
        {
            var paired = columns.Exists(c => c.Confidence(other) >= Threshold && c.Confidence(half) < c.Confidence(other));
            foreach (var column in columns.Where(c => c.Candidates.ContainsKey(half) && c.Candidates.ContainsKey("name")))
            {
                var loser = paired ? "name" : half;
                column.Candidates[loser] = column.Candidates[loser] with { Confidence = column.Candidates[loser].Confidence * 0.5 };
            }
        }
    }

    private static List<ColumnGuess> Assign(List<Column> columns)
    {
        var taken = new HashSet<string>();
        var given = new Dictionary<int, Candidate>();
        foreach (var (column, candidate) in columns.SelectMany(c => c.Candidates.Values.Select(v => (c, v))).Where(p => p.v.Confidence >= Threshold)
            .OrderByDescending(p => p.v.Confidence).ThenBy(p => p.c.Index))
        {
            if (!given.ContainsKey(column.Index) && (FieldWords.Repeatable.Contains(candidate.Field) || taken.Add(candidate.Field)))
            {
                given[column.Index] = candidate;
            }
        }

        return [.. columns.Select(c => Guess(c, given.GetValueOrDefault(c.Index)))];
    }

    private static ColumnGuess Guess(Column column, Candidate? candidate)
    {
        var type = column.Shape.SuggestedType(column.Header);
        if (candidate is not null)
        {
            return new ColumnGuess(column.Index, candidate.Field, Math.Min(candidate.Confidence, 0.99), candidate.Because, candidate.Fit, type, column.Header.Part);
        }

        var best = column.Candidates.Values.MaxBy(c => c.Confidence);
        return new ColumnGuess(column.Index, null, best is null ? 0 : Math.Min(best.Confidence, 0.49), best?.Because ?? "name", best?.Fit ?? 1, type, column.Header.Part);
    }

    private sealed record Candidate(string Field, double Confidence, string Because, double Fit);

    private sealed record Column(int Index, HeaderText Header, ColumnShape Shape)
    {
        public Dictionary<string, Candidate> Candidates { get; } = [];

        public double Confidence(string field) => Candidates.TryGetValue(field, out var c) ? c.Confidence : 0;

        /// <summary>Takes up a field named by the heading, unless the values say that it can't be.</summary>
        public void Add(string field, double weight, double fit, bool isTyped)
        {
            if (!Shape.IsEmpty && fit < Misfit)
            {
                return;
            }

            var confidence = Shape.IsEmpty ? weight * 0.9 : weight * (0.5 + (0.5 * fit));
            if (confidence > Confidence(field))
            {
                Candidates[field] = new Candidate(field, confidence, isTyped && !Shape.IsEmpty ? "name+values" : "name", fit);
            }
        }
    }
}
