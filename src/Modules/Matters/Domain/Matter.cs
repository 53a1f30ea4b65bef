using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>A report of the lead, as kept.</summary>
internal sealed record Report(int No, DateTimeOffset At, Acting By, int Progress, IReadOnlyList<GoalFigure> Figures, string Text, string? Trouble, string? Help, IReadOnlyList<Evidence> Evidence);

/// <summary>What a supporting unit told the lead since its last report, and before.</summary>
internal sealed record Contribution(int No, UnitId Unit, DateTimeOffset At, Acting By, string Text, IReadOnlyList<GoalFigure> Figures, IReadOnlyList<Evidence> Evidence);

/// <summary>An extension asked for, and what was decided.</summary>
internal sealed record Extension(int No, DateOnly Until, string Why, Acting By, DateTimeOffset At, bool? Granted = null, DateOnly? GrantedUntil = null, string? Decision = null, DateTimeOffset? Decided = null);

/// <summary>An instruction of a leader.</summary>
internal sealed record Instruction(int No, string Text, MatterId Part, Acting By, DateTimeOffset At);

/// <summary>A step of the ladder that was taken.</summary>
internal sealed record UrgeMade(int No, LadderStep Step, bool ByRule, DateOnly Day, string? Text, IReadOnlyList<UnitId> To, Acting By, DateTimeOffset At);

/// <summary>A matter (督办事项): what somebody must do by a date. Lists ask its columns; what only its own page shows lies in JSON.</summary>
[Stream("matter")]
internal sealed class Matter : State
{
    public MatterId Id { get; private set; }

    public override Guid Key => Id.Value;

    public MatterState State { get; private set; }

    /// <summary>Whether somebody still has to do something: neither ended nor a draft.</summary>
    public bool IsOpen { get; private set; }

    public string Title { get; private set; } = "";

    public UnitId? Lead { get; private set; }

    public UnitId? Accepting { get; private set; }

    public UnitId? Place { get; private set; }

    public MatterKindId? Kind { get; private set; }

    public MatterId? Parent { get; private set; }

    public DocumentId? Document { get; private set; }

    /// <summary>The clause it comes from, beside the terms, so that a list reads no more than it shows.</summary>
    public Clause? Source { get; private set; }

    public string? Chapter { get; private set; }

    public string? Number { get; private set; }

    public int Ordinal { get; private set; }

    public Urgency Urgency { get; private set; }

    public Secrecy Secrecy { get; private set; }

    /// <summary>Module and key of what it is about, so that one matter is opened for one thing.</summary>
    public string? Origin { get; private set; }

    public DateTimeOffset Created { get; private set; }

    public DateTimeOffset? Issued { get; private set; }

