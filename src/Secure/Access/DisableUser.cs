using System.CommandLine;
using Dapper;
using Kith.Shell.Web;

namespace Kith.Secure.Access;

/// <summary>Shuts a user out, at once: the sessions end with the act. The last administrator stays.</summary>
[Needs("users.manage")]
public sealed class DisableUser : IUseCase, IChange<string, bool>
{
    public static void Map(Routes routes)
    {
        routes.Post<DisableUser>("/api/users/{login}/disablement", async (string login, DisableUser use, Entrance door) =>
        {
            await door.Change(use, login);
            return TypedResults.NoContent();
        });
        routes.Post<DisableUser>(ListUsers.Path + "/{login}/disablement", async (string login, DisableUser use, ListUsers list, Entrance door, HttpContext http) =>
        {
            try
            {
                await door.Change(use, login);
                Saying.Next(http, "said.user-disabled", EnableUser.PathOf(login));
                return Results.LocalRedirect(ListUsers.Path);
            }
            catch (Refused refused)
            {
                return UsersPage.Show(list, door, null, null, refused);
            }
        });
    }

    public bool Handle(string ask, Act act)
    {
        var id = Users.IdOf(act, ask);
        var others = act.Sql.QuerySingle<bool>(
            "select not exists (select 1 from app_user where user_id = @id and role = @role) or exists (select 1 from app_user where user_id <> @id and role = @role and state = 'active')",
            new { id, role = Roles.Administrator });
        if (!others)
        {
            throw Refused.Conflict("user.last-administrator");
        }

        act.Sql.Execute("update app_user set state = 'disabled' where user_id = @id", new { id });
        Sessions.CloseAll(act, id);
        act.Subject.Add(id);
        return true;
    }

    internal static Command Verb(CliSession cli)
    {
        var login = new Argument<string>("login");
        return cli.Verb("disable", "cli.user-disable", async call =>
        {
            var api = await cli.Api(call);
            var path = $"/api/users/{Uri.EscapeDataString(call.GetValue(login)!)}/disablement";
            using var answer = await api.PostAsync(new Uri(path, UriKind.Relative), null);
            await CliSession.Require(answer);
            Console.WriteLine(cli.Words.Say("cli.user-disabled", ("login", call.GetValue(login))));
            return CliSession.Done;
        }, login);
    }
}
