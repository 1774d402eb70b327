using System.Globalization;
using FsCheck.Fluent;
using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

public sealed class AmountTests
{
    [Theory]
    [InlineData("1,234.56", "1234.56", null)]
    [InlineData("1.234,56", "1234.56", null)]
    [InlineData("1 234,56", "1234.56", null)]
    [InlineData("1\u00A0234,56", "1234.56", null)]
    [InlineData("1\u202F234\u202F567,8", "1234567.8", null)]
    [InlineData("1'234.56", "1234.56", null)]
    [InlineData("1’234’567", "1234567", null)]
    [InlineData("1,234,567", "1234567", null)]
    [InlineData("12,34,567.00", "1234567.00", null)]
    [InlineData("￥1,234.56元", "1234.56", "CNY")]
    [InlineData("¥1234", "1234", "CNY")]
    [InlineData("１，２３４．５６", "1234.56", null)]
    [InlineData("1.2万", "12000", null)]
    [InlineData("1.2万元", "12000", "CNY")]
    [InlineData("3.5亿", "350000000", null)]
    [InlineData("5千", "5000", null)]
    [InlineData("2百万美元", "2000000", "USD")]
    [InlineData("1.25k", "1250", null)]
    [InlineData("$1,234.56", "1234.56", "USD")]
    [InlineData("US$ 99", "99", "USD")]
    [InlineData("HK$99", "99", "HKD")]
    [InlineData("99,5 €", "99.5", "EUR")]
    [InlineData("EUR 1.234,50", "1234.50", "EUR")]
    [InlineData("RMB 100", "100", "CNY")]
    [InlineData("100 USD", "100", "USD")]
    [InlineData("(1,234.56)", "-1234.56", null)]
    [InlineData("-1", "-1", null)]
    [InlineData("−1", "-1", null)]
    [InlineData("1,234.56-", "-1234.56", null)]
    [InlineData("-$5.00", "-5.00", "USD")]
    [InlineData("($5.00)", "-5.00", "USD")]
    [InlineData("$-5.00", "-5.00", "USD")]
    [InlineData("+5", "5", null)]
    [InlineData("007", "7", null)]
    [InlineData(".5", "0.5", null)]
    [InlineData("0,123", "0.123", null)]
    [InlineData("1.234", "1.234", null)]
    [InlineData("-0", "0", null)]
    [InlineData("壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67", "CNY")]
    [InlineData("人民币壹佰元整", "100", "CNY")]
    [InlineData("壹仟元零伍分", "1000.05", "CNY")]
    [InlineData("一百二十", "120", null)]
    [InlineData("十五", "15", null)]
    [InlineData("一万二千亿", "1200000000000", null)]
    [InlineData("两千零五", "2005", null)]
    [InlineData("12345678901234567890.12", "12345678901234567890.12", null)]
    [InlineData("1.5E+3", "1500", null)]
    [InlineData("1.5e-3", "0.0015", null)]
    public void Numbers_and_amounts(string text, string value, string? currency)
    {
        var got = Amounts.Parse(text, new AmountRules());
        Assert.Equal((value, currency, Verdict.Good), (got.Value, got.Currency, got.Verdict));
    }

