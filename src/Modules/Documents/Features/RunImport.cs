using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>A node takes an upload on.</summary>
internal static class StartImport
{
    [Needs(DocumentsPermissions.Import)]
    public sealed record Request(ImportId Id, string Node) : ICommand<None>;

    /// <summary>One that another node had begun is taken over: the caller has made sure that the node is gone.</summary>
    public static Result<ImportStarted> Decide(Import import, Request request) =>
        import.Status is ImportStatus.Waiting or ImportStatus.Reading ? new ImportStarted(request.Node) : Problem.Coded("DOC-003", nameof(request.Id), import.FileName);

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Import>([request.Id], cancel) is not { } import)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var decision = Decide(import, request);
            if (decision is Result<ImportStarted>.Done(var started))
            {
                ledger.Record(import, started);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>An upload was read: its documents come into the store, all of them or none.</summary>
internal static class FinishImport
{
    /// <param name="Id">The upload.</param>
    /// <param name="Reading">The reading's file.</param>
    [Needs(DocumentsPermissions.Import)]
    public sealed record Request(ImportId Id, string Reading) : ICommand<IReadOnlyList<DocumentId>>;

    /// <summary>A document that the store has already.</summary>
    internal sealed record Known(DocumentId Id, string? Number, string Title, string Digest, DateOnly? Date);

    /// <param name="Read">The documents that come in.</param>
    /// <param name="Finished">The end of the upload.</param>
    /// <param name="Explained">Explanations of the store that waited for a document of this upload.</param>
    internal sealed record Outcome(IReadOnlyList<DocumentRead> Read, ImportFinished Finished, IReadOnlyDictionary<DocumentId, DocumentId> Explained);

    /// <param name="import">The upload.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="file">Where that is kept.</param>
    /// <param name="known">Documents of the store that may be the same, earlier versions or explained ones; the newest version first.</param>
    /// <param name="newId">Gives ids.</param>
    /// <param name="waiting">Explanations of the store that explain nothing of it yet, by title.</param>
    public static Result<Outcome> Decide(Import import, StoredReading reading, string file, IReadOnlyList<Known> known, Func<DocumentId> newId, IReadOnlyList<(DocumentId Id, string Title)>? waiting = null)
    {
        if (import.Status is not ImportStatus.Reading)
        {
            return Problem.Coded("DOC-003", nameof(Request.Id), import.FileName);
        }

        List<DocumentRead> read = [];
        List<DocumentId> all = [];
        List<DuplicateDocument> duplicates = [];
        for (var i = 0; i < reading.Documents.Count; i++)
        {
            var document = reading.Documents[i];
            if (known.FirstOrDefault(k => k.Digest == document.Digest && k.Number == document.Number && Titles.Key(k.Title) == Titles.Key(document.Title)) is { } same)
            {
                duplicates.Add(new(i, same.Id, document.Name));
                all.Add(same.Id);
                continue;
            }

            var id = newId();
            all.Add(id);
            read.Add(new(
                id, import.Id, import.File, file, i, document.Number, document.Title, document.Issuers, document.Date, document.Category, document.Addressees, document.Registration, document.SignedAs,
                reading.Gazette?.Name, document.Attachments, document.Digest, document.Clauses.Count, document.Finds.Count, Earlier(document, known)?.Id, null));
        }

        // Explanations may stand before what they explain, in the same file.
        for (var i = 0; i < read.Count; i++)
        {
            if (Titles.Explained(read[i].Title) is { Length: >= 4 } key)
            {
                var explained = read.Where(r => r.Id != read[i].Id).Select(r => new Known(r.Id, r.Number, r.Title, r.Digest, r.Date)).Concat(known)
                    .FirstOrDefault(k => Titles.Explained(k.Title) is null && Titles.Key(k.Title).Contains(key, StringComparison.Ordinal));
                read[i] = read[i] with { Interprets = explained?.Id };
            }
        }

        var explanations = new Dictionary<DocumentId, DocumentId>();
        foreach (var (id, title) in waiting ?? [])
        {
            if (Titles.Explained(title) is { Length: >= 4 } key && read.Find(r => Titles.Explained(r.Title) is null && Titles.Key(r.Title).Contains(key, StringComparison.Ordinal)) is { } explained)
            {
                explanations.Add(id, explained.Id);
            }
        }

        return new Outcome(read, new(file, reading.Gazette?.Name, all, duplicates, read.Sum(r => r.Finds)), explanations);
    }

    /// <summary>The version before: the same number with other words, or the document that the title says it amends.</summary>
    private static Known? Earlier(StoredDocument document, IReadOnlyList<Known> known)
    {
        if (document.Number is { } number && known.FirstOrDefault(k => k.Number == number) is { } same)
        {
            return same;
        }
        if (!Titles.IsAmendment(document.Title) || Titles.Core(document.Title) is not { Length: >= 4 } core)
        {
            return null;
        }

        return known.FirstOrDefault(k => k.Number != document.Number && Titles.Key(k.Title).Contains(core, StringComparison.Ordinal) && Titles.Explained(k.Title) is null && (k.Date is null || document.Date is null || k.Date <= document.Date));
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, Readings readings, TimeProvider clock) : IHandler<Request, IReadOnlyList<DocumentId>>
    {
        public async ValueTask<Result<IReadOnlyList<DocumentId>>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Import>([request.Id], cancel) is not { } import)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var reading = await readings.Open<StoredReading>(request.Reading, cancel);
            var explanations = await db.Set<Document>().AsTracking().Where(d => d.Interprets == null && d.Title.Contains(Titles.Explanation)).ToListAsync(cancel);
            var decision = Decide(import, reading, request.Reading, await KnownOf(reading, cancel), () => Id.New<DocumentId>(clock), explanations.ConvertAll(d => (d.Id, d.Title)));
            if (decision is Result<Outcome>.Done(var outcome))
            {
                foreach (var read in outcome.Read)
                {
                    ledger.Record(new Document(), read, read.Date);
                }

                foreach (var explanation in explanations.Where(d => outcome.Explained.ContainsKey(d.Id)))
                {
                    ledger.Record(explanation, new DocumentInterprets(outcome.Explained[explanation.Id]));
                }

                ledger.Record(import, outcome.Finished);
                await ledger.Commit(cancel);
            }

            return decision.Map(o => o.Finished.Documents);
        }

        private async Task<IReadOnlyList<Known>> KnownOf(StoredReading reading, CancellationToken cancel)
        {
            var digests = reading.Documents.Select(d => d.Digest).ToList();
            var numbers = reading.Documents.Select(d => d.Number).OfType<string>().ToList();

            // Only titles that amend or explain need the store's titles; a district has some thousands, each a short line.
            var byTitle = reading.Documents.Any(d => Titles.IsAmendment(d.Title) || Titles.Explained(d.Title) is not null);
            return await DocumentKey.NewestFirst(db, db.Set<Document>().AsNoTracking().Where(d => byTitle || digests.Contains(d.Digest) || (d.Number != null && numbers.Contains(d.Number))))
                .Select(d => new Known(d.Id, d.Number, d.Title, d.Digest, d.Date)).ToListAsync(cancel);
        }
    }
}

