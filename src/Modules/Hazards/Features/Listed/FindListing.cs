using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>The listing that a hazard is or was under last, and whether the person may list.</summary>
internal static class FindListing
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(HazardId Hazard) : IQuery<Answer>;

    /// <param name="Line">The listing; <see langword="null"/> where there is none.</param>
    /// <param name="MayList">Whether the person may list the hazard now.</param>
    public sealed record Answer(ListingLine? Line, bool MayList);

    internal sealed class Handler(ListedQueries queries, HazardSight sight) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Hazards.Find(request.Hazard, cancel) is not var (hazard, _))
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Hazard));
            }

            var line = await queries.LastOf(hazard.Id, cancel) is { } listing ? (await queries.Lines([listing], cancel))[0] : null;
            return new Answer(line, hazard.Listed is null && hazard.Refusal(HazardAct.List) is null && await sight.Reaches(HazardsPermissions.List, hazard.Id, cancel));
        }
    }
}
