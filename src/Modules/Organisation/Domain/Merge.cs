using Bihuan.Kernel;

namespace Bihuan.Organisation;

/// <summary>Which reference a merge moved: the names are kept in the journal.</summary>
internal static class References
{
    public const string Unit = "unit";
    public const string Post = "post";
    public const string Person = "person";
    public const string Parent = "parent";
    public const string MergedInto = "merged-into";
    public const string SplitFrom = "split-from";
    public const string Under = "under";
    public const string Seat = "seat";
    public const string Self = "self";
}

/// <summary>What was merged.</summary>
internal enum MergeKind
{
    Unit,
    Person,
}

/// <summary>One reference that pointed to a duplicate: in which state, which field, which numbered line of it (0 for none), from where to where.</summary>
internal sealed record MovedReference(MergedState State, Guid Id, string Field, int No, Guid From, Guid To);

/// <summary>The states that hold references.</summary>
internal enum MergedState
{
    Unit,
    Post,
    Holding,
    Portfolio,
    Group,
}

/// <summary>An entry was found to be another's duplicate.</summary>
[EventType("organisation.marked-duplicate")]
internal sealed record MarkedDuplicate(MergeId Merge, Guid Of) : IEvent;

/// <summary>It was none after all.</summary>
[EventType("organisation.duplicate-unmarked")]
internal sealed record DuplicateUnmarked(MergeId Merge) : IEvent;

/// <summary>A reference now points elsewhere: to the entry that stayed, or back again.</summary>
[EventType("organisation.reference-moved")]
internal sealed record ReferenceMoved(MergeId Merge, string Field, int No, Guid From, Guid To) : IEvent;

/// <summary>Two entries became one. <c>Posts</c> are those of the duplicate unit that were the same as posts of the one that stayed.</summary>
[EventType("organisation.duplicates-merged")]
internal sealed record DuplicatesMerged(MergeId Id, MergeKind Kind, Guid From, Guid Into, string Name, IReadOnlyList<MovedReference> Moved, IReadOnlyList<HoldingId> Withdrawn, IReadOnlyList<PostId> Posts) : IEvent;

[EventType("organisation.merge-undone")]
internal sealed record MergeUndone : IEvent;

/// <summary>One merge, with all that it moved, so that it can be undone exactly (合并记录).</summary>
[Stream("merge")]
internal sealed class Merge : State
{
    public MergeId Id { get; private set; }

    public override Guid Key => Id.Value;

    public MergeKind Kind { get; private set; }

    public Guid From { get; private set; }

    public Guid Into { get; private set; }

    /// <summary>The duplicate's name, for the list.</summary>
    public string Name { get; private set; } = "";

    public IReadOnlyList<MovedReference> Moved { get; private set; } = [];

    public IReadOnlyList<HoldingId> Withdrawn { get; private set; } = [];

    public IReadOnlyList<PostId> Posts { get; private set; } = [];

    public DateTimeOffset Recorded { get; private set; }

    public bool Undone { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case DuplicatesMerged e:
                (Id, Kind, From, Into, Name, Moved, Withdrawn, Posts, Recorded) = (e.Id, e.Kind, e.From, e.Into, e.Name, e.Moved, e.Withdrawn, e.Posts, stamp.Recorded);
                break;
            case MergeUndone:
                Undone = true;
                break;
        }
    }
}
