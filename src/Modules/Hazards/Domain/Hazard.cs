using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>What can be done to a hazard.</summary>
internal enum HazardAct
{
    Edit,
    Drop,
    Grade,
    Plan,
    PhotographBefore,
    PhotographAfter,
    HandOver,
    List,
}

/// <summary>How a hazard ended, for the time being.</summary>
/// <param name="On">On which day.</param>
/// <param name="How">How its matter ended.</param>
/// <param name="By">Which unit accepted.</param>
/// <param name="Matter">The matter.</param>
internal sealed record HazardEnd(DateOnly On, MatterEnd How, UnitId? By, MatterId Matter);

/// <summary>A hazard (隐患). What lists ask of it lies in <see cref="HazardRow"/>; what its page shows, here.</summary>
[Stream("hazard")]
internal sealed class Hazard : State
{
    private static readonly Dictionary<HazardAct, HazardState[]> Acts = new()
    {
        [HazardAct.Edit] = [HazardState.Registered, HazardState.Graded],
        [HazardAct.Drop] = [HazardState.Registered, HazardState.Graded],
        [HazardAct.Grade] = [HazardState.Registered, HazardState.Graded],
        [HazardAct.Plan] = [HazardState.Graded, HazardState.NotMended],
        [HazardAct.PhotographBefore] = [HazardState.Registered, HazardState.Graded, HazardState.Rectifying, HazardState.NotMended],
        [HazardAct.PhotographAfter] = [HazardState.Rectifying],
        [HazardAct.HandOver] = [HazardState.Registered, HazardState.Graded, HazardState.Rectifying, HazardState.NotMended],
        [HazardAct.List] = [HazardState.Registered, HazardState.Graded, HazardState.Rectifying, HazardState.NotMended],
    };

    public HazardId Id { get; private set; }

    public override Guid Key => Id.Value;

    public HazardState State { get; private set; }

    public HazardTerms Terms { get; private set; } = new();

    public Finder Finder { get; private set; } = null!;

    public DateOnly FoundOn { get; private set; }

    public DateTimeOffset Registered { get; private set; }

    public Judgement? Judgement { get; private set; }

    /// <summary>The unit in charge now.</summary>
    public UnitId? Lead { get; private set; }

    /// <summary>The plan of the present round.</summary>
    public RectificationPlan? Plan { get; private set; }

    /// <summary>What listed supervision fixes; none where it is not listed.</summary>
    public ListingHold? Listed { get; private set; }

    /// <summary>How many rounds there were: a plan or a listing begins one, each with a matter of its own.</summary>
    public int Round { get; private set; }

    public IReadOnlyList<Photograph> Photographs { get; private set; } = [];

    public IReadOnlyList<SpotExcused> Excused { get; private set; } = [];

    public IReadOnlyList<FirmStatement> Statements { get; private set; } = [];

    public IReadOnlyList<Handing> Handings { get; private set; } = [];

    public HazardEnd? End { get; private set; }

    public string? DropReason { get; private set; }

    public HazardId? DuplicateOf { get; private set; }

    /// <summary>By which its matter finds it again: the hazard with the round.</summary>
    public string MatterKey => KeyOf(Id, Round);

    /// <summary>Who accepts, where that is known yet.</summary>
    public UnitId? Accepting => Plan?.Accepting ?? Listed?.Accepting;

    /// <summary>Who helps.</summary>
    public IReadOnlyList<UnitId> Supporting => Plan?.Supporting ?? Listed?.Supporting ?? [];

    /// <summary>Whether its matter runs and it has no plan yet, as after a listing.</summary>
    public bool NeedsPlan => State is HazardState.Rectifying && Plan is null;

    /// <summary>Who has to do with it beside the unit in charge: finder, acceptance, help; the street, whose ground it is.</summary>
    public IEnumerable<UnitId> Units => new[] { Lead, Finder.Unit, Accepting, Terms.Street, Listed?.Body }.Concat(Supporting.Select(u => (UnitId?)u)).OfType<UnitId>().Distinct();

    /// <summary>The days until it was handed over last, and those since; the second ends with the hazard.</summary>
    /// <returns><see langword="null"/> where it never was.</returns>
    public (int Before, int Since)? Clocks(DateOnly today) => Handings.Count == 0 ? null
        : (Handings[^1].On.DayNumber - FoundOn.DayNumber, (State is HazardState.Cancelled ? End!.On : today).DayNumber - Handings[^1].On.DayNumber);

    /// <summary>Photographs before of which the present round has none after at the same spot, and no reason why.</summary>
    public IReadOnlyList<int> OpenSpots =>
    [
        .. Photographs.Where(p => p.Side is PhotographSide.Before).Select(p => p.No)
            .Except(Photographs.Where(p => p.Side is PhotographSide.After && p.Round == Round).Select(p => p.Taken.SameSpotAs ?? 0)).Except(Excused.Where(e => e.Round == Round).Select(e => e.Spot)),
    ];

