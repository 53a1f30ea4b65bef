using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
