namespace Bihuan.Enterprises;

/// <summary>What one may do with firms and premises. Each right reaches those whose street, territorial unit or industry department lies within
/// the unit it is over.</summary>
public static class EnterprisesPermissions
{
    /// <summary>See firms and premises.</summary>
    public const string View = "enterprises.view";

    /// <summary>Register and change them, and say which are not the same.</summary>
    public const string Edit = "enterprises.edit";

    /// <summary>Merge duplicates and import sheets.</summary>
    public const string Administer = "enterprises.administer";
}
