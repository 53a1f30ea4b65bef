using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Bihuan.Reading.Json;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>Accepts, edits or rejects a find, or opens it again (审核).</summary>
internal static class DecideFind
{
    /// <param name="Document">The document.</param>
    /// <param name="Find">The find's number.</param>
    /// <param name="Seen">The version of the decision that the person saw; 0 for none.</param>
    /// <param name="Verdict">What they say.</param>
    /// <param name="Edited">The find as they corrected it; null to leave it as read.</param>
    [Needs(DocumentsPermissions.Review)]
    public sealed record Request(DocumentId Document, int Find, int Seen, Verdict Verdict, string? Edited = null) : ICommand<Answer>;

    /// <param name="Version">The version of the decision now.</param>
    public sealed record Answer(int Version);

    /// <param name="find">The find as read.</param>
    /// <param name="review">What was decided so far.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="id">The id of a first decision.</param>
    /// <param name="batch">Of this one stroke.</param>
    /// <returns>The decision; null where it is what holds already.</returns>
    public static Result<FindDecided?> Decide(FindRow find, FindReview? review, Request request, FindReviewId id, Guid batch)
    {
        var edited = request.Edited;
        if (edited is not null)
        {
            if (!TryRead(edited, out var what) || what.Kind != find.Kind)
            {
                return Problem.Coded("DOC-031", nameof(request.Edited));
            }

            edited = Equal(find.What, ReadingJson.Write(what)) ? null : ReadingJson.Write(what);
        }

        var same = review is not null && review.Verdict == request.Verdict && review.Edited == edited;
        if (same)
        {
            return new Result<FindDecided?>.Done(null);
        }

        // Somebody else decided in between, and otherwise: both versions are shown, and a person says which holds.
        return review is not null && review.Version != request.Seen
            ? Problem.Coded("DOC-030", nameof(request.Find), find.Place)
            : new FindDecided(review?.Id ?? id, find.Document, find.Ordinal, request.Verdict, edited, batch);
    }

    private static bool Equal(string a, string b) => ReadingWriter.HashOf(a) == ReadingWriter.HashOf(b);

    private static bool TryRead(string json, out Commitment what)
    {
        try
        {
            what = ReadingJson.Read(json);
            return true;
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            what = null!;
            return false;
        }
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, TimeProvider clock) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<FindRow>().AsNoTracking().SingleOrDefaultAsync(f => f.Document == request.Document && f.Ordinal == request.Find, cancel) is not { } find)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Find));
            }

            var review = await db.Set<FindReview>().AsTracking().SingleOrDefaultAsync(r => r.Document == request.Document && r.Find == request.Find, cancel);
            var decision = Decide(find, review, request, Id.New<FindReviewId>(clock), Guid.CreateVersion7(clock.GetUtcNow()));
            if (decision is Result<FindDecided?>.Done({ } decided))
            {
                review ??= new FindReview();
                ledger.Record(review, decided);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => new Answer(review?.Version ?? 0));
        }
    }
}

/// <summary>Accepts at one stroke what is certain (批量采纳): undecided, no doubt, confidence not below the reader's own bound, every unit placed.</summary>
internal static class AcceptCertain
{
    /// <param name="Document">The document.</param>
    /// <param name="Kind">Only this kind.</param>
    [Needs(DocumentsPermissions.Review)]
    public sealed record Request(DocumentId Document, string? Kind = null) : ICommand<Answer>;

    public sealed record Answer(IReadOnlyList<int> Accepted);

