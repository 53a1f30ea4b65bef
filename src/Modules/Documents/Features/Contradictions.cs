using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>What does not go together, inside a document and between documents, with its decision (矛盾核对).</summary>
internal static class ListContradictions
{
    private static readonly Keyset<ContradictionRow> WorstFirst =
        new Keyset<ContradictionRow>().By(c => c.Weight, descending: true).By(c => c.Between, descending: true).By(c => c.Kind).By(c => c.Fingerprint);

    /// <param name="Document">Only those that concern this document, by number or id.</param>
    /// <param name="Severity">Only this severity, by name; proofs only when asked for.</param>
    /// <param name="Kind">Only this kind, by name.</param>
    /// <param name="State"><c>open</c> or <c>decided</c>.</param>
    /// <param name="Between">Only those between documents.</param>
    /// <param name="After">Where the part before ended.</param>
    /// <param name="Limit">How many to give.</param>
    /// <param name="Fingerprint">Only this one, proof or not.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(string? Document = null, string? Severity = null, string? Kind = null, string? State = null, bool? Between = null, string? After = null, int? Limit = null, string? Fingerprint = null) : IQuery<Answer>;

    /// <param name="Next">The cursor of the part after it; null at the end.</param>
    /// <param name="Total">How many match in all.</param>
    /// <param name="Open">How many of them are not decided, whatever the state asked for.</param>
    public sealed record Answer(IReadOnlyList<Row> Items, string? Next, int Total, int Open);

    public sealed record Row(
        string Fingerprint, ContradictionKind Kind, Severity Severity, string Explanation, bool ScopeMayExplain, bool Between, IReadOnlyList<ContradictionPlace> Places, Decision? Decision, int Version);

    public sealed record Decision(int? Holds, DateOnly Since, string Why, Guid? By, DateTimeOffset At);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var all = db.Set<ContradictionRow>().AsNoTracking();
            if (request.Document is { Length: > 0 } key)
            {
                if (await DocumentKey.Find(db, key, cancel) is not { Id: var id })
                {
                    return Problem.Coded("PLATFORM-005", nameof(request.Document));
                }

                all = all.Where(c => db.Set<ContradictionDocumentRow>().Any(d => d.Fingerprint == c.Fingerprint && d.Document == id));
            }

            all = request.Fingerprint is { Length: > 0 } fingerprint ? all.Where(c => c.Fingerprint == fingerprint)
                : Enum.TryParse<Severity>(request.Severity, ignoreCase: true, out var severity) ? all.Where(c => c.Severity == severity) : all.Where(c => c.Severity != Severity.Proof);
            if (Enum.TryParse<ContradictionKind>(request.Kind, ignoreCase: true, out var kind))
            {
                all = all.Where(c => c.Kind == kind);
            }
            if (request.Between == true)
            {
                all = all.Where(c => c.Between);
            }

            var decided = db.Set<Ruling>().AsNoTracking().Where(r => r.Decided).Select(r => r.Contradiction);
            var open = await all.CountAsync(c => !decided.Contains(c.Fingerprint), cancel);
            all = request.State switch
            {
                "open" => all.Where(c => !decided.Contains(c.Fingerprint)),
                "decided" => all.Where(c => decided.Contains(c.Fingerprint)),
                _ => all,
            };
            var total = await all.CountAsync(cancel);
            return await all.Part(WorstFirst, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                var shown = part.Items.Select(r => r.Fingerprint).ToList();
                var rulings = await db.Set<Ruling>().AsNoTracking().Where(r => shown.Contains(r.Contradiction)).ToDictionaryAsync(r => r.Contradiction, StringComparer.Ordinal, cancel);
                return new Answer([.. part.Items.Select(r => RowOf(r, rulings.GetValueOrDefault(r.Fingerprint)))], part.Next, total, open);
            });
        }

        private static Row RowOf(ContradictionRow row, Ruling? ruling) => new(
            row.Fingerprint, row.Kind, row.Severity, row.Explanation, row.ScopeMayExplain, row.Between, row.Places,
            ruling is { Decided: true } ? new(ruling.Holds, ruling.Since!.Value, ruling.Why, ruling.By, ruling.At) : null, ruling?.Version ?? 0);
    }
}

/// <summary>Decides which place of a contradiction holds (认定).</summary>
internal static class DecideContradiction
{
    /// <param name="Contradiction">Its fingerprint.</param>
    /// <param name="Seen">The version of the decision that the person saw; 0 for none.</param>
    /// <param name="Holds">The number of the place that holds; null where all do, in different scopes.</param>
    /// <param name="Since">From which day on.</param>
    /// <param name="Why">The reason.</param>
    [Needs(DocumentsPermissions.Decide)]
    public sealed record Request(string Contradiction, int Seen, int? Holds, DateOnly? Since, string Why) : ICommand<None>;

    public static Result<ContradictionDecided> Decide(ContradictionRow row, Ruling? ruling, Request request, RulingId id)
    {
        List<Problem> problems = [];
        if ((ruling?.Version ?? 0) != request.Seen)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Seen)));
        }
        if (request.Holds is { } holds && (holds < 0 || holds >= row.Places.Count))
        {
            problems.Add(Problem.Coded("DOC-050", nameof(request.Holds)));
        }
        if (request.Since is null)
        {
            problems.Add(Problem.Coded("DOC-020", nameof(request.Since)));
        }
        if (string.IsNullOrWhiteSpace(request.Why))
        {
            problems.Add(Problem.Coded("DOC-051", nameof(request.Why)));
        }

        return problems.Count > 0 ? problems : new ContradictionDecided(ruling?.Id ?? id, row.Fingerprint, request.Holds, request.Since!.Value, request.Why.Trim());
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<ContradictionRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Fingerprint == request.Contradiction, cancel) is not { } row)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Contradiction));
            }

            var ruling = await db.Set<Ruling>().AsTracking().SingleOrDefaultAsync(r => r.Contradiction == request.Contradiction, cancel);
            var decision = Decide(row, ruling, request, Id.New<RulingId>(clock));
            if (decision is Result<ContradictionDecided>.Done(var decided))
            {
                ledger.Record(ruling ?? new Ruling(), decided, decided.Since);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>Takes a decision on a contradiction back (撤回认定).</summary>
internal static class ReopenContradiction
{
    [Needs(DocumentsPermissions.Decide)]
    public sealed record Request(string Contradiction, int Seen) : ICommand<None>;

    public static Result<ContradictionReopened> Decide(Ruling? ruling, Request request) =>
        ruling is not { Decided: true } ? Problem.Coded("DOC-052", nameof(request.Contradiction))
        : ruling.Version != request.Seen ? Problem.Coded("PLATFORM-004", nameof(request.Seen))
        : new ContradictionReopened();

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var ruling = await db.Set<Ruling>().AsTracking().SingleOrDefaultAsync(r => r.Contradiction == request.Contradiction, cancel);
            var decision = Decide(ruling, request);
            if (decision is Result<ContradictionReopened>.Done(var reopened))
            {
                ledger.Record(ruling!, reopened);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}
