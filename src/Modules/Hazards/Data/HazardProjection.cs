using System.Linq.Expressions;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Keeps the rows that hazards are listed by: by the hazards' own entries, and by those of the matters that were opened for them.</summary>
internal sealed class HazardProjection : IProjection
{
    /// <summary>The module in the origin of matters.</summary>
    public const string Module = "hazards";

    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        if (recorded.Entry.StreamKind == "hazard" && await db.FindAsync<Hazard>([HazardId.From(recorded.Entry.StreamId)], cancel) is { } hazard)
        {
            await Keep(hazard, recorded.Happened is HazardRegistered or HazardEdited or HazardPlanned or HazardHandedOver or HazardListed or HazardUnlisted, db, cancel);
        }
        else if (await MatterPulse.After(recorded, Module, db, cancel) is { } pulse && Hazard.OfKey(pulse.Key) is var (id, round)
            && await db.FindAsync<HazardRow>([id], cancel) is { } row && row.Round == round)
        {
            row.Take(pulse);
            await Units(db, id, row.FoundOn, byMatter: true, new[] { pulse.Lead, pulse.Accepting }.OfType<UnitId>(), cancel);
        }
    }

    private static async Task Keep(Hazard hazard, bool isWho, BihuanContext db, CancellationToken cancel)
    {
        var id = hazard.Id;
        var row = await db.FindAsync<HazardRow>([id], cancel);
        if (row is null)
        {
            row = new HazardRow { Id = id };
            db.Add(row);
        }

        row.Take(hazard);
        if (!isWho)
        {
            return;
        }

        await Units(db, id, hazard.FoundOn, byMatter: false, hazard.Units, cancel);
        await Replace(db, p => p.Hazard == id, hazard.Terms.Premises.Select(p => new HazardPremises { Premises = p, Hazard = id }), p => p.Premises, cancel);
    }

    private static Task Units(BihuanContext db, HazardId id, DateOnly foundOn, bool byMatter, IEnumerable<UnitId> units, CancellationToken cancel) =>
        Replace(db, u => u.Hazard == id && u.ByMatter == byMatter, units.Distinct().Select(u => new HazardUnit { Hazard = id, Unit = u, FoundOn = foundOn, ByMatter = byMatter }), u => u.Unit, cancel);

    /// <summary>Makes the rows of the database, and those of this commit that are not there yet, the wanted ones.</summary>
    public static async Task Replace<T, TKey>(BihuanContext db, Expression<Func<T, bool>> which, IEnumerable<T> wanted, Func<T, TKey> key, CancellationToken cancel)
        where T : class
    {
        await db.Set<T>().AsTracking().Where(which).LoadAsync(cancel);
        var (there, want) = (db.Set<T>().Local.Where(which.Compile()).ToList(), wanted.ToList());
        db.RemoveRange(there.ExceptBy(want.Select(key), key));
        db.AddRange(want.ExceptBy(there.Select(key), key));
    }
}
