using System.CommandLine;
using Kith.Shell.Web;

namespace Kith.Secure.Access;

/// <summary>Lets a person in.</summary>
[Needs("users.manage")]
public sealed class AddUser : IUseCase, IChange<AddUser.Ask, AddUser.Done>
{
    public sealed record Request(string Login, string? Name, string Password, string? Role, string? Language);

    public sealed record Ask(string Login, string Name, string PasswordHash, string Role, string Language);

    public sealed record Done(long Id);

    public static void Map(Routes routes)
    {
        routes.Post<AddUser>("/api/users", async (Request request, AddUser use, Passwords passwords, Entrance door, CancellationToken stop) =>
            TypedResults.Json(await Enter(request, use, passwords, door, stop)));
        routes.Post<AddUser>(ListUsers.Path, async (HttpRequest http, AddUser use, ListUsers list, Passwords passwords, Entrance door, PageContext page) =>
        {
            var form = await http.ReadFormAsync();
            var asked = new UserForm(form["login"].ToString(), form["name"].ToString(), form["role"].ToString());
            try
            {
                await Enter(new Request(asked.Login, asked.Name, form["password"].ToString(), asked.Role, page.Words.Language), use, passwords, door, http.HttpContext.RequestAborted);
                Saying.Next(http.HttpContext, "said.user-added");
                return Results.LocalRedirect(ListUsers.Path);
            }
            catch (Refused refused)
            {
                return UsersPage.Show(list, door, asked with { Refused = refused }, null);
            }
        });
    }

    internal static async Task<Done> Enter(Request request, AddUser use, Passwords passwords, Entrance door, CancellationToken stop)
    {
        var login = Users.RequireLogin(request.Login);
        var role = request.Role ?? Roles.Member;
        if (!Roles.Assignable.Contains(role, StringComparer.Ordinal))
        {
            throw Refused.Invalid("user.role-unknown", "role", ("role", role), ("roles", string.Join(", ", Roles.Assignable)));
        }

        Passwords.Require(request.Password ?? "", login);
        var name = string.IsNullOrWhiteSpace(request.Name) ? request.Login.Trim() : request.Name.Trim();
        return await door.Change(use, new Ask(login, name, await passwords.Hash(request.Password!, stop), role, request.Language ?? "en"));
    }

    public Done Handle(Ask ask, Act act)
    {
        act.Subject.Detail = $"{ask.Login} {ask.Role}";
        return new Done(Users.Insert(act, ask.Login, ask.Name, ask.PasswordHash, ask.Role, ask.Language));
    }

    internal static Command Verb(CliSession cli)
    {
        var login = new Argument<string>("login");
        var name = new Option<string?>("--name");
        var role = new Option<string?>("--role");
        var language = new Option<string?>("--language");
        return cli.Verb("add", "cli.user-add", async call =>
        {
            var password = PasswordPrompt.Read(cli.Words);
            var done = await cli.Post<Done>(call, "/api/users", new Request(
                call.GetValue(login)!, call.GetValue(name), password, call.GetValue(role), call.GetValue(language) ?? cli.Words.Language));
            if (cli.WantsJson(call))
            {
                cli.Print(done);
            }
            else
            {
                Console.WriteLine(cli.Words.Say("cli.user-added", ("login", call.GetValue(login))));
            }

            return CliSession.Done;
        }, login, name, role, language);
    }
}

/// <summary>Asks for a password on the terminal, or reads one line where the input is a pipe: never as an argument, which others could see.</summary>
internal static class PasswordPrompt
{
    public static string Read(Words words)
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? "";
        }

        Console.Error.Write(words["cli.password"] + " ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
