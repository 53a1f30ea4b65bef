using Bihuan.Documents;
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
        problems.AddRange(schedule.Match<IReadOnlyList<Problem>>(s => s.DueAt <= now && !request.IsDueFixed ? [Problem.Coded("MAT-024", nameof(MatterTerms.Due), request.Terms.Title, Days.Text(s.DueDay))] : [], p => p));
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
internal sealed class MatterAnswers(BihuanContext db, MatterQueries queries, LampMoment moment, Words words) : IMatters
{
    /// <summary>A document gives fewer; more is for the list, part by part.</summary>
    private const int MostOfDocument = 2_000;

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

    public async ValueTask<IReadOnlyList<MatterOfDocument>> OfDocument(DocumentId document, string? place, CancellationToken cancel)
    {
        var matters = await (await queries.Visible(cancel)).Where(m => m.Document == document && m.Parent == null && m.State != MatterState.Dropped).OrderBy(m => m.Ordinal).ThenBy(m => m.Id).Take(MostOfDocument).ToListAsync(cancel);
        return
        [
            .. matters.Where(m => place is null || m.Source?.Place.StartsWith(place, StringComparison.Ordinal) == true).Select(m =>
            {
                var lamp = m.LampAt(moment.At);
                return new MatterOfDocument(
                    m.Id, m.Source, m.Ordinal, m.Title, m.Chapter, m.Number, m.State, lamp?.Colour, lamp is null ? null : words[lamp.Code, [.. lamp.Values]], m.Lead, m.Terms.Supporting, m.Accepting, m.Terms.Due, m.DueDay, m.Terms.Proposed,
                    m.Terms.Doubts, m.End, $"/matters/{m.Id.Value}");
            }),
        ];
    }

    public async ValueTask<IReadOnlyList<(DocumentId Document, string Name)>> Documents(CancellationToken cancel)
    {
        List<(DocumentId Document, string Name)> named = [];
        foreach (var document in await (await queries.Visible(cancel)).Where(m => m.Document != null).Select(m => m.Document).Distinct().ToListAsync(cancel))
        {
            named.Add((document!.Value, await DocumentName.Of(db, document, cancel) ?? ""));
        }

        return [.. named.OrderBy(n => n.Name, StringComparer.Ordinal)];
    }
}
