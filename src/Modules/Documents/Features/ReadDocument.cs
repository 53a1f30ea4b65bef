using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>A document as one reads it: clauses, citations both ways, versions, status, what was adopted (公文阅读).</summary>
internal static class ReadDocument
{
    /// <param name="Key">Its id, its number, or its title; the newest version of several.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(string Key) : IQuery<Answer>;

    public sealed record Answer(
        Head Head, IReadOnlyList<ClauseView> Clauses, IReadOnlyList<CitationView> Cites, IReadOnlyList<CitedView> CitedBy, IReadOnlyList<AdoptionView> Adopted, IReadOnlyList<Version> Versions,
        IReadOnlyList<Proposal> Proposals, IReadOnlyList<Related> Interpretations, Related? Interprets, Neighbour? Previous, Neighbour? Next);

    public sealed record Head(
        DocumentId Id, int Version, ImportId Import, string? Number, string Title, IReadOnlyList<string> Issuers, DateOnly? Date, string? Category, string? Addressees, string? Registration, string? SignedAs,
        string? Gazette, IReadOnlyList<string> Attachments, DocumentStatus Status, DateOnly? StatusSince, Clause? StatusBy, string? StatusNote, string FileName, int Finds, int Reviewed, DateTimeOffset Read)
    {
        public string Name => Number ?? Title;
    }

    public sealed record ClauseView(int Ordinal, int Parent, int Depth, NodeKind Kind, NumberingStyle Numbering, string Label, string Place, bool IsFirst, string Heading, string Text, StoredTable? Table);

    public sealed record CitationView(int Find, string Place, CitationRole Role, string Display, DocumentId? Document);

    public sealed record CitedView(DocumentId Document, string Name, string Title, string Place, CitationRole Role);

    public sealed record AdoptionView(AdoptionId Id, int Find, string Place, string Kind, AdoptedThing Thing, DateTimeOffset At);

    public sealed record Version(DocumentId Id, string Title, DateOnly? Date, DateTimeOffset Read, bool IsThis);

    /// <summary>A clause of another document that repeals or replaces this one, where the status does not say so yet.</summary>
    public sealed record Proposal(DocumentId Document, string Name, string Place, DateOnly? Date, int Find, bool Adopted);

    public sealed record Related(DocumentId Id, string Title);