    /// <summary>Why an act cannot be done now; <see langword="null"/> where it can.</summary>
    public Problem? Refusal(HazardAct act) => Acts[act].Contains(State) || (act is HazardAct.Plan && NeedsPlan) ? null : Problem.Coded("HAZ-120", nameof(State), $"HazardState.{State}", $"HazardAct.{act}");

    /// <summary>What a firm told in the present round and nobody has looked at yet.</summary>
    public FirmStatement? Waiting(int no) => Statements.FirstOrDefault(s => s.No == no && s.Round == Round && s.IsTaken is null && State is HazardState.Rectifying);

    public static string KeyOf(HazardId id, int round) => $"{id.Value:D}.{round.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Hazard and round of a key.</summary>
    public static (HazardId Id, int Round)? OfKey(string key) =>
        key.Split('.') is [var id, var round] && Guid.TryParse(id, out var hazard) && int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? (HazardId.From(hazard), no) : null;

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case HazardRegistered e:
                (Id, Finder, FoundOn, Registered) = (e.Id, e.Finder, e.FoundOn, stamp.Recorded);
                Set(e.Terms);
                Add(PhotographSide.Before, e.Before, stamp);
                break;
            case HazardEdited e:
                Set(e.Terms);
                break;
            case HazardDropped e:
                (State, DropReason, DuplicateOf) = (HazardState.Dropped, e.Why, e.DuplicateOf);
                break;
            case HazardGraded e:
                (State, Judgement) = (HazardState.Graded, e.Judgement);
                break;
            case HazardPlanned e:
                (State, Round, Plan, Lead, End) = (HazardState.Rectifying, e.Round, e.Plan, e.Plan.Lead, null);
                break;
            case HazardPhotographed e:
                Add(e.Side, e.Photographs, stamp);
                break;
            case HazardSpotExcused e:
                Excused = [.. Excused, new(e.Spot, e.Why, Round)];
                break;
            case HazardFirmTold e:
                Statements = [.. Statements, new(Statements.Count + 1, e.Firm, e.FirmName, e.Text, e.Photographs, Round, stamp.Recorded, stamp.By.Account)];
                break;
            case HazardFirmAnswered e:
                var answered = Statements.Single(s => s.No == e.No);
                Statements = [.. Statements.Select(s => s == answered ? s with { IsTaken = e.IsTaken, Why = e.Why } : s)];
                Add(PhotographSide.After, e.IsTaken ? answered.Photographs : [], stamp);
                break;
            case HazardHandedOver e:
                (Handings, Lead) = ([.. Handings, e.Handing], e.Handing.To);
                Listed = Listed is { } listed ? listed with { Lead = e.Handing.To, Supporting = [.. listed.Supporting.Where(u => u != e.Handing.To)] } : null;
                Plan = Plan is { } plan && e.Accepting is { } accepting ? plan with { Lead = e.Handing.To, Accepting = accepting, Supporting = [.. plan.Supporting.Where(u => u != e.Handing.To)] } : Plan;
                break;
            case HazardListed { Hold: var hold } e:
                // A plan that runs goes on under the units and the deadline of the listing.
                Plan = Round == e.Round && Plan is { } running ? running with { Lead = hold.Lead, Accepting = hold.Accepting, Supporting = hold.Supporting, Due = running.Due < hold.Due ? running.Due : hold.Due } : null;
                (State, Round, Listed, Lead, End) = (HazardState.Rectifying, e.Round, hold, hold.Lead, null);
                break;
            case HazardListedUntil e:
                Listed = Listed! with { Due = e.Due };
                break;
            case HazardUnlisted e:
                (Listed, State, Plan, End) = (null, e.IsRevoked ? HazardState.Graded : State, e.IsRevoked ? null : Plan, e.IsRevoked ? null : End);
                break;
            case HazardCancelled e:
                (State, End) = (HazardState.Cancelled, new(e.On, MatterEnd.Fulfilled, e.By, e.Matter));
                break;
            case HazardNotMended e:
                (State, End) = (HazardState.NotMended, new(e.On, e.End, null, e.Matter));
                break;
            case HazardTakenUpAgain:
                (State, End) = (HazardState.Rectifying, null);
                break;
        }
    }

    private void Set(HazardTerms terms) => (Terms, Lead) = (terms, Handings.Count > 0 ? Lead : terms.Lead);

    private void Add(PhotographSide side, IReadOnlyList<NewPhotograph> taken, Stamp stamp) =>
        Photographs = [.. Photographs, .. taken.Select((p, i) => new Photograph(Photographs.Count + i + 1, side, p, Round, stamp.Recorded))];
}
