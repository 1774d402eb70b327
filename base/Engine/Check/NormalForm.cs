using System.Text;

namespace Kith.Engine.Check;

/// <summary>Unicode normal forms of whatever a file holds.</summary>
internal static class NormalForm
{
    /// <summary>As <see cref="string.Normalize(NormalizationForm)"/>, which throws at halves of surrogate pairs and at U+FFFE: here they become U+FFFD first.</summary>
    public static string Of(string text, NormalizationForm form) => Sound(text).Normalize(form);

    private static string Sound(string text)
    {
        var sound = true;
        foreach (var c in text)
        {
            sound &= !char.IsSurrogate(c) && c != '\uFFFE';
        }

        if (sound)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            kept.Append(rune.Value == 0xFFFE ? Rune.ReplacementChar : rune);
        }

        return kept.ToString();
    }
}
