using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>What became of one row of a bulk action.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Title">Its title.</param>
/// <param name="Problems">Every reason against it; empty where it was done.</param>
internal sealed record RowResult(MatterId Matter, string Title, IReadOnlyList<Problem> Problems);

/// <summary>Issues matters together (交办), with a covering letter. Each row that cannot be issued says why and stays a draft; the others go out.</summary>
internal static class IssueMatters
{
    public const int Most = 1_000;

    /// <param name="Matters">Which.</param>
    /// <param name="Title">The letter's title.</param>
    /// <param name="Letter">Its words.</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(IReadOnlyList<MatterId> Matters, string Title, string Letter) : ICommand<Answer>;

    /// <param name="Round">The issue; <see langword="null"/> where no row could be issued.</param>
    /// <param name="Rows">What became of each.</param>
    public sealed record Answer(IssueRoundId? Round, IReadOnlyList<RowResult> Rows);

    /// <summary>Why one matter cannot be issued.</summary>
    public static IReadOnlyList<Problem> Against(Matter matter, Result<Schedule> schedule, TermsContext context, DateTimeOffset now)
    {
        List<Problem> problems = [.. TermsCheck.Always(matter.Terms, context), .. TermsCheck.ToIssue(matter.Terms, context)];
        if (Transitions.Refusal(matter, MatterAct.Issue) is { } refusal)
        {
            problems.Add(refusal);
        }

        problems.AddRange(schedule.Match<IReadOnlyList<Problem>>(s => s.DueAt <= now ? [Problem.Coded("MAT-024", nameof(MatterTerms.Due), matter.Title, Days.Text(s.DueDay))] : [], p => p));
        return problems;
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            List<Problem> problems = [.. Wording.Check(request.Title, nameof(request.Title)), .. Wording.Check(request.Letter, nameof(request.Letter))];
            var ids = request.Matters.Distinct().ToList();
            if (ids.Count is 0 or > Most)
            {
                problems.Add(Problem.Coded("MAT-025", nameof(request.Matters), Most.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
            if (problems.Count > 0)
            {
                return problems;
            }

            var (now, round) = (desk.Now, desk.Ids.New<IssueRoundId>());
            List<RowResult> rows = [];
            List<Change> changes = [];
            List<MatterId> issued = [];
            foreach (var id in ids)
            {
                if (await desk.Matter(id, cancel) is not { } matter)
                {
                    rows.Add(new(id, "", [Problem.Coded("PLATFORM-005", nameof(request.Matters))]));
                    continue;
                }
                if (await desk.RefuseUnlessIssuer(matter, cancel) is { } beyond)
                {
                    rows.Add(new(id, matter.Title, [beyond]));
                    continue;
                }

                var schedule = await desk.Schedule(matter.Terms, now, cancel: cancel);
                var against = Against(matter, schedule, await desk.Context(matter.Terms, cancel), now);
                rows.Add(new(id, matter.Title, against));
                if (against.Count == 0 && schedule is Result<Schedule>.Done(var days))
                {
                    changes.Add(new(matter, new MatterIssued(days, round)));
                    issued.Add(id);
                }
            }

            if (issued.Count == 0)
            {
                return new Answer(null, rows);
            }

            changes.Add(new(new IssueRound(), new RoundIssued(round, request.Title.Trim(), request.Letter.Trim(), issued)));
            return await desk.Carry<Answer>(new Decision<Answer>(new(round, rows), changes), cancel);
        }
    }
}
