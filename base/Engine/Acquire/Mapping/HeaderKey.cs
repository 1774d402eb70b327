namespace Kith.Engine.Acquire.Mapping;

/// <summary>A heading without what does not change its meaning: letters' case, width, accents, traditional forms, punctuation and numbers.</summary>
public static class HeaderKey
{
    /// <summary>The key; the heading itself, trimmed, where nothing would be left of it.</summary>
    public static string Of(string header) => HeaderText.Key(header) is { Length: > 0 } key ? key : header.Trim();
}
