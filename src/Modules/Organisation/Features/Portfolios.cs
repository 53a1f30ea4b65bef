using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Sets what a leader answers for (登记分工).</summary>
internal static class SetPortfolioFeature
{
    /// <param name="book">The post's unit with its posts, holders and their portfolios.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="unitExists">Whether a unit is there.</param>
    /// <param name="ids">New ids.</param>
    public static Result<Decision<PortfolioId>> Decide(Book book, SetPortfolio request, Func<UnitId, bool> unitExists, NewIds ids)
    {
        var problems = Amiss(request.Scope, request.Duties, request.From, request.To, unitExists);
        List<Change> changes = [];
        if (Named.Post(book, request.Post, request.Source, ids, changes, problems) is not { } post
            || Leader(book, request, post, ids, changes, problems) is not { } person
            || problems.Count > 0)
        {
            return problems;
        }

        var duties = Lines(request.Duties);
        var scope = Blank(request.Scope);
        var own = book.Portfolios.Where(p => p.Person == person && p.Post == post).ToList();
        if (own.Find(p => p.Source == request.Source && p.From == request.From) is { } there)
        {
            return there.Scope == scope && there.OwnTo == request.To && there.Duties.SequenceEqual(duties)
                ? new Decision<PortfolioId>(there.Id)
                : new Decision<PortfolioId>(there.Id, [.. changes, new Change(there, new PortfolioChanged(scope, duties, request.From, request.To))]);
        }

        var state = new Portfolio();
        var set = new PortfolioSet(ids.New<PortfolioId>(), person, post, scope, duties, request.From, request.To, request.Source);
        changes.Add(new(state, set, request.From));
        if (request.From is { } from)
        {
            // The newest document holds: it ends what went before, and ends itself where a newer one is known already.
            changes.AddRange(own.Where(p => !(p.From >= from) && !(p.To <= from)).Select(p => new Change(p, new PortfolioEnded(from, set.Id), from)));
            if (own.Where(p => p.From > from && !(p.From >= request.To)).MinBy(p => p.From) is { From: { } next } newer)
            {
                changes.Add(new(state, new PortfolioEnded(next, newer.Id), next));
            }
        }

        return new Decision<PortfolioId>(set.Id, changes);
    }

    /// <summary>What is wrong with the content.</summary>
    public static List<Problem> Amiss(string? scope, IReadOnlyList<Duty> duties, DateOnly? from, DateOnly? to, Func<UnitId, bool> unitExists)
    {
        List<Problem> problems = [];
        if (duties.Count == 0 && string.IsNullOrWhiteSpace(scope))
        {
            problems.Add(Problem.Coded("ORG-030", "Duties"));
        }
        if (duties.Any(d => (d.Unit is null) == string.IsNullOrWhiteSpace(d.Area)))
        {
            problems.Add(Problem.Coded("ORG-031", "Duties"));
        }
        if (duties.Any(d => d.Unit is { } unit && !unitExists(unit)))
        {
            problems.Add(Problem.Coded("ORG-003", "Duties"));
        }
        if (new Period(from, to).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", "To", Days.Text(from), Days.Text(to)));
        }

        return problems;
    }

    /// <summary>The duties, numbered.</summary>
    public static IReadOnlyList<DutyLine> Lines(IReadOnlyList<Duty> duties) => [.. duties.Select((d, i) => new DutyLine(i + 1, d.Kind, Blank(d.Area), d.Unit, Blank(d.Part)))];

    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Which of the units that are named are there.</summary>
    public static async Task<HashSet<UnitId>> There(Register register, IReadOnlyList<Duty> duties, CancellationToken cancel)
    {
        var named = duties.Select(d => d.Unit).OfType<UnitId>().Distinct().ToArray();
        return [.. await register.Db.Set<Unit>().AsNoTracking().Where(u => named.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancel)];
    }

    private static PersonId? Leader(Book book, SetPortfolio request, PostId post, NewIds ids, List<Change> changes, List<Problem> problems) =>
        request is { Person.Id: null, From: { } day, Source: { } source }
            ? Named.IsName(request.Person.Name, problems) ? Named.Sight(book, request.Person, post, day, source, ids, changes, problems)?.Person : null
            : Named.Person(book, request.Person, ids, changes, problems);

    internal sealed class Handler(Register register) : IHandler<SetPortfolio, PortfolioId>
    {
        public async ValueTask<Result<PortfolioId>> Handle(SetPortfolio request, CancellationToken cancel)
        {
            var (book, refusal) = await register.SeatOrRefuse(request.Person, request.Post, cancel);
            if (refusal is not null)
            {
                return refusal;
            }

            book.With(await register.Db.Set<Portfolio>().Where(p => !p.Withdrawn).ToListAsync(cancel));
            var there = await There(register, request.Duties, cancel);
            return await register.Carry(Decide(book, request, there.Contains, register.Ids), cancel);
        }
    }
}

