using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Pauses a matter by a document (暂停): no lamp runs until it goes on.</summary>
internal static class PauseMatter
{
    /// <param name="Document">The document that pauses it, by number or title.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, string Document, string Why) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, Request request)
    {
        List<Problem> problems = [.. Wording.Check(request.Document, nameof(request.Document)), .. Wording.Check(request.Why, nameof(request.Why))];
        if (Transitions.Refusal(matter, MatterAct.Pause) is { } refusal)
        {
            problems.Add(refusal);
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterPaused(request.Document.Trim(), request.Why.Trim())));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseUnlessIssuer(m, cancel), m => Decide(m, request), cancel);
    }
}

/// <summary>Lets a paused matter go on (恢复), with its old due day or a new one.</summary>
internal static class ResumeMatter
{
    /// <param name="Until">The new due day; the old one where <see langword="null"/>.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, string Why, DateOnly? Until) : ICommand<None>;

    /// <param name="heldBy">Why somebody else moves the date.</param>
    public static Result<Decision<None>> Decide(Matter matter, Request request, Result<Schedule> schedule, DateOnly today, IReadOnlyList<Problem> heldBy)
    {
        List<Problem> problems = [.. Wording.Check(request.Why, nameof(request.Why)), .. schedule.Match<IReadOnlyList<Problem>>(_ => [], p => p), .. heldBy];
        if (Transitions.Refusal(matter, MatterAct.Resume) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (request.Until < today)
        {
            problems.Add(Problem.Coded("MAT-024", nameof(request.Until), matter.Title, Days.Text(request.Until)));
        }

        return problems.Count > 0 || schedule is not Result<Schedule>.Done(var days) ? problems : new Decision<None>(default, new Change(matter, new MatterResumed(request.Why.Trim(), days)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(
                request.Matter,
                m => desk.RefuseUnlessIssuer(m, cancel),
                async m => Decide(m, request, await desk.Reschedule(m, request.Until, desk.Now, cancel), desk.Today, request.Until is null ? [] : await desk.DueHeldBy(m, cancel)),
                cancel);
    }
}

/// <summary>Withdraws a matter by a document (撤销): an open end, not a fulfilled one.</summary>
internal static class WithdrawMatter
{
    /// <param name="Document">The document that withdraws it, by number or title.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, string Document, string Why) : ICommand<None>;

    /// <param name="parts">The parts it was split into.</param>
    public static Result<Decision<None>> Decide(Matter matter, Request request, IReadOnlyList<Matter> parts)
    {
        List<Problem> problems = [.. Wording.Check(request.Document, nameof(request.Document)), .. Wording.Check(request.Why, nameof(request.Why))];
        if (Transitions.Refusal(matter, MatterAct.Withdraw) is { } refusal)
        {
            problems.Add(refusal);
        }

        problems.AddRange(parts.Where(p => p.IsOpen).Select(p => Problem.Coded("MAT-051", "Parts", p.Title, $"MatterState.{p.State}")));
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterWithdrawn(request.Document.Trim(), request.Why.Trim())));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseUnlessIssuer(m, cancel), async m => Decide(m, request, await desk.Parts(m.Id, cancel)), cancel);
    }

    internal sealed class ForModule(Desk desk) : IHandler<CallOffMatter, None>
    {
        public ValueTask<Result<None>> Handle(CallOffMatter request, CancellationToken cancel) => desk.On<None>(
            request.Matter,
            m => desk.RefuseUnlessIssuer(m, cancel),
            async m => m.State is MatterState.Withdrawn ? new Decision<None>(default) : Decide(m, new(request.Matter, request.Document, request.Why), await desk.Parts(m.Id, cancel)),
            cancel);
    }
}
