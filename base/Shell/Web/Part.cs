using Microsoft.AspNetCore.Components;

namespace Kith.Shell.Web;

/// <summary>What every page and component of Kith derives from: the words and the context of the request are at hand.</summary>
public abstract class Part : ComponentBase
{
    [Inject]
    public required PageContext Context { get; set; }

    /// <summary>The texts in the reader's language: <c>@W["act.save"]</c>, <c>@W.Say("list.selected", ("count", n))</c>.</summary>
    protected Words W => Context.Words;

    /// <summary>Class names in one attribute; those that are null or empty are left out.</summary>
    protected static string Classes(params ReadOnlySpan<string?> names)
    {
        var text = "";
        foreach (var name in names)
        {
            text = string.IsNullOrEmpty(name) ? text : text.Length == 0 ? name : $"{text} {name}";
        }

        return text;
    }
}
