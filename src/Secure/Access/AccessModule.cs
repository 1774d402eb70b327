using System.CommandLine;
using Kith.Shell.Web;

namespace Kith.Secure.Access;

/// <summary>Who may come in, and what each may do.</summary>
public sealed class AccessModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Service<IDecide, Roles>()
        .Service<IIdentify, Sessions>()
        .Service<Passwords>()
        .Service<Throttle>()
        .Service<KnownBrowsers>()
        .Use<SetUp>()
        .Use<SignIn>()
        .Use<SignOut>()
        .Use<AddUser>()
        .Use<ResetPassword>()
        .Use<DisableUser>()
        .Use<EnableUser>()
        .Use<ListUsers>()
        .Nav(new NavEntry(NavGroup.Foot, "users", ListUsers.Path, "user-check", "users.title", "users.manage"))
        .Verb(cli => new Command("user", cli.Words["cli.user"])
        {
            AddUser.Verb(cli),
            ResetPassword.Verb(cli),
            DisableUser.Verb(cli),
            EnableUser.Verb(cli),
        });
}
