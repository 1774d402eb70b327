using System.Text;
using Kith.Engine.Acquire.Mapping;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire;

/// <summary>Which column is which field, on lists as people and programs make them.</summary>
public sealed class ColumnMapperTests(ITestOutputHelper output)
{
    [Fact]
    public void Header_sets_map_as_a_person_would_map_them()
    {
        var misses = new StringBuilder();
        var counts = new Dictionary<string, (int Sets, int Hits, int Columns)>();
        foreach (var set in HeaderSet.All())
        {
            var guesses = ColumnMapper.Map([.. set.Columns.Select(c => c.Header)], set.Rows(), []);
            var (sets, hits, columns) = counts.GetValueOrDefault(set.Kind);
            foreach (var (column, guess) in set.Columns.Zip(guesses))
            {
                var hit = column.Expected.Contains(guess.Field ?? "-");
                hits += hit ? 1 : 0;
                misses.Append(hit ? "" : $"  {set.Kind} {set.Name}: '{column.Header}' → {guess.Field ?? "-"} ({guess.Confidence:F2} by {guess.Because}), a person: {string.Join(" or ", column.Expected)}\n");
            }

            counts[set.Kind] = (sets + 1, hits, columns + set.Columns.Count);
        }

        var figures = counts.Select(c => $"{c.Key} {c.Value.Hits}/{c.Value.Columns} columns of {c.Value.Sets} sets ({100.0 * c.Value.Hits / c.Value.Columns:F1} %)");
        output.WriteLine($"header mapping: {string.Join(", ", figures)}\n{misses}");
        Assert.True(counts.Values.Sum(c => c.Sets) >= 60);
        Assert.All(counts, c => Assert.True(c.Value.Hits >= 0.97 * c.Value.Columns, $"{c.Key} {c.Value.Hits}/{c.Value.Columns}"));
    }

    /// <summary>Halves of a surrogate pair and U+FFFE have no normal form; workbooks and misread texts hold them, and a cut of a long heading makes one.</summary>
    [Fact]
    public void Texts_without_a_normal_form_are_mapped_as_well()
    {
        var long200 = new string('x', 199) + "𠮷";
        string[] headers = ["姓名\uD83D", "\uFFFE", long200, "电话1\uDC00"];
        var guesses = ColumnMapper.Map(headers, [.. Enumerable.Repeat(new[] { "y\uFFFE", "\uD83D", "是\uDC00", "1" }, 5)], []);
        Assert.Equal(headers.Length, guesses.Count);
        Assert.Equal(headers.Length, PersonColumns.Find(headers).Count);
    }

    [Fact]
    public void Fields_of_the_house_come_before_ours_and_only_where_their_type_fits()
    {
        FieldHint[] own = [new("member_tier", "choice", ["会员等级", "Tier"]), new("first_visit", "date", ["首次到店"])];
        var fits = ColumnMapper.Map(["姓名", "会员等级", "首次到店"], [["王芳", "金卡", "2024-01-02"], ["李伟", "银卡", "2024-02-03"]], own);
        Assert.Equal(["name", "member_tier", "first_visit"], fits.Select(g => g.Field));
        var misfits = ColumnMapper.Map(["姓名", "首次到店"], [["王芳", "南山店"], ["李伟", "福田店"]], own);
        Assert.Equal(["name", null], misfits.Select(g => g.Field));
    }

    [Fact]
    public void Numbers_in_headings_and_types_for_new_fields_are_told()
    {
        string[] headers = ["Phone 2", "积分", "累计消费金额", "是否开票", "上次到店", "门店", "会员卡密"];
        List<string[]> rows = [.. Enumerable.Range(1, 12).Select(i => new[] { $"+1 202 555 01{i:00}", $"{i * 7}", $"{i}.50", i % 2 == 0 ? "是" : "否", $"2024-03-{i:00}", i % 3 == 0 ? "南山" : "福田", $"00{i}7" })];
        var guesses = ColumnMapper.Map(headers, rows, []);
        Assert.Equal(("phone", 2, "name+values"), (guesses[0].Field, guesses[0].Part, guesses[0].Because));
        Assert.Equal(["number", "money", "yesno", "date", "choice", "text"], guesses.Skip(1).Select(g => g.SuggestedType));
        Assert.All(guesses.Skip(1), g => Assert.Null(g.Field));
    }

