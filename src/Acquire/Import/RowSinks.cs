using Kith.Keep.Customers;

namespace Kith.Acquire.Import;

/// <summary>Where applied rows go: the database, or nowhere in a dry run.</summary>
public interface IRowSink
{
    void Create(CleanedRecord record);

    /// <summary>False when the two states are the same.</summary>
    bool Update(Customer before, Customer after);
}

/// <summary>The run's sink: the database.</summary>
internal sealed class WrittenRows(Act act, CustomerWriter writer) : IRowSink
{
    public void Create(CleanedRecord record) => writer.Insert(act, record.Draft, record.Keys, record.Image);

    public bool Update(Customer before, Customer after) => writer.Update(act, before, after);
}

/// <summary>The dry run's sink: nothing is written.</summary>
internal sealed class RehearsedRows(CustomerWriter writer) : IRowSink
{
    public void Create(CleanedRecord record)
    {
    }

    public bool Update(Customer before, Customer after) => writer.Differs(before, after);
}