    public DateOnly? DueDay { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Until when the lead signs for it.</summary>
    public DateTimeOffset? SignBy { get; private set; }

    public int Progress { get; private set; }

    public DateTimeOffset? LastReported { get; private set; }

    public bool WantsHelp { get; private set; }

    /// <summary>Whether an extension was asked for and is not decided.</summary>
    public bool AsksExtension { get; private set; }

    /// <summary>Whether it waits for who issued it: declined, an extension asked for, help asked for.</summary>
    public bool AwaitsIssuer { get; private set; }

    public MatterEnd? End { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    /// <summary>The last change, whoever made it.</summary>
    public DateTimeOffset Changed { get; private set; }

    /// <summary>The first moment at which a lamp of at least this colour will be lit if nothing else happens. See <see cref="LampIn"/>.</summary>
    public DateTimeOffset? BlueFrom { get; private set; }

    public DateTimeOffset? YellowFrom { get; private set; }

    /// <summary>Until when the lamp is at least yellow for a known time.</summary>
    public DateTimeOffset? YellowUntil { get; private set; }

    public DateTimeOffset? RedFrom { get; private set; }

    /// <summary>The next report day that no report has filled; the moment after which it is late.</summary>
    public DateTimeOffset? ReportBy { get; private set; }

    /// <summary>When the next step of the ladder is taken by itself.</summary>
    public DateTimeOffset? NextStepAt { get; private set; }

    /// <summary>The rule of supervision its days were worked out by; <see langword="null"/> for a shipped one.</summary>
    public Guid? RuleId { get; private set; }

    /// <summary>The first day of which no working days were known when its days were worked out.</summary>
    public DateOnly? MissingFrom { get; private set; }

    public IssueRoundId? Round { get; private set; }

    /// <summary>When its lamp turns. Lists read it, so its column stands before the long ones: what lies behind those costs SQLite further pages.</summary>
    public IReadOnlyList<LampTurn> Turns { get; private set; } = [];

    public MatterTerms Terms { get; private set; } = new() { Title = "" };

    public Schedule? Schedule { get; private set; }

    public MatterState? PausedFrom { get; private set; }

    public string? PausedBy { get; private set; }

    public IReadOnlyList<Report> Reports { get; private set; } = [];

    public IReadOnlyList<Contribution> Contributions { get; private set; } = [];

    public IReadOnlyList<Extension> Extensions { get; private set; } = [];

    public IReadOnlyList<Instruction> Instructions { get; private set; } = [];

    public IReadOnlyList<UrgeMade> Urges { get; private set; } = [];

    /// <summary>Steps of the schedule's ladder that are behind it.</summary>
    public int StepsDone { get; private set; }

    public int ReportsFilled { get; private set; }

    public bool LastReportLate { get; private set; }

    public int Returns { get; private set; }

    public DateTimeOffset? LastReturned { get; private set; }

    public IReadOnlyList<string> PointsToMend { get; private set; } = [];

    public DateTimeOffset? HandedIn { get; private set; }

    public DateTimeOffset? AcceptBy { get; private set; }

    public MatterEnd? Proposed { get; private set; }

    public string? HandInText { get; private set; }

    public IReadOnlyList<Evidence> HandInEvidence { get; private set; } = [];

    public string? Finding { get; private set; }

    public IReadOnlyList<Evidence> FindingEvidence { get; private set; } = [];

    public DateOnly? ReopenUntil { get; private set; }

    public string? DeclineReason { get; private set; }

    public UnitId? ProposedUnit { get; private set; }

    /// <summary>Accounts that reported, contributed or handed in: none of them accepts.</summary>
    public IReadOnlyList<Guid> Doers { get; private set; } = [];

    /// <summary>The lamps until the last change; those since follow from <see cref="Turns"/>.</summary>
    public IReadOnlyList<LampSpan> Spans { get; private set; } = [];

    public DateTimeOffset? AfterRedFrom { get; private set; }

    public DateTimeOffset? AfterRedUntil { get; private set; }

    /// <summary>What each goal stands at by the latest report that gave it.</summary>
    public IReadOnlyList<GoalFigure> Figures { get; private set; } = [];

    /// <summary>The reason for the lamp of a moment after the last change; <see langword="null"/> where no lamp runs.</summary>
    public LampTurn? LampAt(DateTimeOffset at) => Lamps.At(Turns, at);

    /// <summary>Every stretch of time under a lamp, up to a moment.</summary>
    public IEnumerable<LampSpan> History(DateTimeOffset until) => [.. Spans, .. Lamps.Between(Turns, Changed, until)];

    protected override void On(IEvent happened, Stamp stamp)
    {
        var before = LampAt(stamp.Recorded)?.Colour;
        Spans = [.. Joined(Spans, Lamps.Between(Turns, Changed, stamp.Recorded))];
        Skip(stamp.Recorded);
        Take(happened, stamp);
        Changed = stamp.Recorded;
        AsksExtension = Extensions.Any(e => e.Granted is null);
        IsOpen = State is not (MatterState.Draft or MatterState.Accepted or MatterState.Withdrawn or MatterState.Dropped);
        AwaitsIssuer = IsOpen && (State == MatterState.Declined || AsksExtension || WantsHelp);
        Light(stamp.Recorded, before);
    }

    private static IEnumerable<LampSpan> Joined(IReadOnlyList<LampSpan> known, IEnumerable<LampSpan> more)
    {
        LampSpan? last = null;
        foreach (var span in known.Concat(more))
        {
            if (last is not null && (last.Colour, last.Code, last.To) == (span.Colour, span.Code, span.From))
            {
                last = last with { To = span.To };
                continue;
            }
            if (last is not null)
            {
                yield return last;
            }

            last = span;
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    private void Take(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case MatterDrafted e:
                (Id, Parent, Created, State) = (e.Id, e.Parent, stamp.Recorded, MatterState.Draft);
                Set(e.Terms);
                break;
            case MatterEdited e:
                Set(e.Terms);
                break;
            case MatterDropped:
                // What it was about can be drafted again.
                (State, Origin) = (MatterState.Dropped, null);
                break;
            case MatterIssued e:
                (State, Issued, Round, DeclineReason, ProposedUnit, Schedule) = (MatterState.Issued, stamp.Recorded, e.Round, null, null, null);
                Set(e.Schedule, stamp.Recorded);
                break;
            case MatterSignedFor:
                State = MatterState.SignedFor;
                break;
            case MatterDeclined e:
                (State, DeclineReason, ProposedUnit) = (MatterState.Declined, e.Why, e.Proposed);
                break;
            case MatterReported e:
                State = State is MatterState.Reopened ? State : MatterState.InHand;
                Reports = [.. Reports, new(e.No, stamp.Recorded, stamp.By, e.Progress, e.Figures, e.Text, e.Trouble, e.Help, e.Evidence)];
                (Progress, WantsHelp) = (e.Progress, e.Help is not null);
                Take(e.Figures);
                Fill(stamp.Recorded);
                Did(stamp.By);
                break;
            case MatterContributed e:
                Contributions = [.. Contributions, new(e.No, e.Unit, stamp.Recorded, stamp.By, e.Text, e.Figures, e.Evidence)];
                Did(stamp.By);
                break;
            case MatterHandedIn e:
                (State, HandedIn, AcceptBy, Proposed, HandInText, HandInEvidence) = (MatterState.HandedIn, stamp.Recorded, e.AcceptBy, e.Proposed, e.Text, e.Evidence);
                Take(e.Figures);
                Did(stamp.By);
                break;
            case HandInTakenBack:
                (State, HandedIn, AcceptBy) = (MatterState.InHand, null, null);
                break;
            case MatterAccepted e:
                (State, End, Ended, Finding, FindingEvidence, ReopenUntil, WantsHelp) = (MatterState.Accepted, e.End, stamp.Recorded, e.Text, e.Evidence, e.ReopenUntil, false);
                Progress = e.End is MatterEnd.Fulfilled ? 100 : Progress;
                break;
            case MatterReturned e:
                (State, Returns, LastReturned, PointsToMend, HandedIn, AcceptBy) = (MatterState.Returned, Returns + 1, stamp.Recorded, e.Points, null, null);
                break;
            case MatterReopened e:
                (State, End, Ended, HandedIn, AcceptBy, Returns, LastReturned, PointsToMend) = (MatterState.Reopened, null, null, null, null, 0, null, []);
                Set(e.Schedule, stamp.Recorded);
                break;
            case MatterPaused e:
                (PausedFrom, State, PausedBy) = (State, MatterState.Paused, e.Document);
                break;
            case MatterResumed e:
                (State, PausedFrom, PausedBy) = (PausedFrom!.Value, null, null);
                Set(e.Schedule, stamp.Recorded);
                break;
            case MatterWithdrawn e:
                (State, End, Ended, Finding, WantsHelp) = (MatterState.Withdrawn, MatterEnd.Withdrawn, stamp.Recorded, e.Why, false);
                break;
            case ExtensionAsked e:
                Extensions = [.. Extensions, new(e.No, e.Until, e.Why, stamp.By, stamp.Recorded)];
                break;
            case ExtensionDecided e:
                Extensions = [.. Extensions.Select(x => x.No == e.No ? x with { Granted = e.Until is not null, GrantedUntil = e.Until, Decision = e.Why, Decided = stamp.Recorded } : x)];
                if (e.Schedule is { } moved)
                {
                    Set(moved, stamp.Recorded);
                }

                break;
            case MatterRescheduled e:
                Set(e.Schedule, stamp.Recorded);
                break;
            case MatterTransferred e:
                Terms = Terms with { Lead = e.Lead, Supporting = e.Supporting, Accepting = e.Accepting };
                (Lead, Accepting) = (e.Lead, e.Accepting);
                break;
            case MatterInstructed e:
                Instructions = [.. Instructions, new(e.No, e.Text, e.Part, stamp.By, stamp.Recorded)];
                break;
            case MatterUrged e:
                Urges = [.. Urges, new(e.No, e.Step, e.ByRule, e.Day, e.Text, e.To, stamp.By, stamp.Recorded)];

                // Whatever came earlier on the ladder is behind it too: after a standstill only the last step is taken.
                StepsDone = e.ByRule ? Math.Max(StepsDone, Schedule!.Ladder.Count(l => l.At <= stamp.Recorded)) : StepsDone;
                break;
            case MatterLinked e:
                Terms = Terms with { Related = e.Related, DuplicateOf = e.DuplicateOf, Tags = e.Tags };
                break;
        }
    }

    private void Set(MatterTerms terms)
    {
        Terms = terms;
        (Title, Lead, Accepting, Place, Kind, Document) = (terms.Title, terms.Lead, terms.Accepting, terms.Place, terms.Kind, terms.Document);
        (Source, Chapter, Number, Ordinal, Urgency, Secrecy) = (terms.Source, terms.Chapter, terms.Number, terms.Ordinal, terms.Urgency, terms.Secrecy);
        Origin = terms.Origin is { } origin ? OriginOf(origin.Module, origin.Key) : null;
        DueDay = terms.Due?.Day;
    }

    public static string OriginOf(string module, string key) => $"{module}:{key}";

    /// <summary>Takes the days over. Report days that are over stay as they were, asked for or not, filled or not: a new plan asks for nothing old.</summary>
    private void Set(Schedule schedule, DateTimeOffset at)
    {
        var (old, filled) = (Schedule?.Reports ?? [], (Schedule?.Reports ?? []).Take(ReportsFilled).ToHashSet());
        Schedule = schedule with { Reports = [.. old.Where(d => DistrictDay.End(d) <= at), .. schedule.Reports.Where(d => DistrictDay.End(d) > at)] };
        (DueDay, DueAt, SignBy, RuleId, MissingFrom) = (schedule.DueDay, schedule.DueAt, schedule.SignBy, schedule.Rule.Id, schedule.MissingFrom);
        (ReportsFilled, StepsDone) = (Schedule.Reports.TakeWhile(filled.Contains).Count(), 0);
    }

    /// <summary>A report day that was over while nothing was asked for – handed in, paused, declined, ended – asks for nothing later either.</summary>
    private void Skip(DateTimeOffset at)
    {
        var rests = State is MatterState.HandedIn or MatterState.Paused or MatterState.Declined or MatterState.Accepted or MatterState.Withdrawn;
        if (rests && Schedule is { } schedule && schedule.Reports.Where(Asks).Count() is var left && left < schedule.Reports.Count)
        {
            Schedule = schedule with { Reports = [.. schedule.Reports.Where(Asks)] };
        }

        bool Asks(DateOnly day, int no) => no < ReportsFilled || DistrictDay.End(day) <= Changed || DistrictDay.End(day) > at;
    }

    /// <summary>A report fills every report day that is past and, where none was open, the next one. So what is late is made up at once, and
    /// the coming day still asks for its own report.</summary>
    private void Fill(DateTimeOffset at)
    {
        LastReported = at;
        if (Schedule is not { } schedule)
        {
            return;
        }

        var past = schedule.Reports.Count(d => DistrictDay.End(d) <= at);
        LastReportLate = past > ReportsFilled;
        ReportsFilled = LastReportLate ? past : Math.Min(Math.Max(ReportsFilled, past) + 1, schedule.Reports.Count);
    }

    private void Take(IReadOnlyList<GoalFigure> figures) => Figures = [.. Figures.Where(f => !figures.Any(n => n.Goal == f.Goal)).Concat(figures).OrderBy(f => f.Goal)];

    private void Did(Acting by)
    {
        if (by.Account is { } account && !Doers.Contains(account))
        {
            Doers = [.. Doers, account];
        }
    }

    private void Light(DateTimeOffset at, LampColour? before)
    {
        Turns = Facts() is { } facts ? Lamps.Turns(facts) : [];

        // Was red and has caught up: yellow to the end of the report period, or to the due day where none is reported.
        if (before is LampColour.Red && LampAt(at) is { Colour: not LampColour.Red } && Schedule is { } schedule)
        {
            var end = schedule.Reports.Where(d => DistrictDay.End(d) > at).Select(d => (DateTimeOffset?)DistrictDay.End(d)).FirstOrDefault() ?? (schedule.DueAt > at ? schedule.DueAt : null);
            (AfterRedFrom, AfterRedUntil) = (end is null ? null : at, end);
            Turns = Lamps.Turns(Facts()!);
        }

        DateTimeOffset? First(LampColour colour) => Turns.Where(t => t.Colour == colour && t.Until is null).Select(t => (DateTimeOffset?)t.From).Min();
        (BlueFrom, YellowFrom, RedFrom) = (First(LampColour.Blue), First(LampColour.Yellow), First(LampColour.Red));
        YellowUntil = Turns.Where(t => t.Colour == LampColour.Yellow && t.Until is not null && t.From <= at).Select(t => t.Until).Max();
        NextStepAt = Lamps.Run(State) && State is not MatterState.HandedIn && Schedule is { } ladder && StepsDone < ladder.Ladder.Count ? ladder.Ladder[StepsDone].At : null;
        ReportBy = Lamps.Run(State) && State is not (MatterState.Issued or MatterState.HandedIn) && Schedule is { } s && ReportsFilled < s.Reports.Count ? DistrictDay.End(s.Reports[ReportsFilled]) : null;
    }

    private LampFacts? Facts() => Schedule is not { } schedule || !Lamps.Run(State) ? null : new(
        State, schedule, Terms.Milestones, Progress, ReportsFilled, LastReportLate, LastReported, Returns, LastReturned, AcceptBy, AfterRedFrom, AfterRedUntil);
}
