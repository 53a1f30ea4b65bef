using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>The latest uploads with what became of them.</summary>
internal static class ListImports
{
    private static readonly Keyset<Import> NewestFirst = new Keyset<Import>().By(i => i.Requested, descending: true).By(i => i.Id, descending: true);

    /// <param name="Id">Only this one.</param>
    /// <param name="After">Where the part before ended.</param>
    /// <param name="Limit">How many to give.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(Guid? Id = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    /// <summary>A document of an upload whose number or title the store had already, with other words: a later version of it.</summary>
    public sealed record Replacement(DocumentId Document, string Name, DocumentId Replaces, string ReplacesTitle);

    /// <param name="Replacements">Its documents that came in as a later version of one that the store had.</param>
    public sealed record Row(
        ImportId Id, string FileName, string File, long Size, ImportSource Source, ImportStatus Status, DateTimeOffset Requested, DateTimeOffset? Ended, ImportStage? Stage, int Percent, string? Gazette,
        IReadOnlyList<DocumentId> Documents, IReadOnlyList<DuplicateDocument> Duplicates, IReadOnlyList<Replacement> Replacements, int Finds, int? Compared, IReadOnlyList<ImportProblem> Problems)
    {
        /// <summary>The first document that is new with this upload, where the review begins.</summary>
        public DocumentId? First => Documents.Where((_, i) => Duplicates.All(d => d.Index != i)).Select(d => (DocumentId?)d).FirstOrDefault();
    }

    internal sealed class Handler(BihuanContext db, ImportProgress progress) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var imports = db.Set<Import>().AsNoTracking();
            if (request.Id is { } wanted)
            {
                var id = ImportId.From(wanted);
                imports = imports.Where(i => i.Id == id);
            }

            return await imports.Part(NewestFirst, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                var replacements = await ReplacementsOf([.. part.Items.Select(i => i.Id)], cancel);
                return part.With<Row>([.. part.Items.Select(i => RowOf(i, [.. replacements[i.Id]]))]);
            });
        }

        private Row RowOf(Import import, IReadOnlyList<Replacement> replacements)
        {
            var stage = import.Status is ImportStatus.Reading ? progress.Of(import.Id) : null;
            return new(
                import.Id, import.FileName, import.File, import.Size, import.Source, import.Status, import.Requested, import.Ended, stage, import.Status is ImportStatus.Done ? 100 : ImportProgress.Percent(stage),
                import.Gazette, import.Documents, import.Duplicates, replacements, import.Finds, import.Compared, import.Problems);
        }

        private async Task<ILookup<ImportId, Replacement>> ReplacementsOf(List<ImportId> imports, CancellationToken cancel)
        {
            var documents = db.Set<Document>().AsNoTracking();
            var found = await documents.Where(d => imports.Contains(d.Import) && d.Replaces != null)
                .Join(documents, d => d.Replaces, e => (DocumentId?)e.Id, (d, e) => new { d.Import, d.Index, d.Id, Name = d.Number ?? d.Title, Earlier = e.Id, EarlierTitle = e.Title })
                .OrderBy(x => x.Index).ToListAsync(cancel);
            return found.ToLookup(x => x.Import, x => new Replacement(x.Id, x.Name, x.Earlier, x.EarlierTitle));
        }
    }
}
