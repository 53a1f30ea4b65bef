using Bihuan.Persistence;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Platform;

/// <summary>What the platform itself keeps and offers: notifications, and the answers of the API's writes.</summary>
public sealed class Module : IModule
{
    /// <inheritdoc/>
    public string Name => "Platform";

    /// <inheritdoc/>
    public IReadOnlyList<PermissionRule> Permissions => [new(PlatformPermissions.Calendar, Role.SystemAdministrator, Role.SupervisionOfficer)];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation => [new(60, "/calendar", "workdays.title", MudBlazor.Icons.Material.Outlined.CalendarMonth, PlatformPermissions.Calendar)];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<NotificationSignal>();
        services.AddScoped<Notifier>();
        services.AddScoped<WorkingDays>();
        services.AddSingleton<PhotographIntake>();
        services.AddScoped<IHomeProvider, CalendarHome>();
        services.AddHostedService<CalendarWarning>();
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api)
    {
        api.MapQuery("/notifications", (ListNotices.Request request) => request);
        api.MapQuery("/calendar", (ShowCalendarYear.Request request) => request);
        api.MapCommand("/calendar", (LoadCalendarYear.Request request) => request);
    }

    /// <inheritdoc/>
    public void Map(ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<CalendarYear>(y =>
        {
            y.ToTable("calendar_year");
            y.HasKey(x => x.Id);
            y.Ignore(x => x.Key);
            y.Property(x => x.Id).ValueGeneratedNever();
            y.Property(x => x.Notice).AsJson();
            y.HasIndex(x => x.Year).IsUnique();
        });
        model.Entity<Notification>(n =>
        {
            n.ToTable("notification").IsKept();
            n.Property(x => x.Values).AsJson();
            n.HasIndex(x => x.Created);
            n.HasIndex(x => x.IsRouted);
            n.HasIndex(x => x.Once).IsUnique();
        });
        model.Entity<NotificationReader>(r =>
        {
            r.ToTable("notification_reader").IsKept();
            r.HasKey(x => x.Account);
        });
        model.Entity<AnsweredRequest>(a =>
        {
            a.ToTable("answered_request").IsKept();
            a.HasIndex(x => x.Created);
        });
    }
}
