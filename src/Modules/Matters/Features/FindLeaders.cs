using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Leaders to choose from for a matter: those in whose portfolio the lead unit is, the heads of units, people by their whole name.</summary>
internal static class FindLeaders
{
    /// <param name="Words">A name, or part of a unit's.</param>
    /// <param name="Lead">The lead unit, whose leaders come first.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(string Words, UnitId? Lead = null) : IQuery<IReadOnlyList<LeaderChoice>>;

    internal sealed class Handler(IOrganisationQueries organisation, MatterQueries queries) : IHandler<Request, IReadOnlyList<LeaderChoice>>
    {
        public async ValueTask<Result<IReadOnlyList<LeaderChoice>>> Handle(Request request, CancellationToken cancel) => (await organisation.FindLeaders(request.Words, request.Lead, queries.Day, cancel)).ToList();
    }
}
