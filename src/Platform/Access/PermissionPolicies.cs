using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Bihuan.Platform;

/// <summary>A permission as a requirement of ASP.NET Core.</summary>
/// <param name="Permission">The permission, or <see cref="Permissions.LoggedIn"/>.</param>
public sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>Makes a policy of each permission's name.</summary>
/// <param name="options">Only for the base class.</param>
public sealed class PermissionPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    /// <summary>Refuses everybody: the fallback of whatever names no permission.</summary>
    public static AuthorizationPolicy Nobody { get; } = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();

    /// <inheritdoc/>
    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().AddRequirements(new PermissionRequirement(policyName)).Build());
}

/// <summary>Asks <see cref="IRights"/>.</summary>
/// <param name="rights">The rights of who asks.</param>
public sealed class PermissionHandler(IRights rights) : AuthorizationHandler<PermissionRequirement>
{
    /// <inheritdoc/>
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(requirement);
        if (requirement.Permission == Permissions.LoggedIn ? await rights.IsLoggedIn(default) : await rights.May(requirement.Permission, default))
        {
            context.Succeed(requirement);
        }
    }
}
