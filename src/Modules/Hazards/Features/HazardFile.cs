using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>A photograph of a hazard that the person may see.</summary>
internal static class HazardFile
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(HazardId Hazard, string Hash) : IQuery<NewPhotograph>;

    internal sealed class Handler(HazardQueries queries) : IHandler<Request, NewPhotograph>
    {
        public async ValueTask<Result<NewPhotograph>> Handle(Request request, CancellationToken cancel) =>
            await queries.Find(request.Hazard, cancel) is var (hazard, _)
                && hazard.Photographs.Select(p => p.Taken).Concat(hazard.Statements.SelectMany(s => s.Photographs)).FirstOrDefault(p => p.Hash == request.Hash) is { } photograph ? photograph : Problem.Coded("PLATFORM-005", nameof(request.Hash));
    }
}
