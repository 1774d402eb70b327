namespace Kith.Shell;

/// <summary>The Door as a request sees it: with the caller who stands there.</summary>
public sealed class Entrance(Door door, IHttpContextAccessor http)
{
    public Caller? Caller => CallerOf(http.HttpContext!);

    public Task<TDone> Change<TAsk, TDone>(IChange<TAsk, TDone> useCase, TAsk ask) => door.Enter(useCase, Caller, ask);

    public TAnswer Ask<TAsk, TAnswer>(IQuestion<TAsk, TAnswer> useCase, TAsk ask) => door.Enter(useCase, Caller, ask);

    public static Caller? CallerOf(HttpContext context) => context.Items[typeof(Caller)] as Caller;

    internal static void Seat(HttpContext context, Caller? caller) => context.Items[typeof(Caller)] = caller;
}
