using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>A file that a matter names, for whoever may see the matter.</summary>
internal static class MatterFile
{
    /// <param name="Hash">As the matter names it.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterId Matter, string Hash) : IQuery<Evidence>;

    /// <summary>Every file that a matter names.</summary>
    public static IEnumerable<Evidence> Of(Matter matter) =>
        matter.Terms.Attachments.Concat(matter.Reports.SelectMany(r => r.Evidence)).Concat(matter.Contributions.SelectMany(c => c.Evidence)).Concat(matter.HandInEvidence).Concat(matter.FindingEvidence)
            .Concat(matter.Terms.Fields.Values.Where(Persistence.FileHash.IsOne).Select(h => new Evidence(h, h)));

    internal sealed class Handler(MatterQueries queries) : IHandler<Request, Evidence>
    {
        public async ValueTask<Result<Evidence>> Handle(Request request, CancellationToken cancel) =>
            await queries.Find(request.Matter, cancel) is { } matter && Of(matter).FirstOrDefault(e => e.Hash == request.Hash) is { } file ? file : Problem.Coded("PLATFORM-005", nameof(request.Hash));
    }
}
