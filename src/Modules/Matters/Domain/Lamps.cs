using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>One reason for a lamp: from when it holds and, where that is known beforehand, until when.</summary>
/// <param name="Colour">The lamp.</param>
/// <param name="Code">The key of its sentence.</param>
/// <param name="From">From when it holds.</param>
/// <param name="Until">The first moment it no longer does; <see langword="null"/> while nothing happens.</param>
/// <param name="Values">The values of its sentence.</param>
internal sealed record LampTurn(LampColour Colour, string Code, DateTimeOffset From, DateTimeOffset? Until = null, params IReadOnlyList<string> Values)
{
    public bool Holds(DateTimeOffset at) => From <= at && (Until is null || at < Until);
}

/// <summary>A stretch of time under one lamp that is over.</summary>
/// <param name="Colour">The lamp.</param>
/// <param name="Code">Its reason.</param>
/// <param name="From">From when.</param>
/// <param name="To">The first moment under another.</param>
internal sealed record LampSpan(LampColour Colour, string Code, DateTimeOffset From, DateTimeOffset To);

/// <summary>What lights the lamps of a matter: its days and what happened to it so far. Nothing else has a say.</summary>
internal sealed record LampFacts(
    MatterState State,
    Schedule Schedule,
    IReadOnlyList<Milestone> Milestones,
    int Progress,
    int ReportsFilled,
    bool LastReportLate,
    DateTimeOffset? LastReported,
    int Returns,
    DateTimeOffset? LastReturned,
    DateTimeOffset? AcceptBy,
    DateTimeOffset? AfterRedFrom,
    DateTimeOffset? AfterRedUntil);

/// <summary>Lights lamps (亮灯). Given what happened so far, it says now when each lamp will turn if nothing else happens; the lamp of a
/// moment is the gravest that holds then. So a table can be asked for red lamps of any day by comparing days.</summary>
internal static class Lamps
{
    /// <summary>Whether lamps run in a state.</summary>
    public static bool Run(MatterState state) => state is MatterState.Issued or MatterState.SignedFor or MatterState.InHand or MatterState.HandedIn or MatterState.Returned or MatterState.Reopened;

    /// <summary>Every reason, the gravest first.</summary>
    public static IReadOnlyList<LampTurn> Turns(LampFacts facts)
    {
        if (!Run(facts.State))
        {
            return [];
        }

        var (schedule, figures) = (facts.Schedule, facts.Schedule.Rule.Figures);
        List<LampTurn> turns = [];
        var always = DateTimeOffset.MinValue;
        var isWaiting = facts.State is MatterState.HandedIn;
        if (!isWaiting)
        {
            var due = schedule.DueDay is { } day ? Days.Text(day) : Days.By(schedule.DueAt);
            turns.Add(new(LampColour.Red, "lamp.overdue", schedule.DueAt, null, due));
            if (schedule.YellowFrom is { } yellow)
            {
                turns.Add(new(LampColour.Yellow, "lamp.dueVerySoon", yellow, null, due, Figure(figures.YellowWorkingDays)));
            }
            if (schedule.BlueFrom is { } blue)
            {
                turns.Add(new(LampColour.Blue, "lamp.dueSoon", blue, null, due, Figure(figures.BlueWorkingDays)));
            }
        }
        if (facts.State is MatterState.Issued)
        {
            turns.Add(new(LampColour.Blue, "lamp.unsigned", schedule.SignBy, null, Days.By(schedule.SignBy)));
            turns.Add(new(LampColour.Grey, "lamp.toSign", always, schedule.SignBy, Days.By(schedule.SignBy)));
            return Order(turns);
        }

        if (!isWaiting)
        {
            AddReports(facts, turns);
            if (BehindFrom(facts) is var (from, planned))
            {
                turns.Add(new(LampColour.Yellow, "lamp.behind", from, null, Figure(planned), Figure(facts.Progress), Figure(figures.BehindPoints)));
            }
        }
        if (facts.Returns >= figures.ReturnsRed && !isWaiting)
        {
            turns.Add(new(LampColour.Red, "lamp.returned", facts.LastReturned ?? always, null, Figure(facts.Returns)));
        }
        else if (facts.Returns >= figures.ReturnsYellow)
        {
            turns.Add(new(LampColour.Yellow, "lamp.returned", facts.LastReturned ?? always, null, Figure(facts.Returns)));
        }
        if (facts is { AfterRedFrom: { } caughtUp, AfterRedUntil: { } until })
        {
            turns.Add(new(LampColour.Yellow, "lamp.afterRed", caughtUp, until, Days.By(until)));
        }
        if (isWaiting && facts.AcceptBy is { } acceptBy)
        {
            turns.Add(new(LampColour.Blue, "lamp.acceptLate", acceptBy, null, Days.By(acceptBy)));
        }

        turns.Add(isWaiting ? new(LampColour.Green, "lamp.handedIn", always) : new(LampColour.Green, "lamp.onPace", always, null, Figure(facts.Progress)));
        return Order(turns);
    }

