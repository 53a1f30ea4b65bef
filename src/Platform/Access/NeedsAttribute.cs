using Microsoft.AspNetCore.Authorization;

namespace Bihuan.Platform;

/// <summary>The permission that a request, page or endpoint needs. What carries neither this nor <see cref="OpenToAllAttribute"/> is refused to everybody.</summary>
/// <param name="permission">Such as <c>organisation.edit</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(string permission) : AuthorizeAttribute(permission)
{
    /// <summary>The permission.</summary>
    public string Permission { get; } = permission;
}

/// <summary>Open to people without an account: log-in, set-up, help, public pages. Every use is listed in <c>docs/roles.md</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToAllAttribute : Attribute, IAllowAnonymous;

/// <summary>Open to whoever is logged in, whatever the role: one's own account, notifications.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsLogInAttribute() : AuthorizeAttribute(Permissions.LoggedIn);
