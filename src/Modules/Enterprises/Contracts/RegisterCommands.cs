using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>Registers a firm (登记单位). Refused where one with its code is there (<c>ENT-020</c>), or where one is likely the same and nobody has said that it is
/// not (<c>ENT-021</c>).</summary>
/// <param name="Terms">Everything entered.</param>
/// <param name="From">The first day it is; unknown where <see langword="null"/>.</param>
/// <param name="SplitFrom">The firm it was split off from (分立).</param>
/// <param name="Apart">Those that look alike and are others, as the person has seen and decided; it is remembered.</param>
[Needs(EnterprisesPermissions.Edit)]
public sealed record RegisterEnterprise(EnterpriseTerms Terms, DateOnly? From = null, EnterpriseId? SplitFrom = null, IReadOnlyList<EnterpriseId>? Apart = null) : ICommand<EnterpriseId>;

/// <summary>Registers premises (登记场所). Refused where some are likely the same and nobody has said that they are not (<c>ENT-021</c>).</summary>
/// <param name="Terms">Everything entered.</param>
/// <param name="From">The first day they are; unknown where <see langword="null"/>.</param>
/// <param name="SplitFrom">The premises they were split off from.</param>
/// <param name="Apart">Those that look alike and are others, as the person has seen and decided; it is remembered.</param>
[Needs(EnterprisesPermissions.Edit)]
public sealed record RegisterPremises(PremisesTerms Terms, DateOnly? From = null, PremisesId? SplitFrom = null, IReadOnlyList<PremisesId>? Apart = null) : ICommand<PremisesId>;

/// <summary>Links an account to a firm (关联企业账号): whoever logs in with it sees and mends what concerns the firm. Refused for an account that has not the role of a firm's people
/// (<c>ENT-070</c>), so that nobody learns who else logs in.</summary>
/// <param name="Enterprise">The firm.</param>
/// <param name="Name">The name that the account logs in with.</param>
[Needs(EnterprisesPermissions.Edit)]
public sealed record LinkFirmAccount(EnterpriseId Enterprise, string Name) : ICommand<None>;
