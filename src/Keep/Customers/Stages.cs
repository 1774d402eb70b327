using System.Collections.Frozen;

namespace Kith.Keep.Customers;

/// <summary>Stages are the users' own words; those in common use have a colour.</summary>
public static class Stages
{
    private static readonly FrozenDictionary<string, string> Tones = new (string Tone, string Words)[]
    {
        ("lead", "潜在 潜在客户 线索 意向 意向客户 新客户 新 跟进中 待跟进 初步接触 lead prospect new open contacted qualified"),
        ("active", "活跃 成交 已成交 成交客户 合作 合作中 已签约 签约 在用 正式 active customer client won signed"),
        ("vip", "重要 重要客户 重点 重点客户 核心 大客户 vip key strategic"),
        ("lost", "流失 已流失 流失客户 失败 输单 无效 lost churned dead disqualified"),
    }.SelectMany(group => group.Words.Split(' ').Select(word => (word, group.Tone))).ToFrozenDictionary(pair => pair.word, pair => pair.Tone, StringComparer.OrdinalIgnoreCase);

    /// <summary>The tone of the pill that shows a stage.</summary>
    public static string ToneOf(string stage) => Tones.GetValueOrDefault(stage.Trim(), "neutral");

    /// <summary>What to offer: the stages in use, or some to begin with.</summary>
    public static IEnumerable<string> Offered(IReadOnlyList<ListChoices.Choice> inUse, Words words) =>
        inUse.Count > 0 ? inUse.Select(choice => choice.Value) : words["stages.first"].Split('|');
}
