using System.CommandLine;
using Kith.Shell.Web;
using Dapper;

namespace Kith.Secure.Access;

/// <summary>Gives a user a new password and ends that user's sessions. Whoever is disabled stays so.</summary>
[Needs("users.manage")]
public sealed class ResetPassword : IUseCase, IChange<ResetPassword.Ask, bool>
{
    public sealed record Request(string Password);

    public sealed record Ask(string Login, string PasswordHash);

    public static void Map(Routes routes)
    {
        routes.Put<ResetPassword>("/api/users/{login}/password", async (
            string login, Request request, ResetPassword use, Passwords passwords, Entrance door, CancellationToken stop) =>
        {
            await Enter(login, request.Password ?? "", use, passwords, door, stop);
            return TypedResults.NoContent();
        });
        routes.Post<ResetPassword>(ListUsers.Path + "/{login}/password", async (
            string login, HttpRequest http, ResetPassword use, ListUsers list, Passwords passwords, Entrance door) =>
        {
            var form = await http.ReadFormAsync();
            try
            {
                await Enter(login, form["password"].ToString(), use, passwords, door, http.HttpContext.RequestAborted);
                Saying.Next(http.HttpContext, "said.password-set");
                return Results.LocalRedirect(ListUsers.Path);
            }
            catch (Refused refused)
            {
                return UsersPage.Show(list, door, null, new UserForm(login) { Refused = refused });
            }
        });
    }

    private static async Task Enter(string login, string password, ResetPassword use, Passwords passwords, Entrance door, CancellationToken stop)
    {
        Passwords.Require(password, login);
        await door.Change(use, new Ask(login, await passwords.Hash(password, stop)));
    }

    public bool Handle(Ask ask, Act act)
    {
        var id = Users.IdOf(act, ask.Login);
        act.Sql.Execute(
            "update app_user set password_hash = @PasswordHash where user_id = @id",
            new { ask.PasswordHash, id });
        Sessions.CloseAll(act, id);
        act.Subject.Add(id);
        return true;
    }

    internal static Command Verb(CliSession cli)
    {
        var login = new Argument<string>("login");
        return cli.Verb("reset", "cli.user-reset", async call =>
        {
            var password = PasswordPrompt.Read(cli.Words);
            var api = await cli.Api(call);
            var path = $"/api/users/{Uri.EscapeDataString(call.GetValue(login)!)}/password";
            using var body = System.Net.Http.Json.JsonContent.Create(new Request(password), options: KithJson.Options);
            using var answer = await api.PutAsync(new Uri(path, UriKind.Relative), body);
            await CliSession.Require(answer);
            Console.WriteLine(cli.Words.Say("cli.user-was-reset", ("login", call.GetValue(login))));
            return CliSession.Done;
        }, login);
    }
}
