namespace Kith.Engine.Keep;

/// <summary>Finds the chain of trade, legal form and forms of address that closes a name.</summary>
internal static class ClosingWords
{
    /// <summary>A person's name of at most this many characters has no trade in it: 王建设 is a person.</summary>
    private const int LongestPersonal = 4;

    /// <summary>Marks the units that start a closing word and tells where the parts of the name lie.</summary>
    public static Stream Find(Unit[] units, int start, int end, bool personal)
    {
        var honorificOnly = personal && end - start <= LongestPersonal;
        int body = end, sound = end;
        var chain = true;
        while (chain && body > start)
        {
            chain = false;
            for (var length = Math.Min(CompanyWords.Longest, body - start); length > 0 && !chain; length--)
            {
                var kind = Lookup(units, body - length, length);
                chain = kind != CompanyWords.Kind.None
                    && (!honorificOnly || (kind == CompanyWords.Kind.Honorific && body - length > start));
                if (chain)
                {
                    if (sound == body && kind != CompanyWords.Kind.Trade)
                    {
                        sound -= length;
                    }

                    body -= length;
                    units[body].StartsWord = true;
                }
            }
        }

        if (body > start)
        {
            return new Stream(start, body, sound, end);
        }

        // A name of nothing but such words: the first is its body.
        body++;
        while (body < end && !units[body].StartsWord)
        {
            body++;
        }

        units[start].StartsWord = false;
        return new Stream(start, body, Math.Max(body, sound), end);
    }

    private static CompanyWords.Kind Lookup(Unit[] units, int from, int length)
    {
        var key = 0UL;
        for (var i = 0; i < length; i++)
        {
            if (units[from + i].Code > char.MaxValue)
            {
                return CompanyWords.Kind.None;
            }

            key = PinyinTable.Key(key, i, units[from + i].Code);
        }

        return CompanyWords.Of(key);
    }
}
