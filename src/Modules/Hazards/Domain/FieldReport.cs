using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>What somebody reports.</summary>
internal sealed record FieldTerms
{
    public FieldCategory Category { get; init; }

    /// <summary>What was found, in words.</summary>
    public string? Words { get; init; }

    public PremisesId? Premises { get; init; }

    /// <summary>Where it is, in words, where it is no premises of the register.</summary>
    public string? Place { get; init; }

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

    /// <summary>The hazard that it became; <see langword="null"/> while it waits for somebody to register it.</summary>
    public HazardId? Hazard { get; private set; }

    /// <summary>By the district's clock.</summary>
    public DateTimeOffset Received { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is FieldReportReceived e)
        {
            (Id, Client, Attempt, Content, Terms, Photographs, Sent, Hazard) = (e.Id, e.Client, e.Attempt, e.Content, e.Terms, e.Photographs, e.Sent, e.Hazard);
            (Account, Unit, Received) = (stamp.By.Account ?? Guid.Empty, stamp.By.Unit, stamp.Recorded);
        }
    }
}
