using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;

namespace Kith.Shell;

/// <summary>Maps endpoints; each carries the permission of the use case it stands for.</summary>
public sealed class Routes(IEndpointRouteBuilder endpoints)
{
    public IEndpointConventionBuilder Get<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Get, pattern, handler);

    public IEndpointConventionBuilder Post<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Post, pattern, handler);

    public IEndpointConventionBuilder Put<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Put, pattern, handler);

    public IEndpointConventionBuilder Patch<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Patch, pattern, handler);

    public IEndpointConventionBuilder Delete<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Delete, pattern, handler);

    private IEndpointConventionBuilder Map<TUse>(string method, string pattern, Delegate handler)
    {
        _ = Door.PermissionOf(typeof(TUse));
        var route = new RouteEndpointBuilder(null, RoutePatternFactory.Parse(pattern), 0);
        var binding = new RequestDelegateFactoryOptions
        {
            ServiceProvider = endpoints.ServiceProvider,
            RouteParameterNames = [.. route.RoutePattern.Parameters.Select(parameter => parameter.Name)],
            EndpointBuilder = route,
            DisableInferBodyFromParameters = HttpMethods.IsGet(method) || HttpMethods.IsDelete(method),
        };
        var inferred = RequestDelegateFactory.InferMetadata(handler.Method, binding);
        // Compiled at its first request: all of them together take longer than everything else at a start.
        var serve = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, binding, inferred).RequestDelegate);
        object policy = (object?)typeof(TUse).GetCustomAttribute<NeedsAttribute>() ?? typeof(TUse).GetCustomAttribute<OpenToAllAttribute>()!;
        return endpoints.MapMethods(pattern, [method], http => serve.Value(http)).WithMetadata([.. inferred.EndpointMetadata, policy]);
    }

    /// <summary>Every endpoint with its policy; a bug, and no start, if one has none.</summary>
    public static IReadOnlyList<string> Policies(IEnumerable<EndpointDataSource> sources) =>
    [
        .. sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => !IsStaticAsset(endpoint)).Select(endpoint =>
        {
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var first, ..] ? first : "*";
            var policy = endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission
                ?? (endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is { } open ? $"open ({open.Reason})" : null)
                ?? throw new InvalidOperationException($"{method} {endpoint.RoutePattern.RawText} declares no policy.");
            return $"{method,-6} {endpoint.RoutePattern.RawText}  {policy}";
        }).Order(StringComparer.Ordinal),
    ];

    private static bool IsStaticAsset(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(item => item is StaticAssetDescriptor) || endpoint.RoutePattern.RawText == "{**path:file}";
}

/// <summary>How Kith speaks JSON: ids as decimal strings, unknown members refused.</summary>
public static class KithJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { IdsAsStrings } };
        return options;
    }

    private static void IdsAsStrings(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var isId = property.PropertyType == typeof(long) || property.PropertyType == typeof(long?);
            if (isId && (property.Name == "id" || property.Name.EndsWith("Id", StringComparison.Ordinal)))
            {
                property.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;
            }
        }
    }
}
