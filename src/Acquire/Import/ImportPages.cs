using Kith.Keep.Fields;
using Kith.Shell.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Acquire.Import;

/// <summary>The addresses of the wizard's steps, and what they share.</summary>
internal static class ImportPages
{
    public const string Nav = "import";

    public static string Address(long id, string step) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/import/{id}/{step}");

    /// <summary>The step at which an import stands.</summary>
    public static string StepOf(ImportView view) => StepOf(view.State, view.ChangesetId);

    public static string StepOf(string state, long? changesetId) => state switch
    {
        ImportState.Draft => "columns",
        ImportState.Checking or ImportState.Checked => "rows",
        ImportState.Failed when changesetId is null => "rows",
        _ => "run",
    };

    public static RedirectHttpResult To(long id, string step) => TypedResults.Redirect(Address(id, step));

    /// <summary>After a form: the browser fetches the next page, so that going back or reloading sends nothing again.</summary>
    public static IResult SeeOther(string address) => new SeeOtherResult(address);

    public static IResult Gone(ImportView view) => Render<GoneView>(new { View = view });

    /// <summary>A page with the status of what it says; live parts are taken over whatever they say.</summary>
    public static RazorComponentResult<TPage> Render<TPage>(object parameters, Refused? refused = null, HttpContext? http = null)
        where TPage : Part => new RazorComponentResult<TPage>(parameters) { StatusCode = http is not null && Fragment.IsWantedBy(http.Request) ? null : refused?.Status };

    /// <summary>A refusal as people read it: fields and states by their names.</summary>
    public static string Sentence(Refused refused, Words words, FieldBook book)
    {
        var values = refused.Values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (values.GetValueOrDefault("field") is string field)
        {
            values["field"] = FieldName(field, words, book);
        }

        if (values.GetValueOrDefault("state") is string state)
        {
            values["state"] = words["import.state." + state];
        }

        return words.Say(refused.WordKey, [.. values.Select(pair => (pair.Key, pair.Value))]);
    }

    /// <summary>The name of a field, flat (`phone:1`, `tag:VIP`) or not.</summary>
    public static string FieldName(string key, Words words, FieldBook book)
    {
        var parts = key.Split(':', 2);
        var name = parts[0] == "tag" ? "tags" : parts[0];
        var label = book.Find(name)?.LabelIn(words) ?? (words.Has("field." + name) ? words["field." + name] : name);
        return parts.Length > 1 && parts[0] == "tag" ? $"{label} {parts[1]}" : label;
    }

    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
