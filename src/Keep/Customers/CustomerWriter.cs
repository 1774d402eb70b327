using Kith.Engine.Keep;
using Kith.Keep.Fields;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>
/// The only place that writes customers: the row, its tags, identity keys and search tokens, and the history of each value
/// that changed. It lives on the writer's thread and keeps its statements prepared.
/// </summary>
public sealed class CustomerWriter(CustomerKeys keys, ISeal seal, FieldBook book) : IDisposable
{
    /// <summary>The entry of history that says that a customer was deleted, with the whole of it, or brought back.</summary>
    internal const string BirthMark = "~born";

    /// <summary>Keys that move, or are looked through, in one hold of the writer: a few milliseconds of work while people write.</summary>
    private const int KeysMovedAtOnce = 5000;
    private const int KeysMovedBesideOthers = 500;
    private const int KeysSweptAtOnce = 20_000;
    private const int KeysSweptBesideOthers = 4000;

    private Statements? statements;
    private bool bulk;
    private (Act? Act, HashSet<string> Fields) retired = (null, []);
    private KeyFilter? watching;

    /// <summary>A classified field's text in the customer's row.</summary>
    public string Seal(string field, long customerId, string plain) => seal.Seal(plain, "customer", field, customerId);

    /// <summary>The plain text of a classified field; null when it is empty or can't be read.</summary>
    public string? Open(Customer customer, string field) =>
        customer.Fields.TryGetValue(field, out var value) ? seal.Read(value, "customer", field, customer.Id) : null;

    /// <summary>Begins a long job's share of a transaction, whose keys gather apart (<see cref="SettleKeys"/>); disposing ends it.</summary>
    public IDisposable Bulk() => new BulkWork(this);

    /// <summary>
    /// Moves some of the keys that long jobs gathered to where the others are, few enough for one hold of the writer.
    /// Returns how many; 0 = there are none left.
    /// </summary>
    /// <param name="besideOthers">Whether people write too (<see cref="Store.IsShared"/>).</param>
    public int SettleKeys(SqliteConnection connection, bool besideOthers) => For(connection).SettleKeys(besideOthers ? KeysMovedBesideOthers : KeysMovedAtOnce);

    /// <summary>
    /// Takes the keys of customers out who are gone, in the order of the table and few enough for one hold of the writer.
    /// </summary>
    /// <param name="after">Where the last call ended; empty at first.</param>
    /// <param name="first">The lowest id that may be gone.</param>
    /// <param name="last">The highest.</param>
    /// <param name="besideOthers">Whether people write too.</param>
    /// <returns>Where it ended; null at the end of the table.</returns>
    public static byte[]? SweepKeys(SqliteConnection connection, byte[] after, long first, long last, bool besideOthers) =>
        Statements.SweepKeys(connection, after, first, last, besideOthers ? KeysSweptBesideOthers : KeysSweptAtOnce);

    /// <summary>Tells a filter of every key that is written from now on; null ends that.</summary>
    public void Watch(KeyFilter? filter) => watching = filter;

    /// <summary>Writes a new customer. Its creation costs one mark: the row names the changeset.</summary>
    /// <param name="known">The customer's keys, where the caller has made them already.</param>
    /// <param name="image">What goes into the tables, where the caller has made it already.</param>
    public void Insert(Act act, Customer customer, IReadOnlyList<CustomerKeys.Key>? known = null, CustomerImage? image = null)
    {
        (customer.CreatedAt, customer.UpdatedAt, customer.CreatedIn, customer.Version) = (act.Now, act.Now, act.Changeset.Id, 1);
        WriteNew(act, customer, known ?? KeysOf(customer), image ?? CustomerImage.Of(customer));
    }

    /// <summary>The key that a customer with this value has.</summary>
    /// <param name="kind">Such as external_id.</param>
    public CustomerKeys.Key KeyOf(string kind, string value) => keys.Make(kind, value);

    /// <summary>The keys that identify a customer.</summary>
    public IReadOnlyList<CustomerKeys.Key> KeysOf(Customer customer) => [.. keys.Of(customer, field => Open(customer, field))];

