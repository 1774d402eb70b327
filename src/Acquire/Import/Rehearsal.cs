using System.Text.Json;
using Dapper;
using Kith.Engine.Keep;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// What the rows of a dry run would have made so far: later rows may speak of the same customers, and the database does not
/// hold them. It lies in a file beside the staged one, so that memory does not grow with the rows; classified values are
/// sealed there as they are in the database.
/// </summary>
internal sealed class Rehearsal : IDisposable
{
    /// <summary>What lies in memory before it moves to the file: some 30 MB.</summary>
    public const int CustomersInMemory = 5_000;

    private const int KeysPerRow = 6;
    private const long MostKeys = 20_000_000;
    private const int IdsInAQuery = 1000;

    private readonly string path;
    private readonly SqliteConnection sql;
    private readonly BulkStatement keepCustomer;
    private readonly BulkStatement keepHolder;

    /// <summary>Most keys stand in a file once: the others need not be looked up.</summary>
    private readonly KeyFilter seen;

    /// <param name="rows">How many rows the file has, about.</param>
    public Rehearsal(DataFolder folder, long importId, long rows)
    {
        path = Path.Combine(Path.GetDirectoryName(ImportFile.PathOf(folder, importId))!, "rehearsal");
        File.Open(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        sql = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        sql.Open();
        sql.Execute(
            """
            pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive; pragma cache_size = -32768;
            create table customer (customer_id integer primary key, created_in integer not null, last_contact integer not null, flat blob not null);
            create table held (key integer not null, customer_id integer not null, primary key (key, customer_id)) without rowid;
            """);
        keepCustomer = new BulkStatement(sql, "insert or replace into customer (customer_id, created_in, last_contact, flat) values (?1, ?2, ?3, ?4)");
        keepHolder = new BulkStatement(sql, "insert or ignore into held (key, customer_id) values (?1, ?2)");
        seen = new KeyFilter(Math.Clamp(rows * KeysPerRow, 1, MostKeys));
    }

    /// <summary>Keeps customers as they would be by now, and who holds which key.</summary>
    public void Keep(IEnumerable<Customer> customers, IEnumerable<(CustomerKeys.Key Key, long CustomerId)> held)
    {
        if (!FullDisk.HasRoomForJobs(path))
        {
            throw FullDisk.Problem();
        }

        using var together = sql.BeginTransaction();
        foreach (var customer in customers)
        {
            keepCustomer.Bind(1, customer.Id).Bind(2, customer.CreatedIn).Bind(3, customer.LastContact)
                .BindBlob(4, JsonSerializer.SerializeToUtf8Bytes(customer.Flatten(), KithJson.Options)).Run();
        }

        // In their order: a page is then touched once.
        foreach (var (key, id) in held.OrderBy(pair => Short(pair.Key.Number)))
        {
            seen.Add(key.Fingerprint);
            keepHolder.Bind(1, Short(key.Number)).Bind(2, id).Run();
        }

        together.Commit();
    }

    /// <summary>Who holds these keys.</summary>
    public IReadOnlyList<(UInt128 Key, long CustomerId)> Holders(IEnumerable<CustomerKeys.Key> wanted)
    {
        var numbers = wanted.Where(key => seen.MayHold(key.Fingerprint)).Select(key => key.Number).Distinct().ToLookup(Short);
        return [.. numbers.Select(group => group.Key).Chunk(IdsInAQuery)
            .SelectMany(chunk => sql.Query<(long Key, long CustomerId)>(
                "select h.key, h.customer_id from json_each(@list) wanted join held h on h.key = wanted.value", new { list = JsonSerializer.Serialize(chunk) }))
            .SelectMany(row => numbers[row.Key].Select(number => (number, row.CustomerId)))];
    }

    /// <summary>Those of these customers that the rows have made or changed, as they would be by now.</summary>
    public IEnumerable<Customer> Many(IEnumerable<long> ids) => ids.Chunk(IdsInAQuery).SelectMany(chunk => sql.Query<Row>(
        "select c.customer_id as Id, c.created_in as CreatedIn, c.last_contact as LastContact, c.flat as Flat from json_each(@list) wanted join customer c on c.customer_id = wanted.value",
        new { list = JsonSerializer.Serialize(chunk) })).Select(row => row.ToCustomer());

    public void Dispose()
    {
        keepHolder.Dispose();
        keepCustomer.Dispose();
        sql.Dispose();
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // The import was discarded meanwhile.
        }
    }

    /// <summary>Of a keyed hash any half is as good as random: of ten million, two are alike once in 400,000 files.</summary>
    private static long Short(UInt128 key) => (long)(ulong)key;

    private sealed class Row
    {
        public long Id { get; init; }

        public long CreatedIn { get; init; }

        public int LastContact { get; init; }

        public byte[] Flat { get; init; } = [];

        public Customer ToCustomer()
        {
            var customer = new Customer { Id = Id, CreatedIn = CreatedIn };
            foreach (var (key, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(Flat, KithJson.Options)!)
            {
                customer.SetFlat(key, value);
            }

            customer.LastContact = LastContact;
            return customer;
        }
    }
}
