using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.StaticAssets;

namespace Kith.Shell;

/// <summary>Maps endpoints; each carries the permission of the use case it stands for.</summary>
public sealed class Routes(IEndpointRouteBuilder endpoints)
{
    public RouteHandlerBuilder Get<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Get, pattern, handler);

    public RouteHandlerBuilder Post<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Post, pattern, handler);

    public RouteHandlerBuilder Put<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Put, pattern, handler);

    public RouteHandlerBuilder Patch<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Patch, pattern, handler);

    public RouteHandlerBuilder Delete<TUse>(string pattern, Delegate handler) => Map<TUse>(HttpMethods.Delete, pattern, handler);

    private RouteHandlerBuilder Map<TUse>(string method, string pattern, Delegate handler)
    {
        _ = Door.PermissionOf(typeof(TUse));
        var builder = endpoints.MapMethods(pattern, [method], handler);
        var needs = typeof(TUse).GetCustomAttribute<NeedsAttribute>();
        return needs is not null
            ? builder.WithMetadata(needs)
            : builder.WithMetadata(typeof(TUse).GetCustomAttribute<OpenToAllAttribute>()!);
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
