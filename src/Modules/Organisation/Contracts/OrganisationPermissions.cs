namespace Bihuan.Organisation;

/// <summary>What one may do with units, posts and people.</summary>
public static class OrganisationPermissions
{
    /// <summary>See units, posts, holders, portfolios and groups.</summary>
    public const string View = "organisation.view";

    /// <summary>Change them.</summary>
    public const string Edit = "organisation.edit";

    /// <summary>Enter what an adopted document says: aliases, appointments, portfolios, groups; and take it back.</summary>
    public const string Adopt = "organisation.adopt";

    /// <summary>Import workbooks, merge duplicates, name the district.</summary>
    public const string Administer = "organisation.administer";
}
