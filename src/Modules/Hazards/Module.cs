using Bihuan.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Hazards;

/// <summary>Hazards: found by checklists, graded by the standard of the day (隐患).</summary>
public sealed class Module : IModule
{
    /// <inheritdoc/>
    public string Name => "Hazards";

    /// <inheritdoc/>
    public IReadOnlyList<PermissionRule> Permissions => [new(FieldPermissions.Report, Role.UnitOfficer, Role.SupervisionOfficer)];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation => [];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(ShippedChecklists.Book);
        services.AddScoped<IFieldIntake, WaitingIntake>();
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api) => FieldApi.Map(api);

    /// <inheritdoc/>
    public void Map(ModelBuilder model) => FieldTables.Map(model);
}
