using System.Globalization;
using Kith.Engine.Acquire;
using Kith.Secure.Secrets;

namespace Kith.Acquire.Import;

/// <summary>
/// The cells merged downwards in the sheet of a staged file. A workbook tells them behind its rows, so that they are looked for
/// once and kept beside the file: who looks at its first rows need not go through all of it.
/// </summary>
internal static class StagedMerges
{
    private const string Unread = "merged.unread";
    private const string TooMany = "merged.too-many";
    private const string TooWide = "merged.too-wide";
    private const string NumberKept = "merged.number-kept";

    /// <summary>Keeps the ranges of a file where any reaches into its records, and tells what is not done about them.</summary>
    /// <param name="first">The first rows: where one of them has a merged number, the file tells that it is not given to further rows.</param>
    public static FileLayout Found(DataFolder folder, long id, FileLayout layout, RowSource source, IReadOnlyList<TableRow> first)
    {
        if (source.Merged is not { } all)
        {
            return source.IsBook ? layout with { Findings = [.. layout.Findings, new TableFinding(Unread, 0)] } : layout;
        }

        // All of them are kept: where the records begin can be corrected, and the correction come to nothing.
        var shape = layout.Shape;
        var down = MergedCells.Ordered(all).ToList();
        var ranges = down.Where(range => range.LastRow >= shape.FirstDataRow && range.FirstColumn <= shape.Columns).ToList();
        var findings = layout.Findings.ToList();
        if (source.MergedCut)
        {
            findings.Add(new TableFinding(TooMany, 0, 0, MergedCells.Most.ToString(CultureInfo.InvariantCulture)));
        }

        if (MergedCells.IsTooWide(ranges))
        {
            findings.Add(new TableFinding(TooWide, 0, 0, MergedCells.MostColumns.ToString(CultureInfo.InvariantCulture)));
        }

        if (ranges.Count == 0)
        {
            return layout with { Findings = findings };
        }

        var begin = ranges.TakeWhile(range => range.FirstRow <= first[^1].Number).ToLookup(range => range.FirstRow);
        foreach (var row in first.Where(row => row.Number >= shape.FirstDataRow))
        {
            if (begin[row.Number].Any(range => range.FirstColumn <= row.Cells.Length && MergedCells.IsNumber(row.Cells[range.FirstColumn - 1])))
            {
                findings.Add(new TableFinding(NumberKept, row.Number));
                break;
            }
        }

        Keep(folder, id, layout, down);
        return layout with { MergedDown = true, Findings = findings };
    }

    /// <param name="ranges">In the order in which they are read again: <see cref="MergedCells.Ordered"/>.</param>
    internal static void Keep(DataFolder folder, long id, FileLayout layout, IReadOnlyCollection<MergedRange> ranges)
    {
        var path = PathOf(folder, id, layout);
        var unfinished = path + "." + Path.GetRandomFileName();
        using (var file = new BinaryWriter(new BufferedStream(SealedFile.Create(folder, unfinished, PurposeOf(id, layout)))))
        {
            file.Write7BitEncodedInt(ranges.Count);
            long row = 0;
            foreach (var range in ranges)
            {
                file.Write7BitEncodedInt64(range.FirstRow - row);
                file.Write7BitEncodedInt64(range.LastRow - range.FirstRow);
                file.Write7BitEncodedInt(range.FirstColumn);
                file.Write7BitEncodedInt(range.LastColumn - range.FirstColumn);
                row = range.FirstRow;
            }
        }

        // Somebody may be reading the same ones.
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>The ranges of a file that has some (<see cref="FileLayout.MergedDown"/>), read as they are asked for.</summary>
    public static IEnumerable<MergedRange> Of(DataFolder folder, long id, FileLayout layout)
    {
        using var file = new BinaryReader(new BufferedStream(SealedFile.Open(folder, PathOf(folder, id, layout), PurposeOf(id, layout))));
        long row = 0;
        for (var left = file.Read7BitEncodedInt(); left > 0; left--)
        {
            row += file.Read7BitEncodedInt64();
            var last = row + file.Read7BitEncodedInt64();
            var column = file.Read7BitEncodedInt();
            yield return new MergedRange(row, column, last, column + file.Read7BitEncodedInt());
        }
    }

    /// <summary>A change of the sheet that comes to nothing must not leave the ranges of another one: each has its own.</summary>
    private static string Name(FileLayout layout) =>
        string.Create(CultureInfo.InvariantCulture, $"merged-{layout.Sheets.ToList().IndexOf(layout.Sheet ?? "")}{(layout.Encoding is { } encoding ? "-" + encoding : "")}");

    private static string PathOf(DataFolder folder, long id, FileLayout layout) => Path.Combine(Path.GetDirectoryName(ImportFile.PathOf(folder, id))!, Name(layout));

    private static string PurposeOf(long id, FileLayout layout) => string.Create(CultureInfo.InvariantCulture, $"import {id} {Name(layout)}");
}
