using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

/// <summary>Names of people: family, given, middle; what stands around them; which part comes first.</summary>
public sealed class PersonNamesTests
{
    [Theory]
    [InlineData("张伟", "张", "伟")]
    [InlineData("张三丰", "张", "三丰")]
    [InlineData("张 伟", "张", "伟")]
    [InlineData("欧阳锋", "欧阳", "锋")]
    [InlineData("欧阳娜娜", "欧阳", "娜娜")]
    [InlineData("歐陽鋒", "歐陽", "鋒")]
    [InlineData("司马相如", "司马", "相如")]
    [InlineData("上官婉儿", "上官", "婉儿")]
    [InlineData("诸葛亮", "诸葛", "亮")]
    [InlineData("单伟", "单", "伟")]
    [InlineData("尉迟恭", "尉迟", "恭")]
    [InlineData("张王晓丽", "张王", "晓丽")]
    [InlineData("范徐丽泰", "范徐", "丽泰")]
    [InlineData("張國榮", "張", "國榮")]
    [InlineData("阿卜杜拉·买买提", "买买提", "阿卜杜拉")]
    [InlineData("约翰·史密斯", "史密斯", "约翰")]
    [InlineData("田中太郎", "田中", "太郎")]
    [InlineData("佐々木希美", "佐々木", "希美")]
    [InlineData("山田 さくら", "山田", "さくら")]
    [InlineData("김민준", "김", "민준")]
    [InlineData("남궁민수", "남궁", "민수")]
    [InlineData("John Smith", "Smith", "John")]
    [InlineData("Smith, John", "Smith", "John")]
    [InlineData("John SMITH", "SMITH", "John")]
    [InlineData("SMITH John", "SMITH", "John")]
    [InlineData("Ludwig van Beethoven", "van Beethoven", "Ludwig")]
    [InlineData("Jan van der Berg", "van der Berg", "Jan")]
    [InlineData("María de la Cruz", "de la Cruz", "María")]
    [InlineData("Otto von Bismarck", "von Bismarck", "Otto")]
    [InlineData("Shaquille O'Neill", "O'Neill", "Shaquille")]
    [InlineData("Mohammed bin Salman", "bin Salman", "Mohammed")]
    [InlineData("Omar al-Rashid", "al-Rashid", "Omar")]
    [InlineData("Anna Smith-Jones", "Smith-Jones", "Anna")]
    [InlineData("Zhang Wei", "Zhang", "Wei")]
    [InlineData("ZHANG Wei", "ZHANG", "Wei")]
    [InlineData("Wei Zhang", "Zhang", "Wei")]
    [InlineData("Wei ZHANG", "ZHANG", "Wei")]
    [InlineData("Xiaoming Li", "Li", "Xiaoming")]
    [InlineData("Li Xiaoming", "Li", "Xiaoming")]
    [InlineData("Wang Fang", "Wang", "Fang")]
    [InlineData("Ouyang Feng", "Ouyang", "Feng")]
    [InlineData("Kim Min-jun", "Kim", "Min-jun")]
    [InlineData("David 张", "张", "David")]
    public void Family_and_given_name_are_told_apart(string text, string family, string given)
    {
        var name = PersonNames.Read(text);
        Assert.Equal((family, given), (name.Family, name.Given));
    }

    [Theory]
    [InlineData("John A. Smith", "Smith", "John", "A.", null, null)]
    [InlineData("Dr. John Smith Jr.", "Smith", "John", null, "Dr.", "Jr.")]
    [InlineData("Smith, John A.", "Smith", "John", "A.", null, null)]
    [InlineData("Smith, John, PhD", "Smith", "John", null, null, "PhD")]
    [InlineData("Mr. John Smith", "Smith", "John", null, "Mr.", null)]
    [InlineData("Henry Ford III", "Ford", "Henry", null, null, "III")]
    [InlineData("Frau Anna Müller", "Müller", "Anna", null, "Frau", null)]
    [InlineData("Prof. Dr. Hans Meier", "Meier", "Hans", null, "Prof. Dr.", null)]
    [InlineData("CHAN Tai Man Peter", "CHAN", "Tai Man", "Peter", null, null)]
    [InlineData("Peter CHAN Tai Man", "CHAN", "Tai Man", "Peter", null, null)]
    [InlineData("Nguyen Van An", "Nguyen", "An", "Van", null, null)]
    [InlineData("张伟经理", "张", "伟", null, "经理", null)]
    [InlineData("王总", "王", null, null, "总", null)]
    [InlineData("欧阳总", "欧阳", null, null, "总", null)]
    [InlineData("李工", "李", null, null, "工", null)]
    [InlineData("王副总经理", "王", null, null, "副总经理", null)]
    [InlineData("陈小姐", "陈", null, null, "小姐", null)]
    [InlineData("刘老师", "刘", null, null, "老师", null)]
    [InlineData("小李", "李", null, null, "小", null)]
    public void What_stands_around_a_name_is_kept_apart(string text, string? family, string? given, string? middle, string? title, string? suffix)
    {
        var n = PersonNames.Read(text);
        Assert.Equal((family, given, middle, title, suffix), (n.Family, n.Given, n.Middle, n.Title, n.Suffix));
    }

