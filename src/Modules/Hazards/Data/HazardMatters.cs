using System.Globalization;
using System.Text;
using Bihuan.Documents;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>A matter that a hazard needs.</summary>
/// <param name="Plan">The plan, where there is one yet.</param>
/// <param name="Decision">The decision that lists the hazard, in words.</param>
/// <param name="Source">Its clause.</param>
/// <param name="Document">Its document.</param>
internal sealed record MatterOrder(
    HazardId Id, HazardTerms Terms, int Round, UnitId Lead, IReadOnlyList<UnitId> Supporting, UnitId Accepting, DateOnly Due, RectificationPlan? Plan = null, string? Decision = null, Clause? Source = null, DocumentId? Document = null)
{
    /// <summary>Whether a decision has set the last day, which then may be over.</summary>
    public bool IsDueFixed => Decision is not null;

    /// <summary>For a plan; of a listed hazard the deadline is the decision's.</summary>
    public static MatterOrder Of(Hazard hazard, int round, RectificationPlan plan) => new(hazard.Id, hazard.Terms, round, plan.Lead, plan.Supporting, plan.Accepting, hazard.Listed?.Due ?? plan.Due, plan);

    /// <summary>For a listing.</summary>
    public static MatterOrder Of(HazardId id, HazardTerms terms, int round, ListingHold hold, ListingTerms decision) => new(
        id, terms, round, hold.Lead, hold.Supporting, hold.Accepting, hold.Due, null, $"{decision.Number}（{HazardCheck.Iso(decision.DecidedOn)}）", decision.Source, decision.Document);
}

/// <summary>Has the matters of hazards opened and moved: by the program, on behalf of whoever acts.</summary>
internal sealed class HazardMatters(Mediator ask, Caller caller, IPremisesQueries premises, Words words, TimeProvider clock)
{
    public const int LongestTitle = 80;

    private const int LongestBody = 8_000;

    /// <summary>Why no matter could be opened for an order.</summary>
    public async ValueTask<IReadOnlyList<Problem>> Refusal(MatterOrder order, CancellationToken cancel) => await Refusal(await TermsOf(order, cancel), cancel, order.IsDueFixed);

    /// <summary>Opens the matter of an order; the one that is there is given back.</summary>
    public async ValueTask<Result<MatterId>> Open(MatterOrder order, CancellationToken cancel) => await Open(await TermsOf(order, cancel), cancel, order.IsDueFixed);

    /// <summary>Why no matter could be opened.</summary>
    public ValueTask<IReadOnlyList<Problem>> Refusal(MatterTerms terms, CancellationToken cancel, bool isDueFixed = false) => AsProgram(() => ask.Check(new OpenMatter(terms, isDueFixed), cancel));

    /// <summary>Opens a matter; the one that is there for its origin is given back.</summary>
    public ValueTask<Result<MatterId>> Open(MatterTerms terms, CancellationToken cancel, bool isDueFixed = false) => AsProgram(() => ask.Send(new OpenMatter(terms, isDueFixed), cancel: cancel));

    /// <summary>Gives the matter to other units; one that is there already is left as it is.</summary>
    public async ValueTask<IReadOnlyList<Problem>> Move(MoveMatter request, bool onlyCheck, CancellationToken cancel) => await Do(request, onlyCheck, cancel) is var problems and not [{ Code: "MAT-063" }] ? problems : [];

    /// <summary>Has something done to a matter, or asks what would refuse it.</summary>
    public ValueTask<IReadOnlyList<Problem>> Do(IRequest<None> request, bool onlyCheck, CancellationToken cancel) =>
        AsProgram(async () => onlyCheck ? await ask.Check(request, cancel) : (await ask.Send(request, cancel: cancel)).Match<IReadOnlyList<Problem>>(_ => [], p => p));

    private async ValueTask<MatterTerms> TermsOf(MatterOrder order, CancellationToken cancel)
    {
        var (hazard, names) = (order.Terms, await premises.Briefs(order.Terms.Premises, cancel));
        var title = Short($"{string.Join('、', hazard.Premises.Select(p => names.GetValueOrDefault(p)?.Name).OfType<string>())}：{hazard.Title}", LongestTitle);
        var body = new StringBuilder();
        foreach (var (item, no) in hazard.Items.Select((item, i) => (item, i + 1)))
        {
            body.Append(CultureInfo.InvariantCulture, $"{no}. {item.Text}");
            body.AppendLine(item.Standard is null && item.Clause is null ? "" : $"（{item.Standard} {item.Clause}）");
        }

        void Line(string key, string text) => body.AppendLine(CultureInfo.InvariantCulture, $"{words[key]}：{text}");
        if (order.Decision is { } decision)
        {
            Line("listed.decision", decision);
            if (order.Due < DistrictDay.Today(clock))
            {
                Line("listed.bornLateLabel", words["listed.bornLate", HazardCheck.Iso(order.Due)]);
            }
        }
        if (order.Plan is { } plan)
        {
            Line("hazard.plan.responsible", plan.Responsible);
            Line("hazard.plan.measures", plan.Measures);
            Line("hazard.plan.money", plan.Money.ToString("0.##", CultureInfo.InvariantCulture));
            Line("hazard.plan.due", HazardCheck.Iso(plan.Due));
            Line("hazard.plan.emergency", plan.Emergency);
        }

        return new()
        {
            Title = title,
            Body = Short(body.ToString().TrimEnd(), LongestBody),
            Lead = order.Lead,
            Supporting = order.Supporting,
            Accepting = order.Accepting,
            Leaders = order.Plan?.Post is { } post ? [new(post, null)] : [],
            Place = hazard.Street,
            Due = new(order.Due),
            Source = order.Source,
            Document = order.Document,
            Origin = new(HazardProjection.Module, Hazard.KeyOf(order.Id, order.Round), title, $"/hazards/{order.Id.Value}"),
        };
    }

