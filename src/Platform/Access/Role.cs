namespace Bihuan.Platform;

/// <summary>The roles (角色). Which permissions each has stands in the modules and is rendered in <c>docs/roles.md</c>.</summary>
public enum Role
{
    /// <summary>系统管理员: set-up, backup, machines' tokens; sees no audit and gives no rights (GB/T 22239 8.1.5).</summary>
    SystemAdministrator,

    /// <summary>安全管理员: accounts, roles, policies.</summary>
    SecurityAdministrator,

    /// <summary>审计管理员: reads the journal, changes nothing.</summary>
    AuditAdministrator,

    /// <summary>督查员: imports, reviews and adopts documents, decides on contradictions.</summary>
    SupervisionOfficer,

    /// <summary>组织人事员: units, posts, appointments, portfolios, groups.</summary>
    OrganisationOfficer,

    /// <summary>单位经办人: an officer of a department or street.</summary>
    UnitOfficer,

    /// <summary>领导: a leader of the district or a unit.</summary>
    Leader,

    /// <summary>查阅人: reads only.</summary>
    Reader,

    /// <summary>网格员: reports what is found in a street or community, and nothing else.</summary>
    GridWorker,

    /// <summary>企业人员: sees and mends what concerns the firms that the account is linked to, and nothing else.</summary>
    FirmOfficer,
}

/// <summary>A permission with the roles that have it.</summary>
/// <param name="Permission">Lower case, module first, such as <c>organisation.edit</c>.</param>
/// <param name="Roles">The roles.</param>
public sealed record PermissionRule(string Permission, params IReadOnlyList<Role> Roles);
