using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>How far the review of a document is.</summary>
internal enum ReviewState
{
    NotBegun,
    UnderWay,
    Reviewed,
}

/// <summary>The documents of the store with their filters (公文目录).</summary>
internal static class ListDocuments
{
    private static readonly Keyset<Document> ByDate = new Keyset<Document>().By(d => d.Date == null).By(d => d.Date, descending: true).By(d => d.Import).By(d => d.Index).By(d => d.Id);
    private static readonly Keyset<Document> ByNumber = new Keyset<Document>().By(d => d.Number == null).By(d => d.Number).By(d => d.Import).By(d => d.Index).By(d => d.Id);
    private static readonly Keyset<Document> ByTitle = new Keyset<Document>().By(d => d.Title).By(d => d.Import).By(d => d.Index).By(d => d.Id);

    /// <param name="Words">In number or title.</param>
    /// <param name="Issuer">The most senior issuer.</param>
    /// <param name="Gazette">The gazette it came in.</param>
    /// <param name="Kind">Holds finds of this kind.</param>
    /// <param name="From">Signed on or after.</param>
    /// <param name="To">Signed on or before.</param>
    /// <param name="Status">Whether it holds: the name of a status.</param>
    /// <param name="Review">How far the review is: the name of a state.</param>
    /// <param name="Sort"><c>date</c> (newest first), <c>number</c> or <c>title</c>.</param>
    /// <param name="After">Where the part before ended.</param>
    /// <param name="Limit">How many to give.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(
        string? Words = null, string? Issuer = null, string? Gazette = null, string? Kind = null, DateOnly? From = null, DateOnly? To = null, string? Status = null, string? Review = null, string? Sort = null,
        string? After = null, int? Limit = null)
        : IQuery<Answer>;

    /// <param name="Next">The cursor of the part after it; null at the end.</param>
    /// <param name="Total">How many match in all.</param>
    /// <param name="Issuers">All issuers, for the filter.</param>
    /// <param name="Gazettes">All gazettes, for the filter.</param>
    public sealed record Answer(IReadOnlyList<Row> Items, string? Next, int Total, IReadOnlyList<string> Issuers, IReadOnlyList<string> Gazettes);

    public sealed record Row(
        DocumentId Id, string? Number, string Title, string? Issuer, DateOnly? Date, string? Gazette, DocumentStatus Status, bool HasLater, int Finds, int Reviewed, int Accepted, int Adopted)
    {
        public ReviewState Review => Reviewed == 0 ? ReviewState.NotBegun : Reviewed < Finds ? ReviewState.UnderWay : ReviewState.Reviewed;
    }

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var all = db.Set<Document>().AsNoTracking();
            var documents = all;
            if (request.Words is { Length: > 0 } words)
            {
                documents = documents.Where(d => d.Title.Contains(words) || (d.Number != null && d.Number.Contains(words)));
            }
            if (request.Issuer is { Length: > 0 } issuer)
            {
                documents = documents.Where(d => d.Issuer == issuer);
            }
            if (request.Gazette is { Length: > 0 } gazette)
            {
                documents = documents.Where(d => d.Gazette == gazette);
            }
            if (request.Kind is { Length: > 0 } kind)
            {
                documents = documents.Where(d => db.Set<FindRow>().Any(f => f.Document == d.Id && f.Kind == kind));
            }
            if (request.From is { } from)
            {
                documents = documents.Where(d => d.Date >= from);
            }
            if (request.To is { } to)
            {
                documents = documents.Where(d => d.Date <= to);
            }
            if (Enum.TryParse<DocumentStatus>(request.Status, ignoreCase: true, out var status))
            {
                documents = documents.Where(d => d.Status == status);
            }
            if (Enum.TryParse<ReviewState>(request.Review, ignoreCase: true, out var review))
            {
                documents = review switch
                {
                    ReviewState.NotBegun => documents.Where(d => !db.Set<FindReview>().Any(r => r.Document == d.Id && r.Verdict != Verdict.Open)),
                    ReviewState.Reviewed => documents.Where(d => d.Finds > 0 && db.Set<FindReview>().Count(r => r.Document == d.Id && r.Verdict != Verdict.Open) >= d.Finds),
                    _ => documents.Where(d => db.Set<FindReview>().Any(r => r.Document == d.Id && r.Verdict != Verdict.Open) && db.Set<FindReview>().Count(r => r.Document == d.Id && r.Verdict != Verdict.Open) < d.Finds),
                };
            }

            var total = await documents.CountAsync(cancel);
            var order = request.Sort switch
            {
                "number" => ByNumber,
                "title" => ByTitle,
                _ => ByDate,
            };
            return await documents.Part(order, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                var shown = part.Items.Select(d => d.Id).ToList();
                var rows = await all.Where(d => shown.Contains(d.Id)).Select(d => new Row(
                    d.Id, d.Number, d.Title, d.Issuer, d.Date, d.Gazette, d.Status, all.Any(l => l.Replaces == d.Id), d.Finds,
                    db.Set<FindReview>().Count(r => r.Document == d.Id && r.Verdict != Verdict.Open),
                    db.Set<FindReview>().Count(r => r.Document == d.Id && r.Verdict == Verdict.Accepted),
                    db.Set<Adoption>().Count(a => a.Document == d.Id && !a.Revoked))).ToDictionaryAsync(r => r.Id, cancel);
                return new Answer(
                    [.. shown.Select(id => rows[id])], part.Next, total,
                    await all.Where(d => d.Issuer != null).Select(d => d.Issuer!).Distinct().OrderBy(i => i).Take(200).ToListAsync(cancel),
                    await all.Where(d => d.Gazette != null).Select(d => d.Gazette!).Distinct().OrderByDescending(g => g).Take(200).ToListAsync(cancel));
            });
        }
    }
}
