using System.Globalization;
using Dapper;
using Kith.Check.Cleaning;
using Kith.Engine.Reach;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Microsoft.Data.Sqlite;

namespace Kith.Reach.Export;

/// <summary>
/// Customers as a table from one snapshot, in the order of their ids, at constant memory. Classified fields stay out.
/// An import of a file made of it finds every customer again by its id and changes nothing.
/// </summary>
internal sealed class ExportTable
{
    private const int CustomersAtATime = 500;
    private const int MostOfAKind = 500;
    private const char TagSeparator = ';';

    private readonly AccessScope scope;
    private readonly ExportFilter filter;
    private readonly List<(string Header, XlsxKind Kind, Func<Customer, string> Text)> columns =
        [(CustomerRows.IdHeader, XlsxKind.Text, customer => customer.Id.ToString(CultureInfo.InvariantCulture))];

    public ExportTable(FieldBook book, SqliteConnection sql, AccessScope scope, ExportFilter filter)
    {
        this.scope = scope;
        this.filter = filter;
        var contacts = CustomerRows.MostContacts(sql, Rows, Parameters(0));
        foreach (var field in book.All.Where(field => !field.Classified))
        {
            switch (field.Key)
            {
                case var _ when field.Type.IsContact():
                    var most = contacts.GetValueOrDefault(field.Key);
                    if (most > MostOfAKind)
                    {
                        throw Refused.Conflict("export.too-many-contacts", ("most", MostOfAKind), ("have", most));
                    }

                    AddContacts(field.Key, Math.Max(most, 1));
                    break;
                case "company":
                    columns.Add((field.Key, XlsxKind.Text, customer => customer.Company ?? ""));
                    columns.Add((CustomerRows.OrganisationHeader, XlsxKind.Text, customer => customer[Customer.OrganisationKey] ?? ""));
                    break;
                case "tags":
                    columns.Add((field.Key, XlsxKind.Text, customer => string.Join(TagSeparator, customer.Tags)));
                    break;
                default:
                    // Two columns of one name could not be told apart when they come back.
                    var header = field.Label is { } label && columns.TrueForAll(column => !string.Equals(column.Header, label, StringComparison.OrdinalIgnoreCase)) ? label : field.Key;
                    columns.Add((header, KindOf(field.Type), customer => customer[field.Key] ?? ""));
                    break;
            }
        }
    }

    public IReadOnlyList<XlsxColumn> Columns => [.. columns.Select(column => new XlsxColumn(column.Header, column.Kind))];

    /// <summary>Gives every row to <paramref name="write"/>, always in the same array; returns how many rows.</summary>
    public async Task<long> Write(Func<string[], ValueTask> write, SqliteConnection sql)
    {
        var row = new string[columns.Count];
        long rows = 0;
        long last = 0;
        while (NextIds(sql, last) is { Count: > 0 } ids)
        {
            foreach (var customer in CustomerRows.Many(sql, scope, ids))
            {
                for (var index = 0; index < row.Length; index++)
                {
                    row[index] = columns[index].Text(customer);
                }

                await write(row);
                rows++;
            }

            last = ids[^1];
        }

        return rows;
    }

    private static XlsxKind KindOf(FieldType type) => type switch
    {
        FieldType.Number or FieldType.Money => XlsxKind.Number,
        FieldType.Date or FieldType.Birthday => XlsxKind.Date,
        _ => XlsxKind.Text,
    };

    private void AddContacts(string kind, int most)
    {
        for (var number = 0; number < most; number++)
        {
            var skip = number;
            columns.Add((
                number == 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind} {number + 1}"),
                XlsxKind.Text,
                customer => Nth(customer.Contacts, kind, skip) is { } contact ? Text(contact) : ""));
        }
    }

    private static Contact? Nth(List<Contact> contacts, string kind, int skip)
    {
        foreach (var contact in contacts)
        {
            if (contact.Kind == kind && skip-- == 0)
            {
                return contact;
            }
        }

        return null;
    }

    private static string Text(Contact contact) => contact.Extension is null ? contact.Value : $"{contact.Value} ext. {contact.Extension}";

    private List<long> NextIds(SqliteConnection sql, long last) =>
        sql.Query<long>($"select c.customer_id {Rows} order by {Id} limit {CustomersAtATime}", Parameters(last)).AsList();

    /// <summary>Those who have a tag are found, in their order, by the tag.</summary>
    private string Id => filter.Tag is null ? "c.customer_id" : "t.customer_id";

    private string Rows =>
        $"""
        from {(filter.Tag is null ? "customer c" : "customer_tag t cross join customer c on c.customer_id = t.customer_id and t.tag = @Tag")}
        where {scope.Sql("c")} and {Id} > @last
          and (@Stage is null or c.stage = @Stage) and (@Source is null or c.source = @Source) and (@Import is null or c.created_in = @Import)
          and (@Kind is null or c.kind = @Kind)
        """;

    private object Parameters(long last) => new { last, filter.Stage, filter.Source, filter.Import, filter.Tag, filter.Kind };
}
