using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bihuan.Hazards;

internal static class CampaignTables
{
    public static void Map(ModelBuilder model) =>
        model.Entity<Campaign>(campaign =>
        {
            campaign.ToTable("campaign");
            campaign.HasKey(c => c.Id);
            campaign.Ignore(c => c.Key);
            campaign.Property(c => c.Terms).AsJson();
            campaign.HasIndex(c => new { c.From, c.Id });
        });
}

/// <summary>The campaigns' part of the API.</summary>
internal static class CampaignApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var campaigns = api.MapGroup("/hazards/campaigns");
        campaigns.MapQuery("", (ListCampaigns.Request r) => r);
        campaigns.MapQuery("/{id}", (ShowCampaign.Request r) => r);
        campaigns.MapCommand("", (StartCampaign.Request r) => r);
        campaigns.MapCommand("/change", (ChangeCampaign.Request r) => r);
        campaigns.MapCommand("/end", (EndCampaign.Request r) => r);
    }
}

/// <summary>What campaigns bring.</summary>
internal static class CampaignServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<CampaignDesk>();
        services.AddHostedService<CampaignWatch>();
    }
}

/// <summary>Looks once an hour which days of reporting come near, and tells the units of the campaign, each once for a day.</summary>
internal sealed class CampaignWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CampaignWatch> log) : Recurring(scopes, clock, log, TimeSpan.FromHours(1))
{
    /// <summary>Tells of those that come near on a day.</summary>
    public static async Task Look(IServiceProvider services, DateOnly today, CancellationToken cancel)
    {
        var (db, notifier) = (services.GetRequiredService<BihuanContext>(), services.GetRequiredService<Notifier>());
        foreach (var campaign in await db.Set<Campaign>().AsNoTracking().Where(c => c.EndedOn == null && c.To >= today).OrderBy(c => c.Id).ToListAsync(cancel))
        {
            foreach (var report in campaign.Terms.Reports.Where(r => r.Day >= today && r.Day.DayNumber - today.DayNumber <= campaign.Terms.RemindDays))
            {
                var day = HazardCheck.Iso(report.Day);
                foreach (var unit in campaign.Terms.Units)
                {
                    await notifier.Tell(
                        new($"hazards.campaign:{campaign.Id.Value}:{day}:{unit.Value}", "notice.campaignReport", [campaign.Name, day, report.What], $"/hazards/campaigns/{campaign.Id.Value}") { Permission = HazardsPermissions.Register, Unit = unit.Value }, cancel);
                }
            }
        }
    }

    protected override Task Look(IServiceProvider services, CancellationToken cancel) => Look(services, DistrictDay.Today(services.GetRequiredService<TimeProvider>()), cancel);
}
