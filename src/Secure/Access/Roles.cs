using System.Collections.Frozen;

namespace Kith.Secure.Access;

/// <summary>The built-in roles and what each grants. Deny by default: a permission that stands nowhere here is the operator's alone.</summary>
public sealed class Roles(Store store) : IDecide
{
    public const string Administrator = "administrator";
    public const string Member = "member";
    public const string Reader = "reader";

    private static readonly string[] Reading = ["customers.view", "account.own"];

    private static readonly string[] Working =
        [.. Reading, "customers.create", "customers.edit", "customers.delete", "history.undo", "import.run", "export.run", "fields.create"];

    private static readonly FrozenDictionary<string, FrozenSet<string>> Grants = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        [Reader] = Reading.ToFrozenSet(StringComparer.Ordinal),
        [Member] = Working.ToFrozenSet(StringComparer.Ordinal),
        [Administrator] = new[] { "users.manage", "backup.run", "classified.reveal" }.Concat(Working).ToFrozenSet(StringComparer.Ordinal),
        [Caller.OperatorRole] = new[] { "users.manage", "backup.run", "backup.restore", "classified.reveal" }
            .Concat(Working).ToFrozenSet(StringComparer.Ordinal),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The roles a user may be given.</summary>
    public static IReadOnlyList<string> Assignable { get; } = [Administrator, Member, Reader];

    public bool May(Caller caller, string permission) => Grants.TryGetValue(RoleOf(caller), out var granted) && granted.Contains(permission);

    /// <summary>Long work goes on after its request: what its user may do now counts, not what it was then.</summary>
    private string RoleOf(Caller caller) => caller.Origin == Origin.Job && caller.UserId != 0
        ? store.Read(sql => Dapper.SqlMapper.QuerySingleOrDefault<string?>(
            sql, "select role from app_user where user_id = @UserId and state = 'active'", new { caller.UserId })) ?? ""
        : caller.Role;
}
