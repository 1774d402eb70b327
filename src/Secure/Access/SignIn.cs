using Dapper;
using Kith.Shell.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Secure.Access;

/// <summary>Opens a session for a user who knows the password.</summary>
[OpenToAll("this is how one becomes somebody; guessing is throttled by account and address")]
public sealed class SignIn(Store store, Passwords passwords, Throttle throttle, KnownBrowsers browsers) : IUseCase, IChange<SignIn.Ask, byte[]?>
{
    public sealed record Request(string Login, string Password);

    /// <param name="Hash">The hash that the password was held against: it must still be the user's when the session opens.</param>
    public sealed record Ask(long? UserId, string Login, string? Hash);

    public const string Path = "/login";

    public static void Map(Routes routes)
    {
        routes.Post<SignIn>("/api/session", async (Request request, SignIn use, Entrance door, HttpContext http) =>
        {
            await use.Enter(request, door, http);
            return TypedResults.NoContent();
        });
        routes.Get<SignIn>(Path, (string? next, Store store, Entrance door) =>
            !Users.Any(store) ? Results.LocalRedirect(FirstVisit.Path)
            : door.Caller is not null ? Results.LocalRedirect(LocalPath.Or(next, "/"))
            : new RazorComponentResult<SignInPage>(new { Next = LocalPath.Or(next, "/") }));
        routes.Post<SignIn>(Path, async (HttpRequest http, SignIn use, Entrance door) =>
        {
            var form = await http.ReadFormAsync();
            var asked = new Request(form["login"].ToString(), form["password"].ToString());
            var next = LocalPath.Or(form["next"], "/");
            try
            {
                await use.Enter(asked, door, http.HttpContext);
                return Results.LocalRedirect(next);
            }
            catch (Refused refused)
            {
                return new RazorComponentResult<SignInPage>(new { Next = next, asked.Login, Refused = refused }) { StatusCode = refused.Status };
            }
        });
    }

    internal async Task Enter(Request request, Entrance door, HttpContext http)
    {
        var login = Users.Fold(request.Login ?? "");
        login = login[..Math.Min(login.Length, Users.LongestLogin)];
        var browser = browsers.NameOf(http, login);
        var guesser = browser is null ? Throttle.Stranger(login, http.Connection.RemoteIpAddress) : Throttle.Known(browser);
        throttle.Begin(guesser);
        var user = store.Read(sql => sql.QuerySingleOrDefault<(long Id, string Hash)>(
            "select user_id, password_hash from app_user where login = @login and state = 'active'", new { login }));
        var fits = await passwords.Fits(request.Password ?? "", user.Id == 0 ? null : user.Hash, stranger: browser is null, http.RequestAborted);
        var token = await door.Change(this, new Ask(fits ? user.Id : null, login, user.Hash));
        if (token is null)
        {
            throw new Refused(Refusal.Unauthenticated, "access.wrong-password", "password");
        }

        throttle.Succeeded(guesser);
        browsers.Remember(http, login);
        Sessions.SetCookie(http, token);
    }

    public byte[]? Handle(Ask ask, Act act)
    {
        // What was typed into the wrong field may be a password: only names that exist are noted.
        act.Subject.Detail = ask.UserId is null ? act.Sql.QuerySingle<bool>("select exists (select 1 from app_user where login = @Login)", ask) ? "failed: " + ask.Login : "failed" : ask.Login;
        if (ask.UserId is not { } userId || !act.Sql.QuerySingle<bool>(
            "select exists (select 1 from app_user where user_id = @UserId and password_hash = @Hash and state = 'active')", ask))
        {
            return null;
        }

        act.Subject.Add(userId);
        return Sessions.Open(act, userId);
    }
}
