using Kith.Keep.Customers;

namespace Kith.Acquire.Import;

/// <summary>Where applied rows go: the database, or nowhere in a dry run.</summary>
public interface IRowSink
{
    void Create(CleanedRow row);

    /// <summary>False when the two states are the same.</summary>
    bool Update(Customer before, Customer after);
}

/// <summary>The run's sink: the database.</summary>
internal sealed class WrittenRows(Act act, CustomerWriter writer) : IRowSink
{
    public void Create(CleanedRow row) => writer.Insert(act, row.Draft, row.Keys, row.Image);

    public bool Update(Customer before, Customer after) => writer.Update(act, before, after);
}

/// <summary>The dry run's sink: nothing is written.</summary>
internal sealed class RehearsedRows(CustomerWriter writer) : IRowSink
{
    public void Create(CleanedRow row)
    {
    }

    public bool Update(Customer before, Customer after) => writer.Differs(before, after);
}
