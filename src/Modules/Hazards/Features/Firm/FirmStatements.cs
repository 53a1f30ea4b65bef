using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>A firm tells what it has done (反馈整改情况), with photographs after at the same spots. It is told to the unit in charge, which takes it over or sends it back: who mends is
/// watched by whoever answers for it, and the unit alone hands in.</summary>
internal static class TellMending
{
    private const int Most = HazardCheck.MostWords / 2;

    [Needs(FirmPermissions.Own)]
    public sealed record Request(HazardId Hazard, string Text, IReadOnlyList<NewPhotograph> Photographs) : ICommand<None>;

    /// <param name="firms">The caller's firms that the hazard concerns; one at least.</param>
    public static Result<Decision<None>> Decide(Hazard hazard, Request request, IReadOnlyList<EnterpriseBrief> firms, HazardContext context)
    {
        var problems = PhotographHazard.Reasons(hazard, PhotographSide.After, request.Photographs, context);
        problems.AddRange(HazardCheck.Text(request.Text, nameof(request.Text), Most));
        if (hazard.Statements.Any(s => hazard.Waiting(s.No) is not null && firms.Any(f => f.Id == s.Firm)))
        {
            problems.Add(Problem.Coded("HAZ-721", nameof(request.Hazard)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(hazard, new HazardFirmTold(firms[0].Id, firms[0].Name, request.Text.Trim(), request.Photographs)));
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnOwn(request.Hazard, async (hazard, firms) => Decide(hazard, request, firms, await desk.Context([], request.Photographs.Select(p => p.Hash), cancel)), cancel);
    }
}

/// <summary>Looks at what a firm told (核对企业反馈): taken over, its photographs are the hazard's own; sent back, the firm reads why.</summary>
internal static class AnswerFirm
{
    /// <param name="No">Of the firm's statement.</param>
    /// <param name="Take">Whether it is taken over.</param>
    /// <param name="Why">Why not.</param>
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(HazardId Hazard, int No, bool Take, string? Why = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Hazard hazard, Request request)
    {
        List<Problem> problems = [.. request.Take ? [] : HazardCheck.Text(request.Why, nameof(request.Why), HazardCheck.MostText)];
        if (hazard.Waiting(request.No) is not { } told)
        {
            problems.Add(Problem.Coded("HAZ-722", nameof(request.No)));
        }
        else if (request.Take)
        {
            // Somebody else may have handed in the same since.
            problems.AddRange(told.Photographs.Where(p => hazard.Photographs.Any(known => known.Taken.Hash == p.Hash)).Select(p => Problem.Coded("HAZ-142", nameof(request.No), p.Name)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(hazard, new HazardFirmAnswered(request.No, request.Take, request.Take ? null : request.Why!.Trim())));
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On(request.Hazard, HazardsPermissions.Handle, hazard => ValueTask.FromResult(Decide(hazard, request)), cancel);
    }
}

/// <summary>Tells the unit in charge that a firm told something, and whoever told it what became of it.</summary>
internal sealed class FirmsHeard(BihuanContext db, Notifier notifier, IPremisesQueries premises) : ISubscriber
{
    public string Name => "hazards.firms";

    public bool Hears(IEvent happened) => happened is HazardFirmTold or HazardFirmAnswered;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        var (id, once) = (HazardId.From(recorded.Entry.StreamId), $"{Name}:{recorded.Entry.Position}");
        if (recorded.Happened is HazardFirmTold told && await db.Set<HazardRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) is { InCharge: { } unit } row)
        {
            await notifier.Tell(new(once, "notice.firmTold", [told.FirmName, row.Title], $"/hazards/{id.Value}") { Permission = HazardsPermissions.Handle, Unit = unit.Value }, cancel);
        }

        // Nothing of the hazard stands in the text: a notice is still there when the account acts for the firm no longer.
        if (recorded.Happened is HazardFirmAnswered answered && (await db.Set<Hazard>().AsNoTracking().SingleAsync(h => h.Id == id, cancel)).Statements.Single(s => s.No == answered.No) is { By: { } by } statement
            && (await premises.FirmsOf(by, cancel)).Firms.Any(f => f.Id == statement.Firm))
        {
            await notifier.Tell(new(once, answered.IsTaken ? "notice.firmTaken" : "notice.firmSentBack", [], $"/firm/{id.Value}") { Account = by }, cancel);
        }
    }
}

/// <summary>What one's own firms have to mend.</summary>
internal sealed class FirmHome(HazardSight sight, BihuanContext db, IRights rights, Words words) : IHomeProvider
{
    public int Order => 30;

    public async ValueTask<IReadOnlyList<HomeItem>> Items(CancellationToken cancel)
    {
        if (!await rights.May(FirmPermissions.Own, cancel))
        {
            return [];
        }

        var ids = (await sight.Own(cancel)).Ids;
        return await db.Set<HazardRow>().CountAsync(r => EF.Parameter(ids).Contains(r.Id) && r.IsOpen, cancel) is > 0 and var count ? [new(words["firmHazards.title"], count, words["firmHazards.homeWhy"], "/firm?open=1")] : [];
    }
}
