namespace Kith.Secure.Access;

/// <summary>Ends the session of this browser.</summary>
[Needs("account.own")]
public sealed class SignOut : IUseCase, IChange<byte[], bool>
{
    public static void Map(Routes routes)
    {
        routes.Delete<SignOut>("/api/session", async (SignOut use, Entrance door, HttpContext http) =>
        {
            await Enter(use, door, http);
            return TypedResults.NoContent();
        });
        routes.Post<SignOut>("/logout", async (SignOut use, Entrance door, HttpContext http) =>
        {
            await Enter(use, door, http);
            return TypedResults.Redirect("/login");
        });
    }

    public bool Handle(byte[] ask, Act act)
    {
        Sessions.Close(act, ask);
        return true;
    }

    private static async Task Enter(SignOut use, Entrance door, HttpContext http)
    {
        if (Sessions.TokenOf(http) is { } token)
        {
            await door.Change(use, token);
        }

        Sessions.DropCookie(http);
    }
}
