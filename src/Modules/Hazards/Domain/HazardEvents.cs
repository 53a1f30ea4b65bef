using Bihuan.Enterprises;
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

/// <summary>A firm that it concerns told what it has done (企业整改反馈); nothing of it counts before the unit in charge has taken it over.</summary>
/// <param name="Firm">The firm.</param>
/// <param name="FirmName">What it was called.</param>
/// <param name="Text">What it did.</param>
/// <param name="Photographs">After, each at the spot of one before.</param>
[EventType("hazards.firm-told")]
internal sealed record HazardFirmTold(EnterpriseId Firm, string FirmName, string Text, IReadOnlyList<NewPhotograph> Photographs) : IEvent;

/// <summary>The unit in charge looked at what a firm told.</summary>
/// <param name="No">Of the firm's statement.</param>
/// <param name="IsTaken">Taken over (采用): its photographs are the hazard's. Else sent back (退回).</param>
/// <param name="Why">The reason, where it was sent back.</param>
[EventType("hazards.firm-answered")]
internal sealed record HazardFirmAnswered(int No, bool IsTaken, string? Why) : IEvent;

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
