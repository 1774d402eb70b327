namespace Kith.Acquire.Entry;

/// <summary>Customers entered by hand.</summary>
public sealed class EntryModule : IModule
{
    public void Add(ModuleParts parts) => parts.Use<AddCustomer>().Use<AddSamples>();
}
