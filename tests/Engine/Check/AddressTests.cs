using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

/// <summary>Addresses are taken apart as far as they are certain; what several places are called stays open.</summary>
public sealed class AddressTests
{
    public static TheoryData<string, string> Divisions => Cases(AddressCases.Divisions);

    public static TheoryData<string, string> Retired => Cases(AddressCases.Retired);

    [Theory]
    [MemberData(nameof(Divisions))]
    public void Province_city_and_district_are_found_however_they_are_written(string text, string expected) =>
        Assert.Equal(expected, Shown(Addresses.Parse(text, "CN")!));

    [Theory]
    [MemberData(nameof(Retired))]
    public void A_division_that_is_no_more_is_mapped_to_today_with_a_note(string text, string expected)
    {
        var address = Addresses.Parse(text, "CN")!;
        var note = Assert.Single(address.Findings, f => f.Code == "address.division-retired");
        Assert.Equal(expected, $"{Shown(address)} {note.Data}");
    }

    [Theory]
    [InlineData("广东省深圳市南山区科技南路8号", "440305")]
    [InlineData("广东省深圳市", "440300")]
    [InlineData("广东省", "440000")]
    [InlineData("北京市", "110000")]
    [InlineData("重庆市城口县", "500229")]
    [InlineData("湖北省仙桃市", "429004")]
    [InlineData("广东省东莞市长安镇", "441900")]
    [InlineData("白云区", null)]
    public void The_code_is_that_of_the_narrowest_division_known(string text, string? code) => Assert.Equal(code, Addresses.Parse(text, "CN")!.Code);

    [Theory]
    [InlineData("成都市天府新区华阳街道正东中街1号", "华阳街道", "天府新区", "正东中街", "1号", null)]
    [InlineData("上海市沪松公路1136弄1号楼10楼", null, null, "沪松公路", "1136弄", "1号楼10楼")]
    [InlineData("上海市徐汇区天平路320弄8号衡山坊", null, null, "天平路", "320弄8号", "衡山坊")]
    [InlineData("北京市西城区西直门外大街甲143号凯旋大厦C座5层", null, null, "西直门外大街", "甲143号", "凯旋大厦C座5层")]
    [InlineData("广东省深圳市南山区粤海街道高新南九道9号5号楼1-2层", "粤海街道", null, "高新南九道", "9号", "5号楼1-2层")]
    [InlineData("深圳市南山区科技园科苑路6号东503", null, null, "科苑路", "6号", "科技园 东503")]
    [InlineData("成都市锦江区人民南路四段3号", null, null, "人民南路四段", "3号", null)]
    [InlineData("苏州工业园区星湖街328号", null, "工业园区", "星湖街", "328号", null)]
    [InlineData("北京市海淀区中关村大街11", null, null, "中关村大街", "11", null)]
    [InlineData("北京市海淀区知春路5号楼", null, null, "知春路", null, "5号楼")]
    [InlineData("郑州市陇海路与一马路交叉口", null, null, "陇海路", null, "与一马路交叉口")]
    [InlineData("杭州市西湖区教工路18-1号A座", null, null, "教工路", "18-1号", "A座")]
    [InlineData("广州市白云区云城街明珠西路13号", "云城街", null, "明珠西路", "13号", null)]
    [InlineData("长沙市开福区福元西路１２号", null, null, "福元西路", "１２号", null)]
    public void Town_zone_road_and_number_follow_as_they_are_written(string text, string? town, string? zone, string? road, string? number, string? rest)
    {
        var address = Addresses.Parse(text, "CN")!;
        Assert.Equal((town, zone, road, number, rest), (address.Town, address.Zone, address.Road, address.Number, address.Rest));
    }

    [Fact]
    public void A_name_of_several_places_names_them_all()
    {
        var address = Addresses.Parse("白云区均禾大道1号", "CN")!;
        Assert.Equal(new Finding("address.division-ambiguous", "广东省广州市白云区|贵州省贵阳市白云区"), Assert.Single(address.Findings));
        Assert.True(address.Confidence < 0.6);
    }

    [Theory]
    [InlineData("广东", "广州市", null, "广东省/广州市/白云区")]
    [InlineData(null, "贵阳", null, "贵州省/贵阳市/白云区")]
    [InlineData("贵州省", null, null, "贵州省/贵阳市/白云区")]
    [InlineData(null, null, "020", "广东省/广州市/白云区")]
    [InlineData(null, null, "0571", "-/-/白云区")]
    public void The_rest_of_the_row_decides_what_the_address_leaves_open(string? province, string? city, string? areaCode, string expected)
    {
        var address = Addresses.Parse("白云区均禾大道1号", "CN", new AddressHints(province, city, areaCode))!;
        Assert.Equal(expected, Shown(address));
        Assert.Equal(expected[0] != '-', address.Findings.Any(f => f.Code == "address.from-hint"));
    }

    [Fact]
    public void The_rest_of_the_row_never_overrules_the_address() =>
        Assert.Equal("浙江省/杭州市/西湖区", Shown(Addresses.Parse("杭州市西湖区文三路1号", "CN", new AddressHints("广东", "深圳"))!));

