using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>What became of a report (办理情况).</summary>
internal enum FieldReportState
{
    /// <summary>待处理.</summary>
    Waiting,

    /// <summary>已登记为隐患.</summary>
    Registered,

    /// <summary>并入已有隐患.</summary>
    Joined,

    /// <summary>不予登记.</summary>
    Declined,
}

/// <summary>What somebody reports.</summary>
internal sealed record FieldTerms
{
    public FieldCategory Category { get; init; }

    /// <summary>What was found, in words.</summary>
    public string? Words { get; init; }

    public PremisesId? Premises { get; init; }

    /// <summary>Where it is, in words, where it is no premises of the register.</summary>
    public string? Place { get; init; }

    /// <summary>The street, where the public said it: whoever works for it looks.</summary>
    public UnitId? Street { get; init; }

    /// <summary>Where the phone was (WGS 84); without it the place is shown on the map later.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>How far off the phone says that it may be.</summary>
    public decimal? Metres { get; init; }

    /// <summary>When it was found, by the phone's clock.</summary>
    public DateTimeOffset Taken { get; init; }
}

/// <summary>A photograph of a report, with what its camera wrote.</summary>
internal sealed record FieldPhotograph(string Hash, int Width, int Height, CaptureTime? Time, CapturePlace? Place)
{
    public static FieldPhotograph Of(StoredPhotograph taken) => new(taken.File.Hash, taken.Width, taken.Height, taken.Time, taken.Place);
}

/// <summary>A report came in.</summary>
/// <param name="Client">The id that the phone gave it.</param>
/// <param name="Attempt">0 for the first content under that id, counted up for others.</param>
/// <param name="Content">The digest of what the phone sent, its photographs included.</param>
/// <param name="Sent">When it was sent, by the phone's clock: beside the time of receipt it tells how far the phone is off.</param>
/// <param name="Hazard">The hazard that was registered by it in the same commit; <see langword="null"/> where a person has to.</param>
[EventType("hazards.field-report-received")]
internal sealed record FieldReportReceived(FieldReportId Id, Guid Client, int Attempt, string Content, FieldTerms Terms, IReadOnlyList<FieldPhotograph> Photographs, DateTimeOffset Sent, HazardId? Hazard = null) : IEvent;

/// <summary>Somebody decided what becomes of a report that waited.</summary>
/// <param name="State">What.</param>
/// <param name="Hazard">The hazard that it became, or is part of.</param>
/// <param name="Why">Why it became none.</param>
[EventType("hazards.field-report-settled")]
internal sealed record FieldReportSettled(FieldReportState State, HazardId? Hazard, string? Why) : IEvent;

/// <summary>A report from the field, as it came.</summary>
[Stream("field_report")]
internal sealed class FieldReport : State
{
    public FieldReportId Id { get; private set; }

    public override Guid Key => Id.Value;

    /// <summary>Who sent it; empty for the program itself.</summary>
    public Guid Account { get; private set; }

    public Guid? Unit { get; private set; }

    public Guid Client { get; private set; }

    public int Attempt { get; private set; }

    public string Content { get; private set; } = "";

    public FieldTerms Terms { get; private set; } = null!;

    public IReadOnlyList<FieldPhotograph> Photographs { get; private set; } = [];

    public DateTimeOffset Sent { get; private set; }

    /// <summary>Whether the public sent it, without an account.</summary>
    public bool IsPublic => Account == Guid.Empty;

    public FieldReportState State { get; private set; }

    /// <summary>The hazard that it became or is part of; <see langword="null"/> while it waits, and where it became none.</summary>
    public HazardId? Hazard { get; private set; }

    /// <summary>Why it became none.</summary>
    public string? Why { get; private set; }

    /// <summary>The street that the public named.</summary>
    public UnitId? Street { get; private set; }

    /// <summary>By the district's clock.</summary>
    public DateTimeOffset Received { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case FieldReportReceived e:
                (Id, Client, Attempt, Content, Terms, Photographs, Sent, Hazard) = (e.Id, e.Client, e.Attempt, e.Content, e.Terms, e.Photographs, e.Sent, e.Hazard);
                (Account, Unit, Received, Street) = (stamp.By.Account ?? Guid.Empty, stamp.By.Unit, stamp.Recorded, e.Terms.Street);
                State = e.Hazard is null ? FieldReportState.Waiting : FieldReportState.Registered;
                break;
            case FieldReportSettled e:
                (State, Hazard, Why) = (e.State, e.Hazard, e.Why);
                break;
        }
    }
}
