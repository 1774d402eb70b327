using Kith.Keep.Customers;

namespace Kith.Tests.Keep.Customers;

/// <summary>A city that stands behind its postal code (PLZ/Ort) is parted from it, by the rules of its country.</summary>
public sealed class AddressPlaceTests
{
    [Theory]
    [InlineData("80331 München", "DE", "80331", "München")]
    [InlineData("D-22765 Hamburg", "DE", "22765", "Hamburg")]
    [InlineData("75001 Paris", "FR", "75001", "Paris")]
    [InlineData("LV-1010 Riga", "LV", "LV-1010", "Riga")]
    [InlineData("1012 AB Amsterdam", "NL", null, "1012 AB Amsterdam")]
    [InlineData("80331 München", "CN", null, "80331 München")]
    [InlineData("München", "DE", null, "München")]
    [InlineData("100 Mile House", "CA", null, "100 Mile House")]
    public void A_city_behind_its_code_is_parted_from_it(string said, string region, string? code, string city)
    {
        var customer = new Customer { Id = 1, ["city"] = said };
        AddressPlace.PartCity(customer, region);
        Assert.Equal((code, city), (customer["postcode"], customer["city"]));
    }

    [Fact]
    public void A_code_that_was_said_otherwise_stays()
    {
        var customer = new Customer { Id = 1, ["city"] = "80331 München", ["postcode"] = "10115" };
        AddressPlace.PartCity(customer, "DE");
        Assert.Equal(("10115", "80331 München"), (customer["postcode"], customer["city"]));
    }
}
