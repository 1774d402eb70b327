using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>Fields of a few possible words, and short codes of well-known form.</summary>
public static class SmallFields
{
    private static readonly FrozenDictionary<string, string> Genders = Words(
        ("male", "男 男性 男士 先生 男孩 m male man mr mr. herr männlich mann monsieur m. homme masculin masculino hombre señor sr sr. uomo maschio signor masculine boy ♂ 1男"),
        ("female", "女 女性 女士 小姐 太太 夫人 女孩 f female woman mrs mrs. ms ms. miss frau weiblich w madame mme mme. mademoiselle femme féminin femenino mujer señora sra sra. donna femmina signora feminine girl ♀"),
        ("other", "其他 其它 other diverse divers d nonbinary non-binary x 非二元 autre otro"));

    private static readonly FrozenDictionary<string, string> Answers = Words(
        ("yes", "是 对 有 真 已 同意 启用 y yes t true 1 √ ✓ ✔ ☑ on ja j oui si sí sim да checked enabled"),
        ("no", "否 不 不是 假 未 不同意 禁用 没有 無 无 n no f false 0 × ✗ ✘ ☐ x off nein non não нет unchecked disabled"));

    /// <summary>male, female or other; an unknown word is refused (<c>gender.unknown</c>).</summary>
    public static Checked Gender(string text) => Word(text, Genders, "gender.unknown");

    /// <summary>yes or no; an unknown word is refused (<c>yes-no.unknown</c>).</summary>
    public static Checked YesNo(string text)
    {
        // 无, 没有 and × mean no here, so that they are asked for before blank words.
        var word = Clean.Code(text).Trim();
        return Answers.TryGetValue(word, out var known) ? Checked.Good(known) : Word(text, Answers, "yes-no.unknown");
    }

    /// <summary>A QQ number: 5 to 11 digits, not beginning with 0; an address at qq.com gives its number.</summary>
    public static Checked Qq(string text)
    {
        if (CodeText.DenseOrNull(text) is not { } code)
        {
            return Checked.Blank;
        }

        code = code.EndsWith("@qq.com", StringComparison.OrdinalIgnoreCase) ? code[..^7] : code;
        code = code.StartsWith("QQ", StringComparison.OrdinalIgnoreCase) ? code[2..].TrimStart(':', '号', '：') : code;
        Span<char> digits = stackalloc char[FloatText.Capacity];
        if (FloatText.Unroll(code, digits, out var length) is var shape && shape != FloatShape.None)
        {
            if (shape != FloatShape.Exact)
            {
                return Checked.Bad("qq.digits-lost");
            }

            code = digits[..length].ToString();
        }

        return CodeText.IsDigits(code) && code.Length is >= 5 and <= 11 && code[0] != '0' ? Checked.Good(code) : Checked.Bad("qq.form");
    }

    /// <summary>A WeChat id: 6 to 20 letters, digits, - and _, beginning with a letter; a phone or QQ number is usual too. Only ever flagged.</summary>
    public static Checked WeChat(string text)
    {
        if (CodeText.CleanOrNull(text) is not { } id)
        {
            return Checked.Blank;
        }

        if (CodeText.IsDigits(id) && id.Length is >= 5 and <= 11)
        {
            return Checked.Good(id);
        }

        var fits = id.Length is >= 6 and <= 20 && char.IsAsciiLetter(id[0]);
        foreach (var c in id)
        {
            fits &= char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
        }

        return fits ? Checked.Good(id) : Checked.Warn(id, "wechat.form");
    }

    /// <inheritdoc cref="ContactWords.WeChatIn"/>
    public static (string Account, bool IsPhone) WeChatIn(string cell) => ContactWords.WeChatIn(cell);

    /// <inheritdoc cref="ContactWords.IsAsElsewhere"/>
    public static bool IsAsElsewhere(string cell) => ContactWords.IsAsElsewhere(cell);

    /// <summary>
    /// A WeCom (企业微信) user id: 1 to 64 letters, digits, . - _ @, beginning with a letter or digit, as WeCom's documentation of
    /// members has it. Only ever flagged.
    /// </summary>
    public static Checked WeCom(string text)
    {
        if (CodeText.CleanOrNull(text) is not { } id)
        {
            return Checked.Blank;
        }

        var fits = id.Length <= 64 && char.IsAsciiLetterOrDigit(id[0]);
        foreach (var c in id)
        {
            fits &= char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@';
        }

        return fits ? Checked.Good(id) : Checked.Warn(id, "wecom.form");
    }

    private static Checked Word(string text, FrozenDictionary<string, string> words, string code)
    {
        var word = Clean.Code(text);
        return words.TryGetValue(word, out var known) ? Checked.Good(known)
            : CodeText.CleanOrNull(text) is null ? Checked.Blank
            : Checked.Bad(code);
    }

    private static FrozenDictionary<string, string> Words(params (string Meaning, string Spellings)[] rows) =>
        rows.SelectMany(r => r.Spellings.Split(' ').Append(r.Meaning).Distinct().Select(s => KeyValuePair.Create(s, r.Meaning)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
