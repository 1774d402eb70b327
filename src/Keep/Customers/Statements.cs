using Dapper;
using Kith.Engine.Keep;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>The prepared statements of the writer's connection.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    private readonly BulkStatement insert = new(connection, """
        insert into customer (customer_id, kind, name, name_key, company, stage, source, contacts, fields, created_at, created_in, updated_at, version, last_contact, organisation_id)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """);

    private readonly BulkStatement update = new(connection, """
        update customer set kind = ?2, name = ?3, name_key = ?4, company = ?5, stage = ?6, source = ?7, contacts = ?8, fields = ?9,
          created_at = ?10, created_in = ?11, updated_at = ?12, version = ?13, last_contact = ?14, organisation_id = ?15
        where customer_id = ?1
        """);

    private readonly BulkStatement renewSortKey = new(connection, "update customer set name_key = ?2 where customer_id = ?1 and name_key <> ?2");
    private readonly BulkStatement addTag = new(connection, "insert or ignore into customer_tag (customer_id, tag) values (?1, ?2)");
    private readonly BulkStatement dropTag = new(connection, "delete from customer_tag where customer_id = ?1 and tag = ?2");
    private readonly BulkStatement addKey = new(connection, "insert or ignore into identity_key (fingerprint, customer_id) values (?1, ?2)");
    private readonly BulkStatement addFreshKey = new(connection, "insert or ignore into identity_key_fresh (fingerprint, customer_id) values (?1, ?2)");
    private readonly BulkStatement dropKey = new(connection, "delete from identity_key where fingerprint = ?1 and customer_id = ?2");
    private readonly BulkStatement dropFreshKey = new(connection, "delete from identity_key_fresh where fingerprint = ?1 and customer_id = ?2");
    private readonly BulkStatement addTokens = new(connection, "insert into customer_search (rowid, tokens) values (?1, ?2)");
    private readonly BulkStatement dropTokens = new(connection, "insert into customer_search (customer_search, rowid, tokens) values ('delete', ?1, ?2)");
    private readonly BulkStatement dropRow = new(connection, "delete from customer where customer_id = ?1");

    public SqliteConnection Connection => connection;

    public void InsertRow(Customer customer, CustomerImage image, long updatedAt) => WriteRow(insert, customer, image, updatedAt);

    public void UpdateRow(Customer customer, CustomerImage image, long updatedAt) => WriteRow(update, customer, image, updatedAt);

    public void RenewSortKey(Customer customer) => renewSortKey.Bind(1, customer.Id).BindBlob(2, SortKey.For(customer.DisplayName)).Run();

    public void DropRow(long id) => dropRow.Bind(1, id).Run();

    public void AddTag(long id, string tag) => addTag.Bind(1, id).Bind(2, tag).Run();

    public void DropTag(long id, string tag) => dropTag.Bind(1, id).Bind(2, tag).Run();

    public void AddKey(byte[] fingerprint, long id, bool fresh) => (fresh ? addFreshKey : addKey).BindBlob(1, fingerprint).Bind(2, id).Run();

    public void DropKey(byte[] fingerprint, long id)
    {
        dropKey.BindBlob(1, fingerprint).Bind(2, id).Run();
        dropFreshKey.BindBlob(1, fingerprint).Bind(2, id).Run();
    }

    /// <summary>Moves the lowest of the fresh keys; neighbours in the table that takes them share its pages.</summary>
    /// <param name="most">How many at most.</param>
    public int SettleKeys(int most)
    {
        var bound = connection.QueryFirstOrDefault<(byte[]? Fingerprint, long Id)>(
            "select fingerprint, customer_id from identity_key_fresh order by fingerprint, customer_id limit 1 offset @most", new { most });
        var before = bound.Fingerprint is null ? "" : "where (fingerprint, customer_id) < (@Fingerprint, @Id)";
        var parameters = new { bound.Fingerprint, bound.Id };
        connection.Execute($"insert or ignore into identity_key select fingerprint, customer_id from identity_key_fresh {before}", parameters);
        return connection.Execute($"delete from identity_key_fresh {before}", parameters);
    }

    public static byte[]? SweepKeys(SqliteConnection connection, byte[] after, long first, long last, int most)
    {
        var upto = connection.QuerySingleOrDefault<byte[]?>(
            "select fingerprint from identity_key where fingerprint > @after order by fingerprint limit 1 offset @most", new { after, most });
        connection.Execute(
            """
            delete from identity_key
            where fingerprint > @after and (@upto is null or fingerprint <= @upto) and customer_id between @first and @last
              and not exists (select 1 from customer c where c.customer_id = identity_key.customer_id)
            """,
            new { after, upto, first, last });
        return upto;
    }

    public void AddTokens(long id, ReadOnlySpan<byte> tokens) => addTokens.Bind(1, id).BindUtf8(2, tokens).Run();

    public void DropTokens(long id, ReadOnlySpan<byte> tokens) => dropTokens.Bind(1, id).BindUtf8(2, tokens).Run();

    public void Dispose()
    {
        foreach (var statement in (BulkStatement[])[insert, update, renewSortKey, addTag, dropTag, addKey, addFreshKey, dropKey, dropFreshKey, addTokens, dropTokens, dropRow])
        {
            statement.Dispose();
        }
    }

    private static void WriteRow(BulkStatement statement, Customer customer, CustomerImage image, long updatedAt) => statement
        .Bind(1, customer.Id)
        .Bind(2, customer.Kind)
        .Bind(3, customer.Name)
        .BindBlob(4, image.NameKey)
        .Bind(5, customer.Company)
        .Bind(6, customer.Stage)
        .Bind(7, customer.Source)
        .BindUtf8(8, image.Contacts)
        .BindUtf8(9, image.Fields)
        .Bind(10, customer.CreatedAt)
        .Bind(11, customer.CreatedIn)
        .Bind(12, updatedAt)
        .Bind(13, customer.Version)
        .Bind(14, customer.HighestContact())
        .BindOptional(15, customer.OrganisationId is > 0 and var organisation ? organisation : null)
        .Run();
}
