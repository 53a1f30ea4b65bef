using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>What of the next report is known already (反馈预填): each value with where it is from. The unit looks at it and changes what is otherwise.</summary>
internal static class PrepareReport
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterId Matter) : IQuery<Answer>;

    /// <param name="Progress">Of the whole, with where it is from; <see langword="null"/> where nothing is known.</param>
    /// <param name="Figures">What goals stand at, by their place in the terms.</param>
    /// <param name="Text">The words of the supporting units since the last report, and of the parts.</param>
    /// <param name="Contributions">What supporting units told since the last report.</param>
    /// <param name="Parts">The parts as they stand.</param>
    /// <param name="Last">The last report.</param>
    public sealed record Answer(Known<int>? Progress, IReadOnlyDictionary<int, Known<decimal>> Figures, Known<string>? Text, IReadOnlyList<ContributionRow> Contributions, IReadOnlyList<MatterRow> Parts, Report? Last);

    /// <param name="Value">The value.</param>
    /// <param name="From">Where it is from.</param>
    /// <param name="Values">The values of the sentence that says so.</param>
    /// <param name="Address">The page that shows it.</param>
    public sealed record Known<T>(T Value, FillOrigin From, IReadOnlyList<string> Values, string? Address = null)
    {
        /// <summary>The key of the sentence.</summary>
        public string Origin => KeyOf(From);
    }

    /// <summary>The key of the sentence that says where a value is from.</summary>
    public static string KeyOf(FillOrigin from) => $"prefill.{from.ToString().ToLowerInvariant()}";

    public sealed record ContributionRow(Contribution Contribution, string Unit);

    /// <summary>Progress that follows from figures: the mean over the goals that are promised, or over all where all are striven for.</summary>
    public static int? ProgressBy(IReadOnlyList<Goal> goals, IReadOnlyDictionary<int, decimal> figures)
    {
        var counted = goals.Select((goal, i) => (goal, i)).Where(g => !g.goal.Stretch).ToList();
        counted = counted.Count > 0 ? counted : [.. goals.Select((goal, i) => (goal, i))];
        return counted.Count == 0 || counted.Exists(g => !figures.ContainsKey(g.i)) ? null : (int)counted.Average(g => g.goal.ProgressAt(figures[g.i]));
    }

    /// <summary>Progress that follows from the parts, each by its share of the first goal that is divided, or all alike.</summary>
    public static int? ProgressBy(IReadOnlyList<Matter> parts)
    {
        var running = parts.Where(p => p.State is not (MatterState.Draft or MatterState.Dropped or MatterState.Withdrawn)).ToList();
        if (running.Count == 0)
        {
            return null;
        }

        var weights = running.ConvertAll(p => p.Terms.Goals is [{ Value: > 0 and var share }, ..] ? share : 0);
        return weights.Exists(w => w == 0) ? (int)running.Average(p => p.Progress) : (int)(running.Zip(weights, (p, w) => p.Progress * w).Sum() / weights.Sum());
    }

    /// <summary>The figure of a goal as its parts stand together; <see langword="null"/> unless each part that shares it has reported one.</summary>
    public static decimal? SumOf(Goal goal, IReadOnlyList<Matter> parts)
    {
        if (goal.Unit.Contains('%', StringComparison.Ordinal) || goal.Unit.Contains('‰', StringComparison.Ordinal))
        {
            return null;
        }

        var figures = parts.Where(p => p.State is not (MatterState.Draft or MatterState.Dropped or MatterState.Withdrawn))
            .SelectMany(p => p.Terms.Goals.Select((g, i) => (g, Figure: p.Figures.FirstOrDefault(f => f.Goal == i)?.Reached))).Where(x => x.g.Subject == goal.Subject && x.g.Unit == goal.Unit).ToList();
        return figures.Count == 0 || figures.TrueForAll(f => f.Figure is null) ? null : goal.Base + figures.Sum(f => f.Figure ?? 0);
    }

    internal sealed class Handler(MatterQueries queries, Desk desk, IEnumerable<IReportFiller> fillers) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Matter, cancel) is not { } matter)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Matter));
            }

            var (parts, names, last) = (await desk.Parts(matter.Id, cancel), await queries.Names(cancel), matter.Reports.Count > 0 ? matter.Reports[^1] : null);
            var figures = new Dictionary<int, Known<decimal>>();
            foreach (var (goal, i) in matter.Terms.Goals.Select((g, i) => (g, i)))
            {
                if (SumOf(goal, parts) is { } sum)
                {
                    figures[i] = new(sum, FillOrigin.Parts, [parts.Count.ToString(CultureInfo.InvariantCulture)], $"/matters?parent={matter.Id.Value}");
                }
                else if (matter.Figures.FirstOrDefault(f => f.Goal == i) is { } known)
                {
                    figures[i] = new(known.Reached, FillOrigin.Last, [Day(last)]);
                }
            }
            foreach (var filler in fillers)
            {
                foreach (var (goal, known) in await filler.Known(matter.Id, matter.Terms, cancel))
                {
                    figures[goal] = new(known.Reached, FillOrigin.System, [known.Origin], known.Address);
                }
            }

            // Only what has come since the last report says something new of the whole.
            var fresh = figures.Any(f => f.Value.From is not FillOrigin.Last);
            Known<int>? progress = fresh && ProgressBy(matter.Terms.Goals, figures.ToDictionary(f => f.Key, f => f.Value.Value)) is { } byFigures ? new(byFigures, FillOrigin.Figures, [])
                : ProgressBy(parts) is { } byParts ? new(byParts, FillOrigin.Parts, [parts.Count.ToString(CultureInfo.InvariantCulture)], $"/matters?parent={matter.Id.Value}")
                : last is not null ? new(last.Progress, FillOrigin.Last, [Day(last)]) : null;
            var told = matter.Contributions.Where(c => last is null || c.At > last.At).Select(c => new ContributionRow(c, names.GetValueOrDefault(c.Unit) ?? "")).ToList();
            return new Answer(
                progress,
                figures,
                told.Count == 0 ? null : new(string.Join('\n', told.Select(t => $"{t.Unit}：{t.Contribution.Text}")), FillOrigin.Contributions, [told.Count.ToString(CultureInfo.InvariantCulture)]),
                told,
                await queries.Rows(parts, cancel),
                last);
        }

        private static string Day(Report? report) => Days.Text(report is null ? null : DistrictDay.Of(report.At));
    }
}
