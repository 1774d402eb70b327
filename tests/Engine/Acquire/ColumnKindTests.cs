using Kith.Engine.Acquire.Mapping;

namespace Kith.Tests.Engine.Acquire;

/// <summary>What the cells of a column say of it: a slip among them does not make it something else, and few of one shape are enough.</summary>
public sealed class ColumnKindTests
{
    private static readonly string[] Mixed = ["张三 13800138000（微信同号）", "李四 13900139000", "王五(采购) 0571-88888888", "赵六：13700137000", "孙七 13600136000 sun@example.cn"];

    [Theory]
    [InlineData("联系人", "name")]
    [InlineData("联系人姓名", "name")]
    [InlineData("联系方式", "phone")]
    [InlineData("电话", "phone")]
    [InlineData("联系人/电话", "phone")]
    [InlineData("", "phone")]
    public void Cells_of_a_person_and_a_number_are_contacts_however_few(string heading, string field)
    {
        foreach (var count in (int[])[1, 2, 4, 5])
        {
            Assert.Equal(field, Map(["公司", heading], [.. Mixed.Take(count).Select(cell => new[] { "云帆科技有限公司", cell })])[1].Field);
        }

        Assert.Equal(field, Map(["公司", heading], [.. Enumerable.Repeat(Mixed, 20).SelectMany(cell => cell).Select(cell => new[] { "云帆科技有限公司", cell })])[1].Field);
    }

    [Fact]
    public void A_heading_that_says_something_else_is_not_overruled_by_a_number_in_a_sentence() =>
        Assert.Equal([null, "remark"], Map(["拜访记录", "备注"], [.. Mixed.Select(cell => new[] { cell, cell })]).Select(guess => guess.Field));

    [Theory]
    [InlineData("date", "2026-02-30", "2026-01-05", "2026-01-06")]
    [InlineData("date", "31.02.2026", "05.01.2026", "06.01.2026")]
    [InlineData("date", "2026年2月30日", "2026年1月5日")]
    [InlineData("date", "待定", "2026-01-05", "2026-01-06", "2026-01-07")]
    [InlineData("date", "2026-03", "2026-01-05", "2026-01-06", "2026-01-07")]
    [InlineData("number", "面议", "12", "15", "18", "21")]
    [InlineData("money", "面议", "12.50", "15.00", "18.20", "21.99")]
    public void One_cell_that_cannot_be_right_spoils_no_column(string type, string slip, params string[] cells) =>
        Assert.Equal(type, Map(["其它栏目"], [.. cells.Append(slip).Select(cell => new[] { cell })])[0].SuggestedType);

    [Theory]
    [InlineData("2026年3月", "2026年4月", "2025年12月", "2026年1月", "2026年2月")]
    [InlineData("2026-03", "2026-04", "2025-12")]
    [InlineData("12", "14", "3B", "20", "21", "22")]
    [InlineData("0012", "14", "15", "20", "21", "22")]
    [InlineData("12-1-10", "12-1-11", "8-2-12")]
    [InlineData("2026-01-05", "待定")]
    [InlineData("2026-01-05", "2026-01-06", "待定", "下周", "未定档期")]
    public void What_would_lose_its_meaning_as_a_date_or_a_number_stays_text(params string[] cells) =>
        Assert.Equal("text", Map(["其它栏目"], [.. cells.Select(cell => new[] { cell })])[0].SuggestedType);

    [Fact]
    public void Dates_that_begin_with_a_year_of_two_digits_are_dates() =>
        Assert.Equal("date", Map(["其它栏目"], [["26.3.5"], ["26.11.20"], ["25.12.1"]])[0].SuggestedType);

    [Theory]
    [InlineData("phone", "没有", "13800138000", "13900139000", "13700137000")]
    [InlineData("email", "zhangsan#example.cn", "a@example.cn", "b@example.cn", "c@example.cn")]
    public void One_bad_number_or_address_among_good_ones_leaves_the_column_what_it_is(string field, string slip, params string[] cells)
    {
        foreach (var heading in (string[])["", "其它栏目"])
        {
            Assert.Equal(field, Map([heading], [.. cells.Append(slip).Select(cell => new[] { cell })])[0].Field);
        }
    }

    [Fact]
    public void A_field_of_the_house_without_values_gives_way_only_to_words_that_always_mean_ours()
    {
        FieldHint[] own = [new("x_1", "text", ["联系人"], InUse: false), new("x_2", "text", ["会员等级"], InUse: false), new("x_3", "text", ["联系电话"])];
        var guesses = ColumnMapper.Map(["联系人", "会员等级", "联系电话"], [["张三", "金卡", "13800138000"]], own);
        Assert.Equal(["name", "x_2", "x_3"], guesses.Select(guess => guess.Field));
        var misfit = ColumnMapper.Map(["联系电话"], [["南山店"], ["福田店"], ["罗湖店"], ["宝安店"], ["龙华店"]], [new FieldHint("x_1", "text", ["联系电话"], InUse: false)]);
        Assert.Equal("x_1", misfit[0].Field);
    }

    private static IReadOnlyList<ColumnGuess> Map(string[] headers, IReadOnlyList<string[]> rows) => ColumnMapper.Map(headers, rows, []);
}
