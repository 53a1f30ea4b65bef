using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Opens and issues a matter for another module.</summary>
internal static class OpenMatterFeature
{
    /// <param name="known">The matter that is there for the same origin.</param>
    /// <param name="id">The id it would get.</param>
    public static Result<Decision<MatterId>> Decide(OpenMatter request, Matter? known, MatterId id, Result<Schedule> schedule, TermsContext context, DateTimeOffset now)
    {
        if (request.Terms.Origin is null)
        {
            return Problem.Coded("MAT-026", nameof(MatterTerms.Origin));
        }
        if (known is not null)
        {
            return new Decision<MatterId>(known.Id);
        }

        var matter = new Matter();
        List<Problem> problems = [.. TermsCheck.Always(request.Terms, context), .. TermsCheck.ToIssue(request.Terms, context)];
        problems.AddRange(schedule.Match<IReadOnlyList<Problem>>(s => s.DueAt <= now ? [Problem.Coded("MAT-024", nameof(MatterTerms.Due), request.Terms.Title, Days.Text(s.DueDay))] : [], p => p));
        return problems.Count > 0 || schedule is not Result<Schedule>.Done(var days) ? problems
            : new Decision<MatterId>(id, new Change(matter, new MatterDrafted(id, DraftMatter.Tidy(request.Terms), null)), new Change(matter, new MatterIssued(days, null)));
    }

    internal sealed class Handler(Desk desk) : IHandler<OpenMatter, MatterId>
    {
        public async ValueTask<Result<MatterId>> Handle(OpenMatter request, CancellationToken cancel)
        {
            var origin = request.Terms.Origin is { } o ? Matter.OriginOf(o.Module, o.Key) : null;
            var known = origin is null ? null : await desk.Db.Set<Matter>().AsNoTracking().SingleOrDefaultAsync(m => m.Origin == origin, cancel);
            return await desk.Carry(
                Decide(request, known, desk.Ids.New<MatterId>(), await desk.Schedule(request.Terms, desk.Now, cancel: cancel), await desk.Context(request.Terms, cancel), desk.Now), cancel);
        }
    }
}

/// <summary>Answers other modules.</summary>
internal sealed class MatterAnswers(BihuanContext db, LampMoment moment, Words words) : IMatters
{
    public async ValueTask<MatterStanding?> For(string module, string key, CancellationToken cancel)
    {
        var origin = Matter.OriginOf(module, key);
        if (await db.Set<Matter>().AsNoTracking().SingleOrDefaultAsync(m => m.Origin == origin, cancel) is not { } m)
        {
            return null;
        }

        return Standing(m);
    }

    public async ValueTask<IReadOnlyDictionary<string, MatterStanding>> For(string module, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        var origins = keys.Distinct(StringComparer.Ordinal).ToDictionary(k => Matter.OriginOf(module, k), k => k, StringComparer.Ordinal);
        var wanted = origins.Keys.ToArray();
        return (await db.Set<Matter>().AsNoTracking().Where(m => EF.Parameter(wanted).Contains(m.Origin)).ToListAsync(cancel)).ToDictionary(m => origins[m.Origin!], Standing, StringComparer.Ordinal);
    }

    private MatterStanding Standing(Matter m)
    {
        var lamp = m.LampAt(moment.At);
        return new(m.Id, m.Title, m.State, lamp?.Colour, m.DueDay, m.End, $"/matters/{m.Id.Value}", lamp is null ? null : words[lamp.Code, [.. lamp.Values]]);
    }
}
