using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Documents;

/// <summary>Records whether a document holds, since when, and by which clause (时效). Set again, it is corrected; every setting stays in the journal.</summary>
internal static class SetStatus
{
    /// <param name="Id">The document.</param>
    /// <param name="Version">The version that the person saw; null where a decision elsewhere sets it.</param>
    /// <param name="Status">Whether it holds.</param>
    /// <param name="Since">From which day on; needed unless it is in force.</param>
    /// <param name="ByDocument">The document that says so.</param>
    /// <param name="ByPlace">The place in it.</param>
    /// <param name="Note">In words, where no clause says so.</param>
    [Needs(DocumentsPermissions.Adopt)]
    public sealed record Request(DocumentId Id, int? Version, DocumentStatus Status, DateOnly? Since, string? ByDocument = null, string? ByPlace = null, string? Note = null) : ICommand<None>;

    public static Result<DocumentStatusSet> Decide(Document document, Request request)
    {
        List<Problem> problems = [];
        if (request.Version is { } seen && seen != document.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (request.Status is not DocumentStatus.InForce && request.Since is null)
        {
            problems.Add(Problem.Coded("DOC-020", nameof(request.Since)));
        }
        if (request.Since is { } since && document.Date is { } date && since < date)
        {
            problems.Add(Problem.Coded("DOC-021", nameof(request.Since), date.ToString("yyyy-MM-dd")));
        }

        var by = request.ByDocument?.Trim() is { Length: > 0 } name ? new Clause(name, request.ByPlace?.Trim() ?? "") : null;
        if (request.Status is not DocumentStatus.InForce && by is null && string.IsNullOrWhiteSpace(request.Note))
        {
            problems.Add(Problem.Coded("DOC-022", nameof(request.ByDocument)));
        }

        return problems.Count > 0 ? problems : new DocumentStatusSet(request.Status, request.Status is DocumentStatus.InForce ? null : request.Since, by, request.Note?.Trim() is { Length: > 0 } note ? note : null);
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Document>([request.Id], cancel) is not { } document)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var decision = Decide(document, request);
            if (decision is Result<DocumentStatusSet>.Done(var set))
            {
                ledger.Record(document, set, set.Since);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>Says which document an explanation explains (解读关联).</summary>
internal static class LinkInterpretation
{
    /// <param name="Id">The explanation.</param>
    /// <param name="Explains">The number or id of what it explains; null to part them.</param>
    [Needs(DocumentsPermissions.Adopt)]
    public sealed record Request(DocumentId Id, string? Explains) : ICommand<None>;

    public static Result<DocumentInterprets> Decide(Document document, string? asked, DocumentId? explained) =>
        asked is not null && explained is null ? Problem.Coded("DOC-023", nameof(Request.Explains), asked)
        : explained == document.Id ? Problem.Coded("DOC-024", nameof(Request.Explains))
        : new DocumentInterprets(explained);

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Document>([request.Id], cancel) is not { } document)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var asked = request.Explains?.Trim() is { Length: > 0 } key ? key : null;
            var decision = Decide(document, asked, asked is null ? null : (await DocumentKey.Find(db, asked, cancel))?.Id);
            if (decision is Result<DocumentInterprets>.Done(var interprets))
            {
                ledger.Record(document, interprets);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}
