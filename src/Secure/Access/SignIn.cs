using Dapper;

namespace Kith.Secure.Access;

/// <summary>Opens a session for a user who knows the password.</summary>
[OpenToAll("this is how one becomes somebody; guessing is throttled by account and address")]
public sealed class SignIn : IUseCase, IChange<SignIn.Ask, byte[]?>
{
    public sealed record Request(string Login, string Password);

    public sealed record Ask(long? UserId, string Login);

    public static void Map(Routes routes) => routes.Post<SignIn>("/api/session", async (
        Request request, SignIn use, Store store, Passwords passwords, Throttle throttle, Entrance door, HttpContext http) =>
    {
        await Enter(request, use, store, passwords, throttle, door, http);
        return TypedResults.NoContent();
    });

    internal static async Task Enter(
        Request request, SignIn use, Store store, Passwords passwords, Throttle throttle, Entrance door, HttpContext http)
    {
        var login = Users.Fold(request.Login ?? "");
        login = login[..Math.Min(login.Length, Users.LongestLogin)];
        var account = "login " + login;
        var address = "address " + http.Connection.RemoteIpAddress;
        throttle.Begin(account, address);
        var user = store.Read(sql => sql.QuerySingleOrDefault<(long Id, string Hash)>(
            "select user_id, password_hash from app_user where login = @login and state = 'active'", new { login }));
        var fits = await passwords.Fits(request.Password ?? "", user.Id == 0 ? null : user.Hash);
        var token = await door.Change(use, new Ask(fits ? user.Id : null, login));
        if (token is null)
        {
            throw new Refused(Refusal.Unauthenticated, "access.wrong-password", "password");
        }

        throttle.Succeeded(account, address);
        Sessions.SetCookie(http, token);
    }

    public byte[]? Handle(Ask ask, Act act)
    {
        act.Subject.Detail = ask.UserId is null ? "failed: " + ask.Login : ask.Login;
        if (ask.UserId is not { } userId)
        {
            return null;
        }

        act.Subject.Add(userId);
        return Sessions.Open(act, userId);
    }
}
