using Kith.Acquire.Import;
using Kith.Engine.Check;

namespace Kith.Tests.Acquire.Import;

/// <summary>Whom the cells of an owner column mean, when it is no such column.</summary>
public sealed class OwnerNamesTests
{
    private readonly OwnerNames owners = new([new UserName("ann", "Ann Lee"), new UserName("ben", "Ben Kim")]);

    [Fact]
    public void After_ten_thousand_different_texts_only_those_known_are_matched()
    {
        Assert.Equal("Ann Lee", owners.Meant("ann").Name);
        for (var text = 1; text < 10_000; text++)
        {
            Assert.Null(owners.Meant($"order {text}").Name);
        }

        Assert.Equal((null, null), owners.Meant("Ben Kim"));
        Assert.Equal("Ann Lee", owners.Meant("ann").Name);
    }

    [Fact]
    public void A_text_as_long_as_a_page_means_nobody()
    {
        Assert.Equal("Ben Kim", owners.Meant(new string(' ', 480) + "Ben Kim").Name);
        Assert.Null(owners.Meant(new string(' ', 500) + "Ben Kim").Name);
    }
}
