using Bihuan.Kernel;

namespace Bihuan.Documents;

internal readonly record struct FindReviewId(Guid Value) : IId<FindReviewId>
{
    public static FindReviewId From(Guid value) => new(value);
}

/// <summary>What a reviewer made of a find.</summary>
internal enum Verdict
{
    /// <summary>Not looked at.</summary>
    Open,

    /// <summary>采纳.</summary>
    Accepted,

    /// <summary>不采纳.</summary>
    Rejected,
}

/// <summary>Somebody decided on a find.</summary>
/// <param name="Edited">The find as corrected, as <c>ReadingJson</c> writes it; null for the find as read.</param>
/// <param name="Batch">Shared by decisions made at one stroke, which are undone at one stroke.</param>
[EventType("documents.find-decided")]
internal sealed record FindDecided(FindReviewId Id, DocumentId Document, int Find, Verdict Verdict, string? Edited, Guid Batch) : IEvent;

/// <summary>The last decision was taken back; the one before it holds again.</summary>
[EventType("documents.find-decision-undone")]
internal sealed record FindDecisionUndone : IEvent;

/// <summary>One decision of the past.</summary>
internal sealed record ReviewStep(Verdict Verdict, string? Edited, Guid Batch, Guid? By, DateTimeOffset At);

/// <summary>The decisions on one find (审核). A stream for each find, so that two people at work on one document are in each other's way
/// only where they decide on the same find (ADR 0009).</summary>
[Stream("find")]
internal sealed class FindReview : State
{
    public FindReviewId Id { get; private set; }

    public override Guid Key => Id.Value;

    public DocumentId Document { get; private set; }

    public int Find { get; private set; }

    public Verdict Verdict { get; private set; }

    public string? Edited { get; private set; }

    public Guid? By { get; private set; }

    public DateTimeOffset? At { get; private set; }

    public Guid? Batch { get; private set; }

    /// <summary>The decisions that hold or would hold again, oldest first.</summary>
    public IReadOnlyList<ReviewStep> Steps { get; private set; } = [];

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case FindDecided e:
                (Id, Document, Find) = (e.Id, e.Document, e.Find);
                Take([.. Steps, new(e.Verdict, e.Edited, e.Batch, stamp.By.Account, stamp.Recorded)]);
                break;
            case FindDecisionUndone when Steps.Count > 0:
                Take([.. Steps.SkipLast(1)]);
                break;
        }
    }

    private void Take(IReadOnlyList<ReviewStep> steps)
    {
        Steps = steps;
        var last = steps.Count > 0 ? steps[^1] : null;
        (Verdict, Edited, By, At, Batch) = (last?.Verdict ?? Verdict.Open, last?.Edited, last?.By, last?.At, last?.Batch);
    }
}
