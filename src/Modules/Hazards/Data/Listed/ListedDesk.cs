using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bihuan.Hazards;

/// <summary>What listed supervision brings.</summary>
internal static class ListedServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(ListingRules.Shipped);
        services.AddScoped<ListedDesk>();
        services.AddScoped<ListedQueries>();
        services.AddScoped<ListingPapers>();
        services.AddScoped<PublicListings>();
        services.AddScoped<IAdopter, ListingAdopter>();
        services.AddScoped<ICloseGate, PlanGate>();
        services.AddScoped<IDueGate, ListedDueGate>();
        services.AddHostedService<VisitWatch>();
    }
}

/// <summary>Loads a listing with its hazard, asks whether the right reaches them, and carries a decision out.</summary>
internal sealed class ListedDesk(HazardDesk desk)
{
    public BihuanContext Db => desk.Db;

    public DateOnly Today => desk.Today;

    public HazardDesk Hazards => desk;

    /// <summary>For who lists: the right must reach the body that listed.</summary>
    public ValueTask<Result<T>> AsBody<T>(ListingId id, Func<Listing, Hazard, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel) =>
        On(id, (listing, _) => desk.Sight.Reaches(HazardsPermissions.List, listing.Body, cancel), decide, cancel);

    /// <summary>For who accepts: the right must reach the accepting unit.</summary>
    public ValueTask<Result<T>> AsAccepting<T>(ListingId id, Func<Listing, Hazard, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel) =>
        On(id, (listing, _) => desk.Sight.Reaches(HazardsPermissions.Handle, listing.Terms.Accepting!.Value, cancel), decide, cancel);

    /// <summary>For who works on it, on behalf of a unit: the right must reach the hazard, and the unit where one is named.</summary>
    public ValueTask<Result<T>> AsUnit<T>(ListingId id, UnitId? unit, Func<Listing, Hazard, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel) => On(
        id, async (_, hazard) => await desk.Sight.Reaches(HazardsPermissions.Register, hazard.Id, cancel) && (unit is not { } named || await desk.Sight.Reaches(HazardsPermissions.Register, named, cancel)), decide, cancel);

    private async ValueTask<Result<T>> On<T>(ListingId id, Func<Listing, Hazard, ValueTask<bool>> may, Func<Listing, Hazard, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel)
    {
        if (await Db.FindAsync<Listing>([id], cancel) is not { } listing || await Db.FindAsync<Hazard>([listing.Hazard], cancel) is not { } hazard)
        {
            return Problem.Coded("PLATFORM-005", "Listing");
        }

        return await may(listing, hazard) ? await desk.Carry(await decide(listing, hazard), cancel) : HazardDesk.NotYours;
    }
}

/// <summary>Sees to it that a listed hazard has its matter, also where the program ended between the two.</summary>
internal sealed class ListingsHeard(BihuanContext db, HazardMatters matters) : ISubscriber
{
    public string Name => "hazards.listings";

    public bool Hears(IEvent happened) => happened is HazardListed;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        if (recorded.Happened is not HazardListed e || await db.Set<Hazard>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == HazardId.From(recorded.Entry.StreamId), cancel) is not { Listed: { } hold } hazard || hazard.Round != e.Round
            || await db.Set<Listing>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == hold.Listing, cancel) is not { } listing)
        {
            return;
        }

        (await matters.Open(MatterOrder.Of(hazard.Id, hazard.Terms, hazard.Round, hold, listing.Terms), cancel)).OrAgain();
    }
}

/// <summary>Looks once an hour which visits are late, and tells the unit that owes them, once for each day that it was to come by.</summary>
internal sealed class VisitWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<VisitWatch> log) : Recurring(scopes, clock, log, TimeSpan.FromHours(1))
{
    /// <summary>Tells of those that are late on a day.</summary>
    public static async Task Look(IServiceProvider services, DateOnly today, CancellationToken cancel)
    {
        var (db, notifier) = (services.GetRequiredService<BihuanContext>(), services.GetRequiredService<Notifier>());

        // What was accepted waits for its notice, and for nobody's visit.
        var late = db.Set<Listing>().AsNoTracking().Where(l => l.State == ListingState.Listed && l.NextVisit < today && !db.Set<HazardRow>().Any(h => h.Id == l.Hazard && h.State == HazardState.Cancelled));
        foreach (var listing in await late.OrderBy(l => l.Id).ToListAsync(cancel))
        {
            foreach (var duty in listing.Duties.Where(d => d.Next < today))
            {
                var day = HazardCheck.Iso(duty.Next);
                await notifier.Tell(
                    new($"hazards.visit:{listing.Id.Value}:{duty.Unit.Value}:{day}", "notice.lateVisit", [listing.Terms.Name!, day], $"/hazards/listed/{listing.Id.Value}") { Permission = HazardsPermissions.Register, Unit = duty.Unit.Value }, cancel);
            }
        }
    }

    protected override Task Look(IServiceProvider services, CancellationToken cancel) => Look(services, DistrictDay.Today(services.GetRequiredService<TimeProvider>()), cancel);
}

/// <summary>Holds a hazard's matter open while it has no plan, as after a listing.</summary>
internal sealed class PlanGate(BihuanContext db) : ICloseGate
{
    public async ValueTask<IReadOnlyList<Problem>> HeldOpenBy(MatterId matter, MatterTerms terms, CancellationToken cancel) =>
        await HazardOfMatter.Find(db, terms, cancel) is { NeedsPlan: true } ? [Problem.Coded("HAZ-312", nameof(Hazard.Plan))] : [];
}

/// <summary>Keeps the deadline of a listed hazard with the body that listed.</summary>
internal sealed class ListedDueGate(BihuanContext db) : IDueGate
{
    public async ValueTask<IReadOnlyList<Problem>> DueHeldBy(MatterId matter, MatterTerms terms, CancellationToken cancel) =>
        await HazardOfMatter.Find(db, terms, cancel) is { Listed: not null } ? [Problem.Coded("HAZ-313", nameof(MatterTerms.Due))] : [];
}
