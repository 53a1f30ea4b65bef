using System.Collections.Frozen;
using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Matters;

/// <summary>Where a score sheet stands (考核流程).</summary>
internal enum ScoreState
{
    /// <summary>草拟: seen by the supervision office alone.</summary>
    Draft,

    /// <summary>公示: shown to the unit; its days to object run.</summary>
    Shown,

    /// <summary>无异议: the unit agrees.</summary>
    Consented,

    /// <summary>异议待复核.</summary>
    Objected,

    /// <summary>已复核: an objection was answered.</summary>
    Decided,

    /// <summary>定稿: nothing changes any more.</summary>
    Final,

    /// <summary>作废.</summary>
    Dropped,
}

/// <summary>What can be done to a score sheet.</summary>
internal enum ScoreAct
{
    Recount,
    Drop,
    Show,
    TakeBack,
    Consent,
    Object,
    Decide,
    Finish,
}

/// <summary>The one table of what can be done to a score sheet in which state. Everything that is not in it is refused.</summary>
internal static class ScoreTransitions
{
    public static FrozenDictionary<ScoreAct, (ScoreState[] From, ScoreState To)> Table { get; } = new Dictionary<ScoreAct, (ScoreState[], ScoreState)>
    {
        [ScoreAct.Recount] = ([ScoreState.Draft], ScoreState.Draft),
        [ScoreAct.Drop] = ([ScoreState.Draft], ScoreState.Dropped),
        [ScoreAct.Show] = ([ScoreState.Draft], ScoreState.Shown),
        [ScoreAct.TakeBack] = ([ScoreState.Shown, ScoreState.Consented, ScoreState.Decided], ScoreState.Draft),
        [ScoreAct.Consent] = ([ScoreState.Shown, ScoreState.Decided], ScoreState.Consented),
        [ScoreAct.Object] = ([ScoreState.Shown, ScoreState.Decided], ScoreState.Objected),
        [ScoreAct.Decide] = ([ScoreState.Objected], ScoreState.Decided),
        [ScoreAct.Finish] = ([ScoreState.Shown, ScoreState.Consented, ScoreState.Decided], ScoreState.Final),
    }.ToFrozenDictionary();

    /// <summary>Why an act cannot be done now; <see langword="null"/> where it can.</summary>
    public static Problem? Refusal(ScoreSheet sheet, ScoreAct act, DateTimeOffset now)
    {
        if (!Table[act].From.Contains(sheet.State))
        {
            return Problem.Coded("MAT-135", nameof(sheet.State), $"ScoreState.{sheet.State}", $"ScoreAct.{act}");
        }

        return act switch
        {
            ScoreAct.Object when now >= sheet.ObjectUntil => Problem.Coded("MAT-136", nameof(sheet.ObjectUntil), Days.By(sheet.ObjectUntil!.Value)),
            ScoreAct.Finish when sheet.State is not ScoreState.Consented && now < sheet.ObjectUntil => Problem.Coded("MAT-137", nameof(sheet.ObjectUntil), Days.By(sheet.ObjectUntil!.Value)),
            _ => null,
        };
    }
}

/// <summary>The points of an item.</summary>
/// <param name="Item">Which.</param>
/// <param name="Most">The most points there are.</param>
/// <param name="Counted">How many things it was counted from.</param>
/// <param name="Points">The points counted.</param>
/// <param name="Corrected">The points after a decision on an objection.</param>
internal sealed record ItemScore(ScoreItem Item, decimal Most, int Counted, decimal Points, decimal? Corrected = null)
{
    /// <summary>The points that hold.</summary>
    public decimal Holds => Corrected ?? Points;
}

/// <summary>A thing that was counted. All lines of a sheet are a file, by hash: they are as frozen as the sheet, however many they are.</summary>
/// <param name="Item">For which item.</param>
/// <param name="Matter">The matter.</param>
/// <param name="What">The key of its sentence.</param>
/// <param name="Values">The values of the sentence.</param>
/// <param name="Day">When it happened.</param>
/// <param name="Points">What it gave, or took away where negative.</param>
/// <param name="Position">The entry of the journal, where it is one.</param>
internal sealed record ScoreLine(ScoreItem Item, MatterId Matter, string What, IReadOnlyList<string> Values, DateOnly Day, decimal Points, long? Position = null);

/// <summary>An objection of the unit, and how it was answered.</summary>
internal sealed record Objection(int No, ScoreItem? Item, string Text, IReadOnlyList<Evidence> Evidence, DateTimeOffset At, Acting By, string? Answer = null, DateTimeOffset? Answered = null, IReadOnlyList<Correction>? Corrections = null);

/// <summary>Points of an item corrected by a decision.</summary>
/// <param name="Item">Which.</param>
/// <param name="Points">The points that hold from now on.</param>
/// <param name="Why">The reason.</param>
internal sealed record Correction(ScoreItem Item, decimal Points, string Why);

