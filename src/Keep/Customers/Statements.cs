using System.Buffers;
using System.Text.Json;
using Kith.Engine.Keep;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>The prepared statements of the writer's connection, and the buffers they are fed from.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    private readonly BulkStatement insert = new(connection, """
        insert into customer (customer_id, kind, name, name_key, company, stage, source, contacts, fields, created_at, created_in, updated_at, version, last_contact)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """);

    private readonly BulkStatement update = new(connection, """
        update customer set kind = ?2, name = ?3, name_key = ?4, company = ?5, stage = ?6, source = ?7, contacts = ?8, fields = ?9,
          created_at = ?10, created_in = ?11, updated_at = ?12, version = ?13, last_contact = ?14
        where customer_id = ?1
        """);

    private readonly BulkStatement renewSortKey = new(connection, "update customer set name_key = ?2 where customer_id = ?1 and name_key <> ?2");
    private readonly BulkStatement addTag = new(connection, "insert or ignore into customer_tag (customer_id, tag) values (?1, ?2)");
    private readonly BulkStatement dropTag = new(connection, "delete from customer_tag where customer_id = ?1 and tag = ?2");
    private readonly BulkStatement addKey = new(connection, "insert or ignore into identity_key (fingerprint, customer_id) values (?1, ?2)");
    private readonly BulkStatement dropKey = new(connection, "delete from identity_key where fingerprint = ?1 and customer_id = ?2");
    private readonly BulkStatement addTokens = new(connection, "insert into customer_search (rowid, tokens) values (?1, ?2)");
    private readonly BulkStatement dropTokens = new(connection, "insert into customer_search (customer_search, rowid, tokens) values ('delete', ?1, ?2)");
    private readonly BulkStatement dropRow = new(connection, "delete from customer where customer_id = ?1");

    public SqliteConnection Connection => connection;

    public void InsertRow(Customer customer, long createdAt, long updatedAt, long createdIn, long version) =>
        WriteRow(insert, customer, createdAt, updatedAt, createdIn, version);

    public void UpdateRow(Customer customer, long createdAt, long updatedAt, long createdIn, long version) =>
        WriteRow(update, customer, createdAt, updatedAt, createdIn, version);

    public void RenewSortKey(Customer customer) => renewSortKey.Bind(1, customer.Id).BindBlob(2, SortKey.For(customer.DisplayName)).Run();

    public void DropRow(long id) => dropRow.Bind(1, id).Run();

    public void AddTag(long id, string tag) => addTag.Bind(1, id).Bind(2, tag).Run();

    public void DropTag(long id, string tag) => dropTag.Bind(1, id).Bind(2, tag).Run();

    public void AddKey(byte[] fingerprint, long id) => addKey.BindBlob(1, fingerprint).Bind(2, id).Run();

    public void DropKey(byte[] fingerprint, long id) => dropKey.BindBlob(1, fingerprint).Bind(2, id).Run();

    public void AddTokens(Customer customer) => WriteTokens(addTokens, customer);

    public void DropTokens(Customer customer) => WriteTokens(dropTokens, customer);

    public void Dispose()
    {
        foreach (var statement in (BulkStatement[])[insert, update, renewSortKey, addTag, dropTag, addKey, dropKey, addTokens, dropTokens, dropRow])
        {
            statement.Dispose();
        }
    }

    private void WriteTokens(BulkStatement statement, Customer customer)
    {
        buffer.ResetWrittenCount();
        SearchTokens.Write(CustomerTokens.SearchableOf(customer), buffer);
        statement.Bind(1, customer.Id).BindUtf8(2, buffer.WrittenSpan).Run();
    }

    private void WriteRow(BulkStatement statement, Customer customer, long createdAt, long updatedAt, long createdIn, long version)
    {
        statement.Bind(1, customer.Id)
            .Bind(2, customer.Kind)
            .Bind(3, customer.Name)
            .BindBlob(4, SortKey.For(customer.DisplayName))
            .Bind(5, customer.Company)
            .Bind(6, customer.Stage)
            .Bind(7, customer.Source);
        BindJson(statement, 8, json => JsonSerializer.Serialize(json, customer.Contacts, CustomerJson.Default.ListContact));
        BindJson(statement, 9, json => JsonSerializer.Serialize(json, customer.Fields, CustomerJson.Default.SortedDictionaryStringString));
        statement.Bind(10, createdAt).Bind(11, createdIn).Bind(12, updatedAt).Bind(13, version).Bind(14, customer.HighestContact()).Run();
    }

    private void BindJson(BulkStatement statement, int position, Action<Utf8JsonWriter> write)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        statement.BindUtf8(position, buffer.WrittenSpan);
    }
}
