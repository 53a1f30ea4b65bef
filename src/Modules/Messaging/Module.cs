using Bihuan.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;

namespace Bihuan.Messaging;

/// <summary>How people and other systems are told: mail, robots of groups, webhooks, calendars (消息).</summary>
public sealed class Module : IModule
{
    /// <inheritdoc/>
    public string Name => "Messaging";

    /// <inheritdoc/>
    public IReadOnlyList<PermissionRule> Permissions =>
    [
        new(MessagingPermissions.Manage, Role.SystemAdministrator),
        new(MessagingPermissions.Unit, Role.SystemAdministrator, Role.OrganisationOfficer),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<NavigationItem> Navigation =>
    [
        new(85, "/messages", "messages.title", Icons.Material.Outlined.Outbox, MessagingPermissions.Manage),
        new(86, "/messages/subscriptions", "subscriptions.title", Icons.Material.Outlined.Webhook, MessagingPermissions.Manage),
        new(87, "/messages/units", "robots.title", Icons.Material.Outlined.Groups, MessagingPermissions.Unit),
    ];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddDataProtection();
        services.TryAddSingleton(new MessagingSettings());
        services.TryAddSingleton<IHostNames, HostNames>();
        services.AddSingleton<OutsideAddresses>();
        services.AddSingleton<OutsideHttp>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<RobotSender>();
        services.AddSingleton<Letters>();
        services.AddSingleton<CalendarWriter>();
        services.AddSingleton<MessageSignal>();
        services.AddScoped<EventPoster>();
        services.AddScoped<SubscriptionDesk>();
        services.AddHostedService<MessagePump>();
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder api) => MessagingApi.Map(api);

    /// <inheritdoc/>
    public void Map(ModelBuilder model) => MessagingTables.Map(model);
}
