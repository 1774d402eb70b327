using System.Text;
using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire.Vcard;

/// <summary>A file of cards, read.</summary>
internal sealed class Cards
{
    private Cards(VcardSurvey survey, List<TableRow> rows) => (Survey, Rows) = (survey, rows);

    public VcardSurvey Survey { get; }

    public List<TableRow> Rows { get; }

    public IReadOnlyList<string> Headings => Survey.Shape.Headers;

    /// <summary>The value of a card, from 0, under a heading; empty where there is none.</summary>
    public string this[int card, string heading] =>
        Headings.ToList().IndexOf(heading) is >= 0 and var column ? Rows[card].Cells[column] : "";

    public static Cards Read(string text, Encoding? encoding = null) => Read((encoding ?? Encoding.UTF8).GetBytes(text));

    public static Cards Read(byte[] bytes)
    {
        var survey = VcardSurvey.Take(new MemoryStream(bytes));
        using var reader = new VcardReader(new MemoryStream(bytes), survey.Encoding, survey.Shape.Headers);
        return new Cards(survey, [.. reader]);
    }

    /// <summary>The filled cells of a card as `heading=value`.</summary>
    public IEnumerable<string> Filled(int card) => Headings.Zip(Rows[card].Cells).Where(pair => pair.Second.Length > 0).Select(pair => $"{pair.First}={pair.Second}");
}
