using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Premises that a person may register hazards in: by words, or one by its id.</summary>
internal static class FindPlaces
{
    private const int Most = 12;

    [Needs(HazardsPermissions.Register)]
    public sealed record Request(string? Words = null, PremisesId? Id = null) : IQuery<IReadOnlyList<PlaceChoice>>;

    internal sealed class Handler(IPremisesQueries premises) : IHandler<Request, IReadOnlyList<PlaceChoice>>
    {
        public async ValueTask<Result<IReadOnlyList<PlaceChoice>>> Handle(Request request, CancellationToken cancel)
        {
            IReadOnlyList<PremisesBrief> found = request.Id is { } id
                ? (await premises.Sees([id], cancel)).Contains(id) && await premises.Brief(id, cancel) is { } one ? [one] : []
                : await premises.Find(request.Words ?? "", Most, cancel);
            return found.Select(p => new PlaceChoice(p.Id, p.Name, $"{premises.KindName(p.Kind)} {p.Address}".Trim())).ToList();
        }
    }
}
