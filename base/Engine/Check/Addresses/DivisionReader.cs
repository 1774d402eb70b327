namespace Kith.Engine.Check;

/// <summary>Reads the divisions at the beginning of an address, each checked against those before it.</summary>
/// <param name="text">The folded text (<see cref="Divisions.Fold"/>), character for character the written one.</param>
internal ref partial struct DivisionReader(ReadOnlySpan<char> text, DateOnly? asOf)
{
    private const int MostCandidates = 12;
    private readonly ReadOnlySpan<char> text = text;

    /// <summary>What is known so far, -1 for not.</summary>
    public int Province = -1, City = -1, County = -1, Town = -1;

    /// <summary>Divisions of which one is meant and none is certain.</summary>
    public List<int>? Open;

    /// <summary>The name that stands for several (白云区).</summary>
    public string? OpenName;

    public Division? Retired;
    public (int Year, int[] Parts) Split;

    /// <summary>Where the text goes on, and where the first division began.</summary>
    public int Position = 0, Start = -1;

    public Range Between = default, TownAt = default, ZoneAt = default, DisagreesAt = default;
    public bool AnyShort = false, Inferred = false;

    public readonly bool Found => Province >= 0 || Open is not null;

    /// <summary>Reads from a place on, as long as divisions follow one another.</summary>
    public void Read(int from)
    {
        Position = from;
        while (true)
        {
            var at = Skip(Position);
            if (at >= text.Length || !(Division(at) || TownOf(at) || Zone(at)))
            {
                return;
            }

            Start = Start < 0 ? at : Start;
        }
    }

    /// <summary>Looks for a full name further on, where the text begins with something else (the company, a building).</summary>
    public void Search()
    {
        for (var at = 1; at + 3 <= text.Length; at++)
        {
            if (Divisions.Lengths(text[at]) == 0)
            {
                continue;
            }

            for (var length = Math.Min(Divisions.Longest, text.Length - at); length >= 2; length--)
            {
                var after = AddressWords.IsGap(text[at - 1]) && text[at - 1] is not ('(' or ')'); // (南通)有限公司 is the name of a company
                if (Candidates(at, length, out var full) is { Count: 1 } found && ((full && length > 2) || (after && Divisions.Of(found[0]).Level <= DivisionLevel.City)))
                {
                    Read(at);
                    return;
                }
            }
        }
    }

    /// <summary>Looks a little further for the county of a city that is known: 北京总公司：海淀区…, 武汉光谷洪山区….</summary>
    public void SearchCounty()
    {
        for (var at = Position; at + 3 <= text.Length && at < Position + 16 && !char.IsAsciiDigit(text[at]); at++)
        {
            for (var length = Math.Min(8, text.Length - at); length >= 3 && Divisions.Lengths(text[at]) != 0; length--)
            {
                if (text[at + length - 1] is '区' or '县' or '市' or '旗' && Candidates(at, length, out var full) is { Count: 1 } found && full
                    && Divisions.Of(found[0]) is { Level: DivisionLevel.County, Successors.Length: <= 1 })
                {
                    Between = Position..at;
                    Read(at);
                    return;
                }
            }
        }
    }

    /// <summary>The next place that is neither a separator nor one of the words that lists put between divisions.</summary>
    public readonly int Skip(int at)
    {
        while (at < text.Length)
        {
            if (AddressWords.IsGap(text[at]))
            {
                at++;
                continue;
            }

            var before = at;
            foreach (var word in AddressWords.Noise)
            {
                if (text[at..].StartsWith(word))
                {
                    at += word.Length;
                    break;
                }
            }

            // 重庆市县: the heading of its counties in lists of divisions.
            at += before == at && text[at] == '县' && City >= 0 && County < 0 && (at + 1 == text.Length || AddressWords.IsGap(text[at + 1]) || HasChild(City, at + 1)) ? 1 : 0;
            if (at == before)
            {
                break;
            }
        }

        return at;
    }

    private bool Division(int at)
    {
        if (Divisions.Lengths(text[at]) is var lengths && lengths == 0)
        {
            return false;
        }

        for (var length = Math.Min(Divisions.Longest, text.Length - at); length >= 2; length--)
        {
            if ((lengths & (1u << length)) == 0 || Candidates(at, length, out var full) is not { } found)
            {
                continue;
            }

            // 青岛市南区 is 青岛, 市南区.
            var end = at + length;
            if (full && found.Count == 1 && text[end - 1] == '市' && Divisions.Of(found[0]).Level == DivisionLevel.City && SharesItsSuffix(end - 1, found[0]))
            {
                end--;
            }

            Accept(found, full, at, end);
            return true;
        }

        return Disagrees(at, lengths);
    }

    private readonly bool SharesItsSuffix(int at, int city)
    {
        for (var length = 3; length <= Math.Min(4, text.Length - at); length++)
        {
            foreach (var name in Divisions.Named(text.Slice(at, length)))
            {
                if (name.IsFull && Divisions.Of(name.Number).City == city)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The divisions that a name at a place can be, all of one rank; null when it can be none.</summary>
    private readonly List<int>? Candidates(int at, int length, out bool full)
    {
        List<int>? best = null;
        var rank = -1;
        full = false;
        foreach (var name in Divisions.Named(text.Slice(at, length)))
        {
            var division = Divisions.Of(name.Number);
            if (!Suits(name, division, at, at + length))
            {
                continue;
            }

            var today = !division.IsRetired || (asOf is { } day && day.Year < division.Year);
            var own = (name.IsFull ? 8 : 0) + (today ? 4 : 0) + (DivisionLevel.Town - division.Level);
            if (own > rank)
            {
                (best, rank, full) = ([name.Number], own, name.IsFull);
            }
            else if (own == rank)
            {
                best!.Add(name.Number);
            }
        }

        return best is { Count: <= MostCandidates } ? best : null;
    }

    private readonly bool Suits(DivisionName name, Division division, int at, int end)
    {
        var number = name.Number;
        if (!IsWithin(number, division))
        {
            return false;
        }

        var nothing = Province < 0 && Open is null;
        if (nothing && division.Level >= DivisionLevel.County && (IsOverseas(division) || end - at == 2 && (text[end - 1] == '区' || !name.IsFull)))
        {
            // 东区, 郊区: only beside their city.
            return !name.IsFull && IsAlone(division, number, at, end);
        }

        if (name.IsFull)
        {
            return !(division.Level >= DivisionLevel.County && nothing && text[end - 1] is '市' && end < text.Length && text[end] == '场');
        }

        return nothing && division.Level >= DivisionLevel.County ? IsAlone(division, number, at, end) : IsFree(number, end);
    }

    /// <summary>Whether a short name with nothing before it is a county: 义乌, 顺德, 番禺, but not 和平 or 新华, which are words first.</summary>
    private readonly bool IsAlone(Division division, int number, int at, int end) =>
        division is { Level: DivisionLevel.County, IsRetired: false } && !IsOverseas(division) && Divisions.Named(text[at..end]).Length == 1
        && !AddressWords.IsWord(division.Name[..^1]) && IsFree(number, end) && (end == text.Length || text[end] is not ('江' or '河' or '山' or '湖' or '海' or '湾'));

    private static bool IsOverseas(Division division) => division.Code.StartsWith('7') || division.Code.StartsWith('8');

    /// <summary>Whether a division lies in what is known, or is it.</summary>
    private readonly bool IsWithin(int number, Division division)
    {
        if (Open is { } open)
        {
            return open.Contains(number) || (division.Level <= DivisionLevel.City && !division.IsRetired && open.Exists(o => Lies(o, number)));
        }

        return County >= 0 ? number == County || number == City || number == Province || (division.Successors is [var heir] && heir == County)
            : City >= 0 ? number == City || number == Province || (division.Level >= DivisionLevel.County && Divisions.CityOf(number) == City) || (division.IsRetired && HasHeirIn(division, City))
            : Province < 0 || division.Province == Province;
    }

    private static bool HasHeirIn(Division division, int city) => Array.Exists(division.Successors, s => Lies(s, city));

    private static bool Lies(int number, int within) => number == within || Divisions.CityOf(number) == within || Divisions.Of(number).Province == within;

    /// <summary>Whether a short name stands for the division: 深圳南山 does, 南京西路 and 宝安大厦 name streets and houses.</summary>
    private readonly bool IsFree(int number, int end)
    {
        if (end >= text.Length || HasChild(number, end))
        {
            return true;
        }

        var rest = text[end..];
        if (rest[0] is '省' or '县' or '区' or '市' or '镇' or '乡' or '州' or '盟' or '旗' or '人')
        {
            return false;
        }

        // 江苏常州五一路: below its province a city is one, whatever number begins the road.
        var below = Province >= 0 && City < 0 && Divisions.Of(number) is var own && (own.Level == DivisionLevel.City || own.Name.EndsWith('市'));
        return !(below ? AddressWords.IsRoad(rest, 1) : AddressWords.IsHouse(rest) || AddressWords.IsRoad(rest));
    }

    private readonly bool HasChild(int parent, int at)
    {
        if (Divisions.Lengths(text[at]) is var lengths && lengths == 0)
        {
            return false;
        }

        for (var length = Math.Min(Divisions.Longest, text.Length - at); length >= 2; length--)
        {
            if ((lengths & (1u << length)) == 0)
            {
                continue;
            }

            foreach (var name in Divisions.Named(text.Slice(at, length)))
            {
                if (name.Number != parent && Lies(name.Number, parent) && (name.IsFull || at + length >= text.Length || !AddressWords.IsRoad(text[(at + length)..])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Accept(List<int> found, bool full, int at, int end)
    {
        Position = end;
        AnyShort |= !full;
        if (Open is { } open && !open.Contains(found[0]))
        {
            // 朝阳区, 北京市: the wider one after the narrower.
            Narrow(open.FindAll(o => Lies(o, found[0])));
            return;
        }

        if (found.Count > 1)
        {
            Open = found;
            OpenName = text[at..end].ToString();
            return;
        }

        Settle(found[0], inferred: Province < 0 && Divisions.Of(found[0]).Level >= DivisionLevel.County);
    }

    /// <summary>Keeps those candidates only; one is the answer.</summary>
    public void Narrow(List<int> left)
    {
        if (left.Count == 1)
        {
            Open = null;
            OpenName = null;
            Settle(left[0], inferred: false);
        }
        else if (left.Count > 1)
        {
            Open = left;
        }
    }

    public void Settle(int number, bool inferred)
    {
        var division = Divisions.Of(number);
        if (division.IsRetired)
        {
            Retired = division;
            Province = division.Province;
            if (division.Successors.Length > 1)
            {
                City = division.Level == DivisionLevel.County ? division.City : City;
                Open = [.. division.Successors];
                OpenName = division.Name;
                return;
            }

            number = division.Successors[0];
            division = Divisions.Of(number);
        }

        Inferred |= inferred;
        Province = division.Province;
        switch (division.Level)
        {
            case DivisionLevel.Province:
                City = City < 0 && division.Code is "11" or "12" or "31" or "50" ? Divisions.WithCode(division.Code + "01") : City;
                break;
            case DivisionLevel.City:
                City = number;
                break;
            case DivisionLevel.County:
                City = Divisions.CityOf(number);
                County = number;
                if (Divisions.TrySplit(number, out var split))
                {
                    Split = split;
                }

                break;
            default:
                City = division.City;
                Town = number;
                break;
        }
    }

    /// <summary>A full name that lies elsewhere: 广东省武汉市.</summary>
    private bool Disagrees(int at, uint lengths)
    {
        if (!Found || DisagreesAt.End.Value > 0)
        {
            return false;
        }

        for (var length = Math.Min(Divisions.Longest, text.Length - at); length >= 3; length--)
        {
            if ((lengths & (1u << length)) != 0 && Divisions.Named(text.Slice(at, length)) is { IsEmpty: false } names && names[0].IsFull
                && Divisions.Of(names[0].Number) is { IsRetired: false, Level: not DivisionLevel.Town } other
                && (names.Length == 1 || other.Level < DivisionLevel.County) && (at + length == text.Length || !AddressWords.IsRoad(text[(at + length)..])))
            {
                DisagreesAt = at..(at + length);
                Position = at + length;
                return true;
            }
        }

        return false;
    }
}
