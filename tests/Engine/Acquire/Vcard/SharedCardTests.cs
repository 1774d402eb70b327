using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire.Vcard;

/// <summary>Cards that programs and phones really wrote, against what a person reads in them.</summary>
public sealed class SharedCardTests
{
    private const string Home = "Home address=Silicon Alley 5, New York, New York 12345, United States of America";

    private static readonly string[] Place = ["Postcode=12345", "City=New York", "Province=New York", "Country=United States of America"];

    /// <summary>Files with a single card: every cell. A value that ends in … is the beginning of a long one.</summary>
    public static TheoryData<string, string[]> OneCard => new()
    {
        { "John_Doe_BLACK_BERRY", ["Full name=John Doe", "Family name=Doe", "Given name=john", "Company=Acme Solutions", "Mobile phone=+96123456789"] },
        {
            "John_Doe_EVOLUTION",
            [
                "Full name=Mr. John Richter, James Doe Sr.", "Family name=Doe", "Given name=John", "Company=IBM", "Department=Accounting / Dungeon", "Job title=Money Counter",
                "Mobile phone=905-666-1234", "Work phone=905-555-1234", "Work e-mail=john.doe@ibm.com",
                "Home address=ASB-123, 15 Crescent moon drive, Albaney, New York 12345, United States of America",
                "Postcode=12345", "City=Albaney", "Province=New York", "Country=United States of America", "Birthday=1980-03-22", "Website=http://www.ibm.com", "AIM=johnny5@aol.com",
                "Nickname=Johny", "Tags=VIP", "Notes=THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS \"AS IS\" AND ANY…", "External id=477343c8e6bf375a9bac1f96a5000837",
            ]
        },
        {
            "John_Doe_GMAIL",
            [
                "Full name=Mr. John Richter, James Doe Sr.", "Family name=Doe", "Given name=John", "Company=IBM", "Job title=Money Counter", "Mobile phone=905-555-1234",
                "Home phone=905-666-1234", "Home e-mail=john.doe@ibm.com", "Home address=Crescent moon drive, 555-asd, Nice Area, Albaney, New York 12345, United States of America",
                "Birthday=1980-03-22", "Website=http://www.ibm.com", "Notes=THIS SOFTWARE IS PROVIDED…",
            ]
        },
        {
            "John_Doe_IPHONE",
            [
                "Full name=Mr. John Richter James Doe Sr.", "Family name=Doe", "Given name=John", "Company=IBM", "Department=Accounting", "Job title=Money Counter",
                "Mobile phone=905-555-1234", "Home phone=905-666-1234", "Work phone=905-777-1234", "Home fax=905-888-1234", "Work fax=905-999-1234", "Pager=905-111-1234",
                "Assistant phone=905-222-1234", "E-mail=john.doe@ibm.com", Home, "Work address=Street4, Building 6, Floor 8, New York, 12345, USA", .. Place,
                "Birthday=2012-06-06", "Website=http://www.ibm.com", "Nickname=Johny",
            ]
        },
        {
            "John_Doe_LOTUS_NOTES",
            [
                "Full name=Mr. Doe John I Johny", "Family name=Doe", "Given name=John", "Company=IBM", "Department=SUN", "Job title=Generic Accountant", "Role=Counting Money",
                "Mobile phone=+1 (212) 204-34456", "Work fax=00-1-212-555-7777", "Work e-mail=john.doe@ibm.com", "Work e-mail 2=billy_bob@gmail.com",
                "Home address=25334, South cresent drive, Building 5, 3rd floo r, New York, New York NYC887, U.S.A.", "Postcode=NYC887", "City=New York", "Province=New York",
                "Country=U.S.A.", "Birthday=1980-05-21", "Website=http://www.sun.com", "Nickname=Johny,JayJay", "Notes=THIS SOFTWARE IS PROVIDED…",
                "External id=0e7602cc-443e-4b82-b4b1-90f62f99a199",
            ]
        },
        {
            "John_Doe_MAC_ADDRESS_BOOK",
            [
                "Full name=Mr. John Richter,James Doe Sr.", "Family name=Doe", "Given name=John", "Company=IBM", "Department=Accounting", "Job title=Money Counter",
                "Work phone=905-777-1234", "Home phone=905-666-1234", "Mobile phone=905-555-1234", "Home fax=905-888-1234", "Work fax=905-999-1234", "Pager=905-111-1234",
                "Assistant phone=905-222-1234", "Work e-mail=john.doe@ibm.com", Home, "Work address=Street4, Building 6, Floor 8, New York, 12345, USA", .. Place,
                "Birthday=2012-06-06", "Website=http://www.ibm.com", "Nickname=Johny", "Notes=THIS SOFTWARE IS PROVIDED…",
            ]
        },
        {
            "John_Doe_MS_OUTLOOK",
            [
                "Full name=Mr. John Richter James Doe Sr.", "Family name=Doe", "Given name=John", "Company=IBM", "Department=Accounting", "Job title=Money Counter", "Role=Counting Money",
                "Work phone=(905) 555-1234", "Home phone=(905) 666-1234", "E-mail=john.doe@ibm.cm", "Work address=Cresent moon drive, Albaney, New York 12345, United States of America", Home,
                "Postcode=12345", "City=Albaney", "Province=New York", "Country=United States of America", "Birthday=1980-03-22", "Website=http://www.ibm.com",
                "Messenger=johny5@aol.com", "Nickname=Johny", "Notes=THIS SOFTWARE IS PROVIDED BY GEORGE EL-HADDAD ''AS IS''…",
            ]
        },
        {
            "fullcontact",
            [
                "Full name=Prefix FirstName MiddleName LastName Suffix", "Family name=LastName", "Given name=FirstName", "Company=Organization1", "Company 2=Organization2",
                "Department=Department1", "Department 2=Department2", "Job title=Title1", "Job title 2=Title2", "Home phone=555-555-1111", "Work phone=555-555-1112",
                "Mobile phone=555-555-1113", "Mobile phone 2=555-555-1114", "Home fax=555-555-1116", "Work fax=555-555-1117", "Phone=555-555-1115", "Phone 2=555-555-1118",
                "Phone 3=555-555-1119", "Home e-mail=home@example.com", "Work e-mail=work@example.com", "E-mail (school)=school@example.com", "E-mail (customtype)=custom@example.com",
                "E-mail=other@example.com", "Home address=HomeStreet, HomeExtended, HomeCity, HomeState HomePostal, HomeCountry",
                "Work address=WorkStreet, WorkExtended, WorkCity, WorkState WorkPostal, WorkCountry",
                "Address (customtype)=CustomStreet, CustomExtended, CustomCity, CustomState CustomPostal, CustomCountry",
                "Address=OtherStreet, OtherExtended, OtherCity, OtherState OtherPostal, OtherCountry", "Postcode=HomePostal", "City=HomeCity", "Province=HomeState", "Country=HomeCountry",
                "Birthday=2016-08-01", "Gender=male", "Website=http://www.homepage.com", "Website 2=http://www.blog.com", "Website 3=http://www.other.com", "Website 4=http://www.custom.com",
                "Google Talk=gtalk", "Skype=skype", "Yahoo=yahoo", "AIM=aim", "Jabber=jabber", "Messenger (CustomTYPE)=custom", "Messenger=other", "Nickname=NickName", "Tags=Tag",
                "Notes=Notes line 1\nNotes line 2",
            ]
        },
        {
            "gmail-single",
            [
                "Full name=Greg Dartmouth", "Family name=Dartmouth", "Given name=Greg", "Company=TheCompany", "Job title=TheJobTitle", "Mobile phone=555 555 1111",
                "Phone (GRAND_CENTRAL)=555 555 2222", "E-mail=gdartmouth@hotmail.com", "Home address=123 Home St, Home City, HM 12345",
                "Address (CustomAdrType)=321 Custom St, Custom City, TX 98765, USA", "Birthday=1960-09-10", "Website=http://TheProfile.com", "ICQ=123456789", "Nickname=Gman",
                "Notes=This is GMail's note field.\nIt should be added as a NOTE type.\nACustomField: CustomField",
            ]
        },
        {
            "gmail-single2",
            [
                "Full name=VCard Test", "Family name=Test", "Given name=VCard", "Company=TheCompany", "Job title=TheJobTitle", "Home phone=5555551112", "Work phone=5555551113",
                "Mobile phone=5555551115", "Main phone=5555551116", "Home fax=5555551117", "Work fax=5555551118", "Phone (GRAND_CENTRAL)=5555551119", "Pager=5555551120",
                "Phone (CustomePhoneCategory)=5555551121", "Phone=5555551111", "Phone 2=5555551114", "Home e-mail=homeemail@example.com", "Work e-mail=workemail@example.com",
                "E-mail (CustomEmailCategory)=customcategory@example.com", "E-mail=email@example.com", "E-mail 2=otheremail@example.com", "Home address=112 Main St, NY, New York 10011",
                "Work address=113 Main St, NY, New York 10011", "Address (CustomAddressCategory)=115 Main St, NY, New York 10011", "Address=111 Main St, NY, New York 10011",
                "Address 2=114 Main St, NY, New York 10011", "Postcode=10011", "City=NY", "Province=New York", "Birthday=1912-06-23", "Website=http://www.example1.com",
                "Website 2=http://www.example2.com", "Website 3=http://www.example3.com", "Website 4=http://www.example4.com", "Website 5=http://www.example5.com",
                "Website 6=http://www.example6.com", "QQ=IM6", "Google Talk=IM2", "AIM=IM3", "Yahoo=IM4", "Skype=IM5", "MSN=IM7", "ICQ=IM8", "Jabber=IM9", "Nickname=TheNickname",
                "Notes=note line 1\nnote line 2\nCustomField: field value",
            ]
        },
        {
            "outlook-2003",
            [
                "Full name=John Doe III", "Family name=Doe", "Given name=John", "Company=Company, The", "Department=TheDepartment", "Job title=The Job Title", "Role=TheProfession",
                "Work phone=BusinessPhone", "Home phone=HomePhone", "Mobile phone=MobilePhone", "Work fax=BusinessFaxPhone", "E-mail=jdoe@hotmail.com",
                "Work address=123 Main St, TheOffice, Austin, TX 12345, United States of America", "Postcode=12345", "City=Austin", "Province=TX", "Country=United States of America",
                "Birthday=1980-03-21", "Website=http://web-page-address.com", "Nickname=Joey", "Notes=This is the note field!!\nSecond line\n\nThird line is empty",
            ]
        },
        {
            "outlook-2007",
            [
                "Full name=Mr. Michael Angstadt Jr.", "Family name=Angstadt", "Given name=Michael", "Company=TheCompany", "Department=TheDepartment", "Job title=TheJobTitle",
                "Role=TheProfession", "Work phone=(111) 555-1111", "Home phone=(111) 555-2222", "Mobile phone=(111) 555-4444", "Work fax=(111) 555-3333",
                "E-mail=mike.angstadt@gmail.com", "Work address=222 Broadway, TheOffice, New York, NY 99999, USA", "Postcode=99999", "City=New York", "Province=NY", "Country=USA",
                "Birthday=1922-03-10", "Website=http://mikeangstadt.name", "Messenger=im@aim.com", "Nickname=Mike",
                "Notes=This is the NOTE field\t\nI assume it encodes this text inside a NOTE vCard type.\nBut I'm not sure because there's text formatting going on here.\nIt does not preserve…",
            ]
        },
        {
            "rfc6350-example",
            [
                "Full name=Simon Perreault", "Family name=Perreault", "Given name=Simon", "Company=Viagenie", "Work phone=+1-418-656-9254 ext. 102", "Mobile phone=+1-418-262-6501",
                "Work e-mail=simon.perreault@viagenie.ca", "Work address=2875 Laurier, Suite D2-630, Quebec, QC G1V 2M2, Canada", "Postcode=G1V 2M2", "City=Quebec", "Province=QC",
                "Country=Canada", "Birthday=--02-03", "Gender=male", "Website=http://nomis80.org",
            ]
        },
        {
            "thunderbird-MoreFunctionsForAddressBook-extension",
            [
                "Full name=John Doe", "Family name=Doe", "Given name=John", "Company=TheOrganization", "Department=TheDepartment", "Job title=TheTitle", "Work phone=555-555-1111",
                "Home phone=555-555-2222", "Mobile phone=555-555-5555", "Fax=555-555-3333", "Pager=555-555-4444", "E-mail=doe.john@hotmail.com", "E-mail 2=additional-email@company.com",
                "E-mail 3=additional-email1@company.com", "E-mail 4=additional-email2@company.com", "E-mail 5=additional-email3@company.com",
                "Work address=Suite 100, 222 Broadway, New York, NY 98765, USA", "Home address=Apt 10, 123 Main St, Austin, TX 12345, USA", "Postcode=98765", "City=New York",
                "Province=NY", "Country=USA", "Birthday=1970-09-21", "Website=http://www.private-webpage.com", "Website 2=http://www.work-webpage.com", "Nickname=Johnny",
                "Tags=category1, category2, category3",
                "Notes=This is the notes field.\nSecond Line\n\nFourth Line\nYou can put anything in the \"note\" field; even curse words.",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(OneCard))]
    public void A_card_says_what_it_says(string file, string[] expected)
    {
        var cards = Read(file);
        Assert.Null(Assert.Single(cards.Rows).Problem);
        Assert.Equal(1, cards.Survey.Cards);
        var filled = cards.Filled(0).ToList();
        Assert.Equal(expected.Length, filled.Count);
        foreach (var (want, have) in expected.Zip(filled))
        {
            Assert.Equal(want.TrimEnd('…'), want.EndsWith('…') ? have[..Math.Min(have.Length, want.Length - 1)] : have);
        }
    }

    [Theory]
    [InlineData("gmail-list", 3, "Arnold Smith|Chris Beatle|Doug White", "asmithk@gmail.com|chrisy55d@yahoo.com|dwhite@gmail.com")]
    [InlineData("rfc2426-example", 2, "Frank Dawson|Tim Howes", "Frank_Dawson@Lotus.com|howes@netscape.com")]
    [InlineData("John_Doe_ANDROID", 6, "||Ñ Ñ Ñ Ñ Ñ|Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ|Ñ Ñ Ñ Ñ|ÑÑÑÑ", "john.doe@company.com|jane.doe@company.com|||ÑÑÑÑÑÑÑÑÑÑÑÑÑÑ|henry@company.com")]
    public void A_file_of_several_cards_gives_each(string file, int count, string names, string emails)
    {
        var cards = Read(file);
        Assert.Equal((count, count), (cards.Rows.Count, cards.Survey.Cards));
        Assert.Equal(names.Split('|'), Enumerable.Range(0, count).Select(card => cards[card, "Full name"]));
        Assert.Equal(emails.Split('|'), Enumerable.Range(0, count).Select(card => cards[card, "E-mail"]));
    }

    [Fact]
    public void The_second_card_of_the_standard_is_read_over_its_folds()
    {
        var cards = Read("rfc2426-example");
        Assert.Equal(
            ["Full name=Tim Howes", "Company=Netscape Communications Corp.", "Work phone=+1-415-937-3419", "Work fax=+1-415-528-4164", "E-mail=howes@netscape.com",
                "Work address=501 E. Middlefield Rd., Mountain View, CA 94043, U.S.A.", "Postcode=94043", "City=Mountain View", "Province=CA", "Country=U.S.A."],
            cards.Filled(1));
        Assert.Equal("6544 Battleford Drive, Raleigh, NC 27613-3502, U.S.A.", cards[0, "Work address"]);
    }

    [Fact]
    public void A_phone_that_cut_a_character_in_two_leaves_a_row_to_look_at()
    {
        var cards = Read("John_Doe_ANDROID");
        Assert.Equal(["Mobile phone=123456", "Mobile phone 2=3456789", "Home phone=234567", "Home phone 2=45678901"], cards.Filled(3).Where(cell => cell.Contains("phone", StringComparison.Ordinal)));
        Assert.Equal([null, null, null, null, null, "encoding.undecodable"], cards.Rows.Select(row => row.Problem));
    }

    [Theory]
    [InlineData("John_Doe_IPHONE", "vcard.media-ignored 1")]
    [InlineData("John_Doe_GMAIL", "vcard.properties-ignored X-ABDATE ×1, X-ABRELATEDNAMES ×1, X-PHONETIC-FIRST-NAME ×1, X-PHONETIC-LAST-NAME ×1")]
    [InlineData("outlook-2003", "vcard.media-ignored 1|vcard.properties-ignored FBURL ×1")]
    [InlineData("rfc6350-example", "vcard.media-ignored 1|vcard.properties-ignored ANNIVERSARY ×1, GEO ×1, LANG ×2, TZ ×1")]
    [InlineData("gmail-list", "")]
    public void What_no_column_takes_is_told(string file, string findings) =>
        Assert.Equal(findings, string.Join('|', Read(file).Survey.Findings.Select(finding => $"{finding.Code} {finding.Data}")));

    private static Cards Read(string name) => Cards.Read(File.ReadAllBytes(SharedData.Require($"vcard/{name}.vcf")));
}
