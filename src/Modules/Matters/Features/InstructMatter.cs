using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>A leader gives an instruction on a matter (批示). It becomes a part with a deadline of its own, for the same lead.</summary>
internal static class InstructMatter
{
    /// <param name="Text">The instruction.</param>
    /// <param name="Until">By when.</param>
    [Needs(MattersPermissions.Instruct)]
    public sealed record Request(MatterId Matter, string Text, DateOnly Until) : ICommand<MatterId>;

    private const int TitleLength = 40;

    /// <param name="id">The part's id.</param>
    /// <param name="schedule">The part's days.</param>
    public static Result<Decision<MatterId>> Decide(Matter matter, Request request, MatterId id, Result<Schedule> schedule, DateOnly today)
    {
        List<Problem> problems = [.. Wording.Check(request.Text, nameof(request.Text)), .. schedule.Match<IReadOnlyList<Problem>>(_ => [], p => p)];
        if (Transitions.Refusal(matter, MatterAct.Instruct) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (matter.Lead is null)
        {
            problems.Add(Problem.Coded("MAT-008", nameof(matter.Lead), matter.Title));
        }
        if (request.Until < today)
        {
            problems.Add(Problem.Coded("MAT-024", nameof(request.Until), matter.Title, Days.Text(request.Until)));
        }
        if (problems.Count > 0 || schedule is not Result<Schedule>.Done(var days))
        {
            return problems;
        }

        var part = new Matter();
        return new Decision<MatterId>(
            id,
            new(part, new MatterDrafted(id, TermsOf(matter, request), matter.Id)),
            new(part, new MatterIssued(days, null)),
            new(matter, new MatterInstructed(matter.Instructions.Count + 1, request.Text.Trim(), id)));
    }

    /// <summary>The terms of the part.</summary>
    public static MatterTerms TermsOf(Matter matter, Request request)
    {
        var text = request.Text.Trim();
        return new()
        {
            Title = text.Length <= TitleLength ? text : $"{text[..TitleLength]}…",
            Body = text,
            Lead = matter.Lead,
            Accepting = matter.Accepting,
            Supporting = matter.Terms.Supporting,
            Leaders = matter.Terms.Leaders,
            Place = matter.Place,
            Due = new(request.Until),
            Urgency = Urgency.Urgent,
            Secrecy = matter.Secrecy,
        };
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, MatterId>
    {
        public ValueTask<Result<MatterId>> Handle(Request request, CancellationToken cancel) =>
            desk.On<MatterId>(
                request.Matter,
                m => desk.RefuseBeyond(MattersPermissions.Instruct, m.Lead, cancel),
                async m => Decide(m, request, desk.Ids.New<MatterId>(), await desk.Schedule(TermsOf(m, request), desk.Now, cancel: cancel), desk.Today),
                cancel);
    }
}
