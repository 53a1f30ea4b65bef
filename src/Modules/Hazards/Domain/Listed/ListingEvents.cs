using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>A hazard was listed: in the hazard's own stream.</summary>
/// <param name="Round">The round that its matter is of.</param>
/// <param name="Hold">What the listing fixes.</param>
[EventType("hazards.listed")]
internal sealed record HazardListed(int Round, ListingHold Hold) : IEvent;

/// <summary>The body that listed moved the deadline: in the hazard's own stream.</summary>
[EventType("hazards.listed-until")]
internal sealed record HazardListedUntil(DateOnly Due) : IEvent;

/// <summary>A hazard is under listed supervision no longer: in the hazard's own stream.</summary>
/// <param name="IsRevoked">Whether it never should have been: it stands as before.</param>
[EventType("hazards.unlisted")]
internal sealed record HazardUnlisted(bool IsRevoked = false) : IEvent;

/// <param name="Registered">Whether the hazard was registered by the same decision.</param>
/// <param name="Origin">By which an adopter finds it again.</param>
/// <param name="Duties">Who visits how often, by the rule of the day.</param>
[EventType("hazards.listing-made")]
internal sealed record ListingMade(ListingId Id, HazardId Hazard, ListingTerms Terms, IReadOnlyList<VisitDuty> Duties, bool Registered, string? Origin) : IEvent;

[EventType("hazards.listing-revoked")]
internal sealed record ListingRevoked(string Why) : IEvent;

/// <summary>The hazard was handed over: another unit leads, and visits in the place of the one before.</summary>
[EventType("hazards.listing-handed-over")]
internal sealed record ListingHandedOver(UnitId? From, UnitId To) : IEvent;

[EventType("hazards.plate-hung")]
internal sealed record PlateHung(Plate Plate) : IEvent;

[EventType("hazards.plate-taken-down")]
internal sealed record PlateTakenDown(DateOnly On, UnitId By) : IEvent;

[EventType("hazards.listing-published")]
internal sealed record ListingPublished(DateOnly On, string? Where) : IEvent;

[EventType("hazards.listing-unpublished")]
internal sealed record ListingUnpublished(DateOnly On, string Why) : IEvent;

[EventType("hazards.listing-visited")]
internal sealed record ListingVisited(ListingVisit Visit) : IEvent;

[EventType("hazards.listing-delayed")]
internal sealed record ListingDelayed(ListingDelay Delay) : IEvent;

/// <summary>A notice went out; that of cancellation ends the listing.</summary>
[EventType("hazards.listing-notice-issued")]
internal sealed record ListingNoticeIssued(ListingNotice Notice) : IEvent;

[EventType("hazards.listing-withdrawn")]
internal sealed record ListingWithdrawn(string Number, DateOnly On, string Why) : IEvent;
