using Dapper;

namespace Kith.Secure.Access;

/// <summary>Everybody who may sign in.</summary>
[Needs("users.manage")]
public sealed class ListUsers : IUseCase, IQuestion<ListUsers.Ask, IReadOnlyList<User>>
{
    private const int Most = 1000;

    public sealed record Ask;

    public const string Path = "/settings/users";

    public static void Map(Routes routes)
    {
        routes.Get<ListUsers>("/api/users", (ListUsers use, Entrance door) => TypedResults.Json(door.Ask(use, new Ask())));
        routes.Get<ListUsers>(Path, (bool? add, string? reset, ListUsers use, Entrance door) =>
            UsersPage.Show(use, door, add == true ? new UserForm() : null, reset is null ? null : new UserForm(reset)));

        // Where a form answered with itself: the same address asked for anew is the list.
        routes.Get<ListUsers>(Path + "/{login}/{form}", () => TypedResults.LocalRedirect(Path));
    }

    public IReadOnlyList<User> Answer(Ask ask, Look look) => [.. look.Sql.Query<User>(
        """
        select user_id as Id, login, name, role, language, state, created_at as CreatedAt
        from app_user order by state, login limit @Most
        """,
        new { Most })];
}
