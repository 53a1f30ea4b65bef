using Bihuan.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Bihuan.Enterprises;

/// <summary>The one register of firms and premises (单位场所).</summary>
public sealed class Module : IModule
{
    /// <inheritdoc/>
    public string Name => "Enterprises";

    /// <inheritdoc/>
    public IReadOnlyList<PermissionRule> Permissions =>
    [
        new(EnterprisesPermissions.View, Role.SupervisionOfficer, Role.UnitOfficer, Role.Leader, Role.Reader, Role.AuditAdministrator, Role.GridWorker),
        new(EnterprisesPermissions.Edit, Role.SupervisionOfficer, Role.UnitOfficer),
        new(EnterprisesPermissions.Administer, Role.SupervisionOfficer),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation => [new(18, "/premises", "enterprises.title", Icons.Material.Outlined.Storefront, EnterprisesPermissions.View)];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<RegisterDesk>();
        services.AddScoped<RegisterQueries>();
        services.AddScoped<RegisterStory>();
        services.AddScoped<RegisterImport>();
        services.AddScoped<IPremisesQueries, PremisesAnswers>();
        services.AddScoped<ISearchProvider, PremisesSearch>();
        services.AddScoped<ISearchProvider, EnterpriseSearch>();
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api) => EnterprisesApi.Map(api);

    /// <inheritdoc/>
    public void Map(ModelBuilder model) => EnterprisesTables.Map(model);
}
