using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Matters;

/// <summary>What is to be done, by whom and by when: everything about a matter that the issuer sets.</summary>
public sealed record MatterTerms
{
    /// <summary>What people call it: at most 80 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The whole of what is to be done, in the words of the document where it comes from one.</summary>
    public string Body { get; init; } = "";

    /// <summary>Its kind; <see langword="null"/> for the general one.</summary>
    public MatterKindId? Kind { get; init; }

    /// <summary>牵头单位: who does it and answers for it.</summary>
    public UnitId? Lead { get; init; }

    /// <summary>配合单位.</summary>
    public IReadOnlyList<UnitId> Supporting { get; init; } = [];

    /// <summary>Whether the document's list of units is open (等部门、单位).</summary>
    public bool OpenEnded { get; init; }

    /// <summary>验收单位: never the lead, nor a unit below or above it.</summary>
    public UnitId? Accepting { get; init; }

    /// <summary>牵头领导、责任领导, by post.</summary>
    public IReadOnlyList<MatterLeader> Leaders { get; init; } = [];

    /// <summary>The clause that it comes from.</summary>
    public Clause? Source { get; init; }

    /// <summary>The document of that clause, where it is in the store.</summary>
    public DocumentId? Document { get; init; }

    /// <summary>The chapter it stands under, as printed.</summary>
    public string? Chapter { get; init; }

    /// <summary>Its number there, as printed.</summary>
    public string? Number { get; init; }

    /// <summary>Where it stands among those of its document or issue, for their order; 0 where that is not known.</summary>
    public int Ordinal { get; init; }

    /// <summary>What in another module it is about, such as a hazard.</summary>
    public MatterOrigin? Origin { get; init; }

    /// <summary>The figures to reach.</summary>
    public IReadOnlyList<Goal> Goals { get; init; } = [];

    /// <summary>By when.</summary>
    public DueTerm? Due { get; init; }

    /// <summary>What must be reached on the way, by day.</summary>
    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    /// <summary>How often the lead reports.</summary>
    public ReportPlan Reports { get; init; } = new(ReportRhythm.None);

    /// <summary>紧急程度.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>知悉范围.</summary>
    public Secrecy Secrecy { get; init; } = Secrecy.Internal;

    /// <summary>Files, by hash.</summary>
    public IReadOnlyList<Evidence> Attachments { get; init; } = [];

    /// <summary>Matters that have to do with it.</summary>
    public IReadOnlyList<MatterId> Related { get; init; } = [];

    /// <summary>The matter that asks for the same; nobody is asked twice.</summary>
    public MatterId? DuplicateOf { get; init; }

    /// <summary>Matters that must end first.</summary>
    public IReadOnlyList<MatterId> DependsOn { get; init; } = [];

    /// <summary>The place it is about: a street, for the map.</summary>
    public UnitId? Place { get; init; }

    /// <summary>The kind's own fields, by their keys, as written by <c>FieldValue</c>.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>标签.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the document does not say and the program proposed; a person looks at it before the matter is issued.</summary>
    public IReadOnlyList<Proposed> Proposed { get; init; } = [];

    /// <summary>What the reader of the document was not sure of, one sentence each, in the document's language.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];
}

/// <summary>What the program proposes where a document is silent.</summary>
public enum Proposed
{
    /// <summary>The unit named first leads.</summary>
    Lead,

    /// <summary>The government's office accepts.</summary>
    Accepting,

    /// <summary>It is due at the end of the document's year: no day is printed, or one that was over when the document came out.</summary>
    Due,
}

/// <summary>A leader of a matter, by post as of the day (责任领导).</summary>
/// <param name="Post">The post; <see langword="null"/> where the name could not be placed.</param>
/// <param name="Name">The name as printed; the holder's name on the day is shown beside it.</param>
public sealed record MatterLeader(PostId? Post, string? Name);

/// <summary>What in another module a matter is about.</summary>
/// <param name="Module">The module, such as <c>hazards</c>.</param>
/// <param name="Key">By which it finds the thing again; one matter is opened for one key.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Address">Its page.</param>
public sealed record MatterOrigin(string Module, string Key, string Title, string? Address);

/// <summary>How a figure is meant.</summary>
public enum GoalSense
{
    /// <summary>At least the figure; more is better.</summary>
    AtLeast,

    /// <summary>At most the figure; less is better.</summary>
    AtMost,

    /// <summary>About the figure.</summary>
    About,
}

/// <summary>A figure to reach (目标值).</summary>
/// <param name="Subject">What is counted, such as 新增停车位.</param>
/// <param name="Sense">How the figure is meant.</param>
/// <param name="Value">The figure, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit as printed, such as 个, 亿元, %.</param>
/// <param name="Base">What it stood at when the matter began; progress is measured from there.</param>
/// <param name="Stretch">力争: striven for rather than promised.</param>
public sealed record Goal(string Subject, GoalSense Sense, decimal Value, string Unit, decimal Base = 0, bool Stretch = false)
{
    /// <summary>How far a figure is on the way from the base to the goal: 0 to 100.</summary>
    public int ProgressAt(decimal reached)
    {
        if (Value == Base)
        {
            return Sense == GoalSense.AtMost ? (reached <= Value ? 100 : 0) : reached >= Value ? 100 : 0;
        }
        if (Sense == GoalSense.AtMost && Value > Base)
        {
            // A ceiling such as 控制在3.5%以内: kept or not.
            return reached <= Value ? 100 : 0;
        }

        return (int)Math.Clamp(decimal.Floor((reached - Base) * 100 / (Value - Base)), 0, 100);
    }

    /// <summary>Whether a figure reaches it.</summary>
    public bool IsReachedBy(decimal reached) => Sense switch
    {
        GoalSense.AtMost => reached <= Value,
        _ => reached >= Value,
    };
}

/// <summary>What must be reached by a day on the way (节点).</summary>
/// <param name="Name">What.</param>
/// <param name="Day">By the end of which day.</param>
/// <param name="Planned">Planned progress of the whole then, 0 to 100.</param>
/// <param name="Source">The clause that sets it, where one does.</param>
public sealed record Milestone(string Name, DateOnly Day, int Planned, Clause? Source = null);

/// <summary>When a matter is due: a day, or a term from its issue.</summary>
/// <param name="Day">The last day; <see langword="null"/> for a term.</param>
/// <param name="Term">A term that runs from the day of issue, or from the event it names.</param>
/// <param name="From">The first day of the period, where it is one; planned progress runs from here.</param>
/// <param name="Printed">As the document prints it.</param>
/// <param name="Event">The day of the event that the term runs from, where that is not the issue.</param>
public sealed record DueTerm(DateOnly? Day, Term? Term = null, DateOnly? From = null, string? Printed = null, DateOnly? Event = null);

/// <summary>When the lead reports.</summary>
/// <param name="Rhythm">How often.</param>
/// <param name="DayOfPeriod">Weekly: 1 Monday to 7; monthly and quarterly: the day of the (last) month, 31 for its end; half-monthly: always the 15th and the end.</param>
/// <param name="Days">The given days.</param>
public sealed record ReportPlan(ReportRhythm Rhythm, int? DayOfPeriod = null, IReadOnlyList<DateOnly>? Days = null);

/// <summary>A file that shows something (佐证材料).</summary>
/// <param name="Hash">The file's hash in the store, in hexadecimal.</param>
/// <param name="Name">As people know it.</param>
public sealed record Evidence(string Hash, string Name);
