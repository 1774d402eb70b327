using Kith.Shell.Web;

namespace Kith.Shell;

/// <summary>Keeps language and theme in this browser.</summary>
[OpenToAll("changes nothing but the caller's own cookies")]
public sealed class KeepPreferences : IUseCase
{
    public static void Map(Routes routes) => routes.Post<KeepPreferences>(Preferences.Path, Preferences.Keep);
}