    /// <summary>Writes what differs between the two states, with history. False when nothing does.</summary>
    public bool Update(Act act, Customer before, Customer after)
    {
        var differences = Differences(before, after);
        if (differences.Count == 0)
        {
            return false;
        }

        var sql = For(act.Sql);
        foreach (var (field, oldValue, newValue) in differences)
        {
            act.Changeset.Note(after.Id, field, ForHistory(before, field, oldValue), ForHistory(after, field, newValue));
            if (newValue is not null)
            {
                ShowField(act, field);
            }
        }

        after.LastContact = Math.Max(before.HighestContact(), after.HighestContact());
        after.UpdatedAt = act.Now;
        after.Version = before.Version + 1;
        var image = CustomerImage.Of(after);
        sql.UpdateRow(after, image, act.Now);
        foreach (var tag in before.Tags.Except(after.Tags, StringComparer.Ordinal))
        {
            sql.DropTag(after.Id, tag);
        }

        foreach (var tag in after.Tags.Except(before.Tags, StringComparer.Ordinal))
        {
            sql.AddTag(after.Id, tag);
        }

        MoveKeys(sql, before, after);
        var tokens = CustomerImage.TokensOf(before);
        if (!tokens.AsSpan().SequenceEqual(image.Tokens))
        {
            sql.DropTokens(after.Id, tokens);
            sql.AddTokens(after.Id, image.Tokens);
        }

        act.Subject.Add(after.Id);
        return true;
    }

    /// <summary>Whether an update from one state to the other would change anything.</summary>
    public bool Differs(Customer before, Customer after) => Differences(before, after).Count > 0;

    /// <summary>The flat fields whose values an update from one state to the other would change.</summary>
    internal IEnumerable<string> DifferingFields(Customer before, Customer after) => Differences(before, after).Select(difference => difference.Field);

    /// <summary>Removes a customer. History keeps the whole of it in one entry, so that the deletion can be undone.</summary>
    /// <param name="keepKeys">Leaves its identity keys for <see cref="SweepKeys"/>: a key whose customer is gone matches nothing.</param>
    public void Delete(Act act, Customer customer, bool keepKeys = false)
    {
        var sql = For(act.Sql);
        act.Changeset.Note(customer.Id, BirthMark, DeletedRecord.Of(customer, ForHistory).ToString(), null);
        sql.DropRow(customer.Id);
        foreach (var tag in customer.Tags)
        {
            sql.DropTag(customer.Id, tag);
        }

        foreach (var key in keepKeys ? [] : KeysOf(customer))
        {
            sql.DropKey(key.Fingerprint, customer.Id);
        }

        sql.DropTokens(customer.Id, CustomerImage.TokensOf(customer));
        act.Subject.Add(customer.Id);
    }

    /// <summary>Brings back a customer that was deleted, under its own id.</summary>
    public void Revive(Act act, Customer customer)
    {
        act.Changeset.Note(customer.Id, BirthMark, null, "revived");
        customer.UpdatedAt = act.Now;
        WriteNew(act, customer, KeysOf(customer), CustomerImage.Of(customer));
    }

    private void AddKey(Statements sql, byte[] fingerprint, long customerId)
    {
        sql.AddKey(fingerprint, customerId, bulk);
        watching?.Add(fingerprint);
    }

    private void WriteNew(Act act, Customer customer, IReadOnlyList<CustomerKeys.Key> keys, CustomerImage image)
    {
        var sql = For(act.Sql);
        sql.InsertRow(customer, image, customer.UpdatedAt);
        if (Retired(act).Count > 0)
        {
            foreach (var field in customer.Fields.Keys)
            {
                ShowField(act, field);
            }
        }

        foreach (var tag in customer.Tags)
        {
            sql.AddTag(customer.Id, tag);
        }

        foreach (var key in keys)
        {
            AddKey(sql, key.Fingerprint, customer.Id);
        }

        sql.AddTokens(customer.Id, image.Tokens);
        act.Subject.Add(customer.Id);
    }

