using System.Globalization;
using System.Text;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Has the matters of hazards opened and moved: by the program, on behalf of whoever acts.</summary>
internal sealed class HazardMatters(Mediator ask, Caller caller, IPremisesQueries premises, Words words)
{
    public const int LongestTitle = 80;

    private const int LongestBody = 8_000;

    /// <summary>Why no matter could be opened for a plan.</summary>
    public async ValueTask<IReadOnlyList<Problem>> Refusal(Hazard hazard, int round, RectificationPlan plan, CancellationToken cancel) => await Refusal(await TermsOf(hazard, round, plan, cancel), cancel);

    /// <summary>Opens the matter of a plan; the one that is there is given back.</summary>
    public async ValueTask<Result<MatterId>> Open(Hazard hazard, int round, RectificationPlan plan, CancellationToken cancel) => await Open(await TermsOf(hazard, round, plan, cancel), cancel);

    /// <summary>Why no matter could be opened.</summary>
    public ValueTask<IReadOnlyList<Problem>> Refusal(MatterTerms terms, CancellationToken cancel) => AsProgram(() => ask.Check(new OpenMatter(terms), cancel));

    /// <summary>Opens a matter; the one that is there for its origin is given back.</summary>
    public ValueTask<Result<MatterId>> Open(MatterTerms terms, CancellationToken cancel) => AsProgram(() => ask.Send(new OpenMatter(terms), cancel: cancel));

    /// <summary>Gives the matter to other units; one that is there already is left as it is.</summary>
    public async ValueTask<IReadOnlyList<Problem>> Move(MoveMatter request, bool onlyCheck, CancellationToken cancel)
    {
        var problems = await AsProgram(async () => onlyCheck ? await ask.Check(request, cancel) : (await ask.Send(request, cancel: cancel)).Match<IReadOnlyList<Problem>>(_ => [], p => p));
        return problems is [{ Code: "MAT-063" }] ? [] : problems;
    }

    private async ValueTask<MatterTerms> TermsOf(Hazard hazard, int round, RectificationPlan plan, CancellationToken cancel)
    {
        var names = await premises.Briefs(hazard.Terms.Premises, cancel);
        var title = Short($"{string.Join('、', hazard.Terms.Premises.Select(p => names.GetValueOrDefault(p)?.Name).OfType<string>())}：{hazard.Terms.Title}", LongestTitle);
        var body = new StringBuilder();
        foreach (var (item, no) in hazard.Terms.Items.Select((item, i) => (item, i + 1)))
        {
            body.Append(CultureInfo.InvariantCulture, $"{no}. {item.Text}");
            body.AppendLine(item.Standard is null && item.Clause is null ? "" : $"（{item.Standard} {item.Clause}）");
        }

        void Line(string key, string text) => body.AppendLine(CultureInfo.InvariantCulture, $"{words[key]}：{text}");
        Line("hazard.plan.responsible", plan.Responsible);
        Line("hazard.plan.measures", plan.Measures);
        Line("hazard.plan.money", plan.Money.ToString("0.##", CultureInfo.InvariantCulture));
        Line("hazard.plan.due", plan.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Line("hazard.plan.emergency", plan.Emergency);
        return new()
        {
            Title = title,
            Body = Short(body.ToString().TrimEnd(), LongestBody),
            Lead = plan.Lead,
            Supporting = plan.Supporting,
            Accepting = plan.Accepting,
            Leaders = plan.Post is { } post ? [new(post, null)] : [],
            Place = hazard.Terms.Street,
            Due = new(plan.Due),
            Origin = new(HazardProjection.Module, Hazard.KeyOf(hazard.Id, round), title, $"/hazards/{hazard.Id.Value}"),
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
        if (recorded.Happened is HazardPlanned e && await db.Set<Hazard>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == HazardId.From(recorded.Entry.StreamId), cancel) is { } hazard && hazard.Round == e.Round
            && await matters.Open(hazard, e.Round, hazard.Plan!, cancel) is Result<MatterId>.Refused(var problems))
        {
            throw new InvalidOperationException($"No matter was opened: {string.Join(", ", problems.Select(p => p.Code))}.");
        }
    }
}

/// <summary>Hears how matters of hazards ended or were taken up again, and has the hazards follow.</summary>
internal sealed class EndsHeard(BihuanContext db, Mediator ask, Caller caller) : ISubscriber
{
    public string Name => "hazards.ends";

    public bool Hears(IEvent happened) => happened is MatterAccepted or MatterWithdrawn or IMatterTakenUpAgain;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        var matter = MatterId.From(recorded.Entry.StreamId);
        if (!Hears(recorded.Happened) || await db.Set<HazardRow>().AsNoTracking().Where(r => r.Matter == matter).Select(r => (HazardId?)r.Id).SingleOrDefaultAsync(cancel) is not { } hazard)
        {
            return;
        }

        caller.IsProgram = true;
        if (await ask.Send(new SettleHazard.Request(hazard), cancel: cancel) is Result<None>.Refused(var problems))
        {
            throw new InvalidOperationException($"The hazard did not follow: {string.Join(", ", problems.Select(p => p.Code))}.");
        }
    }
}

/// <summary>Holds a hazard's matter open while a spot has no photograph after (整改前后对比).</summary>
internal sealed class PhotographGate(BihuanContext db) : ICloseGate
{
    public async ValueTask<IReadOnlyList<Problem>> HeldOpenBy(MatterId matter, MatterTerms terms, CancellationToken cancel)
    {
        if (terms.Origin is not { Module: HazardProjection.Module } origin || Hazard.OfKey(origin.Key) is not var (id, round)
            || await db.Set<Hazard>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, cancel) is not { } hazard || hazard.Round != round)
        {
            return [];
        }

        return hazard.OpenSpots is { Count: > 0 } open ? [Problem.Coded("HAZ-140", nameof(Hazard.Photographs), string.Join(", ", open))] : [];
    }
}
