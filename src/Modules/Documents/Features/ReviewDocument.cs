using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>What the review page shows: the finds of a document with what was decided, and the names that nobody has placed yet.</summary>
internal static class ReviewDocument
{
    /// <param name="Document">The document.</param>
    [Needs(DocumentsPermissions.Review)]
    public sealed record Request(DocumentId Document) : IQuery<Answer>;

    public sealed record Answer(IReadOnlyList<Item> Items, IReadOnlyList<PlacedName> Names);

    /// <param name="What">As it would be adopted: edited where it was.</param>
    /// <param name="Read">As it was read.</param>
    /// <param name="Version">Of the decision; 0 for none.</param>
    public sealed record Item(
        int Ordinal, string Kind, string Place, string Text, double Confidence, IReadOnlyList<string> Doubts, IReadOnlyList<FindMark> Marks, IReadOnlyList<string> Units, string What, string Read,
        Verdict Verdict, int Version, Guid? By, DateTimeOffset? At)
    {
        public bool IsDoubtful => Confidence < Reading.Commitment.ReviewBelow || Doubts.Count > 0;

        public bool IsEdited => !ReferenceEquals(What, Read);
    }

    internal sealed class Handler(BihuanContext db, UnitPlacing placing) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (!await db.Set<Document>().AnyAsync(d => d.Id == request.Document, cancel))
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Document));
            }

            var finds = await db.Set<FindRow>().AsNoTracking().Where(f => f.Document == request.Document).OrderBy(f => f.Ordinal).ToListAsync(cancel);
            var reviews = await db.Set<FindReview>().AsNoTracking().Where(r => r.Document == request.Document).ToDictionaryAsync(r => r.Find, cancel);
            return new Answer(
                finds.ConvertAll(f => reviews.TryGetValue(f.Ordinal, out var r)
                    ? new Item(f.Ordinal, f.Kind, f.Place, f.Text, f.Confidence, f.Doubts, f.Marks, f.Units, r.Edited ?? f.What, f.What, r.Verdict, r.Version, r.By, r.At)
                    : new Item(f.Ordinal, f.Kind, f.Place, f.Text, f.Confidence, f.Doubts, f.Marks, f.Units, f.What, f.What, Verdict.Open, 0, null, null)),
                await placing.Place(request.Document, finds.SelectMany(f => f.Units), cancel));
        }
    }
}

/// <summary>The finds of a document, for the API.</summary>
internal static class ListFinds
{
    internal static readonly Keyset<FindRow> InOrder = new Keyset<FindRow>().By(f => f.Ordinal);

    /// <param name="Document">The document's number or id.</param>
    /// <param name="Kind">Only this kind.</param>
    /// <param name="Verdict">Only what was decided so: the name of a verdict.</param>
    /// <param name="After">Where the part before ended.</param>
    /// <param name="Limit">How many to give.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(string Document, string? Kind = null, string? Verdict = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    public sealed record Row(int Find, string Kind, string Place, double Confidence, IReadOnlyList<string> Doubts, Verdict Verdict, int Version, System.Text.Json.JsonElement What);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            if (await DocumentKey.Find(db, request.Document, cancel) is not { Id: var id })
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Document));
            }

            var reviews = db.Set<FindReview>().AsNoTracking().Where(r => r.Document == id);
            var finds = db.Set<FindRow>().AsNoTracking().Where(f => f.Document == id && (request.Kind == null || f.Kind == request.Kind));
            if (Enum.TryParse<Verdict>(request.Verdict, ignoreCase: true, out var verdict))
            {
                finds = verdict is Documents.Verdict.Open
                    ? finds.Where(f => !reviews.Any(r => r.Find == f.Ordinal && r.Verdict != verdict))
                    : finds.Where(f => reviews.Any(r => r.Find == f.Ordinal && r.Verdict == verdict));
            }

            return await finds.Part(InOrder, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                var shown = part.Items.Select(f => f.Ordinal).ToList();
                var decided = await reviews.Where(r => shown.Contains(r.Find)).ToDictionaryAsync(r => r.Find, cancel);
                return part.With<Row>([.. part.Items.Select(f =>
                {
                    var review = decided.GetValueOrDefault(f.Ordinal);
                    return new Row(f.Ordinal, f.Kind, f.Place, f.Confidence, f.Doubts, review?.Verdict ?? Documents.Verdict.Open, review?.Version ?? 0, System.Text.Json.JsonElement.Parse(review?.Edited ?? f.What));
                })]);
            });
        }
    }
}
