using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Secure.Access;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>The users whom cells of the owner column mean. Reused row by row; not safe to share between threads.</summary>
/// <param name="users">Everybody who may sign in or might once.</param>
public sealed class OwnerNames(IReadOnlyList<UserName> users)
{
    /// <summary>Lists name the same few people again and again: a column of more texts is none of owners, and matching them all would cost hours.</summary>
    private const int MostTexts = 10_000;
    private const int LongestText = 500;

    private readonly Dictionary<string, (string? Name, string? Several)> known = new(StringComparer.Ordinal);

    public static OwnerNames Of(SqliteConnection sql) => new([.. KnownUsers.All(sql).Select(user => new UserName(user.Login, user.Name))]);

    /// <summary>
    /// Writes the owner as the user is called here, with the login where two are called the same. A name that is no user's
    /// stays as it is: people leave, and their customers keep the name.
    /// </summary>
    public void Settle(CleanedValues values)
    {
        var text = values.Value!;
        var (name, several) = Meant(text);
        if (several is not null)
        {
            values.Findings.Add(new FieldFinding("owner", "owner.several", Verdict.Warn, several));
        }
        else if (name is not null && name != text)
        {
            values.Original ??= text;
            values.Value = name;
        }
    }

    /// <summary>
    /// How the user is called whom a text means, or the users who can be meant where that is not certain. A text beyond 500
    /// characters, or met after 10,000 different ones, means nobody.
    /// </summary>
    public (string? Name, string? Several) Meant(string text)
    {
        if (!known.TryGetValue(text, out var meant) && known.Count < MostTexts && text.Length <= LongestText)
        {
            var match = UserNames.Match(text, users);
            meant = match.User is { } user ? (Called(user), null)
                : match.Candidates.Count > 1 ? (null, string.Join(", ", match.Candidates.Select(Called)))
                : (null, null);
            known[text] = meant;
        }

        return meant;
    }

    private string Called(int user) => users.Count(other => other.Display == users[user].Display) > 1
        ? $"{users[user].Display} ({users[user].Login})"
        : users[user].Display;
}
