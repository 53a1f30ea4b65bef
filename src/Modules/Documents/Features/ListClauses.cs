using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>The clauses of a document, or one of them (条款).</summary>
internal static class ListClauses
{
    private static readonly Keyset<ClauseRow> InOrder = new Keyset<ClauseRow>().By(c => c.Ordinal);

    /// <param name="Document">The document's number or id.</param>
    /// <param name="Place">Only this one.</param>
    /// <param name="After">Where the part before ended.</param>
    /// <param name="Limit">How many to give.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(string Document, string? Place = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    public sealed record Row(int Ordinal, int Parent, NodeKind Kind, string Label, string Place, string Heading, string Text, StoredTable? Table, string Address);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            if (await DocumentKey.Find(db, request.Document, cancel) is not { Id: var id })
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Document));
            }

            var clauses = db.Set<ClauseRow>().AsNoTracking().Where(c => c.Document == id && (request.Place == null || c.Place == request.Place));
            var part = await clauses.Part(InOrder, request.After, request.Limit, cancel);
            return part is Result<Page<ClauseRow>>.Done({ Items.Count: 0 }) && request is { Place: not null, After: null }
                ? Problem.Coded("PLATFORM-005", nameof(request.Place))
                : part.Map(rows => rows.With<Row>([.. rows.Items.Select(c => new Row(c.Ordinal, c.Parent, c.Kind, c.Label, c.Place, c.Heading, c.Text, c.Table, ClauseWords.AddressOf(id, c.Place)))]));
        }
    }
}
