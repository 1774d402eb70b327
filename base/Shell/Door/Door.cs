using System.Collections.Concurrent;
using System.Reflection;

namespace Kith.Shell;

/// <summary>A use case that changes something. It declares its permission with <see cref="NeedsAttribute"/>.</summary>
public interface IChange<in TAsk, out TDone>
{
    /// <summary>Does it, inside the act's transaction. Throws <see cref="Refused"/> for an expected "no".</summary>
    TDone Handle(TAsk ask, Act act);
}

/// <summary>A use case that only looks. It declares its permission with <see cref="NeedsAttribute"/>.</summary>
public interface IQuestion<in TAsk, out TAnswer>
{
    TAnswer Answer(TAsk ask, Look look);
}

/// <summary>
/// The one way in, for pages, API, command line and jobs alike: permission, then one transaction that holds the change,
/// its history and its audit entry, then the answer.
/// </summary>
public sealed class Door(Store store, Ids ids, IDecide decide, IRecord record, TimeProvider clock)
{
    private static readonly ConcurrentDictionary<Type, string> Permissions = new();

    public async Task<TDone> Enter<TAsk, TDone>(IChange<TAsk, TDone> useCase, Caller? caller, TAsk ask)
    {
        var (known, permission) = Admit(useCase.GetType(), caller);
        var (done, act) = await store.Write(sql =>
        {
            var act = new Act(sql, known, ScopeOf(known), ids, Now, useCase.GetType().Name);
            var done = useCase.Handle(ask, act);
            record.Record(act, permission, "done");
            return (done, act);
        });
        act.BecameDurable();
        return done;
    }

    public TAnswer Enter<TAsk, TAnswer>(IQuestion<TAsk, TAnswer> useCase, Caller? caller, TAsk ask)
    {
        var (known, _) = Admit(useCase.GetType(), caller);
        return store.Read(sql => useCase.Answer(ask, new Look(sql, known, ScopeOf(known), Now)));
    }

    /// <summary>
    /// The next batch of long work that entered by <paramref name="useCase"/>: its permission is asked again, its audit entry
    /// was written when it began.
    /// </summary>
    public async Task<T> Continue<T>(Type useCase, Caller caller, Func<Act, T> batch)
    {
        var (known, _) = Admit(useCase, caller);
        var (done, act) = await store.Write(
            sql =>
            {
                var act = new Act(sql, known, ScopeOf(known), ids, Now, useCase.Name, store);
                return (batch(act), act);
            },
            patient: true);
        act.BecameDurable();
        return done;
    }

    /// <summary>Which customers a caller may see in a use case.</summary>
    public AccessScope ScopeFor(Type useCase, Caller caller) => ScopeOf(Admit(useCase, caller).Caller);

    /// <summary>A question whose answer is streamed from one snapshot that stays open until it is disposed.</summary>
    public (Look Look, Snapshot Snapshot) OpenLook(Type useCase, Caller? caller)
    {
        var (known, _) = Admit(useCase, caller);
        var snapshot = store.OpenSnapshot();
        return (new Look(snapshot.Connection, known, ScopeOf(known), Now), snapshot);
    }

    /// <summary>The permission that a use case declares.</summary>
    /// <exception cref="InvalidOperationException">It declares none: a bug that keeps Kith from starting.</exception>
    public static string PermissionOf(Type useCase) => Permissions.GetOrAdd(useCase, type =>
        type.GetCustomAttribute<NeedsAttribute>() is { } needs ? needs.Permission
        : type.GetCustomAttribute<OpenToAllAttribute>() is not null ? ""
        : throw new InvalidOperationException($"{type.Name} declares no permission: add [Needs(\"…\")]."));

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private (Caller Caller, string Permission) Admit(Type useCase, Caller? caller)
    {
        var permission = PermissionOf(useCase);
        if (permission.Length == 0)
        {
            return (caller ?? Nobody, permission);
        }

        if (caller is null)
        {
            throw new Refused(Refusal.Unauthenticated, "access.sign-in");
        }

        return decide.May(caller, permission) ? (caller, permission) : throw new Refused(Refusal.Forbidden, "access.forbidden");
    }

    private static Caller Nobody { get; } = new(0, "", "", Origin.Page, "");

    private static AccessScope ScopeOf(Caller caller) => caller.Role.Length > 0 ? AccessScope.Everything : AccessScope.Nothing;
}
