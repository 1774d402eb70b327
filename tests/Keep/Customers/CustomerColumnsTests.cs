using Kith.Keep.Customers;

namespace Kith.Tests.Keep.Customers;

/// <summary>What a row's JSON columns hold comes back as it was written.</summary>
public sealed class CustomerColumnsTests
{
    private static readonly string[] Texts = ["张三 \"老张\"", "a\\b\n\t\u0001", "😀 <b>&amp;</b>", "", "O'Brien"];

    [Fact]
    public void Fields_come_back_in_the_order_of_their_letters()
    {
        var customer = new Customer { Id = 1 };
        foreach (var (text, at) in Texts.Select((text, at) => (text, at)))
        {
            customer.Fields[$"x_{at}"] = text;
            customer.Fields[$"X-{at}"] = text;
            customer.Fields[$"~x_{at}"] = text;
        }

        var read = CustomerColumns.Fields(CustomerImage.Of(customer).Fields);
        Assert.Equal(customer.Fields.ToList(), read.ToList());
        Assert.Equal(StringComparer.Ordinal, read.Comparer);
    }

    [Fact]
    public void Contacts_come_back_with_all_that_is_known_of_them()
    {
        var customer = new Customer { Id = 1 };
        var kinds = Contact.Messengers.Concat([Contact.Phone, Contact.Email, Contact.Address, "of-tomorrow"]).ToList();
        foreach (var (kind, at) in kinds.Select((kind, at) => (kind, at)))
        {
            customer.Contacts.Add(new Contact(at, kind, Texts[at % Texts.Length]));
            customer.Contacts.Add(new Contact(100 + at, kind, "1", Texts[at % Texts.Length], "手机", "12", "phone.doubtful"));
        }

        var json = CustomerImage.Of(customer).Contacts;
        Assert.Equal(customer.Contacts, CustomerColumns.Contacts(json));
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        CustomerColumns.CountKinds(json, counts);
        Assert.Equal(kinds.ToDictionary(kind => kind, _ => 2, StringComparer.Ordinal), counts);
    }

    [Fact]
    public void What_a_later_version_adds_to_a_contact_is_passed_over()
    {
        var read = CustomerColumns.Contacts("""[{"n":3,"z":{"n":9,"k":[1,2]},"k":"phone","v":"+8613800138000","r":null}]"""u8);
        Assert.Equal(new Contact(3, Contact.Phone, "+8613800138000"), Assert.Single(read));
        Assert.Empty(CustomerColumns.Contacts("[]"u8));
        Assert.Empty(CustomerColumns.Fields("{}"u8));
    }

    [Fact]
    public void Two_states_say_the_same_only_when_every_value_does()
    {
        var one = new Customer { Id = 1, Name = "Ann", Company = "Acme", Stage = "new", Source = "web", OrganisationId = 7 };
        one.AddContact(new Contact(0, Contact.Phone, "+8613800138000"));
        one.Tags.Add("VIP");
        one.Fields["title"] = "CEO";
        Assert.True(one.HasSameValues(one.Copy()));
        foreach (var change in (Action<Customer>[])
        [
            other => other.Kind = Customer.Organisation, other => other.Name = "Bob", other => other.Company = null, other => other.Stage = null, other => other.Source = "fair",
            other => other.OrganisationId = null, other => other.AddContact(new Contact(0, Contact.Phone, "+8613800138001")), other => other.Contacts[0] = other.Contacts[0] with { Label = "work" },
            other => other.Tags.Add("new"), other => other.Fields["title"] = "CTO", other => other.Fields["~title"] = "ceo", other => other.Fields.Remove("title"),
        ])
        {
            var other = one.Copy();
            change(other);
            Assert.False(one.HasSameValues(other));
        }
    }
}
