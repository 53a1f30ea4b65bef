using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MudBlazor;

namespace Bihuan.Documents;

/// <summary>Import, review, adoption and reading of documents (公文).</summary>
public sealed class Module : IModule
{
    /// <inheritdoc/>
    public string Name => "Documents";

    /// <inheritdoc/>
    public IReadOnlyList<PermissionRule> Permissions =>
    [
        new(DocumentsPermissions.View, Role.SupervisionOfficer, Role.OrganisationOfficer, Role.UnitOfficer, Role.Leader, Role.Reader, Role.AuditAdministrator),
        new(DocumentsPermissions.Import, Role.SupervisionOfficer),
        new(DocumentsPermissions.Review, Role.SupervisionOfficer),
        new(DocumentsPermissions.Adopt, Role.SupervisionOfficer),
        new(DocumentsPermissions.Decide, Role.SupervisionOfficer),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation => [new(10, "/documents", "documents.title", Icons.Material.Outlined.Description, DocumentsPermissions.View)];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ImportProgress>();
        services.AddSingleton<ImportWorker>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ImportWorker>());
        services.AddHostedService<FolderWatcher>();
        services.AddScoped<Readings>();
        services.AddSingleton<UploadPace>();
        services.AddScoped<UploadService>();
        services.AddScoped<IDocumentIntake>(provider => provider.GetRequiredService<UploadService>());
        services.AddScoped<IHomeProvider, DocumentHome>();
        services.AddScoped<ISearchProvider, DocumentSearch>();
        services.AddScoped<UnitPlacing>();
        services.AddScoped<Library>();
        services.AddScoped<IDocumentLibrary>(p => p.GetRequiredService<Library>());
        services.AddScoped<IContradictionRulings>(p => p.GetRequiredService<Library>());
        services.AddScoped<IRuleBook>(p => p.GetRequiredService<Library>());
        services.AddScoped<IAdopter, AppointmentAdopter>();
        services.AddScoped<IAdopter, PortfolioAdopter>();
        services.AddScoped<IAdopter, GroupAdopter>();
        services.AddScoped<IAdopter, RuleAdopter>();
        services.AddScoped<IAdopter, RepealAdopter>();
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api) => DocumentsApi.Map(api.MapGroup("/documents"));

    /// <inheritdoc/>
    public void Map(ModelBuilder model) => DocumentsTables.Map(model);
}
