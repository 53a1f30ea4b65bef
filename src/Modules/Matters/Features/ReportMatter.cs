using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The lead unit reports (反馈): once for all units concerned.</summary>
internal static class ReportMatter
{
    /// <param name="Progress">Of the whole, 0 to 100.</param>
    /// <param name="Figures">What each goal stands at; goals left out keep their last figure.</param>
    /// <param name="Text">What was done since the last report.</param>
    /// <param name="Trouble">存在问题.</param>
    /// <param name="Help">需协调事项.</param>
    /// <param name="Filled">Fields that were filled in beforehand and left as they were; for the burden page, where <paramref name="By"/> does not say more.</param>
    /// <param name="By">The same by what filled them.</param>
    [Needs(MattersPermissions.Handle)]
    public sealed record Request(MatterId Matter, int Progress, IReadOnlyList<GoalFigure> Figures, string Text, string? Trouble, string? Help, IReadOnlyList<Evidence> Evidence, int Filled = 0, IReadOnlyList<FilledBy>? By = null) : ICommand<int>;

    public static Result<Decision<int>> Decide(Matter matter, Request request)
    {
        List<Problem> problems = [.. Wording.Check(request.Text, nameof(request.Text)), .. Wording.Check(request.Trouble, nameof(request.Trouble), required: false), .. Wording.Check(request.Help, nameof(request.Help), required: false)];
        if (Transitions.Refusal(matter, MatterAct.Report) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (request.Progress is < 0 or > 100)
        {
            problems.Add(Problem.Coded("MAT-042", nameof(request.Progress), request.Progress.ToString(CultureInfo.InvariantCulture)));
        }

        problems.AddRange(Figures.Check(matter, request.Figures));
        problems.AddRange(Files.Check(request.Evidence));
        if (problems.Count > 0)
        {
            return problems;
        }

        var (no, fields) = (matter.Reports.Count + 1, 2 + request.Figures.Count);
        var by = request.By?.Where(f => f.Count > 0).GroupBy(f => f.Origin).Select(g => new FilledBy(g.Key, g.Sum(f => f.Count))).OrderBy(f => f.Origin).ToList();
        var filled = Math.Clamp(by?.Sum(f => f.Count) ?? request.Filled, 0, fields);

        // More than there are fields is no account of them.
        by = by?.Sum(f => f.Count) == filled ? by : null;
        return new Decision<int>(no, new Change(matter, new MatterReported(no, request.Progress, request.Figures, request.Text.Trim(), Wording.Tidy(request.Trouble), Wording.Tidy(request.Help), request.Evidence, filled, fields - filled, by)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, int>
    {
        public ValueTask<Result<int>> Handle(Request request, CancellationToken cancel) =>
            desk.On<int>(request.Matter, m => desk.RefuseBeyond(MattersPermissions.Handle, m.Lead, cancel), m => Decide(m, request), cancel);
    }
}

/// <summary>A supporting unit tells the lead how its share stands; the lead's report takes it up.</summary>
internal static class Contribute
{
    [Needs(MattersPermissions.Handle)]
    public sealed record Request(MatterId Matter, UnitId Unit, string Text, IReadOnlyList<GoalFigure> Figures, IReadOnlyList<Evidence> Evidence) : ICommand<int>, IForUnit
    {
        Guid? IForUnit.Unit => Unit.Value;
    }

    public static Result<Decision<int>> Decide(Matter matter, Request request)
    {
        List<Problem> problems = [.. Wording.Check(request.Text, nameof(request.Text)), .. Figures.Check(matter, request.Figures), .. Files.Check(request.Evidence)];
        if (Transitions.Refusal(matter, MatterAct.Contribute) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (!matter.Terms.Supporting.Contains(request.Unit))
        {
            problems.Add(Problem.Coded("MAT-043", nameof(request.Unit), matter.Title));
        }

        var no = matter.Contributions.Count + 1;
        return problems.Count > 0 ? problems : new Decision<int>(no, new Change(matter, new MatterContributed(no, request.Unit, request.Text.Trim(), request.Figures, request.Evidence)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, int>
    {
        public ValueTask<Result<int>> Handle(Request request, CancellationToken cancel) =>
            desk.On<int>(request.Matter, _ => ValueTask.FromResult<Problem?>(null), m => Decide(m, request), cancel);
    }
}

/// <summary>Checks figures of goals, and words them.</summary>
internal static class Figures
{
    /// <summary>A figure with its goal's unit, as people read it.</summary>
    public static string Amount(decimal figure, Goal goal) => figure.ToString("0.####", CultureInfo.InvariantCulture) + goal.Unit;

    public static IEnumerable<Problem> Check(Matter matter, IReadOnlyList<GoalFigure> figures)
    {
        if (figures.Select(f => f.Goal).Distinct().Count() != figures.Count || figures.Any(f => f.Goal < 0 || f.Goal >= matter.Terms.Goals.Count))
        {
            yield return Problem.Coded("MAT-044", nameof(figures), matter.Terms.Goals.Count.ToString(CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>Checks the files that show something.</summary>
internal static class Files
{
    public const int Most = 20;

    public static IEnumerable<Problem> Check(IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Count > Most)
        {
            yield return Problem.Coded("MAT-045", nameof(evidence), Most.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var file in evidence.Where(e => !FileHash.IsOne(e.Hash) || e.Name.Trim().Length is 0 or > 200))
        {
            yield return Problem.Coded("MAT-046", nameof(evidence), file.Name);
        }
    }
}
