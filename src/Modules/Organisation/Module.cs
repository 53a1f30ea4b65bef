using Bihuan.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Bihuan.Organisation;

/// <summary>Units, posts, holders, portfolios and groups through time (组织机构).</summary>
public sealed class Module : IModule
{
    /// <inheritdoc/>
    public string Name => "Organisation";

    /// <inheritdoc/>
    public IReadOnlyList<PermissionRule> Permissions =>
    [
        new(OrganisationPermissions.View, Role.OrganisationOfficer, Role.SupervisionOfficer, Role.UnitOfficer, Role.Leader, Role.Reader, Role.SecurityAdministrator, Role.AuditAdministrator),
        new(OrganisationPermissions.Edit, Role.OrganisationOfficer),
        new(OrganisationPermissions.Adopt, Role.OrganisationOfficer, Role.SupervisionOfficer),
        new(OrganisationPermissions.Administer, Role.OrganisationOfficer),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation => [new(20, "/organisation", "organisation.title", Icons.Material.Outlined.AccountTree, OrganisationPermissions.View)];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<Register>();
        services.AddScoped<IUnitDirectory, UnitDirectory>();
        services.AddScoped<ISearchProvider, UnitSearch>();
        services.AddScoped<ISearchProvider, PersonSearch>();
        services.AddSingleton<UnitBook>();
        services.AddScoped<OrganisationQueries>();
        services.AddHostedService<ProbationWatch>();
        services.AddScoped<IOrganisationQueries>(provider => provider.GetRequiredService<OrganisationQueries>());
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api) => OrganisationApi.Map(api);

    /// <inheritdoc/>
    public void Map(ModelBuilder model) => OrganisationTables.Map(model);
}
