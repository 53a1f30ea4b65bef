using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>The figures by which premises are ranked for inspection (检查风险分).</summary>
/// <param name="CrowdedPoints">For a crowded place.</param>
/// <param name="KindPoints">For a kind by its key, where it is no crowded place.</param>
/// <param name="MajorPoints">For each open hazard graded as major, <paramref name="MajorMost"/> in all.</param>
/// <param name="GeneralPoints">For each other open hazard, <paramref name="GeneralMost"/> in all.</param>
/// <param name="OverduePoints">For each open hazard past its last day.</param>
/// <param name="ReturnedPoints">For each open hazard that was returned.</param>
/// <param name="RepeatPoints">For each hazard found within <paramref name="RepeatWithinMonths"/> months after a like one was cancelled.</param>
/// <param name="NeverInspectedPoints">Where no inspection is known.</param>
/// <param name="DuePoints">Where the day to come again, which the checklist gave, has come.</param>
/// <param name="PointsPerMonthPastDue">For each full month of 30 days beyond it, <paramref name="PastDueMost"/> in all.</param>
internal sealed record RiskFigures(
    int CrowdedPoints, IReadOnlyDictionary<string, int> KindPoints, int MajorPoints, int MajorMost, int GeneralPoints, int GeneralMost, int OverduePoints, int OverdueMost, int ReturnedPoints, int ReturnedMost, int RepeatPoints, int RepeatMost,
    int RepeatWithinMonths, int NeverInspectedPoints, int DuePoints, int PointsPerMonthPastDue, int PastDueMost);

/// <summary>A rule of risk.</summary>
/// <param name="Version">What it is cited by.</param>
/// <param name="From">Its first day.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Source">Where they come from.</param>
internal sealed record RiskRule(string Version, DateOnly From, RiskFigures Figures, string Source);

/// <summary>Why premises have points: one line of a score.</summary>
/// <param name="Key">The words, with the number and its unit in them.</param>
/// <param name="Points">How many points.</param>
/// <param name="Value">What was counted: hazards or days.</param>
internal readonly record struct RiskReason(string Key, int Points, int Value = 0);

/// <summary>What is known of premises for their score.</summary>
/// <param name="Kind">The key of the kind.</param>
/// <param name="IsCrowded">Whether it is a crowded place.</param>
/// <param name="NextOn">The day to come again; 0 where no inspection is known.</param>
internal readonly record struct RiskInput(string Kind, bool IsCrowded, int OpenMajor, int OpenGeneral, int Overdue, int Returned, int Repeats, int NextOn);

/// <summary>Ranks premises for inspection, and says why.</summary>
internal static class InspectionRisk
{
    /// <summary>The rules that the product ships with (<c>data/rules/inspections/risk.json</c>).</summary>
    public static IReadOnlyList<RiskRule> Rules { get; } = Read();

    /// <summary>The rule of a day; refused before the first.</summary>
    public static Result<RiskRule> For(DateOnly day) => Rules.LastOrDefault(r => r.From <= day) is { } rule ? rule : Problem.Coded("HAZ-510", nameof(day), $"{day:yyyy-MM-dd}", $"{Rules[0].From:yyyy-MM-dd}");

    /// <summary>The points without the reasons, for ranking many.</summary>
    public static int Points(RiskFigures f, in RiskInput p, int today)
    {
        var points = 0;
        Tell(f, p, today, (in RiskReason reason) => points += reason.Points);
        return points;
    }

    /// <summary>Every reason with its points; their sum is the score.</summary>
    public static IReadOnlyList<RiskReason> Reasons(RiskFigures f, in RiskInput p, int today)
    {
        List<RiskReason> reasons = [];
        Tell(f, p, today, (in RiskReason reason) => reasons.Add(reason));
        return reasons;
    }

    private delegate void Told(in RiskReason reason);

    private static void Tell(RiskFigures f, in RiskInput p, int today, Told tell)
    {
        var kind = p.IsCrowded ? f.CrowdedPoints : f.KindPoints.GetValueOrDefault(p.Kind);
        if (kind > 0)
        {
            tell(new(p.IsCrowded ? "planner.why.crowded" : "planner.why.kind", kind));
        }

        Each("planner.why.major", p.OpenMajor, f.MajorPoints, f.MajorMost);
        Each("planner.why.general", p.OpenGeneral, f.GeneralPoints, f.GeneralMost);
        Each("planner.why.overdue", p.Overdue, f.OverduePoints, f.OverdueMost);
        Each("planner.why.returned", p.Returned, f.ReturnedPoints, f.ReturnedMost);
        Each("planner.why.repeat", p.Repeats, f.RepeatPoints, f.RepeatMost);
        if (p.NextOn == 0)
        {
            tell(new("planner.why.never", f.NeverInspectedPoints));
        }
        else if (p.NextOn <= today)
        {
            tell(new("planner.why.due", f.DuePoints + Math.Min((today - p.NextOn) / 30 * f.PointsPerMonthPastDue, f.PastDueMost), today - p.NextOn));
        }

        void Each(string key, int count, int points, int most)
        {
            if (count > 0)
            {
                tell(new(key, Math.Min(count * points, most), count));
            }
        }
    }

    private static IReadOnlyList<RiskRule> Read()
    {
        var file = ShippedFiles.One<RiskFile>("inspections/risk.json");
        return [.. file.Rules.OrderBy(r => r.From).Select(r => new RiskRule(r.Version, r.From, r.Figures, file.Source))];
    }

    private sealed record RiskFile(string Source, string Note, IReadOnlyList<RiskLine> Rules);

    private sealed record RiskLine(string Version, DateOnly From, RiskFigures Figures);
}
