using Kith.Engine.Acquire.Mapping;

namespace Kith.Acquire.Import;

/// <summary>Finds the column of a list of people that holds the id of each one's organisation: the second file of accounts and contacts.</summary>
internal static class OrganisationColumn
{
    private const string Company = "company";
    private const char FirstHan = '\u2E80';

    /// <summary>Headings that speak of the organisation whatever else the file holds.</summary>
    private static readonly HashSet<string> Plain = Keys(
        "company id", "company no", "company number", "company code", "organisation id", "organization id", "org id", "parent account id", "所属客户编号", "所属客户id", "所属公司编号", "所属公司id",
        "所属企业编号", "所属单位编号", "公司编号", "公司id", "公司代码", "企业编号", "企业id", "单位编号", "单位代码");

    /// <summary>Headings that speak of the organisation and may mean its name as well as its id.</summary>
    private static readonly HashSet<string> Either = Keys("所属客户");

    /// <summary>Headings that do so only beside an id of the person's own.</summary>
    private static readonly HashSet<string> BesideOwn = Keys("account id", "account no", "account number", "customer id", "customer no", "客户编号", "客户id", "客户编码", "客户代码");

    private static readonly HashSet<string> Own = Keys("contact id", "contact no", "person id", "lead id", "联系人编号", "联系人id", "联系人编码", "人员编号");

    /// <summary>The columns, with that one planned as what it is; one that turns out to hold names is the company.</summary>
    public static IReadOnlyList<ColumnPlan> In(IReadOnlyList<ColumnPlan> columns)
    {
        var own = columns.Where(column => column.Person == 0).ToList();
        if (!own.Exists(column => column.Field is "name" or "family_name" or "given_name"))
        {
            return columns;
        }

        var hasOwnId = own.Exists(column => Own.Contains(HeaderKey.Of(column.Header)));
        var found = own.FindAll(column => HeaderKey.Of(column.Header) is var heading && (Plain.Contains(heading) || Either.Contains(heading) || (hasOwnId && BesideOwn.Contains(heading))));
        // What stands there decides, not what stands above it.
        if (found.FindAll(HoldsNames) is [var named] && !own.Exists(column => column != named && column.Field == Company))
        {
            columns = [.. columns.Select(column => column == named ? Known(column, Company) : column)];
        }

        if (found.FindAll(column => !HoldsNames(column) && !Either.Contains(HeaderKey.Of(column.Header))) is not [var reference])
        {
            return columns;
        }

        var freed = reference.Field == "external_id" ? own.Find(column => Own.Contains(HeaderKey.Of(column.Header))) : null;
        return
        [
            .. columns.Select(column => column == reference ? Known(column, ColumnPlan.OrganisationRef)
                : column == freed ? Known(column, "external_id")
                : column),
        ];
    }

    private static bool HoldsNames(ColumnPlan column) => column.Samples.Count(LooksLikeName) * 2 > column.Samples.Count;

    /// <summary>Han characters or several words, and no digit: ids have digits, or are one word.</summary>
    private static bool LooksLikeName(string text) => !text.Any(char.IsDigit)
        && (text.Any(letter => letter >= FirstHan && char.IsLetter(letter)) || text.Split(' ').Count(word => word.Any(char.IsLetter)) > 1);

    private static ColumnPlan Known(ColumnPlan column, string field) => column with { Field = field, NewLabel = null, NewType = null, Fit = 1, Because = "name", Writing = null, Open = [], Currency = null };

    private static HashSet<string> Keys(params string[] headings) => [.. headings.Select(HeaderKey.Of)];
}