/// <summary>An upload could not be read.</summary>
internal static class FailImport
{
    [Needs(DocumentsPermissions.Import)]
    public sealed record Request(ImportId Id, IReadOnlyList<ImportProblem> Problems) : ICommand<None>;

    public static Result<ImportFailed> Decide(Import import, Request request) =>
        import.Status is ImportStatus.Reading ? new ImportFailed(request.Problems) : Problem.Coded("DOC-003", nameof(request.Id), import.FileName);

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Import>([request.Id], cancel) is not { } import)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var decision = Decide(import, request);
            if (decision is Result<ImportFailed>.Done(var failed))
            {
                ledger.Record(import, failed);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>An upload's documents were compared with others of the store.</summary>
internal static class RecordComparison
{
    [Needs(DocumentsPermissions.Import)]
    public sealed record Request(ImportId Id, string Findings, int Compared) : ICommand<None>;

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Import>([request.Id], cancel) is not { } import)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }
            if (import.Status is not ImportStatus.Done)
            {
                return Problem.Coded("DOC-003", nameof(request.Id), import.FileName);
            }
            if (import.Compared is null)
            {
                ledger.Record(import, new ImportCompared(request.Findings, request.Compared));
                await ledger.Commit(cancel);
            }

            return default(None);
        }
    }
}
