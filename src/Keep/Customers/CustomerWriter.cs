using System.Globalization;
using System.Text.Json;
using Kith.Keep.Fields;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>
/// The only place that writes customers: the row, its tags, identity keys and search tokens, and the history of each value
/// that changed. It lives on the writer's thread and keeps its statements prepared.
/// </summary>
public sealed class CustomerWriter(CustomerKeys keys, ISeal seal, FieldBook book)
{
    /// <summary>The entry of history that keeps when, in which changeset and at which version a deleted customer was made.</summary>
    internal const string BirthMark = "~born";

    private Statements? statements;

    /// <summary>A classified field's text in the customer's row.</summary>
    public string Seal(string field, long customerId, string plain) => seal.Seal(plain, "customer", field, customerId);

    /// <summary>The plain text of a classified field; null when it is empty.</summary>
    public string? Open(Customer customer, string field) =>
        customer.Fields.TryGetValue(field, out var value) ? seal.Open(value, "customer", field, customer.Id) : null;

    /// <summary>Writes a new customer. Its creation costs one mark: the row names the changeset.</summary>
    public void Insert(Act act, Customer customer)
    {
        var sql = For(act.Sql);
        WriteRow(sql.Insert, customer, act.Now, act.Now, act.Changeset.Id, 1);
        foreach (var tag in customer.Tags)
        {
            sql.AddTag(customer.Id, tag);
        }

        foreach (var key in keys.Of(customer, field => Open(customer, field)))
        {
            sql.AddKey(key.Fingerprint, customer.Id);
        }

        sql.AddTokens(customer.Id, CustomerTokens.Of(customer));
        act.Subject.Add(customer.Id);
    }

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
        }

        after.UpdatedAt = act.Now;
        after.Version = before.Version + 1;
        WriteRow(sql.Update, after, after.CreatedAt, act.Now, after.CreatedIn, after.Version);
        foreach (var tag in before.Tags.Except(after.Tags, StringComparer.Ordinal))
        {
            sql.DropTag(after.Id, tag);
        }

        foreach (var tag in after.Tags.Except(before.Tags, StringComparer.Ordinal))
        {
            sql.AddTag(after.Id, tag);
        }

        MoveKeys(sql, before, after);
        var oldTokens = CustomerTokens.Of(before);
        var newTokens = CustomerTokens.Of(after);
        if (oldTokens != newTokens)
        {
            sql.DropTokens(after.Id, oldTokens);
            sql.AddTokens(after.Id, newTokens);
        }

        act.Subject.Add(after.Id);
        return true;
    }

    /// <summary>Whether an update from one state to the other would change anything.</summary>
    public bool Differs(Customer before, Customer after) => Differences(before, after).Count > 0;

    /// <summary>Removes a customer. <paramref name="keepHistory"/> notes every value, so that the deletion can be undone.</summary>
    public void Delete(Act act, Customer customer, bool keepHistory)
    {
        var sql = For(act.Sql);
        if (keepHistory)
        {
            act.Changeset.Note(
                customer.Id, BirthMark, string.Create(CultureInfo.InvariantCulture, $"{customer.CreatedAt} {customer.CreatedIn} {customer.Version}"), null);
            foreach (var (field, value) in customer.Flatten())
            {
                act.Changeset.Note(customer.Id, field, ForHistory(customer, field, value), null);
            }
        }

        sql.DropRow(customer.Id);
        foreach (var tag in customer.Tags)
        {
            sql.DropTag(customer.Id, tag);
        }

        foreach (var key in keys.Of(customer, field => Open(customer, field)))
        {
            sql.DropKey(key.Fingerprint, customer.Id);
        }

        sql.DropTokens(customer.Id, CustomerTokens.Of(customer));
        act.Subject.Add(customer.Id);
    }

    /// <summary>Brings back a customer that was deleted, under its own id.</summary>
    public void Revive(Act act, Customer customer)
    {
        var sql = For(act.Sql);
        WriteRow(sql.Insert, customer, customer.CreatedAt, act.Now, customer.CreatedIn, customer.Version);
        foreach (var tag in customer.Tags)
        {
            sql.AddTag(customer.Id, tag);
        }

        foreach (var key in keys.Of(customer, field => Open(customer, field)))
        {
            sql.AddKey(key.Fingerprint, customer.Id);
        }

        sql.AddTokens(customer.Id, CustomerTokens.Of(customer));
        act.Subject.Add(customer.Id);
    }

    /// <summary>Rebuilds the search index after the Engine's tokens changed.</summary>
    internal void Reindex(SqliteConnection connection, IEnumerable<Customer> customers)
    {
        var sql = For(connection);
        foreach (var customer in customers)
        {
            sql.AddTokens(customer.Id, CustomerTokens.Of(customer));
        }
    }

    /// <summary>A value from history as it stands in the row: classified ones are sealed for another place there.</summary>
    internal string? FromHistory(long customerId, string field, string? value) =>
        value is not null && IsClassified(field)
            ? Seal(field, customerId, seal.Open(value, "change", field, customerId))
            : value;

    /// <summary>Whether two values of a field mean the same; sealed texts differ each time they are sealed.</summary>
    internal bool Same(long customerId, string field, string? inRow, string? inHistory)
    {
        if (inRow is null || inHistory is null || !IsClassified(field))
        {
            return inRow == inHistory;
        }

        return seal.Open(inRow, "customer", field, customerId) == seal.Open(inHistory, "change", field, customerId);
    }

    private bool IsClassified(string field) => book.Find(field) is { Classified: true };

    private List<(string Field, string? Old, string? New)> Differences(Customer before, Customer after)
    {
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
        value is not null && IsClassified(field)
            ? seal.Seal(Open(customer, field)!, "change", field, customer.Id)
            : value;

    private void MoveKeys(Statements sql, Customer before, Customer after)
    {
        var old = keys.Of(before, field => Open(before, field)).Select(key => Convert.ToHexString(key.Fingerprint)).ToHashSet(StringComparer.Ordinal);
        var now = keys.Of(after, field => Open(after, field)).Select(key => Convert.ToHexString(key.Fingerprint)).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in old.Except(now, StringComparer.Ordinal))
        {
            sql.DropKey(Convert.FromHexString(gone), after.Id);
        }

        foreach (var added in now.Except(old, StringComparer.Ordinal))
        {
            sql.AddKey(Convert.FromHexString(added), after.Id);
        }
    }

    private static void WriteRow(SqliteCommand command, Customer customer, long createdAt, long updatedAt, long createdIn, long version)
    {
        var values = command.Parameters;
        values[0].Value = customer.Id;
        values[1].Value = customer.Kind;
        values[2].Value = customer.Name;
        values[3].Value = Engine.Keep.SortKey.For(customer.DisplayName);
        values[4].Value = (object?)customer.Company ?? DBNull.Value;
        values[5].Value = (object?)customer.Stage ?? DBNull.Value;
        values[6].Value = (object?)customer.Source ?? DBNull.Value;
        values[7].Value = JsonSerializer.Serialize(customer.Contacts, CustomerJson.Default.ListContact);
        values[8].Value = JsonSerializer.Serialize(customer.Fields, CustomerJson.Default.SortedDictionaryStringString);
        values[9].Value = createdAt;
        values[10].Value = createdIn;
        values[11].Value = updatedAt;
        values[12].Value = version;
        command.ExecuteNonQuery();
    }

    private Statements For(SqliteConnection connection)
    {
        if (statements?.Connection != connection)
        {
            statements = new Statements(connection);
        }

        return statements;
    }

    /// <summary>The prepared statements of the writer's connection.</summary>
    private sealed class Statements
    {
        private readonly SqliteCommand addTag;
        private readonly SqliteCommand dropTag;
        private readonly SqliteCommand addKey;
        private readonly SqliteCommand dropKey;
        private readonly SqliteCommand addTokens;
        private readonly SqliteCommand dropTokens;
        private readonly SqliteCommand dropRow;

        public Statements(SqliteConnection connection)
        {
            Connection = connection;
            Insert = Prepare(
                """
                insert into customer (customer_id, kind, name, name_key, company, stage, source, contacts, fields, created_at, created_in, updated_at, version)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                13);
            Update = Prepare(
                """
                update customer set kind = $2, name = $3, name_key = $4, company = $5, stage = $6, source = $7, contacts = $8, fields = $9,
                  created_at = $10, created_in = $11, updated_at = $12, version = $13
                where customer_id = $1
                """,
                13);
            addTag = Prepare("insert or ignore into customer_tag (customer_id, tag) values ($1, $2)", 2);
            dropTag = Prepare("delete from customer_tag where customer_id = $1 and tag = $2", 2);
            addKey = Prepare("insert or ignore into identity_key (fingerprint, customer_id) values ($1, $2)", 2);
            dropKey = Prepare("delete from identity_key where fingerprint = $1 and customer_id = $2", 2);
            addTokens = Prepare("insert into customer_search (rowid, tokens) values ($1, $2)", 2);
            dropTokens = Prepare("insert into customer_search (customer_search, rowid, tokens) values ('delete', $1, $2)", 2);
            dropRow = Prepare("delete from customer where customer_id = $1", 1);
        }

        public SqliteConnection Connection { get; }

        public SqliteCommand Insert { get; }

        public SqliteCommand Update { get; }

        public void AddTag(long id, string tag) => Run(addTag, id, tag);

        public void DropTag(long id, string tag) => Run(dropTag, id, tag);

        public void AddKey(byte[] fingerprint, long id) => Run(addKey, fingerprint, id);

        public void DropKey(byte[] fingerprint, long id) => Run(dropKey, fingerprint, id);

        public void AddTokens(long id, string tokens) => Run(addTokens, id, tokens);

        public void DropTokens(long id, string tokens) => Run(dropTokens, id, tokens);

        public void DropRow(long id) => Run(dropRow, id);

        private SqliteCommand Prepare(string text, int parameters)
        {
            var command = Connection.CreateCommand();
            command.CommandText = text;
            for (var number = 1; number <= parameters; number++)
            {
                command.Parameters.Add(new SqliteParameter("$" + number, null));
            }

            return command;
        }

        private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
        {
            for (var index = 0; index < values.Length; index++)
            {
                command.Parameters[index].Value = values[index];
            }

            command.ExecuteNonQuery();
        }
    }
}
