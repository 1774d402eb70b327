using System.Text.Json.Nodes;

namespace Kith.Tests.Testing;

/// <summary>A customer's JSON without what every write moves: its version and when it was last changed.</summary>
internal static class SteadyJson
{
    public static string Of(string json)
    {
        var customer = JsonNode.Parse(json)!.AsObject();
        customer.Remove("version");
        customer.Remove("updatedAt");
        return customer.ToJsonString();
    }
}