    [Theory]
    [InlineData("王先生", NameGender.Male)]
    [InlineData("王女士", NameGender.Female)]
    [InlineData("李小姐", NameGender.Female)]
    [InlineData("Mrs. Jane Smith", NameGender.Female)]
    [InlineData("Herr Hans Meier", NameGender.Male)]
    [InlineData("Sra. Ana García", NameGender.Female)]
    [InlineData("Dr. Jane Smith", NameGender.Unknown)]
    [InlineData("王经理", NameGender.Unknown)]
    public void A_form_of_address_says_the_gender(string text, NameGender gender) => Assert.Equal(gender, PersonNames.Read(text).Gender);

    [Theory]
    [InlineData("Gabriel García Márquez", "es", "García Márquez", null)]
    [InlineData("M. Jean Dupont", "fr", "Dupont", "M.")]
    [InlineData("高橋誠", "ja", "高橋", null)]
    public void The_language_of_the_list_decides_where_the_name_alone_cannot(string text, string culture, string family, string? title)
    {
        var name = PersonNames.Read(text, culture);
        Assert.Equal((family, title), (name.Family, name.Title));
    }

    [Theory]
    [InlineData("张伟(采购)", "采购")]
    [InlineData("张伟 David", "David")]
    [InlineData("Zhang Wei 张伟", "Zhang Wei")]
    public void Whatever_else_is_said_is_noted(string text, string note)
    {
        var name = PersonNames.Read(text);
        Assert.Equal(("张", "伟", note), (name.Family, name.Given, name.Note));
    }

    [Theory]
    [InlineData("JOHN SMITH", "John Smith")]
    [InlineData("JOHN O'NEILL", "John O'Neill")]
    [InlineData("jan van der berg", "Jan van der Berg")]
    [InlineData("RONALD MCDONALD", "Ronald McDonald")]
    [InlineData("ANNA SMITH-JONES", "Anna Smith-Jones")]
    [InlineData("John Smith", null)]
    [InlineData("张伟", null)]
    public void Capitals_are_only_offered_in_usual_case(string text, string? suggestion) => Assert.Equal(suggestion, PersonNames.Read(text).Suggestion);

    [Theory]
    [InlineData("Smith, John", "John Smith", NameAgreement.Agree)]
    [InlineData("JOHN SMITH", "john smith", NameAgreement.Agree)]
    [InlineData("Dr. John Smith", "John Smith", NameAgreement.Agree)]
    [InlineData("José García", "Jose Garcia", NameAgreement.Agree)]
    [InlineData("Zhang Wei", "Wei Zhang", NameAgreement.Agree)]
    [InlineData("張偉", "张伟", NameAgreement.Agree)]
    [InlineData("张 伟", "张伟先生", NameAgreement.Agree)]
    [InlineData("J. Smith", "John Smith", NameAgreement.Compatible)]
    [InlineData("John A. Smith", "John Smith", NameAgreement.Compatible)]
    [InlineData("王总", "王伟", NameAgreement.Compatible)]
    [InlineData("Zhang Wei", "张伟", NameAgreement.Compatible)]
    [InlineData("Wei Zhang", "张伟", NameAgreement.Compatible)]
    [InlineData("John Smith", "Jane Smith", NameAgreement.Different)]
    [InlineData("张伟", "张敏", NameAgreement.Different)]
    [InlineData("王总", "李总", NameAgreement.Different)]
    [InlineData("Zhang Min", "张伟", NameAgreement.Different)]
    public void Two_names_agree_fit_or_differ(string a, string b, NameAgreement expected)
    {
        Assert.Equal(expected, PersonNames.Same(a, b));
        Assert.Equal(expected, PersonNames.Same(b, a));
    }

    [Fact]
    public void Any_name_agrees_with_itself_and_the_order_of_asking_never_matters()
    {
        string[] pieces = ["张", "伟", "王总", "John", "SMITH", "van", "de", ",", " ", "·", "(a)", "Jr.", "欧阳", "김", "た", "J.", "先生", "1", "😀", "O'", "-"];
        var random = new Random(3);
        for (var i = 0; i < 5_000; i++)
        {
            var (a, b) = (Text(), Text());
            Assert.Equal(NameAgreement.Agree, PersonNames.Same(a, a));
            Assert.True(PersonNames.Same(a, b) == PersonNames.Same(b, a), $"{a} / {b}");
            Assert.InRange(PersonNames.Read(a).Confidence, 0, 1);
        }

        string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(2) == 0 ? " " : "")));
    }
}
