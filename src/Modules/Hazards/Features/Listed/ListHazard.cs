using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Lists a hazard for supervision (挂牌督办) by a decision: one that is registered, or one that is registered by the same decision. It opens the hazard's matter at once, or
/// takes over the one that runs.</summary>
internal static class ListHazard
{
    private const int MostUnits = 20;

    /// <param name="Terms">What the decision says.</param>
    /// <param name="Hazard">The hazard.</param>
    /// <param name="Register">Or what is to be registered.</param>
    /// <param name="Origin">By which an adopter finds it again; the same once more gives back the same listing. Heard of the program only.</param>
    [Needs(HazardsPermissions.List)]
    public sealed record Request(ListingTerms Terms, HazardId? Hazard = null, HazardTerms? Register = null, string? Origin = null) : ICommand<ListingId>;

    /// <summary>What a listing is checked against.</summary>
    /// <param name="Base">As any hazard.</param>
    /// <param name="Units">The units of the day.</param>
    /// <param name="Rules">The rules.</param>
    /// <param name="Places">What the premises are called, where they are and of what kind they are, in words.</param>
    public sealed record Context(HazardContext Base, IReadOnlyDictionary<UnitId, UnitOnDay> Units, ListingRules Rules, (string Name, string Address, string Kind) Places);

    /// <summary>What is decided, with the matter that it needs.</summary>
    public sealed record Answer(ListingId Id, MatterOrder Order);

