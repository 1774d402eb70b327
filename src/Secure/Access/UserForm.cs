namespace Kith.Secure.Access;

/// <summary>A form about a user as it was typed, with what was refused.</summary>
public sealed record UserForm(string Login = "", string Name = "", string Role = Roles.Member)
{
    public Refused? Refused { get; init; }

    public string? ErrorOf(string field, Words words) => Refused?.Field == field ? Refused.Say(words) : null;

    /// <summary>A refusal that belongs to no field of the form.</summary>
    public string? Problem(Words words) => Refused is { Field: not ("login" or "password") } ? Refused.Say(words) : null;
}
