using System.Text;
using Kith.Engine.Acquire;

namespace Kith.Reach.Export;

/// <summary>What file an export makes.</summary>
/// <param name="Name">csv or xlsx.</param>
/// <param name="Encoding">utf-8 or gb18030 for CSV, null for a workbook. Both hold every character.</param>
public sealed record ExportFormat(string Name, string? Encoding)
{
    public const string Csv = "csv";
    public const string Xlsx = "xlsx";
    public const string Gb18030 = "gb18030";

    public string MediaType => Name == Xlsx
        ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        : "text/csv; charset=" + Encoding;

    /// <summary>The writer's encoding; null for UTF-8.</summary>
    public Encoding? Characters => Encoding == Gb18030 ? EncodingNames.Find(Gb18030) : null;

    /// <exception cref="Refused">Kith makes no such file.</exception>
    public static ExportFormat Read(string name, string? encoding)
    {
        var said = string.IsNullOrWhiteSpace(encoding) ? null : encoding.Trim();
        var known = said is null ? EncodingNames.Utf8 : EncodingNames.Canonical(said);
        return name switch
        {
            Xlsx when said is null => new ExportFormat(Xlsx, null),
            Xlsx => throw Refused.Invalid("export.xlsx-encoding", "encoding"),
            Csv when known is EncodingNames.Utf8 or Gb18030 => new ExportFormat(Csv, known),
            Csv => throw Refused.Invalid("export.encoding-unknown", "encoding", ("encoding", said)),
            _ => throw Refused.Invalid("export.format-unknown", "format", ("format", name)),
        };
    }
}