    [Fact]
    public void A_field_of_one_value_goes_to_one_column_and_those_of_several_to_each()
    {
        var guesses = ColumnMapper.Map(["Billing City", "Shipping City", "Mobile", "Home Phone", "手机"], [["Paris", "Lyon", "+33 6 12 34 56 78", "+33 1 42 68 53 00", "13800138000"]], []);
        Assert.Equal(["city", null, "phone", "phone", "phone"], guesses.Select(g => g.Field));
    }

    [Fact]
    public void One_hanzi_and_a_number_may_be_a_name_and_an_empty_word_says_nothing_against_it()
    {
        var guesses = ColumnMapper.Map(["姓名", "手机", "到店"], [["张5999", "13800138000", "N/A"], ["李88", "13800138001", "2024-01-02"], ["王12345", "N/A", "N/A"], ["N/A", "13800138003", "2024-01-03"]], []);
        Assert.Equal(["name", "phone", null], guesses.Select(g => g.Field));
        Assert.Equal("date", guesses[2].SuggestedType);
    }

    [Fact]
    public void Numbers_without_a_heading_are_known_by_their_check_digits()
    {
        var guesses = ColumnMapper.Map(["", ""], [["DE136695976", "DE89370400440532013000"], ["FR40303265045", "GB29NWBK60161331926819"], ["IT00743110157", "NL91ABNA0417164300"]], []);
        Assert.Equal(["vat_id", "iban"], guesses.Select(g => g.Field));
    }

    [Fact]
    public void Without_samples_the_headings_decide()
    {
        var guesses = ColumnMapper.Map(["姓名", "手机", "邮箱"], [], []);
        Assert.Equal(["name", "phone", "email"], guesses.Select(g => g.Field));
        Assert.All(guesses, g => Assert.Equal("name", g.Because));
    }

    [Fact]
    public void Hostile_headings_and_values_cost_little()
    {
        string[] nasty = ["a@b.cc" + string.Concat(Enumerable.Repeat(",a@a", 5000)), new string('省', 20_000), new string('1', 20_000), new string('(', 20_000), string.Concat(Enumerable.Repeat("市1", 10_000)), "A" + new string('.', 9000)];
        var headers = Enumerable.Range(0, 10_000).Select(i => (i % 4) switch { 0 => "", 1 => new string('(', 5000), 2 => string.Concat(Enumerable.Repeat("客户联系人", 2000)), _ => string.Concat(Enumerable.Repeat("contact phone ", 2000)) }).ToArray();
        List<string[]> rows = [.. Enumerable.Range(0, 300).Select(r => headers.Select((_, c) => nasty[(r + c) % nasty.Length]).ToArray())];
        var watch = CpuWatch.StartNew();
        Assert.Equal(10_000, ColumnMapper.Map(headers, rows, []).Count);
        output.WriteLine($"10,000 hostile columns × 300 rows: {watch.Elapsed.TotalSeconds:F1} s");
        Assert.True(watch.Elapsed.TotalSeconds < 20, $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("序号", "1|2|3", true)]
    [InlineData("序号", "1||2|4", true)]
    [InlineData("No.", "1|2|3|4|5", true)]
    [InlineData("No.", "1|2|3|4|6", false)]
    [InlineData("Nr.", "3|7", false)]
    [InlineData("lfd. Nr.", "1|2", true)]
    [InlineData("#", "3|4|5", false)]
    [InlineData("序号", "1", false)]
    [InlineData("序号", "1|2|A3", false)]
    [InlineData("No.", "104|98|77", false)]
    [InlineData("No.", "1001|1002|1003", false)]
    [InlineData("客户编号", "1|2|3", false)]
    [InlineData("Umsatz", "1|2|3", false)]
    public void A_column_that_counts_the_rows_is_known(string heading, string cells, bool counts) => Assert.Equal(counts, RunningNumber.Is(heading, cells.Split('|')));
}
