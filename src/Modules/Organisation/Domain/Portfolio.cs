using Bihuan.Kernel;

namespace Bihuan.Organisation;

/// <summary>One thing that a leader answers for, numbered so that a merge can say which line it moved.</summary>
internal sealed record DutyLine(int No, DutyKind Kind, string? Area, UnitId? Unit, string? Part);

[EventType("organisation.portfolio-set")]
internal sealed record PortfolioSet(PortfolioId Id, PersonId Person, PostId Post, string? Scope, IReadOnlyList<DutyLine> Duties, DateOnly? From, DateOnly? To, Clause? Source) : IEvent;

[EventType("organisation.portfolio-changed")]
internal sealed record PortfolioChanged(string? Scope, IReadOnlyList<DutyLine> Duties, DateOnly? From, DateOnly? To) : IEvent;

/// <summary>Ended; <c>By</c> is the portfolio that took its place, if one did.</summary>
[EventType("organisation.portfolio-ended")]
internal sealed record PortfolioEnded(DateOnly To, PortfolioId? By) : IEvent;

[EventType("organisation.portfolio-reopened")]
internal sealed record PortfolioReopened(DateOnly? To) : IEvent;

[EventType("organisation.portfolio-withdrawn")]
internal sealed record PortfolioWithdrawn : IEvent;

/// <summary>What one leader answers for by one document (分工).</summary>
[Stream("portfolio")]
internal sealed class Portfolio : State
{
    public PortfolioId Id { get; private set; }

    public override Guid Key => Id.Value;

    public PersonId Person { get; private set; }

    public PostId Post { get; private set; }

    public string? Scope { get; private set; }

    public IReadOnlyList<DutyLine> Duties { get; private set; } = [];

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    /// <summary>The end that it had before another took its place.</summary>
    public DateOnly? OwnTo { get; private set; }

    public PortfolioId? EndedBy { get; private set; }

    public Clause? Source { get; private set; }

    public bool Withdrawn { get; private set; }

    public Period Period => new(From, To);

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case PortfolioSet e:
                (Id, Person, Post, Scope, Duties, From, To, OwnTo, Source) = (e.Id, e.Person, e.Post, e.Scope, e.Duties, e.From, e.To, e.To, e.Source);
                break;
            case PortfolioChanged e:
                (Scope, Duties, From, To, OwnTo) = (e.Scope, e.Duties, e.From, e.To, e.To);
                break;
            case PortfolioEnded e:
                (To, EndedBy) = (e.To, e.By);
                break;
            case PortfolioReopened e:
                (To, EndedBy) = (e.To, null);
                break;
            case PortfolioWithdrawn:
                Withdrawn = true;
                break;
            case ReferenceMoved { To: var to } e when e.Field == References.Person:
                Person = PersonId.From(to);
                break;
            case ReferenceMoved { To: var to } e when e.Field == References.Post:
                Post = PostId.From(to);
                break;
            case ReferenceMoved { To: var to } e when e.Field == References.Unit:
                Duties = [.. Duties.Select(d => d.No == e.No ? d with { Unit = UnitId.From(to) } : d)];
                break;
        }
    }
}
