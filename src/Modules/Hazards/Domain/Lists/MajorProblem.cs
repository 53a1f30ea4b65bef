using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>Where a major problem stands (重大问题状态). Whatever lies between assignment and end is its matter's.</summary>
internal enum MajorProblemState
{
    /// <summary>待审核.</summary>
    Reported,

    /// <summary>退回补充: the keeper wants more; the unit mends it and reports again.</summary>
    Declined,

    /// <summary>整改中: its matter runs.</summary>
    Rectifying,

    /// <summary>已销号.</summary>
    Closed,

    /// <summary>未整改到位: the matter ended otherwise; may be assigned again.</summary>
    NotMended,

    /// <summary>上级退回: closed here, and not accepted above.</summary>
    SentBack,

    /// <summary>不予列入.</summary>
    Dropped,
}

/// <summary>What can be done to a major problem.</summary>
internal enum MajorProblemAct
{
    Edit,
    Decline,
    Assign,
    Analyse,
    Drop,
    SendBack,
}

/// <summary>Who found it (发现层级).</summary>
internal enum FoundAt
{
    /// <summary>本级自查.</summary>
    District,

    /// <summary>市级.</summary>
    City,

    /// <summary>省级.</summary>
    Province,

    /// <summary>国家级.</summary>
    State,
}

/// <summary>What is reported of a major problem.</summary>
/// <param name="Title">What people call it.</param>
/// <param name="Text">What is wrong, beyond the single case.</param>
/// <param name="FoundOn">When it was found.</param>
/// <param name="At">Who found it.</param>
/// <param name="Source">By which inspection or document.</param>
/// <param name="Hazards">The hazards that it is made of; none for a problem of another kind.</param>
internal sealed record MajorProblemTerms(string Title, string Text, DateOnly FoundOn, FoundAt At, string? Source, IReadOnlyList<HazardId> Hazards);

/// <summary>To whom it goes (交办).</summary>
/// <param name="Lead">Who has it mended.</param>
/// <param name="Supporting">Who helps.</param>
/// <param name="Leader">领办领导, by post.</param>
/// <param name="Accepting">Who accepts; never the lead.</param>
/// <param name="Due">The last day.</param>
internal sealed record Assignment(UnitId Lead, IReadOnlyList<UnitId> Supporting, PostId? Leader, UnitId Accepting, DateOnly Due);

/// <summary>Why it came about, and what is done.</summary>
/// <param name="Cause">原因分析.</param>
/// <param name="Plan">整改方案.</param>
/// <param name="Wider">举一反三: what is done where it may be the same.</param>
internal sealed record Analysis(string Cause, string Plan, string Wider);

/// <summary>That the superior did not accept it (上级退回).</summary>
/// <param name="By">Which superior.</param>
/// <param name="Document">By which document.</param>
/// <param name="Why">Why.</param>
/// <param name="On">On which day.</param>
internal sealed record SendingBack(string By, string? Document, string Why, DateOnly On);

[EventType("hazards.problem-reported")]
internal sealed record ProblemReported(MajorProblemId Id, ProblemListId List, UnitId Unit, MajorProblemTerms Terms, DateOnly On) : IEvent;

[EventType("hazards.problem-edited")]
internal sealed record ProblemEdited(MajorProblemTerms Terms) : IEvent;

[EventType("hazards.problem-declined")]
internal sealed record ProblemDeclined(string Why) : IEvent;

/// <param name="Round">Counts the assignments, from 1; each opens a matter of its own.</param>
/// <param name="Assignment">To whom.</param>
[EventType("hazards.problem-assigned")]
internal sealed record ProblemAssigned(int Round, Assignment Assignment) : IEvent;

[EventType("hazards.problem-analysed")]
internal sealed record ProblemAnalysed(Analysis Analysis) : IEvent;

[EventType("hazards.problem-dropped")]
internal sealed record ProblemDropped(string Why) : IEvent;

[EventType("hazards.problem-sent-back")]
internal sealed record ProblemSentBack(SendingBack Back) : IEvent;

/// <summary>Its matter ended, as fulfilled or otherwise.</summary>
[EventType("hazards.problem-ended")]
internal sealed record ProblemEnded(MatterEnd End, DateOnly On) : IEvent;

/// <summary>Its matter was taken up again.</summary>
[EventType("hazards.problem-taken-up-again")]
internal sealed record ProblemTakenUpAgain : IEvent;

/// <summary>A major problem on a list (重大问题).</summary>
[Stream("major-problem")]
internal sealed class MajorProblem : State
{
    private const string KeyPrefix = "problem";

