using Dapper;

namespace Kith.Secure.Access;

/// <summary>A person who may sign in.</summary>
public sealed record User(long Id, string Login, string Name, string Role, string Language, string State, long CreatedAt);

/// <summary>The rows of app_user.</summary>
internal static class Users
{
    public const int LongestLogin = 64;

    public static long Insert(Act act, string login, string name, string passwordHash, string role, string language)
    {
        var id = act.NewId();
        var taken = act.Sql.QuerySingleOrDefault<long?>("select user_id from app_user where login = @login", new { login });
        if (taken is not null)
        {
            throw Refused.Conflict("user.taken", ("login", login));
        }

        act.Sql.Execute(
            """
            insert into app_user (user_id, login, name, password_hash, role, language, state, created_at)
            values (@id, @login, @name, @passwordHash, @role, @language, 'active', @Now)
            """,
            new { id, login, name, passwordHash, role, language, act.Now });
        act.Subject.Add(id);
        return id;
    }

    public static bool Any(Store store) => store.Read(sql => sql.QuerySingle<bool>("select exists (select 1 from app_user)"));

    public static long IdOf(Act act, string login) =>
        act.Sql.QuerySingleOrDefault<long?>("select user_id from app_user where login = @login", new { login = Fold(login) })
        ?? throw Refused.Invalid("user.unknown", "login", ("login", login));

    /// <summary>Logins are compared without regard to case or surrounding blanks.</summary>
    public static string Fold(string login) => login.Trim().ToLowerInvariant();

    public static string RequireLogin(string? login)
    {
        var folded = Fold(login ?? "");
        return folded.Length is >= 2 and <= LongestLogin && !folded.Any(char.IsControl) && !folded.Contains(' ', StringComparison.Ordinal)
            ? folded
            : throw Refused.Invalid("user.login-shape", "login");
    }
}
