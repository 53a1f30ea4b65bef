using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Hands in photographs of a hazard (上传照片): before, or after at the same spot as one before.</summary>
internal static class PhotographHazard
{
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(HazardId Hazard, PhotographSide Side, IReadOnlyList<NewPhotograph> Photographs) : ICommand<None>;

    public static Result<Decision<None>> Decide(Hazard hazard, Request request, HazardContext context)
    {
        var problems = Reasons(hazard, request.Side, request.Photographs, context);
        if (request.Photographs.Count == 0)
        {
            problems.Add(Problem.Coded("HAZ-143", nameof(request.Photographs)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(hazard, new HazardPhotographed(request.Side, request.Photographs)));
    }

    /// <summary>Every reason against photographs of a side, whoever hands them in.</summary>
    public static List<Problem> Reasons(Hazard hazard, PhotographSide side, IReadOnlyList<NewPhotograph> photographs, HazardContext context)
    {
        List<Problem> problems = [.. hazard.Refusal(side is PhotographSide.Before ? HazardAct.PhotographBefore : HazardAct.PhotographAfter) is { } refusal ? [refusal] : Array.Empty<Problem>()];
        problems.AddRange(HazardCheck.Photographs(photographs, hazard.Photographs.Count, context));
        var before = hazard.Photographs.Where(p => p.Side is PhotographSide.Before).Select(p => p.No).ToHashSet();
        problems.AddRange(photographs.Where(p => side is PhotographSide.Before ? p.SameSpotAs is not null : p.SameSpotAs is not { } spot || !before.Contains(spot)).Select(p => Problem.Coded("HAZ-141", nameof(Request.Photographs), p.Name)));

        // The picture before is no picture after.
        var known = hazard.Photographs.Select(p => p.Taken.Hash).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(photographs.Where(p => !known.Add(p.Hash)).Select(p => Problem.Coded("HAZ-142", nameof(Request.Photographs), p.Name)));
        return problems;
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Hazard, HazardsPermissions.Register, async hazard => Decide(hazard, request, await desk.Context([], request.Photographs.Select(p => p.Hash), cancel)), cancel);
    }
}

/// <summary>Says why a spot can have no photograph after (无法拍摄), such as a building that is gone.</summary>
internal static class ExcuseSpot
{
    /// <param name="Spot">The number of the photograph before.</param>
    /// <param name="Why">The reason.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(HazardId Hazard, int Spot, string Why) : ICommand<None>;

    public static Result<Decision<None>> Decide(Hazard hazard, Request request)
    {
        List<Problem> problems = [.. HazardCheck.Text(request.Why, nameof(request.Why), HazardCheck.MostWords)];
        if (hazard.Refusal(HazardAct.PhotographAfter) is { } refusal)
        {
            problems.Add(refusal);
        }
        else if (!hazard.OpenSpots.Contains(request.Spot))
        {
            problems.Add(Problem.Coded("HAZ-144", nameof(request.Spot), HazardCheck.Figure(request.Spot)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(hazard, new HazardSpotExcused(request.Spot, request.Why.Trim())));
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Hazard, HazardsPermissions.Register, hazard => ValueTask.FromResult(Decide(hazard, request)), cancel);
    }
}
