using System.Net;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Access;

public sealed class SetUpTests
{
    [Fact]
    public async Task Setting_up_works_once()
    {
        await using var kith = await RunningKith.Start();
        await kith.Administrator();
        var second = await kith.Anonymous().Post("/api/setup", new { login = "eve", password = RunningKith.Password });
        second.RequireRefused(HttpStatusCode.Conflict, "setup.done");
        Assert.Equal(["ada"], kith.Folder.Query<string>("select login from app_user"));
    }

    [Fact]
    public async Task Of_many_first_visitors_at_once_one_becomes_administrator()
    {
        await using var kith = await RunningKith.Start();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number =>
            kith.Anonymous().Post("/api/setup", new { login = $"visitor{number}", password = RunningKith.Password })));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(1, kith.Folder.Single<int>("select count(*) from app_user"));
    }

    [Theory]
    [InlineData("short", "password.short")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "password.guessable")]
    [InlineData("administrator-ada", "password.guessable", "administrator-ad")]
    public async Task A_weak_password_is_refused_with_its_reason(string password, string reason, string login = "ada")
    {
        await using var kith = await RunningKith.Start();
        var answer = await kith.Anonymous().Post("/api/setup", new { login, password });
        answer.RequireRefused(HttpStatusCode.UnprocessableEntity, reason);
        Assert.Equal("password", answer.Field);
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from app_user"));
    }
}
