using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Kith.Tests.Testing;

/// <summary>What Kith answered.</summary>
public sealed record Answer(HttpStatusCode Status, byte[] Body, HttpResponseHeaders Headers, string? MediaType, Uri? Location)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The word key of a refusal.</summary>
    public string? Code => MediaType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    /// <summary>The input that a refusal belongs to.</summary>
    public string? Field => Json.TryGetProperty("field", out var input) ? input.GetString() : null;

    public T As<T>()
    {
        RequireDone();
        return JsonSerializer.Deserialize<T>(Body, KithJson.Options)!;
    }

    public Answer RequireDone()
    {
        Assert.True((int)Status is >= 200 and < 300, $"{(int)Status}: {Text}");
        return this;
    }

    public Answer RequireRefused(HttpStatusCode status, string code)
    {
        Assert.True(Status == status && Code == code, $"expected {(int)status} {code}, got {(int)Status}: {Text}");
        return this;
    }
}
