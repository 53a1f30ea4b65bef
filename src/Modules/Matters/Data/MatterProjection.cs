using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>That a unit leads, supports or accepts a matter, with what a unit's lists are narrowed and ordered by: so they walk an index of their own
/// and read no matter that they do not show.</summary>
internal sealed class MatterParty
{
    public required MatterId Matter { get; init; }

    public required UnitId Unit { get; init; }

    public required bool Leads { get; init; }

    public required bool Supports { get; init; }

    public required bool Accepts { get; init; }

    /// <summary>As the matter's own.</summary>
    public required bool IsOpen { get; set; }

    /// <summary>As the matter's own.</summary>
    public required DateTimeOffset? DueAt { get; set; }
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
        if (recorded.Happened is not (MatterDrafted or MatterEdited or MatterDropped or MatterIssued or MatterTransferred or MatterAccepted or MatterReopened or MatterResumed or MatterWithdrawn or ExtensionDecided or MatterRescheduled))
        {
            return;
        }

        // The state is at hand in this context: it has just taken the event in.
        var id = MatterId.From(recorded.Entry.StreamId);
        var matter = await db.FindAsync<Matter>([id], cancel) ?? throw new InvalidOperationException($"Entry {recorded.Entry.Position} is of a matter that is not there.");
        switch (recorded.Happened)
        {
            case MatterDrafted:
                db.AddRange(Parties(matter));
                db.AddRange(Leading(matter));
                db.AddRange(Milestones(matter));
                await Index(matter, db, cancel);
                break;
            case MatterEdited:
                await Clear<MatterParty>(db, p => p.Matter == id, p => p.Matter == id, cancel);
                await Clear<MatterLeading>(db, l => l.Matter == id, l => l.Matter == id, cancel);
                await Clear<MatterMilestone>(db, m => m.Matter == id, m => m.Matter == id, cancel);
                db.AddRange(Parties(matter));
                db.AddRange(Leading(matter));
                db.AddRange(Milestones(matter));
                await Index(matter, db, cancel);
                break;
            case MatterTransferred:
                await Clear<MatterParty>(db, p => p.Matter == id, p => p.Matter == id, cancel);
                db.AddRange(Parties(matter));
                break;
            default:
                await db.Set<MatterParty>().AsTracking().Where(p => p.Matter == id).LoadAsync(cancel);
                foreach (var party in db.Set<MatterParty>().Local.Where(p => p.Matter == id))
                {
                    (party.IsOpen, party.DueAt) = (matter.IsOpen, matter.DueAt);
                }

                break;
        }
    }

    /// <summary>A matter is found by its title.</summary>
    private static Task Index(Matter matter, BihuanContext db, CancellationToken cancel) =>
        SearchIndex.Of(db).Put(new(SearchKind.Matter, matter.Id.Value, DistrictDay.Of(matter.Created), []), [new(0, matter.Title)], cancel);

    private static IEnumerable<MatterParty> Parties(Matter matter) =>
        from unit in matter.Terms.Supporting.Select(u => (UnitId?)u).Append(matter.Lead).Append(matter.Accepting).OfType<UnitId>().Distinct()
        select new MatterParty { Matter = matter.Id, Unit = unit, Leads = matter.Lead == unit, Supports = matter.Terms.Supporting.Contains(unit), Accepts = matter.Accepting == unit, IsOpen = matter.IsOpen, DueAt = matter.DueAt };

    private static IEnumerable<MatterLeading> Leading(Matter matter) =>
        matter.Terms.Leaders.Select(l => l.Post).OfType<PostId>().Distinct().Select(p => new MatterLeading { Matter = matter.Id, Post = p });

    private static IEnumerable<MatterMilestone> Milestones(Matter matter) => matter.Terms.Milestones.Select((m, i) => new MatterMilestone { Matter = matter.Id, No = i, Day = m.Day, Name = m.Name, Planned = m.Planned });

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
