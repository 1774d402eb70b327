namespace Kith.Engine.Acquire.Mapping;

/// <summary>A user-defined field that columns may be mapped to.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">text, number, money, date, choice or yesno.</param>
/// <param name="Names">The names people call it, in any language.</param>
/// <param name="InUse">Whether anybody has a value of it: one that nobody has gives way to a built-in field of the same name.</param>
public sealed record FieldHint(string Key, string Type, IReadOnlyList<string> Names, bool InUse = true);

/// <summary>What a column of a file most probably is.</summary>
/// <param name="Column">Index from 0.</param>
/// <param name="Field">The key of the field, or null: leave it out or make a new field of it.</param>
/// <param name="Confidence">0 to 1; below 0.5 nothing is mapped.</param>
/// <param name="Because">`name`, `values` or `name+values`: what the guess rests on.</param>
/// <param name="Fit">The share of the sampled values that suit the field's type, 0 to 1; 1 when there were none.</param>
/// <param name="SuggestedType">text, number, money, date, choice or yesno: for a new field made of this column.</param>
/// <param name="Part">The number in a heading such as `Phone 2`, or null.</param>
public sealed record ColumnGuess(int Column, string? Field, double Confidence, string Because, double Fit, string SuggestedType, int? Part);