    public sealed record Neighbour(DocumentId Id, string Name);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await DocumentKey.Find(db, request.Key, cancel) is not { } document)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Key));
            }

            var id = document.Id;
            var documents = db.Set<Document>().AsNoTracking();
            var clauses = await db.Set<ClauseRow>().AsNoTracking().Where(c => c.Document == id).OrderBy(c => c.Ordinal)
                .Select(c => new ClauseView(c.Ordinal, c.Parent, c.Depth, c.Kind, c.Numbering, c.Label, c.Place, c.IsFirst, c.Heading, c.Text, c.Table)).ToListAsync(cancel);
            var adopted = await db.Set<Adoption>().AsNoTracking().Where(a => a.Document == id && !a.Revoked).OrderBy(a => a.Find)
                .Select(a => new AdoptionView(a.Id, a.Find, a.Place, a.Kind, a.Thing, a.At)).ToListAsync(cancel);
            var import = await db.Set<Import>().AsNoTracking().SingleAsync(i => i.Id == document.Import, cancel);
            var reviewed = await db.Set<FindReview>().AsNoTracking().CountAsync(r => r.Document == id && r.Verdict != Verdict.Open, cancel);
            var citedBy = await CitedBy(document, cancel);
            var repealing = citedBy.Where(c => c.Role is CitationRole.Repeals && document.Status is DocumentStatus.InForce or DocumentStatus.Amended).Select(c => c.Document).ToList();
            var repealers = await documents.Where(d => repealing.Contains(d.Id)).ToListAsync(cancel);
            var order = import.Documents.ToList();
            var at = order.IndexOf(id);
            return new Answer(
                new(
                    id, document.Version, document.Import, document.Number, document.Title, document.Issuers, document.Date, document.Category, document.Addressees, document.Registration, document.SignedAs, document.Gazette,
                    document.Attachments, document.Status, document.StatusSince, document.StatusBy, document.StatusNote, import.FileName, document.Finds, reviewed, document.Read),
                clauses,
                await Cites(id, cancel),
                [.. citedBy.Select(c => new CitedView(c.Document, c.Name, c.Title, c.Place, c.Role))],
                adopted,
                await Versions(document, cancel),
                [.. citedBy.Where(c => c.Role is CitationRole.Repeals && repealing.Contains(c.Document)).Select(c => new Proposal(c.Document, c.Name, c.Place, repealers.Find(d => d.Id == c.Document)?.Date, c.Find, Adopted: false))],
                await documents.Where(d => d.Interprets == id).OrderBy(d => d.Read).Select(d => new Related(d.Id, d.Title)).ToListAsync(cancel),
                document.Interprets is { } interprets ? await documents.Where(d => d.Id == interprets).Select(d => new Related(d.Id, d.Title)).SingleOrDefaultAsync(cancel) : null,
                at > 0 ? await Neighbour(order[at - 1], cancel) : null,
                at >= 0 && at < order.Count - 1 ? await Neighbour(order[at + 1], cancel) : null);
        }

        private async Task<Neighbour?> Neighbour(DocumentId id, CancellationToken cancel) =>
            await db.Set<Document>().AsNoTracking().Where(d => d.Id == id).Select(d => new Neighbour(d.Id, d.Number ?? d.Title)).SingleOrDefaultAsync(cancel);

        private async Task<IReadOnlyList<CitationView>> Cites(DocumentId id, CancellationToken cancel)
        {
            var rows = await db.Set<CitationRow>().AsNoTracking().Where(c => c.Document == id).OrderBy(c => c.Find).ToListAsync(cancel);
            var numbers = rows.Select(r => r.Number).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var known = (await db.Set<Document>().AsNoTracking().Where(d => d.Number != null && numbers.Contains(d.Number)).OrderBy(d => d.Read).Select(d => new { d.Id, d.Number }).ToListAsync(cancel))
                .GroupBy(d => d.Number!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Id, StringComparer.Ordinal);
            var titles = rows.Where(r => r.Number is null && r.Title is not null).Select(r => r.Title!).Distinct(StringComparer.Ordinal).ToList();
            var titled = (await db.Set<Document>().AsNoTracking().Where(d => titles.Any(t => d.Title.EndsWith(t)) || titles.Contains(d.Title)).OrderBy(d => d.Read).Select(d => new { d.Id, d.Title }).ToListAsync(cancel))
                .GroupBy(d => Titles.Key(d.Title), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Id, StringComparer.Ordinal);
            return rows.ConvertAll(r => new CitationView(
                r.Find, r.Place, r.Role, r.Display,
                r.Number is { } number && known.TryGetValue(number, out var byNumber) ? byNumber : r.TitleKey is { } key && titled.TryGetValue(key, out var byTitle) ? byTitle : null));
        }

        private async Task<List<(DocumentId Document, string Name, string Title, string Place, CitationRole Role, int Find)>> CitedBy(Document document, CancellationToken cancel)
        {
            // A citation without a number names the title, or the thing that the document issues (印发《…》的通知).
            var title = Titles.Key(document.Title);
            var core = Titles.Core(document.Title);
            var rows = await db.Set<CitationRow>().AsNoTracking()
                .Where(c => c.Document != document.Id && ((document.Number != null && c.Number == document.Number) || (c.Number == null && (c.TitleKey == title || c.TitleKey == core))))
                .Join(db.Set<Document>().AsNoTracking(), c => c.Document, d => d.Id, (c, d) => new { c.Document, d.Number, d.Title, c.Place, c.Role, c.Find })

                // Another version of it that names itself says nothing.
                .Where(c => document.Number == null || c.Number == null || c.Number != document.Number)
                .OrderBy(c => c.Document).ThenBy(c => c.Find).Take(500).ToListAsync(cancel);
            return rows.ConvertAll(r => (r.Document, r.Number ?? r.Title, r.Title, r.Place, r.Role, r.Find));
        }

        private async Task<IReadOnlyList<Version>> Versions(Document document, CancellationToken cancel)
        {
            // A chain of versions is short; it is walked in both directions.
            List<Document> chain = [document];
            while (chain[0].Replaces is { } earlier && chain.Count < 50 && await db.Set<Document>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == earlier, cancel) is { } before)
            {
                chain.Insert(0, before);
            }
            while (chain.Count < 50 && chain[^1].Id is var last && await db.Set<Document>().AsNoTracking().Where(d => d.Replaces == last).OrderBy(d => d.Read).FirstOrDefaultAsync(cancel) is { } after)
            {
                chain.Add(after);
            }

            return chain.Count == 1 ? [] : chain.ConvertAll(d => new Version(d.Id, d.Title, d.Date, d.Read, d.Id == document.Id));
        }
    }
}

/// <summary>Finds a document by what stands in an address or a clause.</summary>
internal static class DocumentKey
{
    /// <summary>By id, number or title; of several versions the newest.</summary>
    public static async Task<Document?> Find(BihuanContext db, string key, CancellationToken cancel)
    {
        var documents = db.Set<Document>().AsNoTracking();
        if (Id.TryParse<DocumentId>(key, out var id))
        {
            return await documents.SingleOrDefaultAsync(d => d.Id == id, cancel);
        }

        var name = key.Trim();
        return await NewestFirst(db, documents.Where(d => d.Number == name)).FirstOrDefaultAsync(cancel) ?? await NewestFirst(db, documents.Where(d => d.Title == name)).FirstOrDefaultAsync(cancel);
    }

    /// <summary>What no later version replaces comes first, then what was read last.</summary>
    public static IOrderedQueryable<Document> NewestFirst(BihuanContext db, IQueryable<Document> documents) =>
        documents.OrderBy(d => db.Set<Document>().Any(l => l.Replaces == d.Id)).ThenByDescending(d => d.Read).ThenByDescending(d => d.Id);
}
