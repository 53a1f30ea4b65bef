namespace Bihuan.Accounts;

/// <summary>What one may do with accounts, rights and the record of both.</summary>
public static class AccountsPermissions
{
    /// <summary>See, enter, disable accounts; give and take roles; reset passwords; end sessions.</summary>
    public const string Manage = "accounts.manage";

    /// <summary>Change the rules of passwords, lock-out, sessions and digests.</summary>
    public const string Policy = "accounts.policy";

    /// <summary>Give tokens to machines and take them back.</summary>
    public const string Tokens = "accounts.tokens";

    /// <summary>Rename the district, set its clock.</summary>
    public const string District = "accounts.district";

    /// <summary>Read the journal.</summary>
    public const string Audit = "accounts.audit";
}
