using System.Text;
using Kith.Shell.Web;

namespace Kith.Tests.Shell;

public sealed class WordsTests
{
    private static readonly Catalogues Loaded = Catalogues.Load([typeof(Catalogues).Assembly]);
    private static readonly Words En = Loaded.For("en");
    private static readonly Words Zh = Loaded.For("zh-CN");
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.CreateCustomTimeZone("+8", TimeSpan.FromHours(8), null, null);

    // 2026-11-18 01:00 in Shanghai.
    private const long At = 1_794_934_800_000;

    [Fact]
    public void Both_languages_are_on_offer_under_their_tags() => Assert.Equal(["en", "zh-CN"], Loaded.Languages.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(999, "999", "999")]
    [InlineData(1234, "1.2K", "1,234")]
    [InlineData(12_345, "12.3K", "1.2万")]
    [InlineData(999_950, "1M", "100万")]
    [InlineData(1_234_567, "1.2M", "123万")]
    [InlineData(99_999_999, "100M", "1亿")]
    [InlineData(5_005_000_000, "5B", "50.1亿")]
    [InlineData(-54_009, "-54K", "-5.4万")]
    [InlineData(long.MinValue, "-9,223,372,037B", "-92,233,720,369亿")]
    public void Short_numbers_count_in_the_manner_of_the_language(long value, string english, string chinese)
    {
        Assert.Equal(english, En.Short(value));
        Assert.Equal(chinese, Zh.Short(value));
    }

    [Fact]
    public void Numbers_are_grouped_and_keep_their_decimals()
    {
        Assert.Equal("1,000,000", En.Number(1_000_000));
        Assert.Equal("12.5", En.Number(12.50m));
        Assert.Equal("0.1%", En.Percent(0.0000001));
        Assert.Equal("99.9%", En.Percent(0.9999));
        Assert.Equal("100%", En.Percent(1));
    }

    [Theory]
    [InlineData(1_207_293, "CNY", "¥12,072.93", "¥12,072.93")]
    [InlineData(-5, "CNY", "-¥0.05", "-¥0.05")]
    [InlineData(123_456, "USD", "$1,234.56", "US$1,234.56")]
    [InlineData(1500, "JPY", "JP¥1,500", "JP¥1,500")]
    [InlineData(1500, "KWD", "KWD 1.500", "KWD 1.500")]
    public void Money_has_the_decimals_of_its_currency(long minor, string currency, string english, string chinese)
    {
        Assert.Equal(english, En.Money(minor, currency));
        Assert.Equal(chinese, Zh.Money(minor, currency));
    }

