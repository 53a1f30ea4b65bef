using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>What is amiss in the organisation on a day.</summary>
internal static class ShowFindings
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(DateOnly? Day = null) : IQuery<IReadOnlyList<Finding>>;

    internal sealed class Handler(Register register, Moment moment) : IHandler<Request, IReadOnlyList<Finding>>
    {
        public async ValueTask<Result<IReadOnlyList<Finding>>> Handle(Request request, CancellationToken cancel) =>
            new Result<IReadOnlyList<Finding>>.Done(Findings.On(await register.All(tracked: false, cancel), request.Day ?? moment.Day));
    }
}
