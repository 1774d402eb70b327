using System.CommandLine;
using Dapper;
using Kith.Shell.Web;

namespace Kith.Secure.Access;

/// <summary>Lets a disabled user sign in again, with the password they had.</summary>
[Needs("users.manage")]
public sealed class EnableUser : IUseCase, IChange<string, bool>
{
    /// <summary>Where the page posts to.</summary>
    internal static string PathOf(string login) => $"{ListUsers.Path}/{Uri.EscapeDataString(login)}/enablement";

    public static void Map(Routes routes)
    {
        routes.Post<EnableUser>("/api/users/{login}/enablement", async (string login, EnableUser use, Entrance door) =>
        {
            await door.Change(use, login);
            return TypedResults.NoContent();
        });
        routes.Post<EnableUser>(ListUsers.Path + "/{login}/enablement", async (string login, EnableUser use, Entrance door, HttpContext http) =>
        {
            await door.Change(use, login);
            Saying.Next(http, "said.user-enabled");
            return Results.LocalRedirect(ListUsers.Path);
        });
    }

    public bool Handle(string ask, Act act)
    {
        var id = Users.IdOf(act, ask);
        act.Sql.Execute("update app_user set state = 'active' where user_id = @id", new { id });
        act.Subject.Add(id);
        return true;
    }

    internal static Command Verb(CliSession cli)
    {
        var login = new Argument<string>("login");
        return cli.Verb("enable", "cli.user-enable", async call =>
        {
            var api = await cli.Api(call);
            var path = $"/api/users/{Uri.EscapeDataString(call.GetValue(login)!)}/enablement";
            using var answer = await api.PostAsync(new Uri(path, UriKind.Relative), null);
            await CliSession.Require(answer);
            Console.WriteLine(cli.Words.Say("cli.user-enabled", ("login", call.GetValue(login))));
            return CliSession.Done;
        }, login);
    }
}