    private async ValueTask<T> AsProgram<T>(Func<ValueTask<T>> work)
    {
        var was = caller.IsProgram;
        caller.IsProgram = true;
        try
        {
            return await work();
        }
        finally
        {
            caller.IsProgram = was;
        }
    }

    public static string Short(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";
}

/// <summary>Sees to it that a plan has its matter, also where the program ended between the two.</summary>
internal sealed class PlansHeard(BihuanContext db, HazardMatters matters) : ISubscriber
{
    public string Name => "hazards.plans";

    public bool Hears(IEvent happened) => happened is HazardPlanned;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        if (recorded.Happened is HazardPlanned e && await db.Set<Hazard>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == HazardId.From(recorded.Entry.StreamId), cancel) is { } hazard && hazard.Round == e.Round)
        {
            (await matters.Open(MatterOrder.Of(hazard, e.Round, hazard.Plan!), cancel)).OrAgain();
        }
    }
}

/// <summary>What a subscriber does with a refusal.</summary>
internal static class Refusals
{
    /// <summary>Fails where it was refused, so that the entry is handed to the subscriber again.</summary>
    /// <exception cref="InvalidOperationException">It was refused; the codes stand in the message.</exception>
    public static void OrAgain<T>(this Result<T> result)
    {
        if (result is Result<T>.Refused(var problems))
        {
            throw new InvalidOperationException($"Refused: {string.Join(", ", problems.Select(p => p.Code))}.");
        }
    }
}

/// <summary>Hears how matters ended or were taken up again, and has follow what they were opened for.</summary>
internal abstract class FollowsMatters(Mediator ask, Caller caller) : ISubscriber
{
    public abstract string Name { get; }

    public bool Hears(IEvent happened) => happened is MatterAccepted or MatterWithdrawn or IMatterTakenUpAgain;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        if (Hears(recorded.Happened) && await Settle(MatterId.From(recorded.Entry.StreamId), cancel) is { } settle)
        {
            caller.IsProgram = true;
            (await ask.Send(settle, cancel: cancel)).OrAgain();
        }
    }

    /// <summary>What lets the thing of a matter follow it; none where the matter is of something else.</summary>
    protected abstract ValueTask<ICommand<None>?> Settle(MatterId matter, CancellationToken cancel);
}

/// <summary>Has hazards follow their matters.</summary>
internal sealed class EndsHeard(BihuanContext db, Mediator ask, Caller caller) : FollowsMatters(ask, caller)
{
    public override string Name => "hazards.ends";

    protected override async ValueTask<ICommand<None>?> Settle(MatterId matter, CancellationToken cancel) =>
        await db.Set<HazardRow>().AsNoTracking().Where(r => r.Matter == matter).Select(r => (HazardId?)r.Id).SingleOrDefaultAsync(cancel) is { } hazard ? new SettleHazard.Request(hazard) : null;
}

/// <summary>Holds a hazard's matter open while a spot has no photograph after (整改前后对比).</summary>
internal sealed class PhotographGate(BihuanContext db) : ICloseGate
{
    public async ValueTask<IReadOnlyList<Problem>> HeldOpenBy(MatterId matter, MatterTerms terms, CancellationToken cancel) =>
        await HazardOfMatter.Find(db, terms, cancel) is { OpenSpots: { Count: > 0 } open } ? [Problem.Coded("HAZ-140", nameof(Hazard.Photographs), string.Join(", ", open))] : [];
}

/// <summary>Finds the hazard that a matter is about.</summary>
internal static class HazardOfMatter
{
    /// <summary>The hazard whose present round the matter is of; <see langword="null"/> for a matter of anything else.</summary>
    public static async ValueTask<Hazard?> Find(BihuanContext db, MatterTerms terms, CancellationToken cancel) =>
        terms.Origin is { Module: HazardProjection.Module } origin && Hazard.OfKey(origin.Key) is var (id, round)
        && await db.Set<Hazard>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, cancel) is { } hazard && hazard.Round == round ? hazard : null;
}
