using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

/// <summary>A name alone says whether an organisation or a person bears it, or says nothing.</summary>
public sealed class NameBearerTests
{
    [Theory]
    [InlineData("上海某某有限公司")]
    [InlineData("上海某某有限公司北京代表处")]
    [InlineData("云帆科技（上海）有限公司")]
    [InlineData("云帆科技有限公司（总部）")]
    [InlineData("中山市第一人民医院")]
    [InlineData("王记面店")]
    [InlineData("金杜律师事务所")]
    [InlineData("株式会社山田")]
    [InlineData("Müller GmbH")]
    [InlineData("Müller GmbH & Co. KG")]
    [InlineData("Harbour Ltd.")]
    [InlineData("Acme, Inc.")]
    [InlineData("Ejemplo S.L.")]
    [InlineData("Ejemplo S.A.")]
    [InlineData("RENAULT SA")]
    [InlineData("Siemens AG")]
    [InlineData("Schmidt & Co")]
    [InlineData("Kino e.V.")]
    [InlineData("Widgets Pty Ltd - Sydney")]
    [InlineData("University of Oxford")]
    public void Organisations(string name) => Assert.Equal((NameBearer.Organisation, true), (NameBearers.Of(name), NameBearers.IsOrganisation(name)));

    [Theory]
    [InlineData("王小明")]
    [InlineData("欧阳小明")]
    [InlineData("王经理")]
    [InlineData("王小明（云帆科技有限公司）")]
    [InlineData("Anna Müller")]
    [InlineData("Ana de la Cruz")]
    [InlineData("Dr. Hans Berg")]
    public void People(string name) => Assert.Equal((NameBearer.Person, false), (NameBearers.Of(name), NameBearers.IsOrganisation(name)));

    [Theory]
    [InlineData("")]
    [InlineData("云帆")]
    [InlineData("Acme")]
    [InlineData("Deutsche Bank")]
    [InlineData("Sunrise Tea")]
    [InlineData("海港贸易")]
    [InlineData("ACME")]
    [InlineData("张大学")]
    [InlineData("Maria Sa")]
    [InlineData("Nguyen Co")]
    public void Neither(string name) => Assert.Equal((NameBearer.Unknown, false), (NameBearers.Of(name), NameBearers.IsOrganisation(name)));
}
