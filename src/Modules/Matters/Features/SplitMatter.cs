using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The lead splits a matter into parts for its own sections, streets or supporting units (分解). It accepts each of them.</summary>
internal static class SplitMatter
{
    /// <param name="Lead">Who does the part.</param>
    /// <param name="Title">What people call it.</param>
    /// <param name="Body">What is to be done; the whole's words where empty.</param>
    /// <param name="Shares">The share of each goal, by its place in the whole's terms.</param>
    /// <param name="Until">The last day; the whole's where <see langword="null"/>.</param>
    public sealed record Part(UnitId Lead, string Title, string? Body, IReadOnlyList<GoalFigure> Shares, DateOnly? Until = null);

    [Needs(MattersPermissions.Handle)]
    public sealed record Request(MatterId Matter, IReadOnlyList<Part> Parts) : ICommand<IReadOnlyList<MatterId>>;

    public const int Most = 100;

    /// <param name="known">The parts that are there already.</param>
    /// <param name="ids">An id for each new part.</param>
    /// <param name="schedules">The days of each new part.</param>
    public static Result<Decision<IReadOnlyList<MatterId>>> Decide(
        Matter matter, Request request, IReadOnlyList<Matter> known, IReadOnlyList<MatterId> ids, IReadOnlyList<Result<Schedule>> schedules, TermsContext context)
    {
        List<Problem> problems = [];
        if (Transitions.Refusal(matter, MatterAct.Split) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (request.Parts.Count is 0 or > Most)
        {
            problems.Add(Problem.Coded("MAT-060", nameof(request.Parts), Most.ToString(CultureInfo.InvariantCulture)));
        }

        List<Change> changes = [];
        for (var i = 0; i < request.Parts.Count && i < Most; i++)
        {
            var (part, field) = (request.Parts[i], $"Parts[{i.ToString(CultureInfo.InvariantCulture)}]");
            var terms = TermsOf(matter, part);
            problems.AddRange(TermsCheck.Always(terms, context).Concat(TermsCheck.ToIssue(terms, context)).Select(p => p with { Field = $"{field}.{p.Field}" }));
            problems.AddRange(schedules[i].Match<IReadOnlyList<Problem>>(_ => [], p => p).Select(p => p with { Field = $"{field}.{p.Field}" }));
            if (part.Until > matter.DueDay)
            {
                problems.Add(Problem.Coded("MAT-061", $"{field}.{nameof(part.Until)}", part.Title, Days.Text(part.Until), Days.Text(matter.DueDay)));
            }
            if (problems.Count == 0 && schedules[i] is Result<Schedule>.Done(var days))
            {
                var state = new Matter();
                changes.Add(new(state, new MatterDrafted(ids[i], terms, matter.Id)));
                changes.Add(new(state, new MatterIssued(days, null)));
            }
        }

        problems.AddRange(Shares(matter, request, known));
        return problems.Count > 0 ? problems : new Decision<IReadOnlyList<MatterId>>(ids, changes);
    }

    /// <summary>The terms of a part: the whole's, with its own lead, share and day.</summary>
    public static MatterTerms TermsOf(Matter matter, Part part) => matter.Terms with
    {
        Title = part.Title.Trim(),
        Body = Wording.Tidy(part.Body) ?? matter.Terms.Body,
        Lead = part.Lead,
        Accepting = matter.Lead,
        Supporting = [],
        OpenEnded = false,
        Place = matter.Place ?? part.Lead,
        Goals = [.. part.Shares.Where(s => s.Goal >= 0 && s.Goal < matter.Terms.Goals.Count).Select(s => matter.Terms.Goals[s.Goal] with { Value = s.Reached, Base = 0 })],
        Due = new(part.Until ?? matter.DueDay),
        Milestones = [],
        Attachments = [],
        Related = [],
        DependsOn = [],
        DuplicateOf = null,
        Origin = null,
    };

    /// <summary>For each goal that is divided, the shares must make the whole; a share of a rate is the rate itself.</summary>
    private static IEnumerable<Problem> Shares(Matter matter, Request request, IReadOnlyList<Matter> known)
    {
        var goals = matter.Terms.Goals;
        foreach (var share in request.Parts.SelectMany(p => p.Shares).Where(s => s.Goal < 0 || s.Goal >= goals.Count))
        {
            yield return Problem.Coded("MAT-044", nameof(Part.Shares), goals.Count.ToString(CultureInfo.InvariantCulture));
        }
        for (var i = 0; i < goals.Count; i++)
        {
            var goal = goals[i];
            var shares = request.Parts.SelectMany(p => p.Shares).Where(s => s.Goal == i).Select(s => s.Reached).ToList();
            if (shares.Count == 0 || goal.Unit.Contains('%', StringComparison.Ordinal) || goal.Unit.Contains('‰', StringComparison.Ordinal))
            {
                continue;
            }

            var before = known.Where(k => k.State is not (MatterState.Withdrawn or MatterState.Dropped)).SelectMany(k => k.Terms.Goals).Where(g => g.Subject == goal.Subject && g.Unit == goal.Unit).Sum(g => g.Value);
            var sum = before + shares.Sum();
            if (sum != goal.Value)
            {
                yield return Problem.Coded("MAT-062", nameof(Part.Shares), goal.Subject, Figures.Amount(sum, goal), Figures.Amount(goal.Value, goal));
            }
        }
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, IReadOnlyList<MatterId>>
    {
        public ValueTask<Result<IReadOnlyList<MatterId>>> Handle(Request request, CancellationToken cancel) =>
            desk.On<IReadOnlyList<MatterId>>(request.Matter, m => desk.RefuseBeyond(MattersPermissions.Handle, m.Lead, cancel), async m =>
            {
                List<Result<Schedule>> schedules = [];
                foreach (var part in request.Parts.Take(Most))
                {
                    schedules.Add(await desk.Schedule(TermsOf(m, part), desk.Now, cancel: cancel));
                }

                return Decide(m, request, await desk.Parts(m.Id, cancel), [.. request.Parts.Select(_ => desk.Ids.New<MatterId>())], schedules, await desk.Context(m.Terms, cancel));
            }, cancel);
    }
}
