namespace Kith.Secure.Access;

/// <summary>First visit: makes the administrator. Possible only while there is no user at all.</summary>
[OpenToAll("the first visitor makes the administrator; refused as soon as a user exists")]
public sealed class SetUp : IUseCase, IChange<SetUp.Ask, SetUp.Done>
{
    public sealed record Request(string Login, string? Name, string Password, string? Language);

    public sealed record Ask(string Login, string Name, string PasswordHash, string Language);

    public sealed record Done(long UserId, byte[] Token);

    public static void Map(Routes routes) => routes.Post<SetUp>("/api/setup", async (
        Request request, SetUp use, Store store, Passwords passwords, Entrance door, HttpContext http) =>
    {
        var id = await Enter(request, use, store, passwords, door, http);
        return TypedResults.Json(new { id });
    });

    internal static async Task<long> Enter(Request request, SetUp use, Store store, Passwords passwords, Entrance door, HttpContext http)
    {
        RequireFirst(Users.Any(store));
        var login = Users.RequireLogin(request.Login);
        Passwords.Require(request.Password ?? "", login);
        var name = string.IsNullOrWhiteSpace(request.Name) ? request.Login.Trim() : request.Name.Trim();
        var ask = new Ask(login, name, await passwords.Hash(request.Password!), request.Language ?? "en");
        var done = await door.Change(use, ask);
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
