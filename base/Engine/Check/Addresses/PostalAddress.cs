namespace Kith.Engine.Check;

/// <summary>An address taken apart. What was not understood stands in <see cref="Rest"/>; the caller keeps the text as written.</summary>
/// <param name="Region">ISO 3166 alpha-2 of the country whose way of writing was read.</param>
/// <param name="Province">Full official name of the province; elsewhere the state as written; null when unknown.</param>
/// <param name="City">
/// Full name of the city (in China of prefecture level; a county-level division directly below its province, such as 仙桃市, is its
/// own city), null when unknown or open.
/// </param>
/// <param name="District">Full name of today's county-level division (区, 县, 市, 旗), null when unknown or open.</param>
/// <param name="Code">GB/T 2260 code, six digits, of the narrowest of district, city and province that is known; null elsewhere.</param>
/// <param name="Town">Sub-district, town or township (街道, 镇, 乡), as written.</param>
/// <param name="Zone">A development zone (高新区, 经济技术开发区): an address, but no division.</param>
/// <param name="Road">Street, as written.</param>
/// <param name="Number">House number, as written: 189号, 1136弄1号, 12a.</param>
/// <param name="Rest">What stands before and after: building, floor, room, unit, remarks.</param>
/// <param name="Postcode">As the country writes it.</param>
/// <param name="Confidence">
/// How sure the divisions (China) or the whole form (elsewhere) are, 0 to 1: 0.95 and more full names that agree, 0.8 to 0.95 short names or
/// parents inferred from one division, below 0.6 open between several. A rule of thumb, no probability.
/// </param>
/// <param name="Findings">
/// <c>address.division-retired</c> (data: old|year|new,new), <c>address.division-ambiguous</c> (data: the candidates, full, with |),
/// <c>address.parts-disagree</c> (data: the part that lies elsewhere), <c>address.zone</c> (data: the zone, no division),
/// <c>address.from-hint</c> (the city comes from elsewhere in the row), <c>address.not-found</c>.
/// </param>
public sealed record PostalAddress(
    string Region, string? Province, string? City, string? District, string? Code, string? Town, string? Zone, string? Road, string? Number, string? Rest,
    string? Postcode, double Confidence, IReadOnlyList<Finding> Findings);

/// <summary>What else the row says about where an address lies.</summary>
/// <param name="Province">Its province column, in any form.</param>
/// <param name="City">Its city column, in any form.</param>
/// <param name="AreaCode">The area code of its fixed-line telephone, such as 0571.</param>
public sealed record AddressHints(string? Province = null, string? City = null, string? AreaCode = null);

/// <summary>Postal addresses: taken apart as far as it is certain.</summary>
public static class Addresses
{
    /// <summary>Longest text that is taken apart, in characters; a longer one comes back whole as rest.</summary>
    public const int LongestText = 400;

    /// <summary>Takes one cell apart; null for a blank one, and for one of which nothing says whose way of writing it is.</summary>
    /// <param name="region">ISO 3166 alpha-2 of the country; hanzi are always read the Chinese way. Null: nobody says it.</param>
    /// <param name="hints">What the row says elsewhere; used only where the address itself leaves it open.</param>
    /// <param name="asOf">When the address was valid: decides names that meant other ground then. Null: today.</param>
    public static PostalAddress? Parse(string text, string? region, AddressHints? hints = null, DateOnly? asOf = null)
    {
        var chinese = region is "CN" or "HK" or "MO" or "TW" || (text.Length <= LongestText && (PinyinAddress.SaysChina(text) || text.AsSpan().ContainsAnyInRange('\u4E00', '\u9FFF')));
        if (BlankWords.IsBlankWord(text) || (region is null && !chinese))
        {
            return null;
        }

        if (text.Length > LongestText)
        {
            return new PostalAddress(region!, null, null, null, null, null, null, null, null, text, null, 0, [new Finding("address.not-found")]);
        }

        return chinese ? ChineseAddress.Parse(text, asOf, hints) : WesternAddress.Parse(text, region!);
    }
}
