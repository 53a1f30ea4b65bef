using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The lead unit signs for a matter (签收).</summary>
internal static class SignFor
{
    [Needs(MattersPermissions.Handle)]
    public sealed record Request(MatterId Matter, string? Note = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, string? note)
    {
        List<Problem> problems = [.. Wording.Check(note, nameof(Request.Note), required: false)];
        if (Transitions.Refusal(matter, MatterAct.Sign) is { } refusal)
        {
            problems.Add(refusal);
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterSignedFor(Wording.Tidy(note))));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseBeyond(MattersPermissions.Handle, m.Lead, cancel), m => Decide(m, request.Note), cancel);
    }
}

/// <summary>The lead unit declines a matter (退签), with a reason and the unit that it proposes. It goes back to the issuer.</summary>
internal static class DeclineMatter
{
    [Needs(MattersPermissions.Handle)]
    public sealed record Request(MatterId Matter, string Why, UnitId? Proposed) : ICommand<None>;

    /// <param name="proposedExists">Whether the unit proposed is there, or none is proposed.</param>
    public static Result<Decision<None>> Decide(Matter matter, Request request, bool proposedExists)
    {
        List<Problem> problems = [.. Wording.Check(request.Why, nameof(request.Why))];
        if (Transitions.Refusal(matter, MatterAct.Decline) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (!proposedExists)
        {
            problems.Add(Problem.Coded("MAT-004", nameof(request.Proposed)));
        }
        if (request.Proposed is { } proposed && proposed == matter.Lead)
        {
            problems.Add(Problem.Coded("MAT-041", nameof(request.Proposed)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterDeclined(request.Why.Trim(), request.Proposed)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(
                request.Matter,
                m => desk.RefuseBeyond(MattersPermissions.Handle, m.Lead, cancel),
                async m => Decide(m, request, request.Proposed is not { } unit || await desk.Organisation.Unit(unit, desk.Today, cancel) is not null),
                cancel);
    }
}
