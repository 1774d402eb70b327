namespace Kith.Engine.Check;

/// <summary>What follows the divisions of a county: its towns, and zones that are no divisions.</summary>
internal ref partial struct DivisionReader
{
    private bool TownOf(int at)
    {
        if (TownAt.End.Value > 0)
        {
            return false;
        }

        var last = Math.Min(text.Length, at + 13);
        for (var i = at + 1; i < last && !char.IsAsciiDigit(text[i]) && !AddressWords.IsGap(text[i]); i++)
        {
            var end = text[i] switch
            {
                '镇' or '乡' => i + 1,
                '街' when text[i..].StartsWith("街道") => i + 2,
                '街' when IsTownStreet(at, i) => i + 1,
                '苏' when text[i..].StartsWith("苏木") => i + 2,
                '地' when text[i..].StartsWith("地区") => i + 2,
                _ => 0,
            };
            if (end > 0 && TryTown(at, end))
            {
                var tail = text[end..];
                end += tail.StartsWith("办事处") ? 3 : tail.StartsWith("办") && !tail.StartsWith("办公") ? 1 : 0;
                TownAt = at..end;
                Position = end;
                return true;
            }
        }

        return false;
    }

    /// <summary>云城街 before another road is 云城街道, as people in Guangzhou write it.</summary>
    private readonly bool IsTownStreet(int at, int street)
    {
        var rest = text[(street + 1)..];
        return Found && rest.Length > 2 && !char.IsAsciiDigit(rest[0]) && rest[..Math.Min(rest.Length, 10)].IndexOfAny("路街道巷") >= 2 && Divisions.TownsNamed($"{text[at..street]}街道").Count > 0;
    }

    private bool TryTown(int at, int end)
    {
        var written = text[at..end];
        var places = written[^1] == '街' ? Divisions.TownsNamed($"{written}道") : Divisions.TownsNamed(written);
        List<int> fitting = [];
        for (var i = 0; i < places.Count; i++)
        {
            if ((Open?.Contains(places[i]) ?? (County >= 0 ? places[i] == County : City >= 0 ? Divisions.CityOf(places[i]) == City : Province < 0 || Divisions.Of(places[i]).Province == Province))
                && !fitting.Contains(places[i]))
            {
                fitting.Add(places[i]);
            }
        }

        if (fitting.Count == 1)
        {
            var inferred = Open is null && County < 0;
            Open = null;
            OpenName = null;
            if (Divisions.Of(fitting[0]).Level == DivisionLevel.County)
            {
                Settle(fitting[0], inferred);
            }

            return true;
        }

        if (County >= 0 && Split.Parts is { } parts)
        {
            for (var i = 0; i < places.Count; i++)
            {
                if (Array.IndexOf(parts, places[i]) >= 0)
                {
                    Retired = Divisions.Of(County) with { Year = Split.Year, Successors = parts };
                    County = places[i];
                    return true;
                }
            }
        }

        // Not in the list of towns, which is of one year; believed beside its county only.
        var stem = written[..^1].TrimEnd('街');
        return fitting.Count > 1 ? City >= 0 || Open is not null
            : written[^1] switch
            {
                '道' => stem.Length is >= 2 and <= 4 && !stem.ContainsAny(AddressWords.NotInTown),
                '镇' or '乡' => (County >= 0 || City >= 0) && stem.Length is >= 2 and <= 5 && (end == text.Length || !AddressWords.IsRoad(text[end..])) && !stem.ContainsAny(AddressWords.NotInTown),
                _ => false,
            };
    }

    private bool Zone(int at)
    {
        if (ZoneAt.End.Value > 0 || !Found)
        {
            return false;
        }

        var near = text[at..Math.Min(text.Length, at + 18)];
        var stop = near.IndexOfAny(AddressWords.NotInZone);
        near = stop < 0 ? near : near[..stop];
        var end = -1;
        foreach (var ending in AddressWords.ZoneEnds)
        {
            var found = near.IndexOf(ending);
            var over = found < 0 ? -1 : at + found + ending.Length;
            if (over >= 0 && (end < 0 || over < end) && (over == text.Length || !AddressWords.IsRoad(text[over..])))
            {
                end = over;
            }
        }

        if (end < 0)
        {
            return false;
        }

        ZoneAt = at..end;
        Position = end;
        return true;
    }
}
