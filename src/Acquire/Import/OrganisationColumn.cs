using Kith.Engine.Acquire.Mapping;

namespace Kith.Acquire.Import;

/// <summary>Finds the column of a list of people that holds the id of each one's organisation: the second file of accounts and contacts.</summary>
internal static class OrganisationColumn
{
    /// <summary>Headings that speak of the organisation whatever else the file holds.</summary>
    private static readonly HashSet<string> Plain = Keys(
        "company id", "company no", "company number", "company code", "organisation id", "organization id", "org id", "parent account id", "所属客户编号", "所属客户id", "所属公司编号", "所属公司id",
        "所属企业编号", "所属单位编号", "公司编号", "公司id", "公司代码", "企业编号", "企业id", "单位编号", "单位代码", "所属客户");

    /// <summary>Headings that do so only beside an id of the person's own.</summary>
    private static readonly HashSet<string> BesideOwn = Keys("account id", "account no", "account number", "customer id", "customer no", "客户编号", "客户id", "客户编码", "客户代码");

    private static readonly HashSet<string> Own = Keys("contact id", "contact no", "person id", "lead id", "联系人编号", "联系人id", "联系人编码", "人员编号");

    /// <summary>The columns, with that one planned as what it is.</summary>
    public static IReadOnlyList<ColumnPlan> In(IReadOnlyList<ColumnPlan> columns)
    {
        var own = columns.Where(column => column.Person == 0).ToList();
        if (!own.Exists(column => column.Field is "name" or "family_name" or "given_name"))
        {
            return columns;
        }

        var hasOwnId = own.Exists(column => Own.Contains(HeaderKey.Of(column.Header)));
        var found = own.FindAll(column => HeaderKey.Of(column.Header) is var heading && (Plain.Contains(heading) || (hasOwnId && BesideOwn.Contains(heading))));
        if (found is not [var reference])
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

    private static ColumnPlan Known(ColumnPlan column, string field) => column with { Field = field, NewLabel = null, NewType = null, Fit = 1, Because = "name", Writing = null, Open = [], Currency = null };

    private static HashSet<string> Keys(params string[] headings) => [.. headings.Select(HeaderKey.Of)];
}
