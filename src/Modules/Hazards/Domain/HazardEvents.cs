using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

[EventType("hazards.registered")]
internal sealed record HazardRegistered(HazardId Id, HazardTerms Terms, Finder Finder, DateOnly FoundOn, IReadOnlyList<NewPhotograph> Before) : IEvent;

[EventType("hazards.edited")]
internal sealed record HazardEdited(HazardTerms Terms) : IEvent;

/// <param name="Why">The reason.</param>
/// <param name="DuplicateOf">The hazard that is the same, where it was registered twice.</param>
[EventType("hazards.dropped")]
internal sealed record HazardDropped(string Why, HazardId? DuplicateOf) : IEvent;

[EventType("hazards.graded")]
internal sealed record HazardGraded(Judgement Judgement) : IEvent;

/// <param name="Round">Counts the plans, from 1; each opens a matter of its own.</param>
/// <param name="Plan">The plan.</param>
[EventType("hazards.planned")]
internal sealed record HazardPlanned(int Round, RectificationPlan Plan) : IEvent;

[EventType("hazards.photographed")]
internal sealed record HazardPhotographed(PhotographSide Side, IReadOnlyList<NewPhotograph> Photographs) : IEvent;

[EventType("hazards.spot-excused")]
internal sealed record HazardSpotExcused(int Spot, string Why) : IEvent;

/// <param name="Handing">From whom, to whom and why.</param>
/// <param name="Accepting">Who accepts from then on, where a plan runs.</param>
[EventType("hazards.handed-over")]
internal sealed record HazardHandedOver(Handing Handing, UnitId? Accepting) : IEvent;

/// <summary>Its matter was accepted as fulfilled (销号).</summary>
/// <param name="On">On which day.</param>
/// <param name="By">Which unit accepted.</param>
/// <param name="Matter">The matter.</param>
[EventType("hazards.cancelled")]
internal sealed record HazardCancelled(DateOnly On, UnitId? By, MatterId Matter) : IEvent;

/// <summary>Its matter ended in another way.</summary>
/// <param name="On">On which day.</param>
/// <param name="End">How.</param>
/// <param name="Matter">The matter.</param>
[EventType("hazards.not-mended")]
internal sealed record HazardNotMended(DateOnly On, MatterEnd End, MatterId Matter) : IEvent;

/// <summary>Its matter was taken up again.</summary>
/// <param name="Matter">The matter.</param>
[EventType("hazards.taken-up-again")]
internal sealed record HazardTakenUpAgain(MatterId Matter) : IEvent;
