using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Who acts, as decisions need to know.</summary>
/// <param name="Account">The account; <see langword="null"/> for the program.</param>
/// <param name="IsProgram">Whether the program itself acts.</param>
internal sealed record Actor(Guid? Account, bool IsProgram);

/// <summary>Loads what a decision about matters needs, asks whether the right reaches its unit, and carries it out.</summary>
internal sealed class Desk(BihuanContext db, Ledger ledger, TimeProvider clock, IRights rights, Caller caller, WorkingDays days, IOrganisationQueries organisation, IEnumerable<ICloseGate> gates, IEnumerable<IDueGate> dueGates)
{
    private Dictionary<UnitId, UnitOnDay>? _units;
    private SupervisionRules? _rules;

    public NewIds Ids { get; } = new(clock);

    public BihuanContext Db => db;

    public IOrganisationQueries Organisation => organisation;

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => DistrictDay.Today(clock);

    public Actor Actor => new(caller.Acting.Account, caller.IsProgram);

    public ValueTask<WorkingCalendar> Calendar(CancellationToken cancel) => days.Calendar(cancel);

    public async ValueTask<Matter?> Matter(MatterId? id, CancellationToken cancel) => id is { } known ? await db.FindAsync<Matter>([known], cancel) : null;

    public async ValueTask<SupervisionRules> Rules(CancellationToken cancel) =>
        _rules ??= new([.. ShippedRules.Supervision, .. await db.Set<DistrictRule>().AsNoTracking().Where(r => !r.Revoked).Select(r => r.Rule).ToListAsync(cancel)]);

    /// <summary>What terms are checked against, today.</summary>
    public async ValueTask<TermsContext> Context(MatterTerms terms, CancellationToken cancel) => new(
        _units ??= (await organisation.Units(Today, cancel)).ToDictionary(u => u.Id),
        terms.Kind is { } kind ? await db.FindAsync<MatterKind>([kind], cancel) : null,
        Today);

    /// <summary>Refuses what the issuer alone may do: the supervision office, or for a part the unit that split it off.</summary>
    public async ValueTask<Problem?> RefuseUnlessIssuer(Matter matter, CancellationToken cancel)
    {
        if (caller.IsProgram || await rights.May(MattersPermissions.Issue, matter.Lead?.Value, cancel))
        {
            return null;
        }

        return matter.Parent is { } parent && await Matter(parent, cancel) is { Lead: { } splitter } && await rights.May(MattersPermissions.Handle, splitter.Value, cancel) ? null : NotYours;
    }

    /// <summary>Refuses whoever neither keeps a list nor issues.</summary>
    public async ValueTask<Problem?> RefuseUnlessKeeper(UnitId? owner, CancellationToken cancel) =>
        caller.IsProgram || await rights.May(MattersPermissions.Issue, null, cancel) || (owner is { } unit && await rights.May(MattersPermissions.Handle, unit.Value, cancel)) ? null : NotYours;

    /// <summary>Refuses whose right to see reaches none of the units concerned.</summary>
    public async ValueTask<Problem?> RefuseUnlessConcerned(Matter matter, CancellationToken cancel)
    {
        foreach (var unit in new[] { matter.Lead, matter.Accepting }.Concat(matter.Terms.Supporting.Select(u => (UnitId?)u)).OfType<UnitId>())
        {
            if (await RefuseBeyond(MattersPermissions.View, unit, cancel) is null)
            {
                return null;
            }
        }

        return await RefuseBeyond(MattersPermissions.View, null, cancel);
    }

    /// <summary>Refuses where the right does not reach the unit.</summary>
    public async ValueTask<Problem?> RefuseBeyond(string permission, UnitId? unit, CancellationToken cancel) =>
        caller.IsProgram || await rights.May(permission, unit?.Value, cancel) ? null : NotYours;

    /// <summary>Why other modules hold a matter open.</summary>
    public async ValueTask<IReadOnlyList<Problem>> HeldOpenBy(Matter matter, CancellationToken cancel)
    {
        List<Problem> reasons = [];
        foreach (var gate in gates)
        {
            reasons.AddRange(await gate.HeldOpenBy(matter.Id, matter.Terms, cancel));
        }

        return reasons;
    }

    /// <summary>Why the module that opened a matter moves its last day itself.</summary>
    public async ValueTask<IReadOnlyList<Problem>> DueHeldBy(Matter matter, CancellationToken cancel)
    {
        List<Problem> reasons = [];
        foreach (var gate in caller.IsProgram ? [] : dueGates)
        {
            reasons.AddRange(await gate.DueHeldBy(matter.Id, matter.Terms, cancel));
        }

        return reasons;
    }

    /// <summary>The parts that a matter was split into.</summary>
    public Task<List<Matter>> Parts(MatterId id, CancellationToken cancel) => db.Set<Matter>().AsNoTracking().Where(m => m.Parent == id).OrderBy(m => m.Id).ToListAsync(cancel);

    /// <summary>Matters with a step of the ladder whose time has come, the longest waiting first.</summary>
    public Task<List<Matter>> WithStepDue(DateTimeOffset now, int most, CancellationToken cancel) =>
        db.Set<Matter>().AsTracking().Where(m => m.NextStepAt <= now).OrderBy(m => m.NextStepAt).Take(most).ToListAsync(cancel);

