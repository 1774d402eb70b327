using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

/// <summary>The user that an owner cell means, if it is certain.</summary>
public sealed class UserNamesTests
{
    private static readonly UserName[] Users =
    [
        new("zhangwei", "张伟"), new("zhangwei2", "张伟"), new("lina@example.com", "李娜"), new("jsmith", "John Smith"), new("ouyang", "欧阳锋"), new("1024", "王芳"),
    ];

    [Theory]
    [InlineData("zhangwei", 0)]
    [InlineData(" ZhangWei ", 0)]
    [InlineData("张伟(zhangwei)", 0)]
    [InlineData("张伟（zhangwei2）", 1)]
    [InlineData("zhangwei2@corp.example", 1)]
    [InlineData("李娜", 2)]
    [InlineData("李 娜", 2)]
    [InlineData("李娜经理", 2)]
    [InlineData("李娜(8812)", 2)]
    [InlineData("LINA@EXAMPLE.COM", 2)]
    [InlineData("lina", 2)]
    [InlineData("Li Na", 2)]
    [InlineData("Na Li", 2)]
    [InlineData("John Smith", 3)]
    [InlineData("smith, john", 3)]
    [InlineData("JSMITH", 3)]
    [InlineData("Mr. John Smith", 3)]
    [InlineData("欧阳锋", 4)]
    [InlineData("歐陽鋒", 4)]
    [InlineData("ouyangfeng", 4)]
    [InlineData("1024", 5)]
    [InlineData("王芳[1024]", 5)]
    public void One_who_is_surely_meant_is_the_answer(string text, int user) => Assert.Equal(user, UserNames.Match(text, Users).User);

    [Theory]
    [InlineData("张伟", "0,1")]
    [InlineData("Zhang, Wei", "0,1")]
    [InlineData("张总", "0,1")]
    [InlineData("李经理", "2")]
    [InlineData("J. Smith", "3")]
    [InlineData("ln", "2")]
    [InlineData("欧阳", "4")]
    public void Those_who_may_be_meant_are_candidates(string text, string users)
    {
        var match = UserNames.Match(text, Users);
        Assert.Null(match.User);
        Assert.Equal(users, string.Join(',', match.Candidates));
    }

    [Theory]
    [InlineData("赵六")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("()")]
    [InlineData("John Miller")]
    public void A_stranger_is_nobody(string text)
    {
        var match = UserNames.Match(text, Users);
        Assert.Null(match.User);
        Assert.Empty(match.Candidates);
    }
}
