using Bihuan.Documents;
using Bihuan.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Bihuan.Matters;

/// <summary>The loop: everything that somebody must do by a date, from issue to its end (督办).</summary>
public sealed class Module : IModule
{
    /// <inheritdoc/>
    public string Name => "Matters";

    /// <inheritdoc/>
    public IReadOnlyList<PermissionRule> Permissions =>
    [
        new(MattersPermissions.View, Role.SupervisionOfficer, Role.UnitOfficer, Role.Leader, Role.Reader, Role.AuditAdministrator),
        new(MattersPermissions.Issue, Role.SupervisionOfficer),
        new(MattersPermissions.Steer, Role.SupervisionOfficer, Role.UnitOfficer),
        new(MattersPermissions.Handle, Role.UnitOfficer),
        new(MattersPermissions.Accept, Role.UnitOfficer, Role.SupervisionOfficer),
        new(MattersPermissions.Instruct, Role.Leader),
        new(MattersPermissions.Administer, Role.SupervisionOfficer),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation =>
    [
        new(-1, "/inbox", "inbox.title", Icons.Material.Outlined.Inbox, MattersPermissions.View),
        new(0, "/cockpit", "cockpit.title", Icons.Material.Outlined.Speed, MattersPermissions.View),
        new(5, "/matters", "matters.title", Icons.Material.Outlined.Checklist, MattersPermissions.View),
        new(6, "/matters/reporting", "reporting.title", Icons.Material.Outlined.FactCheck, MattersPermissions.View),
        new(7, "/matters/scores", "scores.title", Icons.Material.Outlined.Scoreboard, MattersPermissions.View),
        new(8, "/matters/burden", "burden.title", Icons.Material.Outlined.FilterAlt, MattersPermissions.View),
        new(55, "/matters/settings/kinds", "settings.title", Icons.Material.Outlined.Tune, MattersPermissions.Administer, Area: "/matters/settings"),
    ];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<Desk>();
        services.AddScoped<LampMoment>();
        services.AddScoped<MatterQueries>();
        services.AddSingleton<CockpitBook>();
        services.AddScoped<SavedViews>();
        services.AddScoped<MatterSheet>();
        services.AddScoped<MatterImport>();
        services.AddScoped<WarningFacts>();
        services.AddSingleton<EvidencePace>();
        services.AddScoped<EvidenceStore>();
        services.AddScoped<IHomeProvider, MatterHome>();
        services.AddScoped<ISearchProvider, MatterSearch>();
        services.AddScoped<IMatters, MatterAnswers>();
        services.AddScoped<IAdopter, TaskAdopter>();
        services.AddScoped<OfficialDrafts>();
        services.AddScoped<IDocumentNumbers, DocumentNumbers>();
        services.AddScoped<IssuedDocuments>();
        services.AddScoped<ReportDays>();
        services.AddScoped<BurdenUnits>();
        services.AddScoped<ScoreCount>();
        services.AddScoped<ScoreSheets>();
        services.AddTransient<IYearSimulation, YearSimulation>();
        services.AddHostedService<LadderWorker>();
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api) => MattersApi.Map(api);

    /// <inheritdoc/>
    public void Map(ModelBuilder model)
    {
        MattersTables.Map(model);
        FilledFields.Map(model);
    }
}
