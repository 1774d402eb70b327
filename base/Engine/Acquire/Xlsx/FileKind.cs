using System.Buffers.Binary;
using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>What a file is, told by its first bytes, when it came under the name of a workbook.</summary>
internal static class FileKind
{
    /// <summary>Passes a ZIP package and refuses everything else by its right name.</summary>
    /// <exception cref="TableRefusedException">`xlsx.empty`, `xlsx.encrypted`, `xlsx.old-format` or `xlsx.not-a-workbook` with the kind as detail.</exception>
    public static void RequireZip(Stream file)
    {
        Span<byte> head = stackalloc byte[512];
        file.Position = 0;
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.IsEmpty)
        {
            throw new TableRefusedException("xlsx.empty");
        }

        if (head.StartsWith("PK"u8) && head.Length > 3 && head[2] is 3 or 5 or 7)
        {
            return;
        }

        if (head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            throw Compound(file);
        }

        throw new TableRefusedException("xlsx.not-a-workbook", data: TextKind(head));
    }

    /// <summary>The container of Office 97 holds both old workbooks and encrypted new ones: the names in its directory tell.</summary>
    private static TableRefusedException Compound(Stream file)
    {
        var buffer = new byte[1 << 16];
        var encrypted = Encoding.Unicode.GetBytes("EncryptedPackage");
        var workbook = Encoding.Unicode.GetBytes("Workbook");
        var book = Encoding.Unicode.GetBytes("Book\0");
        var old = false;
        var kept = 0;
        file.Position = 0;

        // The directory may lie anywhere; a bounded plain search is simpler and safer than following hostile chains.
        for (var total = 0L; total < 1L << 30;)
        {
            var read = file.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var seen = buffer.AsSpan(0, kept + read);
            if (seen.IndexOf(encrypted) >= 0)
            {
                return new TableRefusedException("xlsx.encrypted");
            }

            old |= seen.IndexOf(workbook) >= 0 || seen.IndexOf(book) >= 0;
            if (read < buffer.Length - kept)
            {
                break;
            }

            kept = 64;
            seen[^kept..].CopyTo(buffer);
            total += read;
        }

        return old ? new TableRefusedException("xlsx.old-format") : new TableRefusedException("xlsx.not-a-workbook", data: "ole");
    }

    private static string TextKind(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF"u8))
        {
            return "pdf";
        }

        if (head.Length >= 4 && BinaryPrimitives.ReadUInt16BigEndian(head) is 0x0908 or 0x0904 or 0x0902 or 0x0900 && head[2] < 0x20)
        {
            return "xls";
        }

        var text = Encoding.UTF8.GetString(head).Replace("\0", "", StringComparison.Ordinal).TrimStart('\uFEFF', '\uFFFD', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && !text.Contains("<html", StringComparison.OrdinalIgnoreCase))
        {
            return "xml";
        }

        if (text.StartsWith('<'))
        {
            return "html";
        }

        var controls = 0;
        foreach (var b in head)
        {
            controls += b < 0x20 && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n') ? 1 : 0;
        }

        // UTF-16 text has a zero in every other byte.
        return controls <= (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]) ? head.Length / 2 + 1 : 0) ? "text" : "binary";
    }
}