    /// <param name="finds">The document's finds.</param>
    /// <param name="reviews">The decisions so far, by find.</param>
    /// <param name="unplaced">Names of units that nobody has placed yet.</param>
    /// <param name="kind">Only this kind.</param>
    /// <param name="newId">Gives ids.</param>
    /// <param name="batch">Of this one stroke.</param>
    public static Result<IReadOnlyList<FindDecided>> Decide(IReadOnlyList<FindRow> finds, IReadOnlyDictionary<int, FindReview> reviews, IReadOnlySet<string> unplaced, string? kind, Func<FindReviewId> newId, Guid batch)
    {
        var decided = finds
            .Where(f => !f.IsDoubtful && (kind is null || f.Kind == kind) && (!reviews.TryGetValue(f.Ordinal, out var review) || review.Verdict is Verdict.Open) && !f.Units.Any(unplaced.Contains))
            .Select(f => new FindDecided(reviews.TryGetValue(f.Ordinal, out var review) ? review.Id : newId(), f.Document, f.Ordinal, Verdict.Accepted, null, batch)).ToList();
        return decided.Count == 0 ? Problem.Coded("DOC-032", "") : decided;
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, UnitPlacing placing, TimeProvider clock) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var finds = await db.Set<FindRow>().AsNoTracking().Where(f => f.Document == request.Document).OrderBy(f => f.Ordinal).ToListAsync(cancel);
            var reviews = await db.Set<FindReview>().AsTracking().Where(r => r.Document == request.Document).ToDictionaryAsync(r => r.Find, cancel);
            var unplaced = await placing.Unplaced(request.Document, finds.SelectMany(f => f.Units), cancel);
            var decision = Decide(finds, reviews, unplaced, request.Kind, () => Id.New<FindReviewId>(clock), Guid.CreateVersion7(clock.GetUtcNow()));
            if (decision is Result<IReadOnlyList<FindDecided>>.Done(var decided))
            {
                foreach (var one in decided)
                {
                    ledger.Record(reviews.TryGetValue(one.Find, out var review) ? review : new FindReview(), one);
                }

                await ledger.Commit(cancel);
            }

            return decision.Map(d => new Answer([.. d.Select(one => one.Find)]));
        }
    }
}

/// <summary>Takes back the last thing that the person did in a document's review (撤销): one decision, all of one stroke, or what they said
/// about a unit's name.</summary>
internal static class UndoReview
{
    [Needs(DocumentsPermissions.Review)]
    public sealed record Request(DocumentId Document) : ICommand<Answer>;

    /// <param name="Undone">The finds whose decision was taken back.</param>
    /// <param name="Name">The unit's name that is open again.</param>
    public sealed record Answer(IReadOnlyList<int> Undone, string? Name = null);

    /// <summary>The decisions or the name to take back.</summary>
    internal sealed record Last(IReadOnlyList<FindReview> Reviews, UnitName? Name);

    /// <param name="reviews">The document's decisions.</param>
    /// <param name="names">The names of units that were placed in this document.</param>
    /// <param name="account">Whose; null for the program.</param>
    /// <returns>What to take back.</returns>
    public static Result<Last> Decide(IReadOnlyList<FindReview> reviews, IReadOnlyList<UnitName> names, Guid? account)
    {
        // Only a decision that still holds can be taken back; what another has put over it is theirs.
        var last = reviews.Where(r => r.Steps.Count > 0 && r.By == account).OrderByDescending(r => r.At).ThenByDescending(r => r.Batch).FirstOrDefault();

        // A name that is an alias by now is taken back where it was handed over.
        var name = names.Where(n => n.Answered && !n.IsAlias && n.By == account).OrderByDescending(n => n.At).FirstOrDefault();
        return name is not null && (last is null || name.At > last.At) ? new Last([], name)
            : last is null ? Problem.Coded("DOC-033", "")
            : new Last([.. reviews.Where(r => r.Steps.Count > 0 && r.By == account && r.Batch == last.Batch)], null);
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, LedgerScope scope) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<Document>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.Document, cancel) is not { } document)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Document));
            }

            var account = scope.Acting.Account;
            var names = await db.Set<UnitName>().AsTracking().Where(n => n.Answered && n.By == account).ToListAsync(cancel);
            var decision = Decide(await db.Set<FindReview>().AsTracking().Where(r => r.Document == request.Document).ToListAsync(cancel), names.FindAll(n => n.Source?.Document == document.Name), account);
            if (decision is Result<Last>.Done(var last))
            {
                foreach (var review in last.Reviews)
                {
                    ledger.Record(review, new FindDecisionUndone());
                }
                if (last.Name is not null)
                {
                    ledger.Record(last.Name, new UnitNameWithdrawn());
                }

                await ledger.Commit(cancel);
            }

            return decision.Map(l => new Answer([.. l.Reviews.Select(one => one.Find)], l.Name?.Printed));
        }
    }
}
