namespace Kith.Engine.Keep;

/// <summary>Gives each hanzi its readings: as part of a surname, of a phrase, or by itself.</summary>
internal static class Readings
{
    private const int LongestPhrase = 3;

    /// <summary>Characters of the longest name in which the first are read as a surname.</summary>
    private const int LongestName = 4;

    public static void Assign(Span<Unit> units, Stream stream, bool personal)
    {
        for (var i = stream.Start; i < stream.End; i++)
        {
            units[i].First = PinyinTable.Of(units[i].Written);
        }

        for (var i = stream.Start; i < stream.SoundEnd;)
        {
            i += Math.Max(1, ByPhrase(units, i, stream.End));
        }

        if (personal && stream.BodyEnd - stream.Start is >= 1 and <= LongestName)
        {
            AsSurname(units, stream.Start, stream.BodyEnd);
        }

        for (var i = stream.Start; i < stream.SoundEnd; i++)
        {
            foreach (var reading in PinyinTable.Alternatives(units[i].Code))
            {
                // In a company's name a phrase settles it; in a person's, 朝晖 may be what he likes.
                if (personal || !units[i].InPhrase)
                {
                    Add(ref units[i], reading);
                }
            }
        }
    }

    private static int ByPhrase(Span<Unit> units, int at, int end)
    {
        if (!PinyinTable.CanStartPhrase(units[at].Code))
        {
            return 0;
        }

        var key = 0UL;
        ulong found = 0;
        var length = 0;
        for (var i = 0; i < LongestPhrase && at + i < end && units[at + i].Code <= char.MaxValue; i++)
        {
            key = PinyinTable.Key(key, i, units[at + i].Code);
            if (PinyinTable.TryPhrase(key, out var readings))
            {
                found = readings;
                length = i + 1;
            }
        }

        for (var i = 0; i < length; i++)
        {
            units[at + i].First = (ushort)(found >> (16 * i));
            units[at + i].InPhrase = true;
        }

        return length;
    }

    private static void AsSurname(Span<Unit> units, int start, int end)
    {
        for (var length = Math.Min(2, end - start); length > 0; length--)
        {
            var key = 0UL;
            for (var i = 0; i < length; i++)
            {
                key = PinyinTable.Key(key, i, units[start + i].Code);
            }

            // 单于 is Chanyu, but 单于明 may as well be a Shan: both find it.
            for (var i = 0; PinyinTable.TrySurname(key, out var readings) && i < length; i++)
            {
                ref var unit = ref units[start + i];
                var before = unit.First;
                unit.First = (ushort)(readings >> (16 * i));
                Add(ref unit, before);
                if (length == 2 && PinyinTable.TrySurname(PinyinTable.Key(0, 0, units[start].Code), out var alone) && i == 0)
                {
                    Add(ref unit, (ushort)alone);
                }
            }

            if (PinyinTable.TrySurname(key, out _))
            {
                return;
            }
        }
    }

    private static void Add(ref Unit unit, ushort reading)
    {
        if (reading == 0 || PinyinTable.Same(reading, unit.First) || (unit.Second != 0 && PinyinTable.Same(reading, unit.Second)))
        {
            return;
        }

        if (unit.First == 0)
        {
            unit.First = reading;
        }
        else if (unit.Second == 0)
        {
            unit.Second = reading;
        }
        else if (unit.Third == 0)
        {
            unit.Third = reading;
        }
    }
}