/// <summary>Changes or ends a portfolio (修改、终止分工).</summary>
internal static class ChangePortfolio
{
    /// <param name="Portfolio">The portfolio.</param>
    /// <param name="Version">The version that the person saw.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The first day it no longer holds.</param>
    /// <param name="Scope">In one sentence.</param>
    /// <param name="Duties">Each thing.</param>
    [Needs(OrganisationPermissions.Edit)]
    public sealed record Request(PortfolioId Portfolio, int Version, DateOnly? From, DateOnly? To, string? Scope, IReadOnlyList<Duty> Duties) : ICommand<None>;

    /// <param name="portfolio">The portfolio.</param>
    /// <param name="before">Those that it ended.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="unitExists">Whether a unit is there.</param>
    public static Result<Decision<None>> Decide(Portfolio? portfolio, IReadOnlyList<Portfolio> before, Request request, Func<UnitId, bool> unitExists)
    {
        if (portfolio is null or { Withdrawn: true })
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Portfolio));
        }

        var problems = SetPortfolioFeature.Amiss(request.Scope, request.Duties, request.From, request.To, unitExists);
        if (request.Version != 0 && portfolio.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }

        var (scope, duties) = (SetPortfolioFeature.Blank(request.Scope), SetPortfolioFeature.Lines(request.Duties));
        var same = (portfolio.Scope, portfolio.From, portfolio.To) == (scope, request.From, request.To) && portfolio.Duties.SequenceEqual(duties);
        if (problems.Count > 0 || same)
        {
            return problems.Count > 0 ? problems : new Decision<None>(default);
        }

        // An end that another portfolio brought stays that one's: taken back, it opens this one again.
        List<Change> changes = portfolio is { EndedBy: { } by, To: { } end } && request.To == end
            ? [new(portfolio, new PortfolioChanged(scope, duties, request.From, portfolio.OwnTo)), new(portfolio, new PortfolioEnded(end, by))]
            : [new(portfolio, new PortfolioChanged(scope, duties, request.From, request.To), request.From)];
        if (request.From != portfolio.From)
        {
            changes.AddRange(before.Where(p => !p.Withdrawn && p.EndedBy == portfolio.Id)
                .Select(p => new Change(p, request.From is { } from && !(p.From >= from) ? new PortfolioEnded(from, portfolio.Id) : new PortfolioReopened(p.OwnTo))));
        }

        return new Decision<None>(default, changes);
    }

    internal sealed class Handler(Register register) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var portfolio = await register.Db.FindAsync<Portfolio>([request.Portfolio], cancel);
            if (portfolio is not null && await register.Post(portfolio.Post, cancel) is { } post && await register.RefuseBeyond(OrganisationPermissions.Edit, post.Unit, cancel) is { } refusal)
            {
                return refusal;
            }

            var there = await SetPortfolioFeature.There(register, request.Duties, cancel);
            var before = await register.Db.Set<Portfolio>().Where(p => p.EndedBy == request.Portfolio).ToListAsync(cancel);
            return await register.Carry(Decide(portfolio, before, request, there.Contains), cancel);
        }
    }
}

/// <summary>Takes a portfolio back (撤回分工登记).</summary>
internal static class UndoSetPortfolioFeature
{
    public static Result<Decision<None>> Decide(Portfolio? portfolio, IReadOnlyList<Portfolio> ofTheSamePerson, UndoSetPortfolio request)
    {
        if (portfolio is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Portfolio));
        }

        return portfolio.Withdrawn
            ? new Decision<None>(default)
            : new Decision<None>(default, [
                new Change(portfolio, new PortfolioWithdrawn()),
                .. ofTheSamePerson.Where(p => !p.Withdrawn && p.EndedBy == portfolio.Id).Select(p => Reopened(p, portfolio))]);
    }

    /// <summary>Back to the end that it had, or to where the next one after the withdrawn one begins.</summary>
    private static Change Reopened(Portfolio ended, Portfolio withdrawn) =>
        withdrawn is { EndedBy: { } next, To: { } to }
            ? new(ended, new PortfolioEnded(to, next), to)
            : new(ended, new PortfolioReopened(ended.OwnTo));

    internal sealed class Handler(Register register) : IHandler<UndoSetPortfolio, None>
    {
        public async ValueTask<Result<None>> Handle(UndoSetPortfolio request, CancellationToken cancel)
        {
            var portfolio = await register.Db.FindAsync<Portfolio>([request.Portfolio], cancel);
            if (portfolio is not null && await register.Post(portfolio.Post, cancel) is { } post && await register.RefuseBeyond(OrganisationPermissions.Adopt, post.Unit, cancel) is { } refusal)
            {
                return refusal;
            }

            var person = portfolio?.Person;
            return await register.Carry(Decide(portfolio, person is { } who ? await register.Db.Set<Portfolio>().Where(p => p.Person == who).ToListAsync(cancel) : [], request), cancel);
        }
    }
}
