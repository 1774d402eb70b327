using System.Net;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Access;

public sealed class UserTests(RunningKith kith) : IClassFixture<RunningKith>
{
    [Fact]
    public async Task A_disabled_user_is_out_at_once()
    {
        var ada = await kith.Administrator();
        var ben = await kith.SignedIn("ben", "member");
        (await ben.Get("/api/customers")).RequireDone();
        (await ada.Post("/api/users/BEN/disablement")).RequireDone();
        (await ben.Get("/api/customers")).RequireRefused(HttpStatusCode.Unauthorized, "access.sign-in");
        (await kith.Anonymous().Post("/api/session", new { login = "ben", password = RunningKith.Password }))
            .RequireRefused(HttpStatusCode.Unauthorized, "access.wrong-password");
    }

    [Fact]
    public async Task A_new_password_ends_the_old_sessions()
    {
        var ada = await kith.Administrator();
        var cleo = await kith.SignedIn("cleo", "member");
        const string Fresh = "another fine day outside";
        (await ada.Put("/api/users/cleo/password", new { password = Fresh })).RequireDone();
        (await cleo.Get("/api/customers")).RequireRefused(HttpStatusCode.Unauthorized, "access.sign-in");
        await cleo.SignIn("cleo", Fresh);
        (await cleo.Get("/api/customers")).RequireDone();
    }

    [Fact]
    public async Task A_new_password_lets_no_disabled_user_in_but_enabling_does()
    {
        var ada = await kith.Administrator();
        await kith.AddUser("gina", "reader");
        (await ada.Post("/api/users/gina/disablement")).RequireDone();
        const string Fresh = "another fine day outside";
        (await ada.Put("/api/users/gina/password", new { password = Fresh })).RequireDone();
        using var gina = kith.Anonymous();
        (await gina.Post("/api/session", new { login = "gina", password = Fresh })).RequireRefused(HttpStatusCode.Unauthorized, "access.wrong-password");
        Assert.Contains("gina", (await KithProcess.Run(kith.Folder, "user", "enable", "gina")).Require(0).Out, StringComparison.Ordinal);
        await gina.SignIn("gina", Fresh);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var ada = await kith.Administrator();
        (await ada.Post("/api/users/ada/disablement")).RequireRefused(HttpStatusCode.Conflict, "user.last-administrator");
        (await kith.Operator.Post("/api/users/ada/disablement")).RequireRefused(HttpStatusCode.Conflict, "user.last-administrator");
        (await ada.Get("/api/users")).RequireDone();
    }

    [Fact]
    public async Task A_login_is_taken_once_whatever_its_case()
    {
        await kith.AddUser("dora", "reader");
        (await kith.Operator.Post("/api/users", new { login = " Dora", password = RunningKith.Password }))
            .RequireRefused(HttpStatusCode.Conflict, "user.taken");
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_refused_also_the_operators()
    {
        foreach (var role in (string[])["operator", "king", "Administrator"])
        {
            (await kith.Operator.Post("/api/users", new { login = "zed", password = RunningKith.Password, role }))
                .RequireRefused(HttpStatusCode.UnprocessableEntity, "user.role-unknown");
        }
    }

    [Fact]
    public async Task A_disabled_user_may_come_back_with_the_same_password()
    {
        var ada = await kith.Administrator();
        await kith.AddUser("finn", "reader");
        (await ada.Post("/api/users/finn/disablement")).RequireDone();
        (await ada.Post("/api/users/finn/enablement")).RequireDone();
        using var finn = kith.Anonymous();
        await finn.SignIn("finn", RunningKith.Password);
        (await finn.Get("/api/customers")).RequireDone();
        (await finn.Post("/api/users/finn/enablement")).RequireRefused(HttpStatusCode.Forbidden, "access.forbidden");
    }
}
