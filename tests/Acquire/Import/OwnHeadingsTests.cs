using Kith.App;
using Kith.Engine.Acquire.Mapping;
using Kith.Keep.Fields;

namespace Kith.Tests.Acquire.Import;

/// <summary>A list whose headings are the names that Kith itself gives its fields.</summary>
public sealed class OwnHeadingsTests
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void A_field_is_known_by_the_name_that_pages_give_it(string language)
    {
        var words = Catalogues.Load(KithHost.AssembliesOf(Modules.All)).For(language);
        // "Kind" says nothing without the values below it.
        var missed = FieldBook.BuiltIn.Where(field => field.Key != "kind").Select(field => (field.Key, Heading: field.LabelIn(words)))
            .Where(field => ColumnMapper.Map([field.Heading], [], []) is not [{ } guess] || guess.Field != field.Key);
        Assert.Empty(missed);
    }
}
