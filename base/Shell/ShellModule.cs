namespace Kith.Shell;

/// <summary>What the house itself adds.</summary>
public sealed class ShellModule : IModule
{
    public void Add(ModuleParts parts)
    {
        // Words and tables come with the assembly.
        parts.Use<KeepPreferences>();
    }
}
