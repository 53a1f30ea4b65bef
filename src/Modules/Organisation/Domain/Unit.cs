using Bihuan.Kernel;
using Bihuan.Reading.Units;

namespace Bihuan.Organisation;

/// <summary>One name of a unit, from a day on.</summary>
internal sealed record UnitName(string Name, DateOnly? From, Clause? Source);

/// <summary>One unit above, from a day on. The number stays with the line, so that a merge can say which line it moved.</summary>
internal sealed record UnitParent(int No, UnitId? Parent, DateOnly? From, Clause? Source);

/// <summary>A further name and the clause that proves it. <c>Merge</c> is the merge that brought it, if one did.</summary>
internal sealed record UnitAlias(string Name, AliasKind Kind, Clause? Source, DateOnly? From, DateOnly? To, MergeId? Merge = null);

[EventType("organisation.unit-created")]
internal sealed record UnitCreated(UnitId Id, string Name, UnitKind Kind, UnitLevel Level, UnitId? Parent, DateOnly? From, DateOnly? To, Clause? Source, UnitId? SplitFrom, string? Note) : IEvent;

[EventType("organisation.unit-renamed")]
internal sealed record UnitRenamed(string Name, DateOnly From, Clause? Source) : IEvent;

[EventType("organisation.unit-moved")]
internal sealed record UnitMoved(UnitId? Parent, DateOnly From, Clause? Source) : IEvent;

/// <summary>What had been entered wrongly was put right; nothing happened to the unit itself.</summary>
[EventType("organisation.unit-corrected")]
internal sealed record UnitCorrected(string Name, UnitKind Kind, UnitLevel Level, UnitId? Parent, DateOnly? From, DateOnly? To, UnitId? MergedInto, UnitId? SplitFrom, string? Note) : IEvent;

[EventType("organisation.unit-ended")]
internal sealed record UnitEnded(DateOnly To, UnitId? MergedInto, Clause? Source) : IEvent;

[EventType("organisation.alias-added")]
internal sealed record AliasAdded(UnitAlias Alias) : IEvent;

[EventType("organisation.alias-removed")]
internal sealed record AliasRemoved(UnitAlias Alias) : IEvent;

/// <summary>A unit (机构) with its names, the units above it and its further names, each with its days and clauses.</summary>
[Stream("unit")]
internal sealed class Unit : State
{
    public UnitId Id { get; private set; }

    public override Guid Key => Id.Value;

    /// <summary>The latest name. Which one held on a day says <see cref="NameOn"/>.</summary>
    public string Name { get; private set; } = "";

    public UnitKind Kind { get; private set; }

    public UnitLevel Level { get; private set; }

    /// <summary>By first day; the first may have none.</summary>
    public IReadOnlyList<UnitName> Names { get; private set; } = [];

    /// <summary>By first day; the first may have none.</summary>
    public IReadOnlyList<UnitParent> Parents { get; private set; } = [];

    public IReadOnlyList<UnitAlias> Aliases { get; private set; } = [];

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    public Clause? Source { get; private set; }

    public Clause? EndSource { get; private set; }

    public UnitId? MergedInto { get; private set; }

    public UnitId? SplitFrom { get; private set; }

    /// <summary>The entry that stayed, where this one was a duplicate.</summary>
    public UnitId? DuplicateOf { get; private set; }

    public string? Note { get; private set; }

    public Period Period => new(From, To);

    public UnitId? Parent => Parents.Count == 0 ? null : Parents[^1].Parent;

    public string NameOn(DateOnly day) => (Names.LastOrDefault(n => n.From is null || n.From <= day) ?? Names[0]).Name;

    public UnitId? ParentOn(DateOnly day) => Parents.LastOrDefault(p => p.From is null || p.From <= day)?.Parent;

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case UnitCreated e:
                (Id, Name, Kind, Level, From, To, Source, SplitFrom, Note) = (e.Id, e.Name, e.Kind, e.Level, e.From, e.To, e.Source, e.SplitFrom, e.Note);
                Names = [new(e.Name, e.From, e.Source)];
                Parents = [new(1, e.Parent, null, e.Source)];
                break;
            case UnitRenamed e:
                Names = [.. Names.Append(new(e.Name, e.From, e.Source)).OrderBy(n => n.From ?? DateOnly.MinValue)];
                Name = Names[^1].Name;
                break;
            case UnitMoved e:
                Parents = [.. Parents.Append(new(Parents.Max(p => p.No) + 1, e.Parent, e.From, e.Source)).OrderBy(p => p.From ?? DateOnly.MinValue)];
                break;
            case UnitCorrected e:
                (Name, Kind, Level, From, To, MergedInto, SplitFrom, Note) = (e.Name, e.Kind, e.Level, e.From, e.To, e.MergedInto, e.SplitFrom, e.Note);
                Names = [.. Names.SkipLast(1), Names[^1] with { Name = e.Name }];
                Parents = [.. Parents.SkipLast(1), Parents[^1] with { Parent = e.Parent }];
                break;
            case UnitEnded e:
                (To, MergedInto, EndSource) = (e.To, e.MergedInto, e.Source);
                break;
            case AliasAdded e:
                Aliases = [.. Aliases, e.Alias];
                break;
            case AliasRemoved e:
                Aliases = [.. Aliases.Where(a => a != e.Alias)];
                break;
            case MarkedDuplicate e:
                DuplicateOf = UnitId.From(e.Of);
                break;
            case DuplicateUnmarked:
                DuplicateOf = null;
                break;
            case ReferenceMoved e when e.Field == References.Parent:
                Parents = [.. Parents.Select(p => p.No == e.No ? p with { Parent = UnitId.From(e.To) } : p)];
                break;
            case ReferenceMoved e when e.Field == References.MergedInto:
                MergedInto = UnitId.From(e.To);
                break;
            case ReferenceMoved e when e.Field == References.SplitFrom:
                SplitFrom = UnitId.From(e.To);
                break;
        }
    }
}