    [Fact]
    public void A_street_alone_lies_in_the_city_of_the_row()
    {
        var address = Addresses.Parse("建国路1号", "CN", new AddressHints(City: "北京"))!;
        Assert.Equal(("北京市/北京市/-", "建国路", "1号"), (Shown(address), address.Road, address.Number));
    }

    [Fact]
    public void A_name_that_lives_on_for_a_part_is_noted_for_the_time_before()
    {
        Assert.Empty(Addresses.Parse("杭州市余杭区文一西路1号", "CN")!.Findings);
        var then = Addresses.Parse("杭州市余杭区文一西路1号", "CN", asOf: new DateOnly(2019, 5, 1))!;
        Assert.Equal("余杭区|2021|余杭区,临平区", Assert.Single(then.Findings).Data);
    }

    [Theory]
    [InlineData("518057 广东省深圳市南山区科技南路8号", "518057")]
    [InlineData("广东省深圳市南山区科技南路8号 518057", "518057")]
    [InlineData("广东省深圳市南山区科技南路8号（邮编：518057）", "518057")]
    [InlineData("广东省深圳市南山区科技南路518057号", null)]
    public void A_postcode_stands_at_either_end(string text, string? postcode)
    {
        var address = Addresses.Parse(text, "CN")!;
        Assert.Equal((postcode, "科技南路"), (address.Postcode, address.Road));
    }

    [Theory]
    [InlineData("US", "1600 Pennsylvania Avenue NW, Washington, DC 20500", "1600|Pennsylvania Avenue NW|Washington|DC|20500|")]
    [InlineData("US", "350 Fifth Ave, Suite 3301\nNew York, NY 10118-0110\nUSA", "350|Fifth Ave|New York|NY|10118-0110|Suite 3301")]
    [InlineData("CA", "100 Queen St W, Toronto, ON M5H 2N2, Canada", "100|Queen St W|Toronto|ON|M5H 2N2|")]
    [InlineData("GB", "Flat 3, 221B Baker Street, London, NW1 6XE, UK", "221B|Baker Street|London||NW1 6XE|Flat 3")]
    [InlineData("AU", "1 Macquarie Street, Sydney NSW 2000", "1|Macquarie Street|Sydney|NSW|2000|")]
    [InlineData("DE", "Hauptstr. 12a, D-80331 München, Deutschland", "12a|Hauptstr.|München||80331|")]
    [InlineData("FR", "12 bis rue de Rivoli, 75001 Paris", "12 bis|rue de Rivoli|Paris||75001|")]
    [InlineData("NL", "Damrak 70, 1012 LM Amsterdam", "70|Damrak|Amsterdam||1012 LM|")]
    [InlineData("ES", "Calle de Alcalá, 45, 28014 Madrid", "45|Calle de Alcalá|Madrid||28014|")]
    [InlineData("IT", "Via Roma 12, 00184 Roma RM", "12|Via Roma|Roma|RM|00184|")]
    [InlineData("US", "behind the old mill", "|||||behind the old mill")]
    public void Western_forms_give_what_is_certain_by_its_place(string region, string text, string expected)
    {
        var a = Addresses.Parse(text, region)!;
        Assert.Equal(expected, string.Join('|', a.Number, a.Road, a.City, a.Province, a.Postcode, a.Rest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("无")]
    [InlineData("-")]
    public void A_blank_cell_is_no_address(string text) => Assert.Null(Addresses.Parse(text, "CN"));

    [Fact]
    public void Any_text_at_all_is_read_without_fault_and_quickly()
    {
        var random = new Random(7);
        string[] pieces = ["广东", "省", "市", "区", "县", "北京", "路", "号", "1", "街道", "镇", " ", "/", "（", "白云", "朝阳", "江干区", "a", "😀", "\uD800", "新区", "弄", "甲"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            var address = Addresses.Parse(text, random.Next(2) == 0 ? "CN" : "DE", new AddressHints(City: pieces[random.Next(pieces.Length)]));
            Assert.True(address is null || address.Confidence is >= 0 and <= 1, text);
        }
    }

    [Fact]
    public void Real_addresses_name_their_city_in_most_rows()
    {
        var rows = File.ReadLines(Testing.SharedData.Require("address/cn_addr_dev.txt")).Skip(1).Select(l => l[..l.LastIndexOf(',')]).Where(t => t.Trim().Length > 0).ToList();
        var addresses = rows.ConvertAll(r => Addresses.Parse(r, "CN"));
        Assert.True(addresses.Count(a => a?.City is not null) > 0.82 * rows.Count);
        Assert.True(addresses.Count(a => a?.District is not null) > 0.67 * rows.Count);
    }

    private static string Shown(PostalAddress a) => $"{a.Province ?? "-"}/{a.City ?? "-"}/{a.District ?? "-"}";

    private static TheoryData<string, string> Cases(string table)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf(" => ", StringComparison.Ordinal);
            data.Add(line[..at], line[(at + 4)..].TrimEnd());
        }

        return data;
    }
}
