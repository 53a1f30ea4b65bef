using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

[EventType("hazards.enforced")]
internal sealed record EnforcementRecorded(EnforcementId Id, UnitId Unit, PostId? Post, DateOnly Day, EnforcementTerms Terms) : IEvent;

/// <param name="On">From which day the new terms hold.</param>
/// <param name="Document">The number of the decision.</param>
/// <param name="Why">The reason.</param>
[EventType("hazards.enforcement-amended")]
internal sealed record EnforcementAmended(EnforcementTerms Terms, DateOnly On, string Document, string Why) : IEvent;

/// <summary>What an order asks was done, as a second look showed (复查合格).</summary>
[EventType("hazards.enforcement-complied")]
internal sealed record EnforcementComplied(Compliance Compliance) : IEvent;

[EventType("hazards.enforcement-annulled")]
internal sealed record EnforcementAnnulled(Annulment Annulment) : IEvent;

/// <summary>An enforcement record (执法记录). Nothing of it is erased: an amendment keeps what held before, an annulled record stays and says so.</summary>
[Stream("enforcement")]
internal sealed class EnforcementRecord : State
{
    public EnforcementId Id { get; private set; }

    public override Guid Key => Id.Value;

    /// <summary>Who acted.</summary>
    public UnitId Unit { get; private set; }

    public PostId? Post { get; private set; }

    /// <summary>The day of the document, or of the visit.</summary>
    public DateOnly Day { get; private set; }

    public EnforcementTerms Terms { get; private set; } = new();

    // Beside the terms, so that a list is narrowed by them.
    public EnforcementKind Kind { get; private set; }

    public HazardCategory Field { get; private set; }

    public PremisesId? Premises { get; private set; }

    public EnterpriseId? Firm { get; private set; }

    public InspectionId? Visit { get; private set; }

    public string Number { get; private set; } = "";

    /// <summary>The fine in yuan.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>Of an order: the last day to put it right.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Of an order: on which day it was seen to be put right.</summary>
    public DateOnly? CompliedOn { get; private set; }

    public Compliance? Compliance { get; private set; }

    /// <summary>From which day it no longer holds.</summary>
    public DateOnly? AnnulledOn { get; private set; }

    public Annulment? Annulment { get; private set; }

    public IReadOnlyList<Amendment> Amendments { get; private set; } = [];

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case EnforcementRecorded e:
                (Id, Unit, Post, Day) = (e.Id, e.Unit, e.Post, e.Day);
                Set(e.Terms);
                break;
            case EnforcementAmended e:
                Amendments = [.. Amendments, new(e.On, e.Document, e.Why, Terms)];
                Set(e.Terms);
                break;
            case EnforcementComplied e:
                (Compliance, CompliedOn) = (e.Compliance, e.Compliance.On);
                break;
            case EnforcementAnnulled e:
                (Annulment, AnnulledOn) = (e.Annulment, e.Annulment.On);
                break;
        }
    }

    private void Set(EnforcementTerms terms) =>
        (Terms, Kind, Field, Premises, Firm, Visit, Number, Amount, Until) = (terms, terms.Kind, terms.Field, terms.Premises, terms.Firm, terms.Visit, terms.Number, terms.Fine?.Amount, terms.Kind is EnforcementKind.Order ? terms.Until : null);
}
