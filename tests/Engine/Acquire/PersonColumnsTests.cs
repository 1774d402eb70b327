using Kith.Engine.Acquire.Mapping;

namespace Kith.Tests.Engine.Acquire;

/// <summary>The people in the headings of a list: 0 is the row itself, each further person has a number of his own.</summary>
public sealed class PersonColumnsTests
{
    [Theory]
    // Numbered names make people.
    [InlineData("公司|联系人1|电话1|职务1|联系人2|电话2|职务2", "0|1|1|1|2|2|2")]
    [InlineData("公司名称|联系人1|联系人1电话|联系人2|联系人2电话|联系人3|联系人3电话", "0|1|1|2|2|3|3")]
    [InlineData("公司|联系人|电话|联系人2|电话2", "0|0|0|2|2")]
    [InlineData("姓名|电话|姓名(2)|电话(2)", "0|0|2|2")]
    [InlineData("姓名|电话|姓名（2）|电话（2）|邮箱（2）", "0|0|2|2|2")]
    [InlineData("姓名1|手机1|姓名2|手机2", "1|1|2|2")]
    [InlineData("联系人一|电话一|联系人二|电话二", "1|1|2|2")]
    [InlineData("第一联系人|第一联系人电话|第二联系人|第二联系人电话", "1|1|2|2")]
    [InlineData("单位|联系人|联系电话|第二联系人|第二联系人电话", "0|0|0|2|2")]
    [InlineData("单位|主要联系人|主要联系人电话|备用联系人|备用联系人电话", "0|1|1|2|2")]
    [InlineData("公司|联系人1|联系人2|电话1|电话2|邮箱1|邮箱2", "0|1|2|1|2|1|2")]
    [InlineData("公司|联系人 1|联系人 1 手机|联系人 2|联系人 2 手机", "0|1|1|2|2")]
    [InlineData("公司|联系人1姓名|联系人1职务|联系人1手机|联系人2姓名|联系人2职务|联系人2手机", "0|1|1|1|2|2|2")]
    [InlineData("企业名称|聯絡人1|電話1|聯絡人2|電話2", "0|1|1|2|2")]
    [InlineData("Company|Contact 1 Name|Contact 1 Phone|Contact 2 Name|Contact 2 Phone", "0|1|1|2|2")]
    [InlineData("Company|Contact1|Phone1|Contact2|Phone2", "0|1|1|2|2")]
    [InlineData("Company|Contact|Phone|Contact 2|Phone 2", "0|0|0|2|2")]
    [InlineData("Company|Primary Contact|Primary Contact Phone|Secondary Contact|Secondary contact phone", "0|1|1|2|2")]
    [InlineData("Account Name|Primary Contact|Primary Contact Email|Second Contact|Second Contact Email", "0|1|1|2|2")]
    [InlineData("Name 1|Email 1|Title 1|Name 2|Email 2|Title 2", "1|1|1|2|2|2")]
    [InlineData("Company|Contact Name (1)|Phone (1)|Contact Name (2)|Phone (2)", "0|1|1|2|2")]
    [InlineData("company|contact_1_name|contact_1_email|contact_2_name|contact_2_email", "0|1|1|2|2")]
    // Numbered phones beside one name are phones of one person.
    [InlineData("姓名|电话1|电话2", "0|0|0")]
    [InlineData("联系人|手机1|手机2|手机3|邮箱1", "0|0|0|0|0")]
    [InlineData("公司|联系人|联系人电话1|联系人电话2", "0|0|0|0")]
    [InlineData("姓名|手机|备用手机|邮箱|邮箱2", "0|0|0|0|0")]
    [InlineData("Name|Phone 1|Phone 2|Email 1|Email 2", "0|0|0|0|0")]
    [InlineData("First Name|Last Name|Phone 1 - Value|Phone 2 - Value|E-mail 1 - Value", "0|0|0|0|0")]
    [InlineData("Name|Mobile|Other Phone|Address 1|Address 2", "0|0|0|0|0")]
    [InlineData("Name|Street 1|Street 2|City", "0|0|0|0")]
    [InlineData("联系人1|电话1", "0|0")]
    [InlineData("Primary Contact|Primary Contact Phone|Company", "0|0|0")]
    [InlineData("姓名|电话|公司|地址|备注", "0|0|0|0|0")]
    [InlineData("客户名称|金额1|金额2", "0|0|0")]
    [InlineData("", "0")]
    public void Numbered_names_are_people_and_numbered_phones_are_not(string headings, string ordinals) => Assert.Equal(ordinals, Ordinals(headings));

    [Theory]
    [InlineData("公司名称|法人|法人电话", "0|1|1", "||法定代表人")]
    [InlineData("公司名称|法定代表人|法定代表人电话|联系人|电话", "0|1|1|0|0", "||法定代表人||")]
    [InlineData("姓名|电话|法人代表|法人代表手机", "0|0|1|1", "|||法定代表人")]
    [InlineData("公司|联系人|电话|财务联系人|财务联系人电话|采购联系人|采购联系人电话", "0|0|0|1|1|2|2", "||||财务||采购")]
    [InlineData("姓名|电话|收货人|收货人电话", "0|0|1|1", "|||收货人")]
    [InlineData("收货人|收货人电话|收货地址", "0|0|0", "|收货人|收货人")]
    [InlineData("姓名|电话|紧急联系人|紧急联系人电话", "0|0|1|1", "|||紧急联系人")]
    [InlineData("公司|联系人1|电话1|联系人2|电话2|法人|法人电话", "0|1|1|2|2|3|3", "||||||法定代表人")]
    [InlineData("Company|Contact Name|Phone|Billing Contact|Billing Contact Email", "0|0|0|1|1", "||||billing")]
    [InlineData("Name|Phone|Emergency Contact|Emergency Contact Phone", "0|0|1|1", "|||emergency")]
    [InlineData("Company|Legal Representative|Contact|Phone", "0|1|0|0", "|||")]
    [InlineData("Company|Technical Contact Name|Technical Contact Phone|Billing Contact Name|Billing Contact Phone", "0|1|1|2|2", "||technical||billing")]
    public void A_role_makes_a_person_beside_the_row(string headings, string ordinals, string details)
    {
        Assert.Equal(ordinals, Ordinals(headings));
        var found = PersonColumns.Find(headings.Split('|'));
        foreach (var (role, column) in details.Split('|').Zip(found).Where(p => p.First.Length > 0))
        {
            Assert.Equal(role, column.Role);
        }
    }

    private static string Ordinals(string headings) => string.Join('|', PersonColumns.Find(headings.Split('|')).Select(c => c.Ordinal));
}
