namespace Kith.Shell.Web;

/// <summary>A page that is asked for by a script takes only parts of it over: what else it shows need not be found out.</summary>
public static class Fragment
{
    private const string Header = "Kith-Fragment";

    public static bool IsWantedBy(HttpRequest http) => http.Headers.ContainsKey(Header);
}
