using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Accounts;

/// <summary>Enters an account (新增账号). The password is a first one: it must be changed at the first log-in.</summary>
/// <param name="Name">The name to log in with.</param>
/// <param name="DisplayName">The name to be shown.</param>
/// <param name="Password">The first password.</param>
/// <param name="Role">The first role, if any.</param>
/// <param name="Unit">The unit that the role reaches, with all below it; the whole district without one.</param>
/// <param name="Person">The holder of posts whose account it is.</param>
/// <param name="PersonNumber">The person number, by which an identity provider knows them.</param>
/// <param name="UnitCode">The code of their unit there.</param>
/// <param name="MustChangePassword">Whether the password is to be changed at the first log-in.</param>
[Needs(AccountsPermissions.Manage)]
public sealed record CreateAccount(
    string Name, string DisplayName, string Password, Role? Role = null, UnitId? Unit = null, PersonId? Person = null, string? PersonNumber = null, string? UnitCode = null, bool MustChangePassword = true)
    : ICommand<AccountId>
{
    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"{nameof(CreateAccount)} {Name}";
}

/// <summary>Lets an account log in no longer, and ends its sessions (停用账号). Nothing of it is erased.</summary>
/// <param name="Account">The account.</param>
[Needs(AccountsPermissions.Manage)]
public sealed record DisableAccount(AccountId Account) : ICommand<None>;

/// <summary>Gives a role (授予角色).</summary>
/// <param name="Account">To which account.</param>
/// <param name="Role">The role.</param>
/// <param name="Unit">The unit that it reaches, with all below it; the whole district without one.</param>
/// <param name="Post">Counts only while the account's person holds this post.</param>
/// <param name="From">The first day; today without one.</param>
/// <param name="To">The last day; until it is taken back without one.</param>
[Needs(AccountsPermissions.Manage)]
public sealed record GrantRole(AccountId Account, Role Role, UnitId? Unit = null, PostId? Post = null, DateOnly? From = null, DateOnly? To = null) : ICommand<GrantId>;

/// <summary>Gives a role to a post (随职授权): whoever holds the post on a day has it, and nobody has it while the post is vacant.</summary>
/// <param name="Post">The post.</param>
/// <param name="Role">The role; none of the three administrators.</param>
/// <param name="Unit">The unit that it reaches, with all below it; the whole district without one.</param>
/// <param name="From">The first day; today without one.</param>
/// <param name="To">The last day.</param>
[Needs(AccountsPermissions.Manage)]
public sealed record GrantRoleToPost(PostId Post, Role Role, UnitId? Unit = null, DateOnly? From = null, DateOnly? To = null) : ICommand<GrantId>;

/// <summary>One of the first administrators.</summary>
/// <param name="Name">The name to log in with.</param>
/// <param name="DisplayName">The name to be shown.</param>
/// <param name="Password">The password, twelve characters or more.</param>
public sealed record FirstAdministrator(string Name, string DisplayName, string Password)
{
    /// <summary>Leaves the password out.</summary>
    public override string ToString() => Name;
}

/// <summary>Sets the program up (初始化): names the district and enters the three administrators. Refused for ever once an account exists.</summary>
/// <param name="District">The district's name.</param>
/// <param name="System">系统管理员.</param>
/// <param name="Security">安全管理员.</param>
/// <param name="Audit">审计管理员.</param>
/// <param name="IsSample">Whether it is the sample district, which every page then says.</param>
[OpenToAll]
public sealed record SetUp(string District, FirstAdministrator System, FirstAdministrator Security, FirstAdministrator Audit, bool IsSample = false) : ICommand<None>;

/// <summary>Sets the district's clock (设定时钟) for training, drills and the sample; it runs on from there, also after a restart.</summary>
/// <param name="Shows">What it shall show now; <see langword="null"/> to go back to the machine's clock.</param>
[Needs(AccountsPermissions.District)]
public sealed record SetClock(DateTimeOffset? Shows) : ICommand<None>;

/// <summary>Gives a token to a machine (签发令牌). Its secret is given back once; only its digest is kept.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Unit">The unit that it reaches, with all below it; the whole district without one.</param>
/// <param name="Permissions">What it may do.</param>
/// <param name="Days">For how many days, at most 366.</param>
[Needs(AccountsPermissions.Tokens)]
public sealed record IssueToken(string Name, UnitId? Unit, IReadOnlyList<string> Permissions, int Days) : ICommand<string>;

/// <summary>Loads the sample district (示例区). Implemented by the host, which knows every module.</summary>
public interface ISampleDistrict
{
    /// <summary>Loads it into an empty database through the real commands.</summary>
    /// <returns>One demonstration account for each role, with its password, or why not.</returns>
    Task<Result<IReadOnlyList<DemonstrationAccount>>> Load(CancellationToken cancel);
}

/// <summary>A demonstration account. Shown once.</summary>
/// <param name="Role">Its role.</param>
/// <param name="Name">Its name.</param>
/// <param name="Password">Its generated password.</param>
/// <param name="Unit">The unit it acts for, where there is one.</param>
public sealed record DemonstrationAccount(Role Role, string Name, string Password, string? Unit)
{
    /// <summary>Leaves the password out.</summary>
    public override string ToString() => Name;
}