    [Fact]
    public void Instants_are_shown_where_the_reader_is()
    {
        Assert.Equal("2026-11-18 01:00", Zh.DateTime(At, Shanghai));
        Assert.Equal("18 Nov 2026, 01:00", En.DateTime(At, Shanghai));
        Assert.Equal("17 Nov 2026", En.Date(At, TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData(0, "just now", "刚刚")]
    [InlineData(60_000, "1 minute ago", "1 分钟前")]
    [InlineData(59 * 60_000, "59 minutes ago", "59 分钟前")]
    // One hour later is the evening before in Shanghai's calendar only from the other side: 02:00 the same day.
    [InlineData(3_600_000, "1 hour ago", "1 小时前")]
    [InlineData(23L * 3_600_000, "yesterday", "昨天")]
    [InlineData(3L * 86_400_000, "3 days ago", "3 天前")]
    [InlineData(8L * 86_400_000, "18 Nov 2026", "2026-11-18")]
    [InlineData(-3_600_000, "18 Nov 2026, 01:00", "2026-11-18 01:00")]
    public void Ago_follows_the_readers_calendar(long passed, string english, string chinese)
    {
        Assert.Equal(english, En.Ago(At, At + passed, Shanghai));
        Assert.Equal(chinese, Zh.Ago(At, At + passed, Shanghai));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 KB")]
    [InlineData(3_456_789, "3.3 MB")]
    [InlineData(long.MaxValue, "8,388,608 TB")]
    public void File_sizes_are_short(long bytes, string text) => Assert.Equal(text, En.FileSize(bytes));

    [Fact]
    public void Durations_name_their_units()
    {
        Assert.Equal("350 ms", En.Duration(TimeSpan.FromMilliseconds(350)));
        Assert.Equal("4.2 秒", Zh.Duration(TimeSpan.FromSeconds(4.2)));
        Assert.Equal("2 min 5 s", En.Duration(TimeSpan.FromSeconds(125)));
        Assert.Equal("25 h 3 min", En.Duration(new TimeSpan(1, 1, 3, 0)));
    }

    [Fact]
    public void Placeholders_are_filled_and_plurals_chosen()
    {
        Assert.Equal("1 minute ago", En.Say("ago.minutes", ("count", 1)));
        Assert.Equal("1,200 minutes ago", En.Say("ago.minutes", ("count", 1200)));
        Assert.Equal("«count»", Said("{count}"));
        Assert.Equal("{a} and b", Said("{{a}} and {b}", ("b", "b")));
        Assert.Equal("x, y", Said("{all}", ("all", new[] { "x", "y" })));
        Assert.Equal("«no.such.key»", En["no.such.key"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{count|one")]
    [InlineData("a } b")]
    [InlineData("{}")]
    [InlineData("{count|one|{other}")]
    public void Broken_texts_are_refused_at_load(string text) => Assert.Throws<FormatException>(() => Message.Parse(text));

    [Fact]
    public void A_key_defined_twice_is_refused()
    {
        var assembly = typeof(Catalogues).Assembly;
        Assert.Throws<InvalidOperationException>(() => Catalogues.Load([assembly, new Renamed(assembly)]));
    }

    [Fact]
    public void A_folder_adds_languages_and_wordings()
    {
        var folder = Directory.CreateTempSubdirectory("kith-words");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Words.fr.json"), """{"language.tag":"fr-FR","language.name":"Français","act.save":"Enregistrer","format.group":" "}""");
            File.WriteAllText(Path.Combine(folder.FullName, "Words.en.json"), """{"product":"Acme CRM"}""");
            var all = Catalogues.Load([typeof(Catalogues).Assembly], folder.FullName);
            Assert.Equal("Enregistrer", all.For("fr")["act.save"]);
            Assert.Equal("Cancel", all.For("fr")["act.cancel"]);
            Assert.Equal("1 000", all.For("fr").Number(1000));
            Assert.Equal("Acme CRM", all.For("en")["product"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("en", "zh-CN", "zh", "en")]
    [InlineData(null, "zh-CN", "en", "zh-CN")]
    [InlineData(null, null, "zh-TW,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData(null, null, "de-DE, en-GB;q=0.7, zh;q=0.9", "zh-CN")]
    [InlineData(null, null, "zh;q=0, en", "en")]
    [InlineData(null, null, "zh;q=nonsense", "en")]
    [InlineData("xx", "yy", null, "en")]
    public void Language_is_setting_then_cookie_then_browser_then_English(string? setting, string? cookie, string? browser, string chosen) =>
        Assert.Equal(chosen, Loaded.Choose(setting, cookie, browser).Language);

    [Theory]
    [InlineData("李娜", "李")]
    [InlineData("Mary Garcia", "MG")]
    [InlineData("jürgen", "J")]
    [InlineData("Anna-Maria von Groß", "AG")]
    [InlineData("买买提·艾山", "买")]
    [InlineData("𠮷田 太郎", "𠮷")]
    [InlineData("", "?")]
    public void Avatars_bear_initials(string name, string letters) => Assert.Equal(letters, Avatar.Initials(name));

    private static string Said(string text, params ReadOnlySpan<(string Name, object? Value)> with)
    {
        var into = new StringBuilder();
        Message.Parse(text).Write(into, En, with);
        return into.ToString();
    }

    /// <summary>The same resources as another module would bring them.</summary>
    private sealed class Renamed(System.Reflection.Assembly inner) : System.Reflection.Assembly
    {
        public override string[] GetManifestResourceNames() => inner.GetManifestResourceNames();

        public override Stream? GetManifestResourceStream(string name) => inner.GetManifestResourceStream(name);
    }
}
