using Bihuan.Organisation;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>A unit that supports a matter. Lead and accepting unit stand with the matter itself.</summary>
internal sealed class MatterParty
{
    public required MatterId Matter { get; init; }

    public required UnitId Unit { get; init; }

    public required PartyRole Role { get; init; }
}

/// <summary>A post that answers for a matter.</summary>
internal sealed class MatterLeading
{
    public required MatterId Matter { get; init; }

    public required PostId Post { get; init; }
}

/// <summary>What must be reached by a day on the way to a matter's end, for calendars.</summary>
internal sealed class MatterMilestone
{
    public required MatterId Matter { get; init; }

    /// <summary>Its place in the terms, from 0.</summary>
    public required int No { get; init; }

    public required DateOnly Day { get; init; }

    public required string Name { get; init; }

    /// <summary>Planned progress of the whole then, 0 to 100.</summary>
    public required int Planned { get; init; }
}

/// <summary>Keeps who has to do with a matter in rows of their own, and what is to be reached by when, so that a unit's inbox, a leader's portfolio and a month are asked by index.</summary>
internal sealed class MatterProjection : IProjection
{
    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        switch (recorded.Happened)
        {
            case MatterDrafted drafted:
                Add(drafted.Id, drafted.Terms, db);
                break;
            case MatterEdited edited:
                var id = MatterId.From(recorded.Entry.StreamId);
                await Clear<MatterParty>(db, p => p.Matter == id, p => p.Matter == id, cancel);
                await Clear<MatterLeading>(db, l => l.Matter == id, l => l.Matter == id, cancel);
                await Clear<MatterMilestone>(db, m => m.Matter == id, m => m.Matter == id, cancel);
                Add(id, edited.Terms, db);
                break;
            case MatterTransferred transferred:
                var moved = MatterId.From(recorded.Entry.StreamId);
                await Clear<MatterParty>(db, p => p.Matter == moved, p => p.Matter == moved, cancel);
                db.AddRange(transferred.Supporting.Distinct().Select(u => new MatterParty { Matter = moved, Unit = u, Role = PartyRole.Supporting }));
                break;
        }
    }

    private static void Add(MatterId id, MatterTerms terms, BihuanContext db)
    {
        db.AddRange(terms.Supporting.Distinct().Select(u => new MatterParty { Matter = id, Unit = u, Role = PartyRole.Supporting }));
        db.AddRange(terms.Leaders.Select(l => l.Post).OfType<PostId>().Distinct().Select(p => new MatterLeading { Matter = id, Post = p }));
        db.AddRange(terms.Milestones.Select((m, i) => new MatterMilestone { Matter = id, No = i, Day = m.Day, Name = m.Name, Planned = m.Planned }));
    }

    /// <summary>Takes rows away, those of the database and those of this commit that are not there yet.</summary>
    private static async Task Clear<T>(BihuanContext db, System.Linq.Expressions.Expression<Func<T, bool>> stored, Func<T, bool> added, CancellationToken cancel)
        where T : class
    {
        db.RemoveRange(await db.Set<T>().AsTracking().Where(stored).ToListAsync(cancel));
        foreach (var entry in db.ChangeTracker.Entries<T>().Where(e => e.State is EntityState.Added && added(e.Entity)).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
