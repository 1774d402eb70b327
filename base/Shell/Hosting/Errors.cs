using System.Text.Json;
using Kith.Shell.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Kith.Shell;

/// <summary>Turns an expected "no" into each face's form, and a bug into an id that the user can quote.</summary>
public sealed partial class Errors(RequestDelegate next, ILogger<Errors> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Refused refused) when (!http.Response.HasStarted)
        {
            await Answer(http, refused);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await Answer(http, bad.InnerException is JsonException json
                ? Refused.Invalid("request.bad-json", json.Path, ("detail", json.Message))
                : Refused.Invalid("request.malformed"));
        }
        catch (Exception full) when (FullDisk.IsCauseOf(full) && !http.Response.HasStarted)
        {
            await Answer(http, FullDisk.Refusal());
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
        }
        catch (Exception bug) when (!http.Response.HasStarted)
        {
            Unexpected(log, bug, http.TraceIdentifier);
            await Answer(http, new Refused(Refusal.Unavailable, IsRead(http) ? "error.bug" : "error.bug-write", null, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["id"] = http.TraceIdentifier,
            }), StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>A bug may come after the commit: of a write nobody knows then.</summary>
    private static bool IsRead(HttpContext http) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);

    private async Task Answer(HttpContext http, Refused refused, int? status = null)
    {
        var words = Language.WordsFor(http);
        var toScript = http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || http.Request.Headers.Accept == "application/json";
        if (!toScript && refused.Kind == Refusal.Unauthenticated)
        {
            http.Response.Redirect("/login?next=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
            return;
        }

        http.Response.StatusCode = status ?? refused.Status;
        var sentence = refused.Say(words);
        if (toScript)
        {
            await http.Response.WriteAsJsonAsync(
                new ProblemDetails
                {
                    Type = "urn:kith:" + refused.WordKey,
                    Title = sentence,
                    Status = http.Response.StatusCode,
                    Instance = http.TraceIdentifier,
                    Extensions = { ["code"] = refused.WordKey, ["field"] = refused.Field },
                },
                KithJson.Options,
                "application/problem+json");
            return;
        }

        await new RazorComponentResult<ErrorPage>(new { Status = http.Response.StatusCode, Sentence = sentence, Id = http.TraceIdentifier }).ExecuteAsync(http);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected failure in request {RequestId}")]
    private static partial void Unexpected(ILogger log, Exception bug, string requestId);
}
