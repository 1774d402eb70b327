using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>Signs, words and codes of money.</summary>
public static class Currencies
{
    private static readonly FrozenDictionary<string, string> Codes = new (string Code, string Spellings)[]
    {
        ("CNY", "￥ ¥ 元 圆 圓 块 人民币 rmb cny cnh cn¥ 元整 元人民币"), ("USD", "$ us$ usd 美元 美金 dollar dollars"), ("EUR", "€ eur 欧元 歐元 euro euros"),
        ("GBP", "£ gbp 英镑"), ("JPY", "jpy 日元 日圆 円 jp¥"), ("HKD", "hk$ hkd 港元 港币 港幣"), ("TWD", "nt$ twd ntd 新台币 新臺幣 台币"), ("MOP", "mop mop$ 澳门元"),
        ("KRW", "₩ krw 韩元"), ("SGD", "s$ sgd 新加坡元 新币"), ("AUD", "a$ au$ aud 澳元"), ("CAD", "c$ ca$ cad 加元"), ("NZD", "nz$ nzd"), ("CHF", "chf sfr fr. 瑞士法郎"),
        ("RUB", "₽ rub 卢布"), ("INR", "₹ inr rs rs. 卢比"), ("THB", "฿ thb 泰铢"), ("MYR", "rm myr"), ("VND", "₫ vnd"), ("IDR", "rp idr"), ("PHP", "₱ php"),
        ("BRL", "r$ brl"), ("MXN", "mx$ mxn"), ("SEK", "sek"), ("NOK", "nok"), ("DKK", "dkk"), ("PLN", "zł pln"), ("CZK", "kč czk"), ("HUF", "ft huf"), ("TRY", "₺ try"),
        ("AED", "aed"), ("SAR", "sar"), ("ILS", "₪ ils"), ("ZAR", "zar"), ("UAH", "₴ uah"), ("ARS", "ars"), ("CLP", "clp"), ("COP", "cop"), ("EGP", "egp"), ("NGN", "₦ ngn"),
    }.SelectMany(r => r.Spellings.Split(' ').Select(s => KeyValuePair.Create(s, r.Code))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Codes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a bare $ or ¥ means to the people of a region (ISO 3166 alpha-2); null where they write neither.</summary>
    public static string? OfRegion(string region) => region switch
    {
        "CN" => "CNY",
        "JP" => "JPY",
        "US" or "PR" => "USD",
        "CA" => "CAD",
        "AU" => "AUD",
        "NZ" => "NZD",
        "SG" => "SGD",
        "HK" => "HKD",
        "TW" => "TWD",
        "MX" => "MXN",
        "AR" => "ARS",
        "CL" => "CLP",
        "CO" => "COP",
        _ => null,
    };

    /// <summary>The ISO 4217 code, or null. The column's own currency decides what a bare $ or ¥ means.</summary>
    internal static string? Code(ReadOnlySpan<char> word, string? expected)
    {
        if (expected is not null
            && ((word is "$" && expected.EndsWith('D')) || (word is "$" && expected is "MXN" or "ARS" or "CLP" or "COP") || (word is "¥" or "￥" or "元" && expected is "JPY" or "TWD" or "HKD")))
        {
            return expected;
        }

        return Lookup.TryGetValue(word, out var code) ? code : null;
    }
}
