using Kith.Shell.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Kith.Shell;

/// <summary>
/// Stands before every endpoint: who is it, may they, and did the form come from our own page. Denied by default.
/// </summary>
public sealed class Gate(RequestDelegate next, IIdentify identify, IDecide decide, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options)
{
    /// <summary>The header in which the command line names its operating-system user.</summary>
    public const string OperatorHeader = "Kith-Operator";

    public async Task InvokeAsync(HttpContext http)
    {
        var viaSocket = IsLocalSocket(http);
        var caller = viaSocket ? OperatorOf(http) : identify.Identify(http);
        Entrance.Seat(http, caller);
        var page = http.RequestServices.GetRequiredService<PageContext>();
        page.UserName = caller?.Name;
        page.Can = permission => caller is not null && decide.May(caller, permission);
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<NeedsAttribute>() is { } needs)
        {
            if (caller is null)
            {
                throw new Refused(Refusal.Unauthenticated, "access.sign-in");
            }

            if (!decide.May(caller, needs.Permission))
            {
                throw new Refused(Refusal.Forbidden, "access.forbidden");
            }
        }

        if (endpoint?.Metadata.GetMetadata<StreamedForm.Accepts>() is not null)
        {
            await StreamedForm.Open(http, options.Value);
        }

        if (!viaSocket && endpoint is not null && !IsSafe(http.Request.Method) && !await IsOwnForm(http))
        {
            throw new Refused(Refusal.Forbidden, "request.forged");
        }

        await next(http);
    }

    /// <summary>Whether the request came over the socket in the data folder, which only its owner can open.</summary>
    public static bool IsLocalSocket(HttpContext http) =>
        http.Features.Get<LocalSocket>() is not null;

    /// <summary>Marks every connection that comes in over the socket.</summary>
    internal static void MarkLocal(ListenOptions socket) => socket.Use(next => connection =>
    {
        connection.Features.Set(new LocalSocket());
        return next(connection);
    });

    private async Task<bool> HasToken(HttpContext http)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            // A form that breaks off or is too large to look into.
            return false;
        }
    }

    private sealed class LocalSocket;

    /// <summary>A browser's own word that our page sent it, else the form's token; never when it comes from elsewhere.</summary>
    private async Task<bool> IsOwnForm(HttpContext http) =>
        !SameOrigin.IsDenied(http.Request) && (SameOrigin.IsProved(http.Request) || await HasToken(http));

    private static Caller OperatorOf(HttpContext http)
    {
        // Headers carry ASCII only; names of operators do not.
        var name = Uri.UnescapeDataString(http.Request.Headers[OperatorHeader].ToString());
        return Caller.Operator(name.Length is > 0 and <= 64 ? name : "operator", http.TraceIdentifier);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
