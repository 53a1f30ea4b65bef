using Bihuan.Kernel;

namespace Bihuan.Organisation;

/// <summary>A document named the holder on a day.</summary>
internal sealed record Sighting(DateOnly Day, Clause Source);

/// <summary>What proved that somebody held a post.</summary>
internal enum HoldingOrigin
{
    Appointment,
    Removal,
    Sighting,
    Import,
}

[EventType("organisation.holding-entered")]
internal sealed record HoldingEntered(
    HoldingId Id, PostId Post, PersonId Person, HoldingOrigin Origin, DateOnly? From, DateOnly? To, Clause? Appointed, Clause? Removed, bool Concurrent, bool Acting, int ProbationYears, IReadOnlyList<Sighting> Seen) : IEvent;

[EventType("organisation.holding-ended")]
internal sealed record HoldingEnded(DateOnly To, Clause? Source) : IEvent;

[EventType("organisation.holding-reopened")]
internal sealed record HoldingReopened : IEvent;

[EventType("organisation.holding-seen")]
internal sealed record HoldingSeen(Sighting Sighting) : IEvent;

[EventType("organisation.holding-changed")]
internal sealed record HoldingChanged(DateOnly? From, DateOnly? To, Clause? Appointed, Clause? Removed, bool Concurrent, bool Acting, int ProbationYears) : IEvent;

/// <summary>It is treated as never entered; <c>Merge</c> is the merge that found it to be there twice.</summary>
[EventType("organisation.holding-withdrawn")]
internal sealed record HoldingWithdrawn(MergeId? Merge) : IEvent;

[EventType("organisation.holding-restored")]
internal sealed record HoldingRestored : IEvent;

/// <summary>One person's time in one post (任职).</summary>
[Stream("holding")]
internal sealed class Holding : State
{
    public HoldingId Id { get; private set; }

    public override Guid Key => Id.Value;

    public PostId Post { get; private set; }

    public PersonId Person { get; private set; }

    public HoldingOrigin Origin { get; private set; }

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    public Clause? Appointed { get; private set; }

    public Clause? Removed { get; private set; }

    public bool Concurrent { get; private set; }

    public bool Acting { get; private set; }

    public int ProbationYears { get; private set; }

    /// <summary>The day on which the probation is served: the same day of the last year, or the month's last day where it has none (民法典第二百零二条).</summary>
    public DateOnly? ProbationEnds { get; private set; }

    public IReadOnlyList<Sighting> Seen { get; private set; } = [];

    public bool Withdrawn { get; private set; }

    public Period Period => new(From, To);

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case HoldingEntered e:
                (Id, Post, Person, Origin, From, To, Appointed, Removed) = (e.Id, e.Post, e.Person, e.Origin, e.From, e.To, e.Appointed, e.Removed);
                (Concurrent, Acting, ProbationYears, Seen) = (e.Concurrent, e.Acting, e.ProbationYears, e.Seen);
                break;
            case HoldingEnded e:
                (To, Removed) = (e.To, e.Source);
                break;
            case HoldingReopened:
                (To, Removed) = (null, null);
                break;
            case HoldingSeen e:
                Seen = [.. Seen.Append(e.Sighting).OrderBy(s => s.Day)];
                break;
            case HoldingChanged e:
                (From, To, Appointed, Removed, Concurrent, Acting, ProbationYears) = (e.From, e.To, e.Appointed, e.Removed, e.Concurrent, e.Acting, e.ProbationYears);
                break;
            case HoldingWithdrawn:
                Withdrawn = true;
                break;
            case HoldingRestored:
                Withdrawn = false;
                break;
            case ReferenceMoved { To: var to } e when e.Field == References.Person:
                Person = PersonId.From(to);
                break;
            case ReferenceMoved { To: var to } e when e.Field == References.Post:
                Post = PostId.From(to);
                break;
        }

        ProbationEnds = From is { } from && ProbationYears > 0 ? from.AddYears(ProbationYears) : null;
    }
}
