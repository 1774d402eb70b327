using System.Net;
using System.Net.Http.Json;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Access;

/// <summary>Another site makes the browser of somebody who is signed in send a request.</summary>
public sealed class ForgeryTests(RunningKith kith) : IClassFixture<RunningKith>
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "said")]
    public async Task A_write_that_our_pages_did_not_send_is_refused(string header, string value)
    {
        var client = kith.Anonymous(asBrowser: false);
        client.Cookies.Add((await kith.Administrator()).Cookies.GetCookies(kith.Address));
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Post, "/api/customers"), (HttpMethod.Post, "/api/session"), (HttpMethod.Delete, "/api/session"), (HttpMethod.Post, "/api/imports?name=a.csv"), (HttpMethod.Post, "/logout"), (HttpMethod.Post, "/preferences")])
        {
            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(new { fields = new { name = "Eve" } }) };
            request.Headers.TryAddWithoutValidation(header, value);
            var answer = await client.Send(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        }

        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from customer where name = 'Eve'"));
        (await client.Get("/api/customers")).RequireDone();
    }

    [Fact]
    public async Task A_request_for_another_host_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/customers");
        request.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await kith.Anonymous().Send(request)).Status);
    }
}
