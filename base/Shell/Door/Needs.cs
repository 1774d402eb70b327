namespace Kith.Shell;

/// <summary>The permission that a use case, endpoint, verb or job asks of its caller. Kith does not start if one declares none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(string permission) : Attribute
{
    public string Permission { get; } = permission;
}

/// <summary>Open to anybody, with the reason why that is right.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenToAllAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
