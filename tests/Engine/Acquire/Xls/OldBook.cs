using System.Buffers.Binary;
using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire.Xls;

/// <summary>Writes workbooks of 1995 (BIFF5) record by record, bare of any container, as some programs still do.</summary>
internal static class OldBook
{
    public static MemoryStream Make(int page, object[][] rows, bool locked = false, params (int FirstRow, int LastRow, int FirstColumn, int LastColumn)[] merged)
    {
        var encoding = System.Text.Encoding.GetEncoding(page == 936 ? EncodingNames.Find("gb18030").CodePage : page);
        var file = new MemoryStream();
        Record(file, 0x0809, [.. Short(0x0500), .. Short(0x0005), .. Short(0), .. Short(0)]);
        if (locked)
        {
            Record(file, 0x002F, [1, 2, 3, 4]);
        }

        Record(file, 0x0042, Short(page));
        var pointer = file.Position + 4;
        Record(file, 0x0085, [0, 0, 0, 0, 0, 0, 1, (byte)'A']);
        Record(file, 0x000A, []);
        var sheet = (int)file.Position;
        Record(file, 0x0809, [.. Short(0x0500), .. Short(0x0010), .. Short(0), .. Short(0)]);
        Record(file, 0x0200, [.. Short(0), .. Short(rows.Length), .. Short(0), .. Short(rows.Max(row => row.Length)), .. Short(0)]);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                var place = (byte[])[.. Short(row), .. Short(column), .. Short(0)];
                if (rows[row][column] is double number)
                {
                    Record(file, 0x0203, [.. place, .. BitConverter.GetBytes(number)]);
                }
                else if (rows[row][column] is string { Length: > 0 } text)
                {
                    var bytes = encoding.GetBytes(text);
                    Record(file, 0x0204, [.. place, .. Short(bytes.Length), .. bytes]);
                }
            }
        }

        if (merged.Length > 0)
        {
            Record(file, 0x00E5, [.. Short(merged.Length), .. merged.SelectMany(range => (byte[])[.. Short(range.FirstRow), .. Short(range.LastRow), .. Short(range.FirstColumn), .. Short(range.LastColumn)])]);
        }

        Record(file, 0x000A, []);
        file.Position = pointer;
        file.Write(BitConverter.GetBytes(sheet));
        file.Position = 0;
        return file;
    }

    private static byte[] Short(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    private static void Record(Stream file, int id, ReadOnlySpan<byte> data)
    {
        file.Write(Short(id));
        file.Write(Short(data.Length));
        file.Write(data);
    }
}
