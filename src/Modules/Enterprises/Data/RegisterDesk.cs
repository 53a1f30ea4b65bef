using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>Loads what a decision about the register needs, asks whether the right reaches it, and carries it out.</summary>
internal sealed class RegisterDesk(BihuanContext db, Ledger ledger, TimeProvider clock, IRights rights, IOrganisationQueries organisation)
{
    /// <summary>No chain of merges is longer; a ring in the data ends here.</summary>
    private const int Deepest = 32;

    private TermsContext? _context;

    public NewIds Ids { get; } = new(clock);

    public BihuanContext Db => db;

    public DateOnly Today => DistrictDay.Today(clock);

    /// <summary>A firm to be changed; of a duplicate, the one that stayed.</summary>
    public async ValueTask<Enterprise?> Firm(EnterpriseId? id, CancellationToken cancel)
    {
        for (var steps = 0; id is { } at && steps < Deepest; steps++)
        {
            var found = await db.FindAsync<Enterprise>([at], cancel);
            if (found?.MergedInto is null)
            {
                return found;
            }

            id = found.MergedInto;
        }

        return null;
    }

    /// <summary>Premises to be changed; of a duplicate, those that stayed.</summary>
    public async ValueTask<Premises?> Premises(PremisesId? id, CancellationToken cancel)
    {
        for (var steps = 0; id is { } at && steps < Deepest; steps++)
        {
            var found = await db.FindAsync<Premises>([at], cancel);
            if (found?.MergedInto is null)
            {
                return found;
            }

            id = found.MergedInto;
        }

        return null;
    }

    public async ValueTask<TermsContext> Context(CancellationToken cancel)
    {
        if (_context is null)
        {
            var units = await organisation.Units(Today, cancel);
            var names = await organisation.Names(Today, cancel);
            _context = new(units.Select(u => u.Id).ToHashSet(), PlaceNames.Of(names.Registry.Government, units), Today);
        }

        return _context;
    }

    /// <summary>Refuses where the right reaches none of the units; where there are none, for whoever has no right over everything.</summary>
    public async ValueTask<Problem?> RefuseBeyond(string permission, IEnumerable<UnitId> units, CancellationToken cancel) =>
        await rights.Reach(permission, cancel) is not { } reach || units.Any(u => reach.Contains(u.Value)) ? null : Problem.Coded("PLATFORM-001", "");

    public ValueTask<Result<T>> Carry<T>(Result<Decision<T>> decided, CancellationToken cancel) => ledger.Carry(decided, cancel);

    /// <summary>Loads a firm, asks whether the right reaches it, decides and carries it out.</summary>
    public async ValueTask<Result<T>> OnFirm<T>(EnterpriseId id, string permission, Func<Enterprise, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel) =>
        await Firm(id, cancel) is not { } firm ? Problem.Coded("PLATFORM-005", "Enterprise")
            : await RefuseBeyond(permission, firm.Units, cancel) is { } refusal ? refusal : await Carry(await decide(firm), cancel);

    /// <summary>Loads premises, asks whether the right reaches them, decides and carries it out.</summary>
    public async ValueTask<Result<T>> OnPremises<T>(PremisesId id, string permission, Func<Premises, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel) =>
        await Premises(id, cancel) is not { } premises ? Problem.Coded("PLATFORM-005", "Premises")
            : await RefuseBeyond(permission, premises.Units, cancel) is { } refusal ? refusal : await Carry(await decide(premises), cancel);

    /// <summary>Which of some firms are not there, or are duplicates.</summary>
    public async ValueTask<bool> AreFirms(IEnumerable<EnterpriseId> ids, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToArray();
        return wanted.Length == 0 || await db.Set<Enterprise>().AsNoTracking().CountAsync(e => wanted.Contains(e.Id), cancel) == wanted.Length;
    }
}
