using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Sets a rule of scores from a day on (考核规则). Sheets that were counted by another keep it until they are counted anew.</summary>
internal static class SetScoreRule
{
    /// <param name="From">The first day; a period is scored by the rule of its last day.</param>
    /// <param name="Figures">The figures; the points come to 100.</param>
    /// <param name="Source">The document that sets it.</param>
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(DateOnly From, ScoreFigures Figures, string Source) : ICommand<Guid>;

    /// <param name="known">The district's rules that hold.</param>
    public static Result<Decision<Guid>> Decide(Request request, IReadOnlyList<ScoreRule> known, Guid id)
    {
        var f = request.Figures;
        List<Problem> problems = [.. Wording.Check(request.Source, nameof(request.Source)), .. Days.Check(request.From, nameof(request.From))];
        if (known.Any(r => r.From == request.From))
        {
            problems.Add(Problem.Coded("MAT-067", nameof(request.From), Days.Text(request.From)));
        }
        if (Enum.GetValues<ScoreItem>().Sum(f.Most) is var sum && sum != 100)
        {
            problems.Add(Problem.Coded("MAT-133", nameof(request.Figures), sum.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)));
        }
        if (Enum.GetValues<ScoreItem>().Any(i => f.Most(i) < 0) || new[] { f.PartlyPercent, f.LateReportPercent, f.LateSigningPercent }.Any(p => p is < 0 or > 100)
            || new[] { f.PointsPerRedDay, f.PointsPerReturn, f.PointsPerExtension }.Any(p => p is < 0 or > 100) || f.ObjectWithinDays is < 1 or > 365)
        {
            problems.Add(Problem.Coded("MAT-134", nameof(request.Figures)));
        }

        return problems.Count > 0 ? problems : new Decision<Guid>(id, new Change(new DistrictScoreRule(), new ScoreRuleSet(id, new(request.From, f, request.Source.Trim(), id)), request.From));
    }

    internal sealed class Handler(Desk desk, TimeProvider clock) : IHandler<Request, Guid>
    {
        public async ValueTask<Result<Guid>> Handle(Request request, CancellationToken cancel) =>
            await desk.Carry(Decide(request, await desk.Db.Set<DistrictScoreRule>().AsNoTracking().Where(r => !r.Revoked).Select(r => r.Rule).ToListAsync(cancel), Guid.CreateVersion7(clock.GetUtcNow())), cancel);
    }
}

/// <summary>Revokes a rule of scores of the district; the one before it holds again.</summary>
internal static class RevokeScoreRule
{
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(Guid Id) : ICommand<None>;

    public static Result<Decision<None>> Decide(DistrictScoreRule? rule) =>
        rule is null or { Revoked: true } ? Problem.Coded("PLATFORM-005", nameof(Request.Id)) : new Decision<None>(default, new Change(rule, new ScoreRuleRevoked()));

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => await desk.Carry(Decide(await desk.Db.FindAsync<DistrictScoreRule>([request.Id], cancel)), cancel);
    }
}

/// <summary>Every rule of scores that is known, the latest first.</summary>
internal static class ListScoreRules
{
    [Needs(MattersPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyList<ScoreRule>>;

    /// <summary>The rules of the district and those shipped.</summary>
    public static async Task<IReadOnlyList<ScoreRule>> All(BihuanContext db, CancellationToken cancel) =>
        [.. (await db.Set<DistrictScoreRule>().AsNoTracking().Where(r => !r.Revoked).Select(r => r.Rule).ToListAsync(cancel)).Concat(ShippedRules.Scores).OrderByDescending(r => r.From).ThenBy(r => r.Id is null)];

    internal sealed class Handler(BihuanContext db) : IHandler<Request, IReadOnlyList<ScoreRule>>
    {
        public async ValueTask<Result<IReadOnlyList<ScoreRule>>> Handle(Request request, CancellationToken cancel) => (List<ScoreRule>)[.. await ListScoreRules.All(db, cancel)];
    }
}
