namespace Kith.Engine.Check;

/// <summary>Reads the divisions at the beginning of an address, each checked against those before it.</summary>
/// <param name="text">The folded text (<see cref="Divisions.Fold"/>), character for character the written one.</param>
internal ref struct DivisionReader(ReadOnlySpan<char> text, DateOnly? asOf)
{
    private const int MostCandidates = 12;
    private static readonly string[] _noise = ["中华人民共和国", "中国", "市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位", "省直辖县级", "省直辖县", "直辖县"];
    private static readonly string[] _zoneEnds = ["开发区", "高新区", "经开区", "工业园区", "产业园区", "科技园区", "度假区", "保税区", "自贸区", "自由贸易试验区", "示范区", "试验区", "合作区", "工业区", "新区", "园区"];
    private static readonly string[] _houses = ["大厦", "国际", "广场", "中心", "花园", "小区", "大楼", "酒店", "宾馆", "饭店", "商城", "商厦", "公寓", "新村", "街道", "时代", "大学", "学院", "银行"];
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

    public Range TownAt = default, ZoneAt = default, DisagreesAt = default;
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
                var after = IsGap(text[at - 1]);
                if (Candidates(at, length, out var full) is { } found && ((full && length > 2) || (after && Divisions.Of(found[0]).Level <= DivisionLevel.City)))
                {
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
            if (IsGap(text[at]))
            {
                at++;
                continue;
            }

            var before = at;
            foreach (var word in _noise)
            {
                if (text[at..].StartsWith(word))
                {
                    at += word.Length;
                    break;
                }
            }

            // 重庆市县: the heading of its counties in lists of divisions.
            at += before == at && text[at] == '县' && City >= 0 && County < 0 && (at + 1 == text.Length || IsGap(text[at + 1]) || HasChild(City, at + 1)) ? 1 : 0;
            if (at == before)
            {
                break;
            }
        }

        return at;
    }

    public static bool IsGap(char c) => c is ' ' or ',' or ';' or '.' or '-' or '_' or '/' or '\\' or '|' or '>' or '(' or ')' or ':' or '[' or ']' or '"' or '\'' or '\t' or '\n' or '\r'
        or '、' or '·' or '。' or '—' or '–' or '→' or '【' or '】' or '《' or '》' or '\u3000' or '\u00A0' or '，';

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
            return name.IsFull ? false : !IsOverseas(division) && division.Name.EndsWith('市') && IsFree(number, end);
        }

        if (name.IsFull)
        {
            return !(division.Level >= DivisionLevel.County && nothing && text[end - 1] is '市' && end < text.Length && text[end] == '场');
        }

        return nothing && division.Level >= DivisionLevel.County
            ? division is { Level: DivisionLevel.County, IsRetired: false } && division.Name.EndsWith('市') && IsFree(number, end)
            : IsFree(number, end);
    }

    private static bool IsOverseas(Division division) => division.Code.StartsWith('7') || division.Code.StartsWith('8');

    /// <summary>Whether a division lies in what is known, or is it.</summary>
    private readonly bool IsWithin(int number, Division division)
    {
        if (Open is { } open)
        {
            return open.Contains(number) || (division.Level <= DivisionLevel.City && !division.IsRetired && open.Exists(o => Lies(o, number)));
        }

        return County >= 0 ? number == County || number == City || number == Province
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

        return !IsRoad(rest);
    }

    private static bool IsRoad(ReadOnlySpan<char> rest)
    {
        foreach (var house in _houses)
        {
            if (rest.StartsWith(house))
            {
                return true;
            }
        }

        var i = 0;
        while (i < Math.Min(rest.Length, 4) && rest[i] is '东' or '西' or '南' or '北' or '中' or '上' or '下' or '内' or '外' or '新' or '老' or '大' or '小' or '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '支' or '环' or (>= '0' and <= '9'))
        {
            i++;
        }

        return i < rest.Length && (rest[i] is '路' or '街' or '道' or '巷' or '弄' or '桥' or '站' or '门' or '线' || rest[i..].StartsWith("公路") || rest[i..].StartsWith("胡同"));
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
                if (name.Number != parent && Lies(name.Number, parent) && (name.IsFull || at + length >= text.Length || !IsRoad(text[(at + length)..])))
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
                && Divisions.Of(names[0].Number).Level != DivisionLevel.Town && (at + length == text.Length || !IsRoad(text[(at + length)..])))
            {
                DisagreesAt = at..(at + length);
                Position = at + length;
                return true;
            }
        }

        return false;
    }

    private bool TownOf(int at)
    {
        if (TownAt.End.Value > 0)
        {
            return false;
        }

        var last = Math.Min(text.Length, at + 13);
        for (var i = at + 1; i < last && !char.IsAsciiDigit(text[i]) && !IsGap(text[i]); i++)
        {
            var end = text[i] switch
            {
                '镇' or '乡' => i + 1,
                '街' when text[i..].StartsWith("街道") => i + 2,
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

    private bool TryTown(int at, int end)
    {
        var places = Divisions.TownsNamed(text[at..end]);
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
        var suffix = text[end - 1];
        return fitting.Count > 1 ? City >= 0 || Open is not null
            : (County >= 0 || City >= 0) && end - at is >= 3 and <= 6 && suffix != '区' && (end == text.Length || !IsRoad(text[end..])) && !text[at..(end - 1)].ContainsAny("路街巷村镇号楼");
    }

    private bool Zone(int at)
    {
        if (ZoneAt.End.Value > 0 || !Found)
        {
            return false;
        }

        var near = text[at..Math.Min(text.Length, at + 18)];
        var stop = near.IndexOfAny("路街巷号楼0123456789 ,(（镇乡村");
        near = stop < 0 ? near : near[..stop];
        var end = -1;
        foreach (var ending in _zoneEnds)
        {
            var found = near.IndexOf(ending);
            var over = found < 0 ? -1 : at + found + ending.Length;
            if (over >= 0 && (end < 0 || over < end) && (over == text.Length || !IsRoad(text[over..])))
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