    /// <param name="hazard">The hazard; new where it is registered now.</param>
    /// <param name="registering">How it is registered, where it is.</param>
    public static Result<Decision<Answer>> Decide(Hazard hazard, HazardRegistered? registering, Request request, Context context, ListingId id)
    {
        var terms = request.Terms;
        var today = context.Base.Today;
        List<Problem> problems = [.. HazardCheck.Text(terms.Number, nameof(terms.Number), HazardCheck.MostText), .. HazardCheck.Day(terms.DecidedOn, nameof(terms.DecidedOn), today)];
        foreach (var (text, field) in new[] { (terms.Name, nameof(terms.Name)), (terms.Address, nameof(terms.Address)), (terms.Nature, nameof(terms.Nature)) })
        {
            problems.AddRange(HazardCheck.Text(text, field, HazardCheck.MostText, needed: false));
        }
        if (registering is null && hazard.Refusal(HazardAct.List) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (hazard.Listed is not null)
        {
            problems.Add(Problem.Coded("HAZ-301", nameof(request.Hazard)));
        }

        // A decision may be entered after its deadline: it stands as it was made, and the matter is red from its first moment.
        if (terms.Due < terms.DecidedOn)
        {
            problems.Add(Problem.Coded("HAZ-132", nameof(terms.Due), HazardCheck.Iso(terms.Due)));
        }

        var supervising = terms.Supervising.Distinct().ToList();
        if (supervising.Count is 0 or > MostUnits)
        {
            problems.Add(Problem.Coded("HAZ-302", nameof(terms.Supervising), HazardCheck.Figure(MostUnits)));
        }

        problems.AddRange(HazardCheck.Units([terms.Body, terms.Accepting, .. supervising.Select(u => (UnitId?)u)], nameof(terms.Supervising), context.Base));
        if (problems.Count > 0)
        {
            return problems;
        }

        var about = registering?.Terms ?? hazard.Terms;
        var competence = context.Rules.For(about.Category, terms.DecidedOn);
        bool Competent(UnitId unit) => competence?.Covers(context.Units[unit].Name) != false;
        if (terms.Accepting is { } chosen && !Competent(chosen))
        {
            return Problem.Coded("HAZ-304", nameof(terms.Accepting), context.Units[chosen].Name, $"HazardCategory.{about.Category}", competence!.Units[0], competence.Source, competence.Clause);
        }
        if ((terms.Accepting ?? supervising.Where(u => competence is not null && Competent(u)).Select(u => (UnitId?)u).FirstOrDefault()) is not { } accepting)
        {
            return Problem.Coded("HAZ-303", nameof(terms.Accepting), $"HazardCategory.{about.Category}");
        }

        var doers = supervising.Where(u => u != accepting).ToList();
        if (doers.Count == 0)
        {
            return Problem.Coded("HAZ-305", nameof(terms.Supervising), context.Units[accepting].Name);
        }

        var lead = doers.Where(u => context.Units[u].Kind is UnitKind.Street).Append(doers[0]).First();
        var kept = terms with
        {
            Number = terms.Number.Trim(),
            Supervising = supervising,
            Accepting = accepting,
            Name = HazardCheck.Blank(terms.Name) ?? context.Places.Name,
            Address = HazardCheck.Blank(terms.Address) ?? context.Places.Address,
            Nature = HazardCheck.Blank(terms.Nature) ?? context.Places.Kind,
        };
        var hold = new ListingHold(id, terms.Body, lead, accepting, [.. doers.Where(u => u != lead)], terms.Due);
        var round = hazard.State is HazardState.Rectifying && registering is null ? hazard.Round : hazard.Round + 1;
        List<Change> changes = [];
        if (registering is not null)
        {
            changes.Add(new(hazard, registering, registering.FoundOn));
        }
        if (hazard.Judgement?.Grade is not HazardGrade.Major)
        {
            changes.Add(new(hazard, new HazardGraded(new(HazardGrade.Major, GradeWay.Decision, null, terms.Source?.ToString() ?? kept.Number))));
        }

        changes.Add(new(hazard, new HazardListed(round, hold), terms.DecidedOn));
        changes.Add(new(new Listing(), new ListingMade(id, registering?.Id ?? hazard.Id, kept, context.Rules.Duties(lead, hold.Supporting, accepting, terms.DecidedOn), registering is not null, request.Origin), terms.DecidedOn));
        return new Decision<Answer>(new(id, MatterOrder.Of(registering?.Id ?? hazard.Id, about, round, hold, kept)), changes);
    }

    internal sealed class Handler(HazardDesk desk, HazardMatters matters, IOrganisationQueries organisation, Enterprises.IPremisesQueries premises, ListingRules rules, LedgerScope scope, Caller caller) : IHandler<Request, ListingId>
    {
        public async ValueTask<Result<ListingId>> Handle(Request request, CancellationToken cancel)
        {
            if (!await desk.Sight.Reaches(HazardsPermissions.List, request.Terms.Body, cancel))
            {
                return HazardDesk.NotYours;
            }

            var origin = caller.IsProgram ? request.Origin : null;
            if (origin is not null && await desk.Db.Set<Listing>().AsNoTracking().Where(l => l.Origin == origin).Select(l => (ListingId?)l.Id).SingleOrDefaultAsync(cancel) is { } known)
            {
                return known;
            }

            var found = await Of(request, cancel);
            if (found is not Result<(Hazard, HazardRegistered?, HazardContext)>.Done((var hazard, var registering, var context)))
            {
                return found.Map(_ => default(ListingId));
            }

            var place = (await premises.Briefs((registering?.Terms ?? hazard.Terms).Premises, cancel)).Values.FirstOrDefault();
            var about = new Context(
                context, (await organisation.Units(desk.Today, cancel)).ToDictionary(u => u.Id), rules, place is null ? ("", "", "") : (place.Name, place.Address, premises.KindName(place.Kind)));
            var decided = Decide(hazard, registering, request with { Origin = origin }, about, desk.Ids.New<ListingId>());
            if (decided is not Result<Decision<Answer>>.Done(var decision))
            {
                return decided.Map(_ => default(ListingId));
            }

            var order = decision.Value.Order;
            if (hazard.State is HazardState.Rectifying && (await desk.Db.FindAsync<HazardRow>([hazard.Id], cancel))?.Matter is { } running)
            {
                // The matter goes first, as in a handing over: the same request again finds it there.
                List<Problem> problems =
                [
                    .. await matters.Move(new MoveMatter(running, order.Lead, order.Supporting, order.Accepting, order.Decision!), scope.Trial, cancel),
                    .. await matters.Do(new MoveDueDay(running, order.Due, order.Decision!, IsDueFixed: true), scope.Trial, cancel),
                ];
                return problems.Count > 0 ? problems : await desk.Carry<ListingId>(new Decision<ListingId>(decision.Value.Id, decision.Changes), cancel);
            }
            if (await matters.Refusal(order, cancel) is { Count: > 0 } refused)
            {
                return refused.ToList();
            }

            var done = await desk.Carry<ListingId>(new Decision<ListingId>(decision.Value.Id, decision.Changes), cancel);
            if (done is Result<ListingId>.Done && !scope.Trial)
            {
                // Where it fails now, ListingsHeard opens it.
                await matters.Open(order, cancel);
            }

            return done;
        }

        private async ValueTask<Result<(Hazard Hazard, HazardRegistered? Registering, HazardContext Context)>> Of(Request request, CancellationToken cancel)
        {
            if (request.Hazard is { } id)
            {
                if (await desk.Db.FindAsync<Hazard>([id], cancel) is not { } hazard)
                {
                    return Problem.Coded("PLATFORM-005", "Hazard");
                }

                return await desk.Sight.Reaches(HazardsPermissions.List, id, cancel) ? (hazard, null, await desk.Context([], [], cancel)) : HazardDesk.NotYours;
            }
            if (request.Register is not { } terms)
            {
                return Problem.Coded("HAZ-104", nameof(request.Register), HazardCheck.Figure(HazardCheck.MostItems));
            }

            // The decision found it; the day of the decision decides the edition of a standard.
            var context = await desk.Context(terms.Premises, [], cancel);
            var finder = new Finder(FoundBy.Document, request.Terms.Body, desk.ActingPost, Source: request.Terms.Source?.ToString() ?? request.Terms.Number);
            var registered = RegisterHazard.Decide(terms, finder, request.Terms.DecidedOn, [], context, desk.Ids.New<HazardId>());
            return registered.Map<(Hazard, HazardRegistered?, HazardContext)>(d => ((Hazard)d.Changes[0].State, (HazardRegistered)d.Changes[0].Happened, context));
        }
    }
}

/// <summary>Takes a listing back that an adoption made, before anybody has done anything (撤回采纳). Sent by the program.</summary>
internal static class RevokeListing
{
    /// <param name="Why">The reason.</param>
    [Needs(HazardsPermissions.List)]
    public sealed record Request(ListingId Listing, string Why) : ICommand<None>;

