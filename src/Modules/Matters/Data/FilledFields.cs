using Bihuan.Organisation;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Fields of a report that stood filled in, by what filled them: for the burden of streets.</summary>
internal sealed class FilledFields
{
    /// <summary>The report's position in the journal.</summary>
    public required long Position { get; init; }

    public required FillOrigin Origin { get; init; }

    /// <summary>The unit that reported.</summary>
    public required UnitId Unit { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Count { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<FilledFields>(filled =>
    {
        filled.ToTable("matter_filled");
        filled.HasKey(f => new { f.Position, f.Origin });
        filled.Property(f => f.Position).ValueGeneratedNever();
        filled.HasIndex(f => new { f.Unit, f.At });
    });
}

/// <summary>Keeps what was filled in before reports in rows of their own, so that a period is asked by index.</summary>
internal sealed class FilledProjection : IProjection
{
    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        if (recorded.Happened is MatterReported { By: { Count: > 0 } by } && await db.FindAsync<Matter>([MatterId.From(recorded.Entry.StreamId)], cancel) is { Lead: { } unit })
        {
            db.AddRange(by.Select(f => new FilledFields { Position = recorded.Entry.Position, Origin = f.Origin, Unit = unit, At = recorded.Entry.Recorded, Count = f.Count }));
        }
    }
}
