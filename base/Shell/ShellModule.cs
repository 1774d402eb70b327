namespace Kith.Shell;

/// <summary>What the house itself adds.</summary>
public sealed class ShellModule : IModule
{
    public void Add(ModuleParts parts)
    {
        // The shell's words and tables come with its assembly.
    }
}