    /// <param name="matter">How the hazard's matter stands.</param>
    public static Result<Decision<None>> Decide(Listing listing, Hazard hazard, MatterState? matter, string why)
    {
        List<Problem> problems = [.. listing.Refusal(ListingAct.Revoke) is { } refusal ? [refusal] : Array.Empty<Problem>(), .. HazardCheck.Text(why, nameof(Request.Why), HazardCheck.MostWords)];
        if (!listing.IsUntouched || hazard.Plan is not null || hazard.Photographs.Count > 0 || hazard.Handings.Count > 0 || matter is not (null or MatterState.Issued or MatterState.Withdrawn))
        {
            problems.Add(Problem.Coded("HAZ-319", nameof(Request.Listing)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        List<Change> changes = [new(listing, new ListingRevoked(why.Trim())), new(hazard, new HazardUnlisted(IsRevoked: true))];
        if (listing.Registered)
        {
            changes.Add(new(hazard, new HazardDropped(why.Trim(), null)));
        }

        return new Decision<None>(default, changes);
    }

    internal sealed class Handler(ListedDesk desk, HazardMatters matters, LedgerScope scope) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.AsBody<None>(request.Listing, async (listing, hazard) =>
        {
            var row = await desk.Db.FindAsync<HazardRow>([hazard.Id], cancel);
            var decided = Decide(listing, hazard, row?.MatterState, request.Why);
            if (decided is not Result<Decision<None>>.Done || row?.Matter is not { } matter)
            {
                return decided;
            }

            return await matters.Do(new CallOffMatter(matter, listing.Terms.Number, request.Why), scope.Trial, cancel) is { Count: > 0 } problems ? problems.ToList() : decided;
        }, cancel);
    }
}