    /// <summary>Rebuilds the search index and the sort keys after the Engine changed how it makes them.</summary>
    internal void Reindex(SqliteConnection connection, IEnumerable<Customer> customers)
    {
        var sql = For(connection);
        foreach (var customer in customers)
        {
            sql.RenewSortKey(customer);
            sql.AddTokens(customer.Id, CustomerImage.TokensOf(customer));
        }
    }

    /// <summary>
    /// A value from history as it stands in the row: classified ones are sealed for another place there. What can't be read
    /// moves as it is.
    /// </summary>
    internal string? FromHistory(long customerId, string field, string? value) =>
        value is not null && IsClassified(field) && seal.Read(value, "change", field, customerId) is { } plain
            ? Seal(field, customerId, plain)
            : value;

    /// <summary>Whether two values of a field mean the same; sealed texts differ each time they are sealed.</summary>
    internal bool Same(long customerId, string field, string? inRow, string? inHistory)
    {
        if (inRow is null || inHistory is null || !IsClassified(field))
        {
            return inRow == inHistory;
        }

        var (row, history) = (seal.Read(inRow, "customer", field, customerId), seal.Read(inHistory, "change", field, customerId));
        return row is null || history is null ? inRow == inHistory : row == history;
    }

    /// <summary>A value that is written must be seen: a field that was put away comes back with it.</summary>
    private void ShowField(Act act, string field)
    {
        if (Retired(act).Remove(field))
        {
            FieldUse.BringBack(act, book, field);
        }
    }

    /// <summary>
    /// Read once an act, on the writer: the book hears of a field that an act before this one put away only after the commit
    /// that both may share.
    /// </summary>
    private HashSet<string> Retired(Act act)
    {
        if (retired.Act != act)
        {
            retired = (act, FieldUse.Retired(act));
        }

        return retired.Fields;
    }

    private bool IsClassified(string field) => book.Find(field) is { Classified: true };

    private List<(string Field, string? Old, string? New)> Differences(Customer before, Customer after)
    {
        if (before.HasSameValues(after))
        {
            // Most rows of a list that is imported again.
            return [];
        }

        var old = before.Flatten();
        var now = after.Flatten();
        var differences = new List<(string, string?, string?)>();
        foreach (var key in old.Keys.Union(now.Keys, StringComparer.Ordinal))
        {
            var (from, to) = (old.GetValueOrDefault(key), now.GetValueOrDefault(key));
            if (from == to || (from is not null && to is not null && IsClassified(key) && Open(before, key) == Open(after, key)))
            {
                continue;
            }

            differences.Add((key, from, to));
        }

        return differences;
    }

    private string? ForHistory(Customer customer, string field, string? value) =>
        value is not null && IsClassified(field) && Open(customer, field) is { } plain
            ? seal.Seal(plain, "change", field, customer.Id)
            : value;

    private void MoveKeys(Statements sql, Customer before, Customer after)
    {
        var old = KeysOf(before).Select(key => Convert.ToHexString(key.Fingerprint)).ToHashSet(StringComparer.Ordinal);
        var now = KeysOf(after).Select(key => Convert.ToHexString(key.Fingerprint)).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in old.Except(now, StringComparer.Ordinal))
        {
            sql.DropKey(Convert.FromHexString(gone), after.Id);
        }

        foreach (var added in now.Except(old, StringComparer.Ordinal))
        {
            AddKey(sql, Convert.FromHexString(added), after.Id);
        }
    }

    public void Dispose() => statements?.Dispose();

    private Statements For(SqliteConnection connection)
    {
        if (statements?.Connection != connection)
        {
            statements = new Statements(connection);
        }

        return statements;
    }

    private sealed class BulkWork : IDisposable
    {
        private readonly CustomerWriter writer;

        public BulkWork(CustomerWriter writer)
        {
            this.writer = writer;
            writer.bulk = true;
        }

        public void Dispose() => writer.bulk = false;
    }
}