[EventType("matters.score-drafted")]
internal sealed record ScoreDrafted(ScoreSheetId Id, UnitId Unit, string UnitName, DateOnly From, DateOnly To, ScoreRule Rule, IReadOnlyList<ItemScore> Items, string Lines) : IEvent;

[EventType("matters.score-recounted")]
internal sealed record ScoreRecounted(ScoreRule Rule, IReadOnlyList<ItemScore> Items, string Lines) : IEvent;

[EventType("matters.score-shown")]
internal sealed record ScoreShown(DateTimeOffset ObjectUntil) : IEvent;

[EventType("matters.score-taken-back")]
internal sealed record ScoreTakenBack(string Why) : IEvent;

[EventType("matters.score-consented")]
internal sealed record ScoreConsented : IEvent;

[EventType("matters.score-objected")]
internal sealed record ScoreObjected(int No, ScoreItem? Item, string Text, IReadOnlyList<Evidence> Evidence) : IEvent;

[EventType("matters.score-decided")]
internal sealed record ScoreDecided(int No, string Answer, IReadOnlyList<Correction> Corrections) : IEvent;

[EventType("matters.score-final")]
internal sealed record ScoreFinished : IEvent;

[EventType("matters.score-dropped")]
internal sealed record ScoreDropped(string Why) : IEvent;

/// <summary>The score of one unit for one period (考核评分表).</summary>
[Stream("score-sheet")]
internal sealed class ScoreSheet : State
{
    public ScoreSheetId Id { get; private set; }

    public override Guid Key => Id.Value;

    public ScoreState State { get; private set; }

    public UnitId Unit { get; private set; }

    /// <summary>The unit's name when it was scored.</summary>
    public string UnitName { get; private set; } = "";

    public DateOnly From { get; private set; }

    public DateOnly To { get; private set; }

    /// <summary>Unit and period, so that there is one sheet for each; <see langword="null"/> once it was dropped.</summary>
    public string? Slot { get; private set; }

    public decimal Total { get; private set; }

    /// <summary>Whether anything was counted: full points for nothing are no score.</summary>
    public bool IsCounted => Items.Any(i => i.Counted > 0 || i.Corrected is not null);

    public ScoreRule Rule { get; private set; } = null!;

    public IReadOnlyList<ItemScore> Items { get; private set; } = [];

    /// <summary>The file of what was counted, by hash.</summary>
    public string Lines { get; private set; } = "";

    public DateTimeOffset Counted { get; private set; }

    public DateTimeOffset? Shown { get; private set; }

    /// <summary>The first moment at which the unit can no longer object.</summary>
    public DateTimeOffset? ObjectUntil { get; private set; }

    public DateTimeOffset? Finished { get; private set; }

    public IReadOnlyList<Objection> Objections { get; private set; } = [];

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case ScoreDrafted e:
                (Id, Unit, UnitName, From, To, State, Slot) = (e.Id, e.Unit, e.UnitName, e.From, e.To, ScoreState.Draft, SlotOf(e.Unit, e.From, e.To));
                (Rule, Items, Lines, Counted) = (e.Rule, e.Items, e.Lines, stamp.Recorded);
                break;
            case ScoreRecounted e:
                (Rule, Items, Lines, Counted) = (e.Rule, e.Items, e.Lines, stamp.Recorded);
                break;
            case ScoreShown e:
                (State, Shown, ObjectUntil) = (ScoreState.Shown, stamp.Recorded, e.ObjectUntil);
                break;
            case ScoreTakenBack:
                (State, Shown, ObjectUntil) = (ScoreState.Draft, null, null);
                break;
            case ScoreConsented:
                State = ScoreState.Consented;
                break;
            case ScoreObjected e:
                (State, Objections) = (ScoreState.Objected, [.. Objections, new(e.No, e.Item, e.Text, e.Evidence, stamp.Recorded, stamp.By)]);
                break;
            case ScoreDecided e:
                State = ScoreState.Decided;
                Objections = [.. Objections.Select(o => o.No == e.No ? o with { Answer = e.Answer, Answered = stamp.Recorded, Corrections = e.Corrections } : o)];
                Items = [.. Items.Select(i => e.Corrections.LastOrDefault(c => c.Item == i.Item) is { } correction ? i with { Corrected = correction.Points } : i)];
                break;
            case ScoreFinished:
                (State, Finished) = (ScoreState.Final, stamp.Recorded);
                break;
            case ScoreDropped:
                (State, Slot) = (ScoreState.Dropped, null);
                break;
        }

        Total = Items.Sum(i => i.Holds);
    }

    public static string SlotOf(UnitId unit, DateOnly from, DateOnly to) => $"{unit.Value:N}:{Days.Text(from)}:{Days.Text(to)}";
}
