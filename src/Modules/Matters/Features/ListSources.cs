using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The documents that matters come from, to narrow a list by.</summary>
internal static class ListSources
{
    [Needs(MattersPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    /// <param name="Name">The number or title under which its matters cite it.</param>
    public sealed record Row(DocumentId Document, string Name);

    internal sealed class Handler(IMatters matters) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel) => (await matters.Documents(cancel)).Select(d => new Row(d.Document, d.Name)).ToList();
    }
}
