using Bihuan.Kernel;

namespace Bihuan.Documents;

/// <summary>A rule was adopted from a clause.</summary>
/// <param name="What">The commitment as <c>ReadingJson</c> writes it.</param>
[EventType("documents.rule-adopted")]
internal sealed record RuleAdopted(RuleId Id, DocumentId Document, Clause Source, string Kind, string ContentHash, DateOnly From, DateOnly? To, string What) : IEvent;

/// <summary>A rule's last day was set.</summary>
[EventType("documents.rule-ended")]
internal sealed record RuleEnded(DateOnly? To) : IEvent;

/// <summary>A rule was taken back: it never held.</summary>
[EventType("documents.rule-revoked")]
internal sealed record RuleRevoked : IEvent;

/// <summary>A dated rule with its clause (规定).</summary>
[Stream("rule")]
internal sealed class Rule : State
{
    public RuleId Id { get; private set; }

    public override Guid Key => Id.Value;

    public DocumentId Document { get; private set; }

    public string DocumentName { get; private set; } = "";

    public string Place { get; private set; } = "";

    public string Kind { get; private set; } = "";

    public string ContentHash { get; private set; } = "";

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    public string What { get; private set; } = "";

    public bool Revoked { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case RuleAdopted e:
                (Id, Document, DocumentName, Place, Kind, ContentHash, From, To, What, Revoked) =
                    (e.Id, e.Document, e.Source.Document, e.Source.Place, e.Kind, e.ContentHash, e.From, e.To, e.What, false);
                break;
            case RuleEnded e:
                To = e.To;
                break;
            case RuleRevoked:
                Revoked = true;
                break;
        }
    }
}
