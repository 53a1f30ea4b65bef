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
    public IReadOnlyList<PermissionRule> Permissions => [];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation => [];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services) => services.AddSingleton(ShippedChecklists.Book);

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api)
    {
        // Inspections come with the register of hazards.
    }

    /// <inheritdoc/>
    public void Map(ModelBuilder model)
    {
        // Checklists of the product are data; a district's own come with the register of hazards.
    }
}
