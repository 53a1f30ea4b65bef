using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bihuan.Organisation;

/// <summary>Looks once an hour whose probation is served within a month, and tells those who keep the organisation, once for each.</summary>
internal sealed class ProbationWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ProbationWatch> log) : Recurring(scopes, clock, log, TimeSpan.FromHours(1))
{
    /// <summary>How long before it ends: time to hear people and to appoint.</summary>
    private const int Days = 30;

    /// <summary>Tells of those that end from a day on.</summary>
    public static async Task Look(IServiceProvider services, DateOnly today, CancellationToken cancel)
    {
        var db = services.GetRequiredService<BihuanContext>();
        var last = today.AddDays(Days);
        var ending = await db.Set<Holding>().AsNoTracking()
            .Where(h => h.ProbationEnds >= today && h.ProbationEnds <= last && (h.To == null || h.To > h.ProbationEnds))
            .Join(db.Set<Post>().AsNoTracking(), h => h.Post, p => p.Id, (h, p) => new { h.Id, h.Person, h.ProbationEnds, p.Title, p.Unit })
            .ToListAsync(cancel);
        foreach (var one in ending)
        {
            var unit = await db.Set<Unit>().AsNoTracking().Where(u => u.Id == one.Unit).Select(u => u.Name).SingleOrDefaultAsync(cancel) ?? "";
            var ends = one.ProbationEnds!.Value.ToString("yyyy-MM-dd");
            await services.GetRequiredService<Notifier>().Tell(
                new($"organisation.probation:{one.Id.Value}:{ends}", "notice.probation", [unit, one.Title, ends], $"/organisation/people/{one.Person.Value}") { Permission = OrganisationPermissions.Edit, Unit = one.Unit.Value }, cancel);
        }
    }

    protected override Task Look(IServiceProvider services, CancellationToken cancel) => Look(services, DistrictDay.Today(services.GetRequiredService<TimeProvider>()), cancel);
}
