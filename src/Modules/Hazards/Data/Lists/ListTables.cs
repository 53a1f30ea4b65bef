using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>What lists of major problems are narrowed and ordered by, the standing of their matters included.</summary>
internal sealed class MajorProblemRow : MatterFollower
{
    public required MajorProblemId Id { get; init; }

    public ProblemListId List { get; set; }

    public MajorProblemState State { get; set; }

    public UnitId Unit { get; set; }

    /// <summary>The unit in charge: the matter's where there is one, else the one that reported it.</summary>
    public UnitId InCharge { get; set; }

    public string Title { get; set; } = "";

    public DateOnly ReportedOn { get; set; }

    public DateOnly? ClosedOn { get; set; }

    /// <summary>When the superior sent it back last.</summary>
    public DateOnly? SentBackOn { get; set; }

    public int Hazards { get; set; }

    /// <summary>Takes over what the problem itself says.</summary>
    public void Take(MajorProblem p)
    {
        if (Round != p.Round)
        {
            Forget();
        }

        (List, State, Unit, Title, ReportedOn, Hazards, Round) = (p.List, p.State, p.Unit, p.Terms.Title, p.ReportedOn, p.Terms.Hazards.Count, p.Round);
        (ClosedOn, SentBackOn, InCharge) = (p.State is MajorProblemState.Closed ? p.EndedOn : null, p.SentBack.Count > 0 ? p.SentBack[^1].On : null, MatterLead ?? p.Assignment?.Lead ?? p.Unit);
    }

    /// <inheritdoc/>
    public override void Take(MatterPulse m)
    {
        base.Take(m);
        InCharge = MatterLead ?? InCharge;
    }
}

/// <summary>That a unit has to do with a major problem: whoever reaches the unit sees it.</summary>
internal sealed class MajorProblemUnit
{
    public required MajorProblemId Problem { get; init; }

    public required UnitId Unit { get; init; }
}

/// <summary>How the matter of a quarter's quota stands.</summary>
internal sealed class ProblemQuotaRow : MatterFollower
{
    public required ProblemListId List { get; init; }

    public required UnitId Unit { get; init; }

    /// <summary>The first day of the quarter.</summary>
    public required DateOnly Quarter { get; init; }
}

internal static class ListTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ProblemList>(list =>
        {
            list.ToTable("problem_list");
            list.HasKey(l => l.Id);
            list.Ignore(l => l.Key);
            list.Property(l => l.Terms).AsJson();
        });
        model.Entity<MajorProblem>(problem =>
        {
            problem.ToTable("major_problem");
            problem.HasKey(p => p.Id);
            problem.Ignore(p => p.Key).Ignore(p => p.MatterKey).Ignore(p => p.Units).Ignore(p => p.Counts);
            problem.Property(p => p.Terms).AsJson();
            problem.Property(p => p.Assignment).AsJson();
            problem.Property(p => p.Analysis).AsJson();
            problem.Property(p => p.SentBack).AsJson();
        });
        model.Entity<MajorProblemRow>(row =>
        {
            row.ToTable("major_problem_row");
            row.HasKey(r => r.Id);
            row.HasIndex(r => new { r.List, r.ReportedOn, r.Id });
            row.HasIndex(r => r.Matter).HasFilter("\"Matter\" IS NOT NULL");
        });
        model.Entity<MajorProblemUnit>(unit =>
        {
            unit.ToTable("major_problem_unit");
            unit.HasKey(u => new { u.Problem, u.Unit });
            unit.HasIndex(u => new { u.Unit, u.Problem });
        });
        model.Entity<ProblemQuotaRow>(quota =>
        {
            quota.ToTable("problem_quota");
            quota.HasKey(q => new { q.List, q.Quarter, q.Unit });
        });
    }
}

/// <summary>Keeps the rows of major problems and quotas: by their own entries, and by those of their matters.</summary>
internal sealed class ListProjection : IProjection
{
    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        if (recorded.Entry.StreamKind == "major-problem" && await db.FindAsync<MajorProblem>([MajorProblemId.From(recorded.Entry.StreamId)], cancel) is { } problem)
        {
            await Keep(problem, db, cancel);
        }
        else if (await MatterPulse.After(recorded, HazardProjection.Module, db, cancel) is { } pulse)
        {
            if (MajorProblem.OfKey(pulse.Key) is var (id, round) && await db.FindAsync<MajorProblemRow>([id], cancel) is { } row && row.Round == round)
            {
                row.Take(pulse);
            }
            else if (QuotaKey.Of(pulse.Key) is { } key)
            {
                var quota = await db.FindAsync<ProblemQuotaRow>([key.List, key.Quarter.First, key.Unit], cancel);
                if (quota is null)
                {
                    quota = new ProblemQuotaRow { List = key.List, Unit = key.Unit, Quarter = key.Quarter.First };
                    db.Add(quota);
                }

                quota.Take(pulse);
            }
        }
    }

    private static async Task Keep(MajorProblem problem, BihuanContext db, CancellationToken cancel)
    {
        var id = problem.Id;
        var row = await db.FindAsync<MajorProblemRow>([id], cancel);
        if (row is null)
        {
            row = new MajorProblemRow { Id = id };
            db.Add(row);
        }

        row.Take(problem);

        // Whoever had to do with it keeps seeing it, so units are only ever added.
        foreach (var unit in problem.Units)
        {
            if (await db.FindAsync<MajorProblemUnit>([id, unit], cancel) is null)
            {
                db.Add(new MajorProblemUnit { Problem = id, Unit = unit });
            }
        }
    }
}
