using System.Net;
using System.Net.Http.Json;
using Kith.Acquire.Import;

namespace Kith.Tests.Testing;

/// <summary>Somebody who speaks to Kith: over HTTP as a browser does, with its cookies and its word of where a form comes from, or over the socket.</summary>
public sealed class KithClient : IDisposable
{
    private static readonly TimeSpan LongestJob = TimeSpan.FromMinutes(5);

    private readonly HttpClient http;

    internal KithClient(Uri address, bool asBrowser = true)
    {
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = LongestJob };
        if (asBrowser)
        {
            http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        }
    }

    internal KithClient(HttpMessageHandler socket, string operatorName)
    {
        http = new HttpClient(socket) { BaseAddress = new Uri("http://localhost"), Timeout = LongestJob };
        http.DefaultRequestHeaders.Add(Gate.OperatorHeader, operatorName);
    }

    public CookieContainer Cookies { get; } = new();

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Answer> Post(string path, object? body = null) => Send(HttpMethod.Post, path, Json(body ?? new { }));

    public Task<Answer> Patch(string path, object body) => Send(HttpMethod.Patch, path, Json(body));

    public Task<Answer> Put(string path, object body) => Send(HttpMethod.Put, path, Json(body));

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        return await Send(request);
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            answer.StatusCode,
            await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            answer.Headers,
            answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.Location);
    }

    /// <summary>The answer's head as soon as it is there, for bodies that are read bit by bit.</summary>
    public Task<HttpResponseMessage> Stream(string path) =>
        http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public async Task SignIn(string login, string password) => (await Post("/api/session", new { login, password })).RequireDone();

    /// <summary>Adds a customer; returns its id.</summary>
    public async Task<long> Add(params (string Field, string? Value)[] fields) => (await Post(
        "/api/customers",
        new { fields = fields.ToDictionary(pair => pair.Field, pair => pair.Value) })).RequireDone().Json.GetProperty("id").GetString() is { } id
        ? long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)
        : throw new InvalidOperationException("An added customer has an id.");

    public Task<Answer> Edit(long id, string field, string? value, long? version = null) =>
        Patch($"/api/customers/{id}", new { field, value, version });

    public async Task<ImportView> Upload(string name, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        return (await Send(HttpMethod.Post, $"/api/imports?name={Uri.EscapeDataString(name)}", body)).As<ImportView>();
    }

    public Task<ImportView> Upload(string name, string content) => Upload(name, System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>Uploads, changes, and runs or only checks; returns the import when it has come to rest.</summary>
    public async Task<ImportView> Import(string content, object? change = null, bool dry = false, string name = "list.csv")
    {
        var view = await Upload(name, content);
        return await Run(view.Id, change, dry);
    }

    public async Task<ImportView> Run(long id, object? change = null, bool dry = false)
    {
        if (change is not null)
        {
            (await Patch($"/api/imports/{id}", change)).RequireDone();
        }

        (await Post($"/api/imports/{id}/{(dry ? "check" : "run")}")).RequireDone();
        return await Rest(id);
    }

    public async Task<ImportView> UndoImport(long id)
    {
        (await Post($"/api/imports/{id}/undo")).RequireDone();
        return await Rest(id);
    }

    /// <summary>Waits until an import is not busy any more.</summary>
    public async Task<ImportView> Rest(long id)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var view = (await Get($"/api/imports/{id}")).As<ImportView>();
            if (!view.IsBusy)
            {
                return view;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < LongestJob, $"import {id} is still {view.State}");
            await Task.Delay(15, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => http.Dispose();

    private static JsonContent Json(object body) => JsonContent.Create(body, body.GetType(), options: KithJson.Options);
}
