using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Who heads a unit on a day; a unit is named as documents print it, or by its id.</summary>
internal static class AskHead
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(string? Unit, DateOnly? Day = null) : IQuery<Answer>;

    /// <param name="Name">What the printed name means.</param>
    /// <param name="Heads">Who heads it; empty for a vacant or unknown post.</param>
    /// <param name="HasHeadPost">Whether a head's post is known at all.</param>
    /// <param name="Last">Who held it last before, where it is vacant.</param>
    public sealed record Answer(ResolvedName Name, IReadOnlyList<Holder> Heads, bool HasHeadPost, Holder? Last);

    internal sealed class Handler(OrganisationQueries queries, Register register, Moment moment) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var day = request.Day ?? moment.Day;
            var name = UnitId.TryParse(request.Unit, out var id) && await queries.Unit(id, day, cancel) is { } known
                ? new ResolvedName(Reading.Units.ResolutionOutcome.Exact, known, [], "")
                : (await queries.Names(day, cancel)).Resolve(request.Unit ?? "");
            if (name.Unit is not { } unit)
            {
                return new Answer(name, [], HasHeadPost: false, null);
            }

            var all = await queries.Holders(register.Db.Set<Holding>().Where(h => register.Db.Set<Post>().Any(p => p.Id == h.Post && p.Unit == unit.Id && p.Kind == PostKind.Head)), null, cancel);
            var hasPost = await register.Db.Set<Post>().AnyAsync(p => p.Unit == unit.Id && p.Kind == PostKind.Head && p.DuplicateOf == null, cancel);
            return new Answer(name, [.. all.Where(h => new Period(h.From, h.To).Holds(day))], hasPost, all.Where(h => h.To <= day).MaxBy(h => h.To));
        }
    }
}

/// <summary>Which leader answers for an area or a unit on a day.</summary>
internal static class AskLeader
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(string? For, DateOnly? Day = null) : IQuery<Answer>;

    public sealed record Answer(ResolvedName Name, IReadOnlyList<Answering> ByArea, IReadOnlyList<Answering> ByUnit);

    internal sealed class Handler(OrganisationQueries queries, Moment moment) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var day = request.Day ?? moment.Day;
            var words = request.For?.Trim() ?? "";
            var name = (await queries.Names(day, cancel)).Resolve(words);
            return new Answer(name, await queries.LeadersFor(words, day, cancel), name.Unit is { } unit ? await queries.LeadersFor(unit.Id, day, cancel) : []);
        }
    }
}

/// <summary>Which unit a printed name means on a day.</summary>
internal static class ResolveName
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(string? Name, DateOnly? Day = null) : IQuery<ResolvedName>;

    internal sealed class Handler(OrganisationQueries queries, Moment moment) : IHandler<Request, ResolvedName>
    {
        public async ValueTask<Result<ResolvedName>> Handle(Request request, CancellationToken cancel) =>
            (await queries.Names(request.Day ?? moment.Day, cancel)).Resolve(request.Name ?? "");
    }
}

/// <summary>Whose probation is served in a period; by default the quarter of the day shown.</summary>
internal static class AskProbations
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(DateOnly? From = null, DateOnly? To = null) : IQuery<Answer>;

    public sealed record Answer(DateOnly From, DateOnly To, IReadOnlyList<Row> Rows);

    public sealed record Row(Holder Holder, string UnitName);

    /// <summary>The first and the last day of a day's quarter.</summary>
    public static (DateOnly From, DateOnly To) Quarter(DateOnly day)
    {
        var first = new DateOnly(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1);
        return (first, first.AddMonths(3).AddDays(-1));
    }

    internal sealed class Handler(OrganisationQueries queries, Register register, Moment moment) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var quarter = Quarter(moment.Day);
            var (from, to) = (request.From ?? quarter.From, request.To ?? quarter.To);
            var holders = await queries.Holders(register.Db.Set<Holding>().Where(h => h.ProbationEnds >= from && h.ProbationEnds <= to), null, cancel);
            var ids = holders.Select(h => h.Unit).Distinct().ToArray();
            var units = await register.Db.Set<Unit>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancel);

            // Who left the post before has no probation to serve.
            return new Answer(from, to, [.. holders.Where(h => h.To is null || h.To > h.ProbationEnds).OrderBy(h => h.ProbationEnds).ThenBy(h => h.Name, StringComparer.Ordinal).Select(h => new Row(h, units.GetValueOrDefault(h.Unit) ?? ""))]);
        }
    }
}
