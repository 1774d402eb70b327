namespace Kith.Shell;

/// <summary>Through which face a caller came.</summary>
public enum Origin
{
    Page,
    Api,
    Cli,
    Job,
}

/// <summary>Who stands at the Door.</summary>
/// <param name="UserId">The user's id; 0 for the local operator and for Kith's own jobs.</param>
/// <param name="Name">What history and audit show: a user's name, or the operating-system user of the operator.</param>
/// <param name="Role">The role that grants this caller's permissions.</param>
/// <param name="Origin">Through which face the call came.</param>
/// <param name="RequestId">An id the user can quote and the log knows.</param>
public sealed record Caller(long UserId, string Name, string Role, Origin Origin, string RequestId)
{
    /// <summary>The role of whoever holds the data folder itself; only the socket in that folder gives it.</summary>
    public const string OperatorRole = "operator";

    public string? Address { get; init; }

    /// <summary>The local operator, acting through the command line.</summary>
    public static Caller Operator(string osUser, string requestId) => new(0, osUser, OperatorRole, Origin.Cli, requestId);

    /// <summary>The same caller, whose work goes on after the request ended.</summary>
    public Caller AsJob() => this with { Origin = Origin.Job };
}

/// <summary>
/// Which customers a caller may see: every query on customer-owned tables names one. Only the Door hands it out.
/// </summary>
public sealed class AccessScope
{
    private AccessScope(bool all) => All = all;

    public bool All { get; }

    internal static AccessScope Everything { get; } = new(true);

    /// <summary>For maintenance that nobody asked for and that shows nothing to anybody.</summary>
    public static AccessScope Maintenance => Everything;

    internal static AccessScope Nothing { get; } = new(false);

    /// <summary>The condition to AND into a query on the customer table known by <paramref name="alias"/>.</summary>
    public string Sql(string alias) => All ? $"{alias}.customer_id is not null" : $"{alias}.customer_id is null";
}
