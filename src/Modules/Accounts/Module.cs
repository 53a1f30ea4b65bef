using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Bihuan.Accounts;

/// <summary>Accounts, log-in, rights as of the day (账号与权限).</summary>
public sealed class Module : IModule
{
    /// <inheritdoc/>
    public string Name => "Accounts";

    /// <inheritdoc/>
    public IReadOnlyList<PermissionRule> Permissions =>
    [
        new(AccountsPermissions.Manage, Role.SecurityAdministrator),
        new(AccountsPermissions.Policy, Role.SecurityAdministrator),
        new(AccountsPermissions.Tokens, Role.SystemAdministrator),
        new(AccountsPermissions.District, Role.SystemAdministrator),
        new(AccountsPermissions.Audit, Role.AuditAdministrator),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation =>
    [
        new(80, "/accounts", "accounts.title", Icons.Material.Outlined.ManageAccounts, AccountsPermissions.Manage),
        new(81, "/accounts/policy", "policy.title", Icons.Material.Outlined.Policy, AccountsPermissions.Policy),
        new(82, "/accounts/tokens", "tokens.title", Icons.Material.Outlined.Key, AccountsPermissions.Tokens),
        new(83, "/accounts/district", "district.title", Icons.Material.Outlined.Tune, AccountsPermissions.District),
        new(84, "/audit", "audit.title", Icons.Material.Outlined.FactCheck, AccountsPermissions.Audit),
    ];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddIdentityCore<BihuanUser>().AddUserStore<UserOnlyStore<BihuanUser, Persistence.BihuanContext, Guid>>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.AddSingleton<SettingsReader>();
        services.AddSingleton<RightsReader>();
        services.AddSingleton<SessionBook>();
        services.AddSingleton<TokenBook>();
        services.AddSingleton<Fingerprints>();
        services.AddScoped<AccountStore>();
        services.AddScoped<SessionStarter>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<IRights, Rights>();
        services.AddScoped<IDistrictProfile, DistrictProfiles>();
        services.AddScoped<IAccountDirectory, AccountDirectory>();
        services.AddScoped<AuthenticationStateProvider, SessionStateProvider>();
        services.AddScoped<CircuitHandler, CallerCircuitHandler>();
        AccountsWeb.AddTo(services);
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts");
        accounts.MapQuery("", (ListAccounts.Request request) => request);
        accounts.MapCommand("", (CreateAccount request) => request);
        accounts.MapCommand("/grants", (GrantRole request) => request);
        accounts.MapCommand("/post-grants", (GrantRoleToPost request) => request);
        var audit = api.MapGroup("/audit");
        audit.MapQuery("/entries", (ReadJournal.Request request) => request);
        audit.MapGet("/entries.csv", ([AsParameters] ReadJournal.Request request, HttpContext http, Mediator ask, Words words, CancellationToken cancel) => AuditExport.Write(http, ask, words, request, cancel))
            .WithMetadata(new NeedsAttribute(AccountsPermissions.Audit)).WithName("exportJournal").WithSummary("The journal's entries as CSV.").WithTags("Accounts");
    }

    /// <inheritdoc/>
    public void Map(ModelBuilder model) => AccountsTables.Map(model);
}