    private static readonly Dictionary<MajorProblemAct, MajorProblemState[]> Acts = new()
    {
        [MajorProblemAct.Edit] = [MajorProblemState.Reported, MajorProblemState.Declined],
        [MajorProblemAct.Decline] = [MajorProblemState.Reported],
        [MajorProblemAct.Assign] = [MajorProblemState.Reported, MajorProblemState.SentBack, MajorProblemState.NotMended],
        [MajorProblemAct.Analyse] = [MajorProblemState.Rectifying],
        [MajorProblemAct.Drop] = [MajorProblemState.Reported, MajorProblemState.Declined],
        [MajorProblemAct.SendBack] = [MajorProblemState.Closed],
    };

    public MajorProblemId Id { get; private set; }

    public override Guid Key => Id.Value;

    public ProblemListId List { get; private set; }

    public MajorProblemState State { get; private set; }

    /// <summary>The unit that reported it.</summary>
    public UnitId Unit { get; private set; }

    public DateOnly ReportedOn { get; private set; }

    public MajorProblemTerms Terms { get; private set; } = null!;

    /// <summary>Why it was declined or dropped.</summary>
    public string? Why { get; private set; }

    public int Round { get; private set; }

    public Assignment? Assignment { get; private set; }

    public Analysis? Analysis { get; private set; }

    public IReadOnlyList<SendingBack> SentBack { get; private set; } = [];

    public MatterEnd? End { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    /// <summary>By which its matter finds it again.</summary>
    public string MatterKey => KeyOf(Id, Round);

    /// <summary>Whether it counts among what its unit reported.</summary>
    public bool Counts => State is not (MajorProblemState.Declined or MajorProblemState.Dropped);

    /// <summary>Who has to do with it.</summary>
    public IEnumerable<UnitId> Units => new[] { Unit, Assignment?.Lead, Assignment?.Accepting }.Concat((Assignment?.Supporting ?? []).Select(u => (UnitId?)u)).OfType<UnitId>().Distinct();

    /// <summary>Why an act cannot be done now; <see langword="null"/> where it can.</summary>
    public Problem? Refusal(MajorProblemAct act) => Acts[act].Contains(State) ? null : Problem.Coded("HAZ-620", nameof(State), $"MajorProblemState.{State}", $"MajorProblemAct.{act}");

    public static string KeyOf(MajorProblemId id, int round) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}.{id.Value:D}.{round}");

    /// <summary>Problem and round of a matter's key.</summary>
    public static (MajorProblemId Id, int Round)? OfKey(string key) =>
        key.Split('.') is [KeyPrefix, var id, var round] && Guid.TryParse(id, out var problem) && int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? (MajorProblemId.From(problem), no) : null;

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case ProblemReported e:
                (Id, List, Unit, Terms, ReportedOn) = (e.Id, e.List, e.Unit, e.Terms, e.On);
                break;
            case ProblemEdited e:
                (Terms, State, Why) = (e.Terms, MajorProblemState.Reported, null);
                break;
            case ProblemDeclined e:
                (State, Why) = (MajorProblemState.Declined, e.Why);
                break;
            case ProblemAssigned e:
                (State, Round, Assignment, Analysis, End, EndedOn) = (MajorProblemState.Rectifying, e.Round, e.Assignment, null, null, null);
                break;
            case ProblemAnalysed e:
                Analysis = e.Analysis;
                break;
            case ProblemDropped e:
                (State, Why) = (MajorProblemState.Dropped, e.Why);
                break;
            case ProblemSentBack e:
                (State, SentBack) = (MajorProblemState.SentBack, [.. SentBack, e.Back]);
                break;
            case ProblemEnded e:
                (State, End, EndedOn) = (e.End is MatterEnd.Fulfilled ? MajorProblemState.Closed : MajorProblemState.NotMended, e.End, e.On);
                break;
            case ProblemTakenUpAgain:
                (State, End, EndedOn) = (MajorProblemState.Rectifying, null, null);
                break;
        }
    }
}

/// <summary>That a unit owes a list its problems of a quarter; each is a matter.</summary>
/// <param name="List">The list.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Quarter">The quarter.</param>
internal readonly record struct QuotaKey(ProblemListId List, UnitId Unit, Quarter Quarter)
{
    private const string KeyPrefix = "quota";

    /// <summary>By which its matter finds it again.</summary>
    public override string ToString() => $"{KeyPrefix}.{List.Value:D}.{Unit.Value:D}.{Quarter}";

    /// <summary>What a matter's key names.</summary>
    public static QuotaKey? Of(string key) =>
        key.Split('.') is [KeyPrefix, var list, var unit, var quarter] && Guid.TryParse(list, out var l) && Guid.TryParse(unit, out var u) && Quarter.Parse(quarter) is { } q ? new(ProblemListId.From(l), UnitId.From(u), q) : null;
}
