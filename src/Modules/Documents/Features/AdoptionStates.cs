using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>How the things adopted from a document stand today, asked of the modules that took them.</summary>
internal static class AdoptionStates
{
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(DocumentId Id) : IQuery<IReadOnlyDictionary<AdoptionId, string>>;

    internal sealed class Handler(BihuanContext db, IEnumerable<IAdopter> adopters) : IHandler<Request, IReadOnlyDictionary<AdoptionId, string>>
    {
        public async ValueTask<Result<IReadOnlyDictionary<AdoptionId, string>>> Handle(Request request, CancellationToken cancel)
        {
            var byName = adopters.ToDictionary(a => a.Name, StringComparer.Ordinal);
            var states = new Dictionary<AdoptionId, string>();
            foreach (var adoption in await db.Set<Adoption>().AsNoTracking().Where(a => a.Document == request.Id && !a.Revoked).OrderBy(a => a.Find).ToListAsync(cancel))
            {
                if (byName.TryGetValue(adoption.Thing.Adopter, out var adopter) && await adopter.StateOf(adoption.Thing, cancel) is { } state)
                {
                    states.Add(adoption.Id, state);
                }
            }

            return states;
        }
    }
}
