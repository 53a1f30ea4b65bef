using System.Globalization;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>What was answered on the spot, with its photographs.</summary>
/// <param name="Value">The answer: one of the question's, a number, or words.</param>
/// <param name="Comment">Words beside it.</param>
/// <param name="Photographs">What stands behind it.</param>
internal sealed record GivenAnswer(string Value, string? Comment = null, IReadOnlyList<NewPhotograph>? Photographs = null)
{
    /// <summary>As the checklist judges it.</summary>
    public Answer Judged => new(Value, Photographs?.Count ?? 0, Comment);
}

/// <param name="Edition">The first day of the edition of the checklist, which names it for good.</param>
/// <param name="Percent">The score in percent.</param>
/// <param name="Hazards">The hazards that were registered by it, in the order of the questions.</param>
/// <param name="Field">How it came from a phone.</param>
[EventType("hazards.inspected")]
internal sealed record InspectionMade(
    InspectionId Id, PremisesId Premises, string Checklist, DateOnly Edition, string Standard, DateOnly Day, UnitId Unit, PostId? Post, IReadOnlyDictionary<string, GivenAnswer> Answers, decimal Points, decimal Most, decimal? Percent, HazardGrade? Grade,
    DateOnly Next, IReadOnlyList<HazardId> Hazards, FieldOrigin? Field = null) : IEvent;

/// <summary>An inspection as it was made (检查记录). It is never changed: what was wrong with it is put right by another.</summary>
[Stream("inspection")]
internal sealed class InspectionRecord : State
{
    public InspectionId Id { get; private set; }

    public override Guid Key => Id.Value;

    public PremisesId Premises { get; private set; }

    public string Checklist { get; private set; } = "";

    /// <summary>The first day of the edition of the checklist.</summary>
    public DateOnly Edition { get; private set; }

    public string Standard { get; private set; } = "";

    public DateOnly Day { get; private set; }

    public UnitId Unit { get; private set; }

    public PostId? Post { get; private set; }

    public IReadOnlyDictionary<string, GivenAnswer> Answers { get; private set; } = new Dictionary<string, GivenAnswer>(StringComparer.Ordinal);

    public decimal Points { get; private set; }

    public decimal Most { get; private set; }

    public decimal? Percent { get; private set; }

    public HazardGrade? Grade { get; private set; }

    /// <summary>When to come again.</summary>
    public DateOnly Next { get; private set; }

    public IReadOnlyList<HazardId> Hazards { get; private set; } = [];

    /// <summary>Whose phone sent it.</summary>
    public Guid? Account { get; private set; }

    /// <summary>The id that the phone gave it.</summary>
    public Guid? Client { get; private set; }

    /// <summary>The digest of what the phone sent.</summary>
    public string? Content { get; private set; }

    /// <summary>What people can name it by: its day and the end of its id.</summary>
    public string Number => string.Create(CultureInfo.InvariantCulture, $"JC-{Day:yyyyMMdd}-{Id.Value.ToString("N")[^8..].ToUpperInvariant()}");

    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is InspectionMade e)
        {
            (Id, Premises, Checklist, Edition, Standard, Day, Unit, Post) = (e.Id, e.Premises, e.Checklist, e.Edition, e.Standard, e.Day, e.Unit, e.Post);
            (Account, Client, Content) = (e.Field?.Account, e.Field?.Client, e.Field?.Content);
            (Answers, Points, Most, Percent, Grade, Next, Hazards) = (e.Answers, e.Points, e.Most, e.Percent, e.Grade, e.Next, e.Hazards);
        }
    }
}

[EventType("hazards.similar-check-asked")]
internal sealed record SimilarCheckAsked(SimilarCheckId Id, HazardId Hazard, PremisesId Premises, UnitId Unit) : IEvent;

[EventType("hazards.similar-check-done")]
internal sealed record SimilarCheckDone(InspectionId Inspection, DateOnly On) : IEvent;

/// <summary>That premises like those of a hazard are to be looked at (举一反三排查); the next inspection of them closes it.</summary>
[Stream("similar-check")]
internal sealed class SimilarCheck : State
{
    public SimilarCheckId Id { get; private set; }

    public override Guid Key => Id.Value;

    public HazardId Hazard { get; private set; }

    public PremisesId Premises { get; private set; }

    /// <summary>Who shall look.</summary>
    public UnitId Unit { get; private set; }

    public DateOnly? DoneOn { get; private set; }

    public InspectionId? Inspection { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case SimilarCheckAsked e:
                (Id, Hazard, Premises, Unit) = (e.Id, e.Hazard, e.Premises, e.Unit);
                break;
            case SimilarCheckDone e:
                (DoneOn, Inspection) = (e.On, e.Inspection);
                break;
        }
    }
}
