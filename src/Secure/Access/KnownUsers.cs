using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Secure.Access;

/// <summary>What users are called, for work that meets their names in data.</summary>
public static class KnownUsers
{
    /// <summary>More than any company that keeps Kith on one machine has.</summary>
    private const int Most = 10_000;

    /// <summary>Those who may sign in, and those who might once.</summary>
    public static IReadOnlyList<(string Login, string Name)> All(SqliteConnection sql) =>
        sql.Query<(string Login, string Name)>("select login, name from app_user order by state, login limit @Most", new { Most }).AsList();
}
