using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Registers a hazard (登记隐患).</summary>
internal static class RegisterHazard
{
    /// <param name="Terms">Everything entered.</param>
    /// <param name="By">In which way it was found.</param>
    /// <param name="FoundOn">The day of finding; today where none is given.</param>
    /// <param name="Unit">For which unit it was found; the one acted for where none is given.</param>
    /// <param name="Source">Which campaign, report or document, in words.</param>
    /// <param name="Before">Photographs.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(HazardTerms Terms, FoundBy By = FoundBy.Officer, DateOnly? FoundOn = null, UnitId? Unit = null, string? Source = null, IReadOnlyList<NewPhotograph>? Before = null) : ICommand<HazardId>;

    /// <param name="finder">Who found it; without a unit it is refused.</param>
    public static Result<Decision<HazardId>> Decide(HazardTerms terms, Finder? finder, DateOnly foundOn, IReadOnlyList<NewPhotograph> before, HazardContext context, HazardId id)
    {
        List<Problem> problems = [];
        if (finder is null)
        {
            problems.Add(Problem.Coded("HAZ-106", nameof(Request.Unit)));
        }
        else
        {
            problems.AddRange(HazardCheck.Units([finder.Unit], nameof(Request.Unit), context));
            problems.AddRange(HazardCheck.Text(finder.Source, nameof(Request.Source), HazardCheck.MostText, needed: false));
        }

        problems.AddRange(HazardCheck.Photographs(before, 0, context));
        problems.AddRange(before.Where(p => p.SameSpotAs is not null).Select(p => Problem.Coded("HAZ-141", nameof(Request.Before), p.Name)));
        var kept = HazardCheck.Terms(terms, foundOn, context);
        problems.AddRange(kept.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        return problems.Count > 0 ? problems
            : new Decision<HazardId>(id, new Change(new Hazard(), new HazardRegistered(id, kept.Match(k => k, _ => terms), finder! with { Source = HazardCheck.Blank(finder.Source) }, foundOn, before), foundOn));
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, HazardId>
    {
        public async ValueTask<Result<HazardId>> Handle(Request request, CancellationToken cancel)
        {
            var unit = request.Unit ?? desk.ActingUnit;
            if (unit is { } finder && !await desk.Sight.Reaches(HazardsPermissions.Register, finder, cancel))
            {
                return HazardDesk.NotYours;
            }

            var before = request.Before ?? [];
            var context = await desk.Context(request.Terms.Premises, before.Select(p => p.Hash), cancel);
            return await desk.Carry(
                Decide(request.Terms, unit is { } known ? new(request.By, known, desk.ActingPost, Source: request.Source) : null, request.FoundOn ?? desk.Today, before, context, desk.Ids.New<HazardId>()), cancel);
        }
    }
}

/// <summary>Puts right what was entered of a hazard (修改).</summary>
internal static class EditHazard
{
    /// <param name="Version">The version that the person saw.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(HazardId Hazard, int Version, HazardTerms Terms) : ICommand<None>;

    public static Result<Decision<None>> Decide(Hazard hazard, Request request, HazardContext context)
    {
        List<Problem> problems = [.. new[] { hazard.Refusal(HazardAct.Edit), HazardCheck.Version(hazard, request.Version) }.OfType<Problem>()];
        var kept = HazardCheck.Terms(request.Terms, hazard.FoundOn, context);
        problems.AddRange(kept.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(hazard, new HazardEdited(kept.Match(k => k, _ => request.Terms))));
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Hazard, HazardsPermissions.Register, async hazard => Decide(hazard, request, await desk.Context([.. request.Terms.Premises, .. hazard.Terms.Premises], [], cancel)), cancel);
    }
}

/// <summary>Drops what was registered by mistake, or twice (作废).</summary>
internal static class DropHazard
{
    /// <param name="Why">The reason.</param>
    /// <param name="DuplicateOf">The hazard that is the same.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(HazardId Hazard, string Why, HazardId? DuplicateOf = null) : ICommand<None>;

    /// <param name="isThere">Whether the hazard that is said to be the same is one that the person may see.</param>
    public static Result<Decision<None>> Decide(Hazard hazard, Request request, bool isThere)
    {
        List<Problem> problems = [.. HazardCheck.Text(request.Why, nameof(request.Why), HazardCheck.MostWords)];
        if (hazard.Refusal(HazardAct.Drop) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (request.DuplicateOf is { } other && (!isThere || other == hazard.Id))
        {
            problems.Add(Problem.Coded("HAZ-160", nameof(request.DuplicateOf)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(hazard, new HazardDropped(request.Why.Trim(), request.DuplicateOf)));
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On<None>(
            request.Hazard, HazardsPermissions.Register, async hazard => Decide(hazard, request, request.DuplicateOf is { } other && await desk.Sight.Reaches(HazardsPermissions.View, other, cancel)), cancel);
    }
}
