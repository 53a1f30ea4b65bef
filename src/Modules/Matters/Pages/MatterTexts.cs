using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>How matters read: sentences that are put together from what is known of them.</summary>
internal static class MatterTexts
{
    public static string Address(MatterId id, string? act = null) => act is null ? $"/matters/{id.Value}" : $"/matters/{id.Value}/{act}";

    /// <summary>The part of an address that does something to a matter.</summary>
    public static string Slug(MatterAct act) => act switch
    {
        MatterAct.AskExtension => "ask-extension",
        MatterAct.DecideExtension => "decide-extension",
        MatterAct.HandIn => "hand-in",
        MatterAct.TakeBack => "take-back",
        _ => act.ToString().ToLowerInvariant(),
    };

    public static MatterAct? ActOf(string slug) => Enum.GetValues<MatterAct>().Cast<MatterAct?>().FirstOrDefault(a => Slug(a!.Value) == slug);

    /// <summary>An act as a button reads.</summary>
    public static string Button(this Words w, MatterAct act)
    {
        var text = w.Of(act);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    public static string? Sentence(this Words w, LampReason? reason) => reason is null ? null : w[reason.Code, [.. reason.Values]];

    public static string Sentence(this Words w, LampTurn turn) => w[turn.Code, [.. turn.Values]];

    /// <summary>The last day on which a term is kept.</summary>
    private static DateOnly LastDay(DateTimeOffset end) => DistrictDay.Of(end.AddTicks(-1));

    public static string Amount(decimal figure) => figure.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Of(this Words w, Goal goal) => w["goal.text", goal.Subject, w.Of(goal.Sense), Amount(goal.Value), goal.Unit];

    /// <summary>When a matter is due, as far as its terms say.</summary>
    public static string? Due(this Words w, MatterRow row) => row.DueDay is { } day ? Days.Text(day) : row.DueAt is { } at ? Days.Minute(at) : null;

    public static string Term(this Words w, Term term) => w[$"term.{term.Unit}", Amount(term.Count)];

    public static string Reports(this Words w, ReportPlan plan) => plan switch
    {
        { Rhythm: ReportRhythm.GivenDays, Days: { } days } => $"{w.Of(plan.Rhythm)}{w["ui.colon"]}{string.Join(w["ui.comma"], days.Select(d => Days.Text(d)))}",
        { Rhythm: ReportRhythm.Weekly, DayOfPeriod: { } day } => w["reports.weekly", w[$"weekday.{day.ToString(CultureInfo.InvariantCulture)}"]],
        { Rhythm: ReportRhythm.Monthly or ReportRhythm.Quarterly, DayOfPeriod: { } day } => day >= 31 ? w["reports.end", w.Of(plan.Rhythm)] : w["reports.day", w.Of(plan.Rhythm), day],
        _ => w.Of(plan.Rhythm),
    };

    /// <summary>What happens next and who must act.</summary>
    public static string Next(this Words w, ShowMatter.Answer m, DateOnly today)
    {
        var (lead, accepting) = (m.Row.LeadName ?? w["matter.noLead"], m.Row.AcceptingName ?? w["matter.noAccepting"]);
        var isLate = m.Row.DueDay < today;
        var waiting = m.Extensions.FirstOrDefault(e => e.Granted is null);
        var next = m.Row.State switch
        {
            MatterState.Draft => w["next.draft"],
            MatterState.Issued when m.Schedule is { } late && LastDay(late.SignBy) < today => w["next.issuedLate", lead, Days.By(late.SignBy)],
            MatterState.Issued when m.Schedule is { } s => w["next.issued", lead, Days.By(s.SignBy)],
            MatterState.Declined when m.ProposedUnit is { } unit => w["next.declinedFor", lead, m.Units.GetValueOrDefault(unit.Value) ?? ""],
            MatterState.Declined => w["next.declined", lead],
            MatterState.Returned or MatterState.SignedFor or MatterState.InHand or MatterState.Reopened when isLate => w["next.overdue", lead, w.Due(m.Row) ?? ""],
            MatterState.Returned => w["next.returned", lead, w.Due(m.Row) ?? ""],
            MatterState.SignedFor or MatterState.InHand or MatterState.Reopened when m.Row.ReportBy is { } missed && LastDay(missed) < today => w["next.reportLate", lead, Days.By(missed), w.Due(m.Row) ?? ""],
            MatterState.SignedFor or MatterState.InHand or MatterState.Reopened when m.Row.ReportBy is { } report => w["next.report", lead, Days.By(report), w.Due(m.Row) ?? ""],
            MatterState.SignedFor or MatterState.InHand or MatterState.Reopened => w["next.handIn", lead, w.Due(m.Row) ?? ""],
            MatterState.HandedIn when m.AcceptBy is { } decided && LastDay(decided) < today => w["next.acceptLate", accepting, Days.By(decided)],
            MatterState.HandedIn when m.AcceptBy is { } by => w["next.accept", accepting, Days.By(by)],
            MatterState.Paused => w["next.paused", m.PausedBy ?? ""],
            MatterState.Accepted when m.ReopenUntil is { } until => w["next.accepted", Days.Text(until)],
            MatterState.Withdrawn => w["next.withdrawn"],
            MatterState.Dropped => w["next.dropped"],
            _ => w.Of(m.Row.State),
        };
        return waiting is null || m.Row.State is MatterState.Paused ? next : $"{next}{w["next.extension", Days.Text(waiting.Until)]}";
    }

    /// <summary>What a step says beyond its name.</summary>
    public static string? Detail(this Words w, IEvent happened, IReadOnlyDictionary<Guid, string> units) => happened switch
    {
        MatterReported e => w["step.reported", e.Progress, e.Text],
        MatterContributed e => w["step.told", units.GetValueOrDefault(e.Unit.Value) ?? "", e.Text],
        MatterHandedIn e => w["step.told", w.Of(e.Proposed), e.Text],
        MatterAccepted e => w["step.told", w.Of(e.End), e.Text],
        MatterReturned e => string.Join('\n', e.Points),
        MatterDeclined e => e.Why,
        MatterDropped e => e.Why,
        HandInTakenBack e => e.Why,
        MatterReopened e => w["step.until", e.Why, Days.Text(e.Schedule.DueDay)],
        MatterPaused e => w["step.told", e.Document, e.Why],
        MatterResumed e => w["step.until", e.Why, Days.Text(e.Schedule.DueDay)],
        MatterWithdrawn e => w["step.told", e.Document, e.Why],
        ExtensionAsked e => w["step.until", e.Why, Days.Text(e.Until)],
        ExtensionDecided { Until: { } until } e => w["step.granted", Days.Text(until), e.Why],
        ExtensionDecided e => w["step.refused", e.Why],
        MatterIssued { Schedule.DueDay: { } due } => w["matter.dueOn", Days.Text(due)],
        MatterRescheduled { Schedule.DueDay: { } due, Document: { } document } => w["matter.dueOnBy", Days.Text(due), document],
        MatterRescheduled { Schedule.DueDay: { } due } => w["matter.dueOn", Days.Text(due)],
        MatterSignedFor e => e.Note,
        MatterInstructed e => e.Text,
        MatterUrged e => w["step.told", w.Of(e.Step), e.Text ?? w[e.ByRule ? "step.byRule" : "step.byHand"]],
        MatterLinked e => e.Tags.Count == 0 ? null : string.Join(w["ui.comma"], e.Tags),
        _ => null,
    };
}
