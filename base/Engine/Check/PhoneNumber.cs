namespace Kith.Engine.Check;

/// <summary>What a telephone number is for, as the numbering plans tell it.</summary>
public enum PhoneKind
{
    Unknown,
    FixedLine,
    Mobile,
    TollFree,
    PremiumRate,
    PersonalNumber,
    Voicemail,

    /// <summary>One number for a company at all its places (UAN).</summary>
    CompanyNumber,
    Pager,
    Voip,
    SharedCost,

    /// <summary>The plan does not tell the two apart (North America).</summary>
    FixedLineOrMobile,
}

/// <summary>One telephone number found in a cell, judged by the published numbering plans.</summary>
/// <param name="E164">+ country code and national number; for a refused number the best reading, or null when there is none.</param>
/// <param name="Extension">Digits to dial after the connection, or null.</param>
/// <param name="Region">ISO 3166 alpha-2, "001" for numbers of no country, or null when no plan claims the number.</param>
public sealed record PhoneNumber(string? E164, string? Extension, string? Region, PhoneKind Kind, Verdict Verdict, Finding? Finding)
{
    /// <summary>The canonical text for identity: E.164, with <c>;ext=</c> when there is an extension; null when refused.</summary>
    public string? Key => Verdict == Verdict.Bad || E164 is null ? null : Extension is null ? E164 : $"{E164};ext={Extension}";
}
