using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>Month names of the languages that files come in, and the words around dates that say nothing.</summary>
internal static class MonthNames
{
    private static readonly FrozenDictionary<string, int> Months = Read(
        "jan january januar jän jänner janvier janv enero ene gennaio gen janeiro januari января styczeń",
        "feb february februar feber février févr fevrier fevr fév febrero febbraio fevereiro fev februari февраля luty",
        "mar march märz maerz mrz mär mars marzo março marco maart mrt марта marzec",
        "apr april avril avr abril abr aprile апреля kwiecień",
        "may mai mayo maggio mag maio mei maj мая",
        "jun june juni juin junio giugno giu junho июня czerwiec",
        "jul july juli juillet juil julio luglio lug julho июля lipiec",
        "aug august août aout agosto ago augustus августа sierpień",
        "sep sept september septembre septiembre settembre set setembro сентября wrzesień",
        "oct october okt oktober octobre octubre ottobre ott outubro out октября październik",
        "nov november novembre noviembre novembro ноября listopad",
        "dec december dez dezember décembre déc decembre diciembre dic dicembre dezembro декабря grudzień");

    private static readonly FrozenSet<string> Idle = new[]
    {
        "of", "de", "del", "the", "at", "um", "uhr", "am", "le", "el", "di", "den", "der", "st", "nd", "rd", "th", "er", "º",
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "mo", "di", "mi", "do", "fr", "sa", "so",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup = Months.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IdleLookup = Idle.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>1 to 12, or 0.</summary>
    public static int Number(ReadOnlySpan<char> word) => Lookup.TryGetValue(word, out var month) ? month : 0;

    public static bool IsIdle(ReadOnlySpan<char> word) => IdleLookup.Contains(word);

    private static FrozenDictionary<string, int> Read(params string[] rows) =>
        rows.SelectMany((row, i) => row.Split(' ').Select(name => KeyValuePair.Create(name, i + 1))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