    [Theory]
    [InlineData("1,234", null, null, "amount.ambiguous")]
    [InlineData("1,234", '.', "1234", null)]
    [InlineData("1,234", ',', "1.234", null)]
    [InlineData("1.234", ',', "1234", null)]
    [InlineData("1.234", '.', "1.234", null)]
    [InlineData("1.23457E+11", '.', "123457000000", "amount.rounded")]
    [InlineData("1,2345", '.', null, "amount.ambiguous")]
    [InlineData("12,5", '.', "12.5", null)]
    public void The_mark_is_the_columns(string text, char? mark, string? value, string? code)
    {
        var got = Amounts.Parse(text, new AmountRules(mark));
        Assert.Equal((value, code), (got.Value, got.Finding?.Code));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.2.3")]
    [InlineData("1,23,4")]
    [InlineData("12-34")]
    [InlineData("--1")]
    [InlineData("2026-11-21")]
    [InlineData("$ 1 €")]
    [InlineData("1,2345,678")]
    [InlineData("(1")]
    [InlineData("元")]
    public void What_is_no_number(string text)
    {
        var got = Amounts.Parse(text, new AmountRules());
        Assert.Equal((null, Verdict.Bad, "amount.form"), (got.Value, got.Verdict, got.Finding?.Code));
    }

    [Fact]
    public void Percent_and_the_columns_own_currency()
    {
        Assert.Equal(("12.5", true), (Amounts.Parse("12.5%", new()).Value, Amounts.Parse("12.5％", new()).IsPercent));
        Assert.Equal("JPY", Amounts.Parse("¥100", new(Currency: "JPY")).Currency);
        Assert.Equal("CAD", Amounts.Parse("$100", new(Currency: "CAD")).Currency);
    }

    [Fact]
    public void A_currency_is_everybodys_where_four_in_five_name_it()
    {
        var half = AmountShape.Detect(["$100", "$200", "300", "400"]);
        Assert.Equal((null, "300"), (half.Currency, half.UnnamedSample));
        Assert.Equal("USD", AmountShape.Detect(["$100", "$200", "$300", "$400", "500"]).Currency);
        Assert.Equal((null, "5.5"), (AmountShape.Detect(["$100"], ["5.5"]).Currency, AmountShape.Detect(["$100"], ["5.5"]).UnnamedSample));
    }

    [Fact]
    public void A_column_shows_its_mark()
    {
        Assert.Equal('.', AmountShape.Detect(["1,234", "5.50"]).DecimalMark);
        Assert.Equal(',', AmountShape.Detect(["1.234", "5,50", "12"]).DecimalMark);
        Assert.Equal(',', AmountShape.Detect(["1.234.567", "1,234"]).DecimalMark);
        var unclear = AmountShape.Detect(["1,234", "5,678", "", "-"]);
        Assert.Equal((null, true, 2, 2), (unclear.DecimalMark, unclear.IsAmbiguous, unclear.Numbers, unclear.Samples));
        Assert.Equal(0, AmountShape.Detect(["张三"]).Numbers);
        Assert.Equal((null, "1.000"), (AmountShape.Detect(["1.000", "2.500"]).DecimalMark, AmountShape.Detect(["1.000", "2.500"]).OpenDotSample));
        Assert.Null(AmountShape.Detect(["1.000", "2.5"]).OpenDotSample);
    }

    [Fact]
    public void Any_decimal_is_read_back_exactly_in_three_writings()
    {
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<decimal>(), Back));
        var random = new Random(3);
        for (var i = 0; i < 5000; i++)
        {
            Back(new decimal(random.Next(), random.Next(), 0, i % 2 == 0, (byte)random.Next(0, 6)));
        }
    }

    [Fact]
    public void Any_text_is_answered_and_a_number_reads_as_itself()
    {
        var alphabet = "0123456789.,.,'-+() %E万亿元￥$€壹贰佰kUSDRM一二十百";
        var texts = Gen.Choose(0, alphabet.Length - 1).Select(i => alphabet[i]).ArrayOf().Select(c => new string(c)).ToArbitrary();
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(30_000).WithEndSize(20), Prop.ForAll(texts, Holds));
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), Holds));
    }

    private static void Back(decimal number)
    {
        var en = CultureInfo.InvariantCulture;
        var de = CultureInfo.GetCultureInfo("de-DE");
        var plain = number.ToString(en);
        Assert.Equal(number, decimal.Parse(Amounts.Parse(plain, new('.')).Value!, en));
        var rounded = decimal.Round(number, 2);
        Assert.Equal(rounded, decimal.Parse(Amounts.Parse(rounded.ToString("N2", en), new('.')).Value!, en));
        Assert.Equal(rounded, decimal.Parse(Amounts.Parse(rounded.ToString("N2", de), new(',')).Value!, en));
    }

    private static void Holds(string text)
    {
        foreach (var rules in (AmountRules[])[new(), new('.'), new(',')])
        {
            var got = Amounts.Parse(text, rules);
            Assert.Equal(got.Verdict == Verdict.Bad, got.Finding is not null && got.Value is null);
            Assert.True(got.Value is null || Amounts.Parse(got.Value, new('.')).Value == got.Value, $"{text} → {got.Value}");
        }

        AmountShape.Detect([text]);
    }
}
