using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Hazards;

/// <summary>That a record rests on a hazard.</summary>
internal sealed class EnforcementHazard
{
    public required EnforcementId Record { get; init; }

    public required HazardId Hazard { get; init; }
}

/// <summary>What a record said from a day on until it was amended or annulled: on each day there is one of a record in force, and figures count these.</summary>
internal sealed class EnforcementStanding
{
    public required EnforcementId Record { get; init; }

    /// <summary>Counts the standings of a record, from 1.</summary>
    public required int No { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly Since { get; set; }

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? Until { get; set; }

    public EnforcementKind Kind { get; set; }

    public HazardCategory Field { get; set; }

    public decimal Amount { get; set; }
}

/// <summary>That a hazard stood as mended from a day on, until it was taken up again.</summary>
internal sealed class HazardMended
{
    public required HazardId Hazard { get; init; }

    /// <summary>Counts them, from 1.</summary>
    public required int No { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly Since { get; init; }

    /// <summary>The first day on which it no longer does.</summary>
    public DateOnly? Until { get; set; }
}

/// <summary>Keeps what figures count: how records stood and when hazards were mended, so that a day that is over is counted as it was.</summary>
internal sealed class StandingProjection : IProjection
{
    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        switch (recorded.Happened)
        {
            case EnforcementRecorded e:
                Add(db, e.Id, 1, e.Day, e.Terms);
                await Hazards(db, e.Id, e.Terms.Hazards, cancel);
                break;
            case EnforcementAmended e:
                var amended = EnforcementId.From(recorded.Entry.StreamId);
                var before = await Last(db, amended, cancel);
                before.Until = e.On;
                Add(db, amended, before.No + 1, e.On, e.Terms);
                await Hazards(db, amended, e.Terms.Hazards, cancel);
                break;
            case EnforcementAnnulled e:
                (await Last(db, EnforcementId.From(recorded.Entry.StreamId), cancel)).Until = e.Annulment.On;
                break;
            case HazardCancelled e:
                var id = HazardId.From(recorded.Entry.StreamId);
                await Open(db, id, e.On, cancel);
                db.Add(new HazardMended { Hazard = id, No = (await Mended(db, id, cancel)).Count + 1, Since = e.On });
                break;
            case HazardTakenUpAgain or HazardNotMended:
                await Open(db, HazardId.From(recorded.Entry.StreamId), DistrictDay.Of(recorded.Entry.Recorded), cancel);
                break;
        }
    }

    private static void Add(BihuanContext db, EnforcementId record, int no, DateOnly since, EnforcementTerms terms) =>
        db.Add(new EnforcementStanding { Record = record, No = no, Since = since, Kind = terms.Kind, Field = terms.Field, Amount = terms.Fine?.Amount ?? 0 });

    private static async ValueTask<EnforcementStanding> Last(BihuanContext db, EnforcementId record, CancellationToken cancel)
    {
        await db.Set<EnforcementStanding>().AsTracking().Where(s => s.Record == record).LoadAsync(cancel);
        return db.Set<EnforcementStanding>().Local.Where(s => s.Record == record).MaxBy(s => s.No)!;
    }

    private static async ValueTask<IReadOnlyList<HazardMended>> Mended(BihuanContext db, HazardId hazard, CancellationToken cancel)
    {
        await db.Set<HazardMended>().AsTracking().Where(m => m.Hazard == hazard).LoadAsync(cancel);
        return [.. db.Set<HazardMended>().Local.Where(m => m.Hazard == hazard)];
    }

    private static async ValueTask Open(BihuanContext db, HazardId hazard, DateOnly on, CancellationToken cancel)
    {
        foreach (var standing in (await Mended(db, hazard, cancel)).Where(m => m.Until is null))
        {
            standing.Until = on;
        }
    }

    private static Task Hazards(BihuanContext db, EnforcementId record, IReadOnlyList<HazardId> hazards, CancellationToken cancel) =>
        HazardProjection.Replace(db, h => h.Record == record, hazards.Select(h => new EnforcementHazard { Record = record, Hazard = h }), h => h.Hazard, cancel);
}

internal static class EnforcementTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<EnforcementRecord>(record =>
        {
            record.ToTable("enforcement");
            record.HasKey(r => r.Id);
            record.Ignore(r => r.Key);
            record.Property(r => r.Terms).AsJson();
            record.Property(r => r.Annulment).AsJson();
            record.Property(r => r.Compliance).AsJson();
            record.Property(r => r.Amendments).AsJson();
            record.Property(r => r.Amount).HasPrecision(18, 2);
            record.HasIndex(r => new { r.Day, r.Id });
            record.HasIndex(r => new { r.Unit, r.Day, r.Id });
            record.HasIndex(r => r.Premises).HasFilter("\"Premises\" IS NOT NULL");
            record.HasIndex(r => r.Firm).HasFilter("\"Firm\" IS NOT NULL");
            record.HasIndex(r => new { r.Unit, r.Number, r.Kind });

            // Whose term runs: few of all.
            record.HasIndex(r => r.Until).HasFilter("\"Until\" IS NOT NULL AND \"CompliedOn\" IS NULL AND \"AnnulledOn\" IS NULL");

            // One visit is one inspection, however many enter it at once.
            record.HasIndex(r => r.Visit).IsUnique().HasFilter("\"Visit\" IS NOT NULL AND \"AnnulledOn\" IS NULL");
        });
        model.Entity<EnforcementHazard>(hazard =>
        {
            hazard.ToTable("enforcement_hazard");
            hazard.HasKey(h => new { h.Record, h.Hazard });
            hazard.HasIndex(h => h.Hazard);
        });
        model.Entity<EnforcementStanding>(standing =>
        {
            standing.ToTable("enforcement_standing");
            standing.HasKey(s => new { s.Record, s.No });
            standing.Property(s => s.Amount).HasPrecision(18, 2);
            standing.HasIndex(s => new { s.Field, s.Kind, s.Record });
        });
        model.Entity<HazardMended>(mended =>
        {
            mended.ToTable("hazard_mended");
            mended.HasKey(m => new { m.Hazard, m.No });
        });
    }
}

/// <summary>What enforcement and its figures bring.</summary>
internal static class EnforcementServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(new PenaltyBook(ShippedFiles.Read<PenaltyFile>("penalties/")));
        services.AddSingleton(new FigureBook(ShippedFiles.Read<FigureForm>("figures/")));
        services.AddScoped<EnforcementQueries>();
        services.AddScoped<EnforcementDesk>();
        services.AddScoped<FigureQueries>();
        services.AddScoped<IHazardFigures>(s => s.GetRequiredService<FigureQueries>());
        services.AddSingleton<Enterprises.IPremisesLink, EnforcementOfPremises>();
        services.AddScoped<Platform.IHomeProvider, OrdersHome>();
    }
}

/// <summary>From premises to their enforcement records.</summary>
internal sealed class EnforcementOfPremises : Enterprises.IPremisesLink
{
    public string Permission => HazardsPermissions.View;

    public string TextKey => "enforcement.title";

    public string AddressOf(Enterprises.PremisesId premises) => $"/hazards/enforcement?premises={premises.Value}";
}
