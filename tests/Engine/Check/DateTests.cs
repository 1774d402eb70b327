using FsCheck.Fluent;
using Kith.Engine.Check;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Check;

public sealed class DateTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("2026-11-21", "2026-11-21")]
    [InlineData("2026/1/5", "2026-01-05")]
    [InlineData("2026.01.05", "2026-01-05")]
    [InlineData("20261121", "2026-11-21")]
    [InlineData("2026年11月21日", "2026-11-21")]
    [InlineData("2026年1月5号", "2026-01-05")]
    [InlineData("２０２６年１１月２１日", "2026-11-21")]
    [InlineData("二〇二六年十一月二十一日", "2026-11-21")]
    [InlineData("二零二六年一月五日", "2026-01-05")]
    [InlineData("2026年11月21日 星期六", "2026-11-21")]
    [InlineData("民国115年11月21日", "2026-11-21")]
    [InlineData("21.11.2026", "2026-11-21")]
    [InlineData("05.06.2026", "2026-06-05")]
    [InlineData("21/11/2026", "2026-11-21")]
    [InlineData("11/21/2026", "2026-11-21")]
    [InlineData("05/05/2026", "2026-05-05")]
    [InlineData("5 Jan 2026", "2026-01-05")]
    [InlineData("Jan 5, 2026", "2026-01-05")]
    [InlineData("January 5th, 2026", "2026-01-05")]
    [InlineData("5-Jan-26", "2026-01-05")]
    [InlineData("Sat, 21 Nov 2026", "2026-11-21")]
    [InlineData("21. November 2026", "2026-11-21")]
    [InlineData("1er mars 2026", "2026-03-01")]
    [InlineData("5 de enero de 2026", "2026-01-05")]
    [InlineData("2026-Nov-21", "2026-11-21")]
    [InlineData("2026-11-21 08:30", "2026-11-21T08:30:00")]
    [InlineData("2026-11-21T08:30:15Z", "2026-11-21T08:30:15Z")]
    [InlineData("2026-11-21T08:30:15.123+08:00", "2026-11-21T08:30:15+08:00")]
    [InlineData("2026-11-21 08:30:15 +0800", "2026-11-21T08:30:15+08:00")]
    [InlineData("2026-11-21 00:00:00", "2026-11-21")]
    [InlineData("2026/11/21 8:30:05 PM", "2026-11-21T20:30:05")]
    [InlineData("2026年11月21日 下午3:05", "2026-11-21T15:05:00")]
    [InlineData("2026年11月21日8时30分", "2026-11-21T08:30:00")]
    [InlineData("20261121083005", "2026-11-21T08:30:05")]
    [InlineData("Nov 21, 2026 12:05 AM", "2026-11-21T00:05:00")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("26.3.5", "2026-03-05")]
    [InlineData("15.3.49", "2049-03-15")]
    [InlineData("15.3.50", "1950-03-15")]
    [InlineData("0000-00-00", null)]
    [InlineData("无", null)]
    public void Dates_that_can_be_read_in_one_way_only(string text, string? iso)
    {
        var got = Dates.Parse(text, new DateRules());
        Assert.Equal((iso, Verdict.Good), (got.Value, got.Verdict));
    }

    [Theory]
    [InlineData("05/06/2026", null, null, "date.ambiguous")]
    [InlineData("26.03.15", null, null, "date.ambiguous")]
    [InlineData("26.03.15", DateOrder.YearFirst, "2026-03-15", null)]
    [InlineData("26.03.15", DateOrder.DayFirst, "2015-03-26", null)]
    [InlineData("05/06/2026", DateOrder.DayFirst, "2026-06-05", null)]
    [InlineData("05/06/2026", DateOrder.MonthFirst, "2026-05-06", null)]
    [InlineData("25/12/2026", DateOrder.MonthFirst, "2026-12-25", "date.other-order")]
    [InlineData("05/06/07", DateOrder.YearFirst, "2005-06-07", null)]
    [InlineData("05/06/07", DateOrder.DayFirst, "2007-06-05", null)]
    [InlineData("05062026", DateOrder.DayFirst, "2026-06-05", null)]
    public void The_order_is_the_columns(string text, DateOrder? order, string? iso, string? code)
    {
        var got = Dates.Parse(text, new DateRules(order));
        Assert.Equal((iso, code), (got.Value, got.Finding?.Code));
    }

    [Theory]
    [InlineData("2026-02-30", "date.impossible")]
    [InlineData("2026-13-01", "date.impossible")]
    [InlineData("2025-02-29", "date.impossible")]
    [InlineData("31.04.2026", "date.impossible")]
    [InlineData("2026-11-21 25:00", "date.impossible")]
    [InlineData("2026年2月30日", "date.impossible")]
    [InlineData("2026-11", "date.incomplete")]
    [InlineData("Nov 2026", "date.incomplete")]
    [InlineData("11月21日", "date.incomplete")]
    [InlineData("45982", "date.form")]
    [InlineData("昨天", "date.form")]
    [InlineData("13800138000", "date.form")]
    [InlineData("1,234.56", "date.form")]
    public void What_is_no_date_and_why(string text, string code)
    {
        var got = Dates.Parse(text, new DateRules());
        Assert.Equal((null, Verdict.Bad, code), (got.Value, got.Verdict, got.Finding?.Code));
    }

    [Theory]
    [InlineData("45982", "2025-11-21")]
    [InlineData("45982.354166667", "2025-11-21T08:30:00")]
    [InlineData("1", "1900-01-01")]
    [InlineData("59", "1900-02-28")]
    [InlineData("61", "1900-03-01")]
    public void Day_numbers_of_a_spreadsheet_count_only_where_the_column_is_known_to_hold_dates(string text, string iso) =>
        Assert.Equal(iso, Dates.Parse(text, new DateRules(AllowSerial: true)).Value);

    [Theory]
    [InlineData("11-21", "--11-21")]
    [InlineData("11月21日", "--11-21")]
    [InlineData("十一月二十一日", "--11-21")]
    [InlineData("21 Nov", "--11-21")]
    [InlineData("--11-21", "--11-21")]
    [InlineData("2-29", "--02-29")]
    [InlineData("21.11.", "--11-21")]
    public void A_birthday_may_lack_the_year(string text, string iso) => Assert.Equal(iso, Dates.Parse(text, new DateRules(AllowMonthDay: true)).Value);

    [Theory]
    [InlineData(DateOrder.YearFirst, "26.3.5", "26.03.15", "25.12.01")]
    [InlineData(DateOrder.YearFirst, "98.3.15", "05.03.15")]
    [InlineData(DateOrder.YearFirst, "26/03/15", "2026/3/16")]
    [InlineData(DateOrder.DayFirst, "15.11.68", "25.12.26")]
    [InlineData(DateOrder.DayFirst, "5.3.26", "15.03.25")]
    [InlineData(DateOrder.DayFirst, "15.03.26", "15.03.2024")]
    [InlineData(DateOrder.DayFirst, "15.03.26", "28.03.26", "02.04.26", "09.11.25", "30.12.25")]
    [InlineData(null, "26.03.15", "25.11.20")]
    [InlineData(null, "05/06/26", "2026-01-05", "07/08/26", "11/09/26")]
    public void A_column_shows_where_its_years_of_two_digits_stand(DateOrder? order, params string[] cells)
    {
        var shape = DateShape.Detect(cells);
        Assert.Equal((order, order is null ? cells[0] : null), (shape.Order, shape.OpenSample));
        Assert.NotNull(shape.ShortYearSample);
    }

    [Fact]
    public void Years_in_front_that_only_the_spread_of_the_numbers_shows_are_no_proof()
    {
        var shape = DateShape.Detect(["26.03.15", "26.03.28", "26.04.02", "25.11.09", "25.12.30"]);
        Assert.Equal((null, true, "26.03.15"), (shape.Order, shape.SeemsYearFirst, shape.OpenSample));
        Assert.False(DateShape.Detect(["26.03.15", "25.11.20"]).SeemsYearFirst);
    }

    [Fact]
    public void Dots_put_the_day_first_where_people_write_so_and_slashes_stay_open()
    {
        var german = new DateRules(DotsDayFirst: true);
        Assert.Equal(("2005-03-12", "date.ambiguous"), (Dates.Parse("12.03.05", german).Value, Dates.Parse("12/03/05", german).Finding?.Code));
        Assert.Equal((false, true), (DateHabits.IsYearFirst("DE"), DateHabits.IsYearFirst("CN")));
    }

    [Fact]
    public void A_year_behind_among_years_in_front_is_read_by_what_is_said_of_it()
    {
        Assert.Equal("date.ambiguous", Dates.Parse("1/5/2026", new DateRules(DateOrder.YearFirst)).Finding?.Code);
        Assert.Equal("2026-01-05", Dates.Parse("1/5/2026", new DateRules(DateOrder.YearFirst, YearBehind: DateOrder.MonthFirst)).Value);
        Assert.Equal("2026-05-01", Dates.Parse("2026/5/1", new DateRules(DateOrder.YearFirst, YearBehind: DateOrder.MonthFirst)).Value);
    }

    [Fact]
    public void A_column_shows_its_order()
    {
        Assert.Equal(DateOrder.DayFirst, DateShape.Detect(["05/06/2026", "21/06/2026", "01/02/2026"]).Order);
        Assert.Equal(DateOrder.MonthFirst, DateShape.Detect(["05/06/2026", "06/21/2026"]).Order);
        Assert.Equal(DateOrder.YearFirst, DateShape.Detect(["2026-05-06", "2026/5/6"]).Order);
        Assert.Equal(DateOrder.DayFirst, DateShape.Detect(["05.06.2026"]).Order);
        var unclear = DateShape.Detect(["05/06/2026", "01/02/2026", "", "无"]);
        Assert.Equal((null, true, 2), (unclear.Order, unclear.IsAmbiguous, unclear.Samples));
        Assert.True(DateShape.Detect(["21/06/2026", "06/21/2026"]).IsMixed);
        Assert.Equal(2, DateShape.Detect(["45982", "45983"]).Serials);
        Assert.Equal(0, DateShape.Detect(["张三", "13800138000"]).Dates);
    }

    [Fact]
    public void Every_day_of_two_centuries_is_read_in_every_writing()
    {
        var en = System.Globalization.CultureInfo.InvariantCulture;
        for (var day = new DateOnly(1900, 3, 1); day.Year < 2100; day = day.AddDays(17))
        {
            var iso = day.ToString("yyyy-MM-dd", en);
            foreach (var text in (string[])[iso, day.ToString("yyyy/M/d", en), day.ToString("yyyyMMdd", en), day.ToString("d MMM yyyy", en), day.ToString("MMMM d, yyyy", en), day.ToString("dd.MM.yyyy", en), $"{day.Year}年{day.Month}月{day.Day}日"])
            {
                Assert.Equal(iso, Dates.Parse(text, new DateRules()).Value);
            }

            Assert.Equal(iso, Dates.Parse(day.ToString("MM/dd/yyyy", en), new DateRules(DateOrder.MonthFirst)).Value);
            Assert.Equal(iso, Dates.Parse(day.ToString("dd/MM/yyyy", en), new DateRules(DateOrder.DayFirst)).Value);
            var serial = day.DayNumber - new DateOnly(1899, 12, 30).DayNumber;
            Assert.Equal(iso, Dates.Parse(serial.ToString(en), new DateRules(AllowSerial: true)).Value);
            Assert.Equal(iso, Dates.Parse((serial - 1462).ToString(en), new DateRules(AllowSerial: true, Since1904: true)).Value ?? (serial <= 1462 ? iso : null));
        }
    }

    [Fact]
    public void Reading_is_quick()
    {
        var day = new DateRules(DateOrder.DayFirst);
        var jobs = new (string Name, Func<int, object?> Read)[]
        {
            ("e-mails", i => Emails.Parse(i % 3 == 0 ? $"user{i}@qq.com" : $"Zhang.San{i}@acme-{i % 97}.com")),
            ("dates", i => Dates.Parse($"{1 + (i % 28):00}/{1 + (i % 12):00}/2026", day).Value),
            ("dates with time", i => Dates.Parse($"2026-{1 + (i % 12):00}-{1 + (i % 28):00} 08:30:{i % 60:00}", day).Value),
            ("amounts", i => Amounts.Parse($"￥{i % 900},234.56", new AmountRules('.'))),
            ("unified codes", i => UnifiedCodes.Parse($"91350100M{i % 1_000_000:000000}Y43").Value),
        };
        foreach (var (name, read) in jobs)
        {
            var best = 0.0;
            for (var round = 0; round < 200; round++)
            {
                var watch = CpuWatch.StartNew();
                for (var i = 0; i < 300; i++)
                {
                    read((round * 300) + i);
                }

                best = Math.Max(best, 300 / watch.Elapsed.TotalSeconds);
            }

            output.WriteLine($"{name}: {best:n0}/s on one core");
            Assert.True(best > 30_000);
        }
    }

    [Fact]
    public void Any_text_is_answered_and_a_date_reads_as_itself()
    {
        var alphabet = "0123456789202612-/.: TZ+年月日时Jan二十〇E,";
        var texts = Gen.Choose(0, alphabet.Length - 1).Select(i => alphabet[i]).ArrayOf().Select(c => new string(c)).ToArbitrary();
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(30_000).WithEndSize(24), Prop.ForAll(texts, Holds));
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), Holds));
    }

    private static void Holds(string text)
    {
        foreach (var rules in (DateRules[])[new(), new(DateOrder.DayFirst, AllowSerial: true), new(DateOrder.MonthFirst, AllowMonthDay: true), new(DateOrder.YearFirst, AllowSerial: true, Since1904: true)])
        {
            var got = Dates.Parse(text, rules);
            Assert.Equal(got.Verdict == Verdict.Bad, got.Finding is not null && got.Value is null);
            Assert.True(got.Value is null || Dates.Parse(got.Value, rules).Value == got.Value, $"{text} → {got.Value}");
        }

        DateShape.Detect([text, text]);
    }
}
