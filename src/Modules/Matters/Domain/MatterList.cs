using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Matters;

/// <summary>A matter on a list, with what stands in the list's own columns.</summary>
internal sealed record ListEntry(MatterId Matter, IReadOnlyDictionary<string, string> Values);

[EventType("matters.list-set")]
internal sealed record ListWasSet(MatterListId Id, string Name, UnitId? Owner, IReadOnlyList<FieldDefinition> Columns, bool IsRetired) : IEvent;

[EventType("matters.list-entry-put")]
internal sealed record ListEntryPut(MatterId Matter, IReadOnlyDictionary<string, string> Values) : IEvent;

[EventType("matters.list-entry-removed")]
internal sealed record ListEntryRemoved(MatterId Matter) : IEvent;

/// <summary>The matters were put in another order.</summary>
[EventType("matters.list-ordered")]
internal sealed record ListOrdered(IReadOnlyList<MatterId> Matters) : IEvent;

/// <summary>A named list of matters (清单) with an owner and columns of its own: 问题清单, 责任清单, 七张问题清单 and any other.</summary>
[Stream("matter-list")]
internal sealed class MatterList : State
{
    public MatterListId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Name { get; private set; } = "";

    public UnitId? Owner { get; private set; }

    public IReadOnlyList<FieldDefinition> Columns { get; private set; } = [];

    public bool IsRetired { get; private set; }

    /// <summary>In the order in which they were put, or that the keeper gave them.</summary>
    public IReadOnlyList<ListEntry> Entries { get; private set; } = [];

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case ListWasSet e:
                (Id, Name, Owner, Columns, IsRetired) = (e.Id, e.Name, e.Owner, e.Columns, e.IsRetired);
                break;
            case ListEntryPut e:
                Entries = Entries.Any(x => x.Matter == e.Matter) ? [.. Entries.Select(x => x.Matter == e.Matter ? new(e.Matter, e.Values) : x)] : [.. Entries, new(e.Matter, e.Values)];
                break;
            case ListOrdered e:
                var places = e.Matters.Index().ToDictionary(m => m.Item, m => m.Index);
                Entries = [.. Entries.OrderBy(x => places.GetValueOrDefault(x.Matter, int.MaxValue))];
                break;
            case ListEntryRemoved e:
                Entries = [.. Entries.Where(x => x.Matter != e.Matter)];
                break;
        }
    }
}
