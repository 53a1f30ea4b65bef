using Bihuan.Enterprises;
using Bihuan.Matters;
using Bihuan.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;

namespace Bihuan.Hazards;

/// <summary>Hazards: found, graded, mended, accepted, cancelled (隐患).</summary>
public sealed class Module : IModule
{
    /// <inheritdoc/>
    public string Name => "Hazards";

    /// <inheritdoc/>
    public IReadOnlyList<PermissionRule> Permissions =>
    [
        new(HazardsPermissions.View, Role.SupervisionOfficer, Role.UnitOfficer, Role.Leader, Role.Reader, Role.AuditAdministrator),
        new(HazardsPermissions.Register, Role.SupervisionOfficer, Role.UnitOfficer),
        new(HazardsPermissions.Handle, Role.SupervisionOfficer, Role.UnitOfficer),
        new(ProblemListPermissions.Keep, Role.SupervisionOfficer, Role.UnitOfficer),
        new(HazardsPermissions.List, Role.SupervisionOfficer),
        new(EnforcementPermissions.Enforce, Role.SupervisionOfficer, Role.UnitOfficer),
        new(CampaignPermissions.Run, Role.SupervisionOfficer),
        new(ChecklistPermissions.Keep, Role.SupervisionOfficer),
        new(FieldPermissions.Report, Role.UnitOfficer, Role.SupervisionOfficer, Role.GridWorker),
        new(FirmPermissions.Own, Role.FirmOfficer),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation =>
    [
        new(12, "/hazards", "hazards.title", Icons.Material.Outlined.ReportProblem, HazardsPermissions.View),
        new(11, "/firm", "firmHazards.title", Icons.Material.Outlined.ReportProblem, FirmPermissions.Own, StartWithout: HazardsPermissions.View),
        new(13, "/field", "fieldpage.title", Icons.Material.Outlined.PhoneAndroid, FieldPermissions.Report, StartWithout: HazardsPermissions.View),
    ];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<ChecklistShelf>();
        services.AddScoped<ChecklistDesk>();
        services.AddScoped<HazardSight>();
        services.AddScoped<HazardDesk>();
        services.AddScoped<HazardMatters>();
        services.AddScoped<HazardQueries>();
        services.AddScoped<ICloseGate, PhotographGate>();
        services.AddSingleton<IPremisesLink, HazardsOfPremises>();
        services.AddSingleton<IPremisesLink, InspectionsOfPremises>();
        services.AddSingleton<IPremisesLink, FieldOfPremises>();
        services.AddSingleton<IPremisesLink, NewHazardOfPremises>();
        services.AddSingleton<IPremisesLink, InspectPremises>();
        services.AddScoped<FieldIntake>();
        services.AddScoped<Nearby>();
        services.TryAddSingleton(new PublicReportSettings());
        services.AddScoped<IHomeProvider, ReportsHome>();
        services.AddScoped<ListDesk>();
        services.AddScoped<ICloseGate, AnalysisGate>();
        services.AddScoped<IReportFiller, QuotaFiller>();
        services.AddScoped<IHomeProvider, ProblemsHome>();
        services.AddHostedService<QuotaWorker>();
        ListedServices.Add(services);
        EnforcementServices.Add(services);
        CampaignServices.Add(services);
        FirmServices.Add(services);
        services.AddSingleton<Overviews>();
        services.AddScoped<HazardOverview>();
        services.AddScoped<InspectionPlans>();
        services.AddHostedService<OverviewWarmth>();
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api)
    {
        HazardsApi.Map(api);
        FieldApi.Map(api);
        ListsApi.Map(api);
        FirmApi.Map(api);
        ListedApi.Map(api);
        EnforcementApi.Map(api);
        CampaignApi.Map(api);
        ChecklistApi.Map(api);
    }

    /// <inheritdoc/>
    public void Map(ModelBuilder model)
    {
        HazardsTables.Map(model);
        FieldTables.Map(model);
        ListTables.Map(model);
        ListedTables.Map(model);
        EnforcementTables.Map(model);
        CampaignTables.Map(model);
        ChecklistTables.Map(model);
    }
}
