namespace Kith.Engine.Keep;

/// <summary>Text with an @: an address, its end or its start.</summary>
internal sealed class EmailTerm(string text) : QueryTerm
{
    public override bool Verifies => true;

    public override string Strict
    {
        get
        {
            Span<char> letters = stackalloc char[EmailParts.LongestPart + 2];
            EmailParts.Split(text, out var local, out var domain);
            var before = MatchText.Prefix(letters[..EmailParts.Squash(local, letters)]);
            var after = MatchText.Prefix(letters[..EmailParts.Squash(domain, letters)]);
            return before.Length == 0 ? after : after.Length == 0 ? before : MatchText.All(before, after);
        }
    }

    public override int Rank(RecordText record, bool forgiving) => record.Email(text);
}
