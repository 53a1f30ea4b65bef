using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Takes a step of the ladder (催办、督办): by hand, or by the rule when its time has come.</summary>
internal static class UrgeMatter
{
    /// <param name="Step">Which.</param>
    /// <param name="Text">What is written to the lead.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, LadderStep Step, string? Text) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, Request request, DateOnly today)
    {
        List<Problem> problems = [.. Wording.Check(request.Text, nameof(request.Text), required: request.Step is not (LadderStep.Reminder or LadderStep.Urge))];
        if (Transitions.Refusal(matter, MatterAct.Urge) is { } refusal)
        {
            problems.Add(refusal);
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, Made(matter, request.Step, byRule: false, today, Wording.Tidy(request.Text))));
    }

    /// <summary>The step that a rule takes at a moment: the last one whose time has come. None where it was taken before, by whichever node.</summary>
    public static MatterUrged? ByRule(Matter matter, DateTimeOffset now)
    {
        if (matter.NextStepAt is not { } next || next > now || Transitions.Refusal(matter, MatterAct.Urge) is not null)
        {
            return null;
        }

        var step = matter.Schedule!.Ladder.Last(l => l.At <= now);
        return Made(matter, step.Step, byRule: true, matter.DueDay ?? DistrictDay.Of(now), null);
    }

    private static MatterUrged Made(Matter matter, LadderStep step, bool byRule, DateOnly day, string? text) =>
        new(matter.Urges.Count + 1, step, byRule, day, text, [.. new[] { matter.Lead }.OfType<UnitId>()]);

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseUnlessIssuer(m, cancel), m => Decide(m, request, desk.Today), cancel);
    }
}

/// <summary>Takes the steps of the ladder whose time has come, for some matters at a time. Sent by the program.</summary>
internal static class TakeSteps
{
    /// <param name="Most">How many matters at most.</param>
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(int Most = 200) : ICommand<int>;

    internal sealed class Handler(Desk desk) : IHandler<Request, int>
    {
        public async ValueTask<Result<int>> Handle(Request request, CancellationToken cancel)
        {
            var now = desk.Now;
            List<Change> changes = [];
            foreach (var matter in await desk.WithStepDue(now, request.Most, cancel))
            {
                if (UrgeMatter.ByRule(matter, now) is { } step)
                {
                    changes.Add(new(matter, step));
                }
            }

            return await desk.Carry<int>(new Decision<int>(changes.Count, changes), cancel);
        }
    }
}
