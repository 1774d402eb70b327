using Kith.Engine.Keep;

namespace Kith.Engine.Check;

/// <summary>A user as others call him.</summary>
/// <param name="Login">The name he signs in with; may be an e-mail address.</param>
/// <param name="Display">The name that people read.</param>
public sealed record UserName(string Login, string Display);

/// <summary>Which users a text can mean.</summary>
/// <param name="User">The index of the one who is meant, null when that is not certain.</param>
/// <param name="Candidates">The indexes of all who can be meant, the meant one included; empty for none.</param>
public sealed record UserMatch(int? User, IReadOnlyList<int> Candidates);

/// <summary>Finds the user that a cell for the owner means.</summary>
public static class UserNames
{
    /// <summary>
    /// The user whose login or display name stands in the text, whatever its case, width, spaces and order: 张伟, zhangwei,
    /// ZHANGWEI@example.com, 张伟(zhangwei), 张伟(1024), Zhang, Wei, 张伟经理. Several with one name stay candidates unless the login beside it
    /// decides; a surname with a form of address (张经理) and initials (zw) never give more than candidates.
    /// </summary>
    public static UserMatch Match(string text, IReadOnlyList<UserName> users)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(users);
        var (outside, inside) = Brackets(text);
        var found = By(outside, users, IsCalled);
        var beside = inside.Length == 0 ? [] : By(inside, users, IsCalled);
        if (found.Count == 0)
        {
            found = beside;
        }
        else if (beside.Count > 0)
        {
            // 张伟(zhangwei2): both say something; what they agree on counts.
            var both = found.FindAll(beside.Contains);
            return both.Count == 1 ? new UserMatch(both[0], both) : new UserMatch(null, both.Count > 1 ? both : [.. found.Union(beside)]);
        }

        if (found.Count == 0)
        {
            found = By(outside, users, Sounds);
        }

        if (found.Count > 0)
        {
            return new UserMatch(found.Count == 1 ? found[0] : null, found);
        }

        return new UserMatch(null, By(outside, users, MayBe));
    }

    private static List<int> By(string text, IReadOnlyList<UserName> users, Func<string, UserName, bool> means)
    {
        var found = new List<int>();
        for (var i = 0; i < users.Count && text.Length > 0; i++)
        {
            if (means(text, users[i]))
            {
                found.Add(i);
            }
        }

        return found;
    }

    private static bool IsCalled(string text, UserName user)
    {
        var key = Joined(text);
        // Zhang, Wei is a name; only zhangwei is the login.
        var oneWord = text.IndexOfAny([' ', ',', '，']) < 0;
        return key.Length > 0 && ((oneWord && key == Joined(user.Login)) || Fold.Text(text) == Fold.Text(user.Login) || key == Joined(user.Display)
            || (text.Contains('@', StringComparison.Ordinal) != user.Login.Contains('@', StringComparison.Ordinal) && Joined(Local(text)) == Joined(Local(user.Login)))
            || (PersonNames.Same(text, user.Display) == NameAgreement.Agree && SaysGivenName(text)));
    }

    /// <summary>zhangwei, Wei Zhang and zhangwei@… for 张伟.</summary>
    private static bool Sounds(string text, UserName user)
    {
        var local = Local(text);
        var letters = Joined(local);
        return letters.Length > 0 && letters.All(char.IsAsciiLetterLower) && user.Display.Any(PersonNames.IsHan)
            && (Pinyin.Full(user.Display).Contains(letters) || PersonNames.Same(local.Replace('.', ' ').Replace('_', ' '), user.Display) == NameAgreement.Compatible);
    }

    private static bool MayBe(string text, UserName user) =>
        PersonNames.Same(text, user.Display) != NameAgreement.Different
        || (Joined(text) is { Length: >= 2 and <= 4 } initials && user.Display.Any(PersonNames.IsHan) && Pinyin.Initials(user.Display).Contains(initials));

    private static bool SaysGivenName(string text) => PersonNames.Read(text) is { Given: not null, Family: not null };

    private static string Joined(string text) => Fold.Text(text).Replace(" ", "", StringComparison.Ordinal);

    private static string Local(string text) => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? text[..at] : text;

    private static (string Outside, string Inside) Brackets(string text)
    {
        var clean = Clean.Text(text);
        var open = clean.IndexOfAny(['(', '（', '[', '【', '<', '《']);
        var close = open < 0 ? -1 : clean.IndexOfAny([')', '）', ']', '】', '>', '》'], open);
        return close < 0 ? (clean, "") : ($"{clean[..open]} {clean[(close + 1)..]}".Trim(), clean[(open + 1)..close].Trim());
    }
}
