using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>What can be done to a listing.</summary>
internal enum ListingAct
{
    Hang,
    TakeDown,
    Publish,
    Unpublish,
    Visit,
    Delay,
    Notify,
    Withdraw,
    Revoke,
}

/// <summary>A hazard under listed supervision (挂牌督办): decision, plates, publicity, visits, delays, notices. The work itself is the hazard's and its matter's, and
/// nothing of it is kept twice.</summary>
[Stream("hazard-listing")]
internal sealed class Listing : State
{
    private static readonly Dictionary<ListingAct, ListingState[]> Acts = new()
    {
        [ListingAct.Hang] = [ListingState.Listed],
        [ListingAct.TakeDown] = [ListingState.Cancelled, ListingState.Withdrawn],
        [ListingAct.Publish] = [ListingState.Listed],
        [ListingAct.Unpublish] = [ListingState.Listed, ListingState.Cancelled, ListingState.Withdrawn],
        [ListingAct.Visit] = [ListingState.Listed],
        [ListingAct.Delay] = [ListingState.Listed],
        [ListingAct.Notify] = [ListingState.Listed],
        [ListingAct.Withdraw] = [ListingState.Listed],
        [ListingAct.Revoke] = [ListingState.Listed],
    };

    public ListingId Id { get; private set; }

    public override Guid Key => Id.Value;

    public HazardId Hazard { get; private set; }

    public ListingState State { get; private set; }

    public UnitId Body { get; private set; }

    /// <summary>The deadline as it is now.</summary>
    public DateOnly Due { get; private set; }

    /// <summary>When the decision was entered; it may be later than the decision, and than its deadline.</summary>
    public DateOnly EnteredOn { get; private set; }

    /// <summary>Whether the public page shows it.</summary>
    public bool IsPublic { get; private set; }

    public DateOnly? LastVisit { get; private set; }

    /// <summary>By when the first of the units visits next; none of a listing that ended.</summary>
    public DateOnly? NextVisit { get; private set; }

    /// <summary>By which an adopter finds it again.</summary>
    public string? Origin { get; private set; }

    /// <summary>Whether the hazard was registered by the same decision.</summary>
    public bool Registered { get; private set; }

    public ListingTerms Terms { get; private set; } = null!;

    public IReadOnlyList<VisitDuty> Duties { get; private set; } = [];

    public IReadOnlyList<Plate> Plates { get; private set; } = [];

    public IReadOnlyList<Publicity> Publicities { get; private set; } = [];

    public IReadOnlyList<ListingVisit> Visits { get; private set; } = [];

    public IReadOnlyList<ListingDelay> Delays { get; private set; } = [];

    public IReadOnlyList<ListingNotice> Notices { get; private set; } = [];

    public ListingEnd? End { get; private set; }

    /// <summary>Whether anybody has done anything for it.</summary>
    public bool IsUntouched => Plates.Count + Publicities.Count + Visits.Count + Delays.Count + Notices.Count == 0;

    /// <summary>Every unit that the listing names.</summary>
    public IEnumerable<UnitId> Units => Terms.Supervising.Append(Terms.Accepting!.Value).Append(Body).Distinct();

    /// <summary>Why an act cannot be done now; <see langword="null"/> where it can.</summary>
    public Problem? Refusal(ListingAct act) => Acts[act].Contains(State) ? null : Problem.Coded("HAZ-314", nameof(State), $"ListingState.{State}", $"ListingAct.{act}");

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case ListingMade e:
                (Id, Hazard, Terms, Body, Due, Duties, Registered, Origin, EnteredOn) = (e.Id, e.Hazard, e.Terms, e.Terms.Body, e.Terms.Due, e.Duties, e.Registered, e.Origin, DistrictDay.Of(stamp.Recorded));
                break;
            case ListingRevoked:
                // What it came from can be adopted again.
                (State, Origin) = (ListingState.Revoked, null);
                break;
            case ListingHandedOver e:
                Duties = [.. Duties.Where(d => d.Unit != e.To).Select(d => d.Unit == e.From && d.Role is ListingRole.Lead ? d with { Unit = e.To } : d)];
                break;
            case PlateHung e:
                Plates = [.. Plates, e.Plate];
                break;
            case PlateTakenDown e:
                Plates = [.. Plates.Select(p => p.Off is null ? p with { Off = e.On, OffBy = e.By } : p)];
                break;
            case ListingPublished e:
                (Publicities, IsPublic) = ([.. Publicities, new(e.On, e.Where)], true);
                break;
            case ListingUnpublished e:
                (Publicities, IsPublic) = ([.. Publicities.Select(p => p.Off is null ? p with { Off = e.On, Why = e.Why } : p)], false);
                break;
            case ListingVisited e:
                (Visits, LastVisit) = ([.. Visits, e.Visit], LastVisit is { } last && last > e.Visit.On ? last : e.Visit.On);
                Duties = [.. Duties.Select(d => d.Unit == e.Visit.By && e.Visit.Next is { } next ? d with { Next = next } : d)];
                break;
            case ListingDelayed e:
                (Delays, Due) = ([.. Delays, e.Delay], e.Delay.Until);
                break;
            case ListingNoticeIssued e:
                Notices = [.. Notices, e.Notice];
                if (e.Notice.Kind is ListingNoticeKind.Cancellation)
                {
                    (State, End) = (ListingState.Cancelled, new(e.Notice.Date, e.Notice.Number));
                }

                break;
            case ListingWithdrawn e:
                (State, End) = (ListingState.Withdrawn, new(e.On, e.Number, e.Why));
                break;
        }

        NextVisit = State is ListingState.Listed ? Duties.Min(d => (DateOnly?)d.Next) : null;
    }
}
