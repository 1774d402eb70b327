using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Secure.Access;

/// <summary>The steps of the first visit, each with its address.</summary>
public static class FirstVisit
{
    public const string Path = "/setup";
    public const string Account = "/setup/account";

    /// <summary>The last step, a file or sample data: the stage that takes files in answers it.</summary>
    public const string Data = "/setup/data";

    /// <summary>The steps in words, for the head of each.</summary>
    public static IReadOnlyList<(string Text, string? Href)> Steps(Words words) =>
        [(words["setup.step.language"], Path), (words["setup.step.account"], null), (words["setup.step.data"], null)];

    /// <summary>Where to go instead once somebody exists; null while it is the first visit.</summary>
    internal static IResult? Done(Store store, Entrance door) =>
        !Users.Any(store) ? null : Results.LocalRedirect(door.Caller is null ? SignIn.Path : "/");
}

/// <summary>First visit: makes the administrator. Possible only while there is no user at all.</summary>
[OpenToAll("the first visitor makes the administrator; refused as soon as a user exists")]
public sealed class SetUp(Store store, Passwords passwords, KnownBrowsers browsers) : IUseCase, IChange<SetUp.Ask, SetUp.Done>
{
    public sealed record Request(string Login, string? Name, string Password, string? Language);

    public sealed record Ask(string Login, string Name, string PasswordHash, string Language);

    public sealed record Done(long UserId, byte[] Token);

    public static void Map(Routes routes)
    {
        routes.Post<SetUp>("/api/setup", async (
            Request request, SetUp use, Entrance door, HttpContext http) =>
        {
            var id = await use.Enter(request, door, http);
            return TypedResults.Json(new { id });
        });
        routes.Get<SetUp>(FirstVisit.Path, (Store store, Entrance door) => FirstVisit.Done(store, door) ?? new RazorComponentResult<SetUpLanguage>());
        routes.Get<SetUp>(FirstVisit.Account, (Store store, Entrance door) =>
            FirstVisit.Done(store, door) ?? new RazorComponentResult<SetUpAccount>());
        routes.Post<SetUp>(FirstVisit.Account, async (
            HttpRequest http, SetUp use, Store store, Entrance door, Shell.Web.PageContext page) =>
        {
            if (FirstVisit.Done(store, door) is { } elsewhere)
            {
                return elsewhere;
            }

            var form = await http.ReadFormAsync();
            var asked = new Request(form["login"].ToString(), form["name"].ToString(), form["password"].ToString(), page.Words.Language);
            try
            {
                await use.Enter(asked, door, http.HttpContext);
                return Results.LocalRedirect(FirstVisit.Data);
            }
            catch (Refused refused)
            {
                return new RazorComponentResult<SetUpAccount>(new { Asked = asked, Refused = refused }) { StatusCode = refused.Status };
            }
        });
    }

    internal async Task<long> Enter(Request request, Entrance door, HttpContext http)
    {
        RequireFirst(Users.Any(store));
        var login = Users.RequireLogin(request.Login);
        Passwords.Require(request.Password ?? "", login);
        var name = string.IsNullOrWhiteSpace(request.Name) ? request.Login.Trim() : request.Name.Trim();
        var ask = new Ask(login, name, await passwords.Hash(request.Password!, http.RequestAborted), request.Language ?? "en");
        var done = await door.Change(this, ask);
        browsers.Remember(http, login);
        Sessions.SetCookie(http, done.Token);
        return done.UserId;
    }

    public Done Handle(Ask ask, Act act)
    {
        RequireFirst(Dapper.SqlMapper.QuerySingle<bool>(act.Sql, "select exists (select 1 from app_user)"));
        var id = Users.Insert(act, ask.Login, ask.Name, ask.PasswordHash, Roles.Administrator, ask.Language);
        act.Subject.Detail = ask.Login;
        return new Done(id, Sessions.Open(act, id));
    }

    private static void RequireFirst(bool anyUser)
    {
        if (anyUser)
        {
            throw Refused.Conflict("setup.done");
        }
    }
}