    /// <summary>The schedule that follows from terms; refused with every reason where it does not.</summary>
    /// <param name="terms">What is asked.</param>
    /// <param name="issued">When it was issued.</param>
    /// <param name="due">The due day in place of that of the terms.</param>
    /// <param name="signFrom">From when the time to sign runs, where not from the issue.</param>
    /// <param name="cancel">Cancels.</param>
    public async ValueTask<Result<Schedule>> Schedule(MatterTerms terms, DateTimeOffset issued, (DateOnly? Day, DateTimeOffset At)? due = null, DateTimeOffset? signFrom = null, CancellationToken cancel = default)
    {
        var (rule, calendar) = ((await Rules(cancel)).On(terms.Kind, DistrictDay.Of(issued)), await Calendar(cancel));
        return WorkOut(rule, DistrictDay.Of(issued), calendar, () => due ?? Scheduler.DueOf(terms.Due, issued, calendar), (known, day) => Scheduler.Of(terms, issued, day, known, calendar, signFrom));
    }

    /// <summary>The days of a matter that was issued, with a new due day, by the rule of today.</summary>
    public async ValueTask<Result<Schedule>> Reschedule(Matter matter, DateOnly? until, DateTimeOffset? signFrom, CancellationToken cancel)
    {
        if (matter is not { Issued: { } issued, Schedule: { } old })
        {
            return Problem.Coded("MAT-012", nameof(MatterTerms.Due));
        }

        var calendar = await Calendar(cancel);
        (DateOnly?, DateTimeOffset) due = until is { } day ? (day, Days.End(day)) : (old.DueDay, old.DueAt);
        return WorkOut((await Rules(cancel)).On(matter.Kind, Today), Today, calendar, () => due, (rule, at) => Scheduler.Of(matter.Terms, issued, at, rule, calendar, signFrom) with { Start = old.Start });
    }

    /// <summary>The days of a matter that was issued as a rule would give them; <see langword="null"/> where none follow.</summary>
    public async ValueTask<Schedule?> Under(Matter matter, SupervisionRule rule, CancellationToken cancel)
    {
        if (matter is not { Issued: { } issued, Schedule: { } old })
        {
            return null;
        }

        var calendar = await Calendar(cancel);
        return WorkOut(rule, Today, calendar, () => (old.DueDay, old.DueAt), (known, at) => Scheduler.Of(matter.Terms, issued, at, known, calendar) with { Start = old.Start }).Match<Schedule?>(days => days, _ => null);
    }

    /// <summary>Until when the accepting unit decides on what is handed in now.</summary>
    public async ValueTask<DateTimeOffset> AcceptBy(Matter matter, CancellationToken cancel)
    {
        var (calendar, terms) = (await Calendar(cancel), matter.Schedule?.Rule.Figures.AcceptWithinWorkingDays ?? 0);

        // Without the next year's notice the term runs by calendar days, twice as long: acceptance never waits for a calendar.
        return DistrictDay.End(Today.AddDays(4 * terms) <= calendar.LoadedTo ? calendar.LastDay(Today, terms) : Today.AddDays(2 * terms));
    }

    public ValueTask<Result<T>> Carry<T>(Result<Decision<T>> decided, CancellationToken cancel) => ledger.Carry(decided, cancel);

    /// <summary>Loads a matter, asks whether the caller may, decides and carries it out.</summary>
    public async ValueTask<Result<T>> On<T>(MatterId id, Func<Matter, ValueTask<Problem?>> refusal, Func<Matter, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel)
    {
        if (await Matter(id, cancel) is not { } matter)
        {
            return Problem.Coded("PLATFORM-005", "Matter");
        }

        return await refusal(matter) is { } beyond ? beyond : await Carry(await decide(matter), cancel);
    }

    /// <inheritdoc cref="On{T}(MatterId, Func{Matter, ValueTask{Problem?}}, Func{Matter, ValueTask{Result{Decision{T}}}}, CancellationToken)"/>
    public ValueTask<Result<T>> On<T>(MatterId id, Func<Matter, ValueTask<Problem?>> refusal, Func<Matter, Result<Decision<T>>> decide, CancellationToken cancel) =>
        On(id, refusal, matter => ValueTask.FromResult(decide(matter)), cancel);

    private static Result<Schedule> WorkOut(SupervisionRule? rule, DateOnly day, WorkingCalendar calendar, Func<(DateOnly? Day, DateTimeOffset At)?> due, Func<SupervisionRule, (DateOnly? Day, DateTimeOffset At), Schedule> schedule)
    {
        List<Problem> problems = [];
        if (rule is null)
        {
            problems.Add(Problem.Coded("MAT-020", nameof(MatterTerms.Kind), Days.Text(day)));
        }

        try
        {
            var at = due();
            if (at is null)
            {
                problems.Add(Problem.Coded("MAT-012", nameof(MatterTerms.Due)));
            }

            problems.AddRange(Days.Check(at?.Day, nameof(MatterTerms.Due)));

            return problems.Count > 0 ? problems : schedule(rule!, at!.Value);
        }
        catch (CalendarNotLoadedException missing)
        {
            problems.Add(Problem.Coded("MAT-021", nameof(MatterTerms.Due), Days.Text(missing.Day), Days.Text(calendar.LoadedTo)));
            return problems;
        }
    }

    private static Problem NotYours => Problem.Coded("PLATFORM-001", "");
}