    /// <summary>The reason that lights the lamp of a moment; <see langword="null"/> where no lamp runs.</summary>
    public static LampTurn? At(IReadOnlyList<LampTurn> turns, DateTimeOffset at) => turns.FirstOrDefault(t => t.Holds(at));

    /// <summary>The stretches of time from one moment to another, as they follow from reasons that did not change in between.</summary>
    public static IEnumerable<LampSpan> Between(IReadOnlyList<LampTurn> turns, DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from || turns.Count == 0)
        {
            yield break;
        }

        var marks = turns.Select(t => t.From).Concat(turns.Where(t => t.Until is not null).Select(t => t.Until!.Value)).Where(m => m > from && m < to).Distinct().Order().Append(to);
        var at = from;
        foreach (var mark in marks)
        {
            if (At(turns, at) is { } lamp)
            {
                yield return new(lamp.Colour, lamp.Code, at, mark);
            }

            at = mark;
        }
    }

    /// <summary>Planned progress at the end of a day, in percent: straight lines between the start, the milestones and the due day.</summary>
    public static decimal PlannedOn(DateOnly day, DateOnly start, DateOnly due, IReadOnlyList<Milestone> milestones)
    {
        var (before, beforeDay) = (0m, start.AddDays(-1));
        foreach (var (next, nextDay) in milestones.Where(m => m.Day >= start && m.Day < due).OrderBy(m => m.Day).Select(m => ((decimal)m.Planned, m.Day)).Append((100m, due)))
        {
            if (day <= nextDay)
            {
                var whole = nextDay.DayNumber - beforeDay.DayNumber;
                return whole <= 0 || day <= beforeDay ? before : before + ((next - before) * (day.DayNumber - beforeDay.DayNumber) / whole);
            }

            (before, beforeDay) = (next, nextDay);
        }

        return 100;
    }

    private static void AddReports(LampFacts facts, List<LampTurn> turns)
    {
        var (days, figures) = (facts.Schedule.Reports, facts.Schedule.Rule.Figures);
        var next = facts.ReportsFilled;
        if (next < days.Count)
        {
            turns.Add(new(LampColour.Yellow, "lamp.reportMissing", DistrictDay.End(days[next]), null, Days.Text(days[next])));
        }
        if (next + figures.MissedReportsRed - 1 < days.Count)
        {
            var last = days[next + figures.MissedReportsRed - 1];
            turns.Add(new(LampColour.Red, "lamp.reportsMissed", DistrictDay.End(last), null, Figure(figures.MissedReportsRed), Days.Text(last)));
        }
        if (facts is { LastReportLate: true, LastReported: { } reported } && next > 0)
        {
            turns.Add(new(LampColour.Yellow, "lamp.reportLate", reported, next < days.Count ? DistrictDay.End(days[next]) : null, Days.Text(days[next - 1]), Days.Text(DistrictDay.Of(reported))));
        }
    }

    /// <summary>From when progress as last reported is too far behind the plan, and what is planned then.</summary>
    private static (DateTimeOffset From, int Planned)? BehindFrom(LampFacts facts)
    {
        var schedule = facts.Schedule;
        if (schedule.DueDay is not { } due || due <= schedule.Start)
        {
            return null;
        }

        // Planned progress never falls, so the first day beyond the bound can be found by halving.
        var bound = facts.Progress + schedule.Rule.Figures.BehindPoints;
        var (low, high) = (schedule.Start.DayNumber, due.DayNumber);
        if (Planned(high) <= bound)
        {
            return null;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Planned(middle) > bound)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return (DistrictDay.End(DateOnly.FromDayNumber(low)), (int)decimal.Floor(Planned(low)));

        decimal Planned(int day) => PlannedOn(DateOnly.FromDayNumber(day), schedule.Start, due, facts.Milestones);
    }

    private static List<LampTurn> Order(List<LampTurn> turns) => [.. turns.OrderByDescending(t => t.Colour)];

    private static string Figure(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
