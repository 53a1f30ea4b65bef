using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>The documents that matters come from, to narrow a list by.</summary>
internal static class ListSources
{
    [Needs(MattersPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    /// <param name="Name">The number or title under which its matters cite it.</param>
    public sealed record Row(DocumentId Document, string Name);

    internal sealed class Handler(MatterQueries queries, BihuanContext db) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            List<Row> rows = [];
            foreach (var document in await (await queries.Visible(cancel)).Where(m => m.Document != null).Select(m => m.Document).Distinct().ToListAsync(cancel))
            {
                rows.Add(new(document!.Value, await DocumentName.Of(db, document, cancel) ?? ""));
            }

            return rows.OrderBy(r => r.Name, StringComparer.Ordinal).ToList();
        }
    }
}
