using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What is built of a checklist until it is published. It may be unfinished; whoever publishes it is told every reason against it.</summary>
internal sealed record ChecklistDraft
{
    /// <inheritdoc cref="Checklist.Title"/>
    public string Title { get; init; } = "";

    /// <inheritdoc cref="Checklist.Standard"/>
    public string Standard { get; init; } = "";

    /// <summary>The last day, where it is known beforehand.</summary>
    public DateOnly? Until { get; init; }

    /// <inheritdoc cref="Checklist.Kinds"/>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <inheritdoc cref="Checklist.Questions"/>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <inheritdoc cref="Checklist.Next"/>
    public IReadOnlyList<NextVisit> Next { get; init; } = [];

    /// <inheritdoc cref="Checklist.Note"/>
    public string? Note { get; init; }

    /// <summary>A new draft with what an edition has.</summary>
    public static ChecklistDraft Of(Checklist c) => new() { Title = c.Title, Standard = c.Standard, Until = c.To, Kinds = c.Kinds, Questions = c.Questions, Next = c.Next, Note = c.Note };

    /// <summary>The edition that it becomes.</summary>
    /// <param name="key">The key of its checklist.</param>
    /// <param name="from">The first day.</param>
    public Checklist As(string key, DateOnly from) => new(key, Title.Trim(), Standard.Trim(), from, Until, Kinds, Questions, Next, HazardCheck.Blank(Note));
}

/// <param name="CopyOf">The checklist that it was begun from, in words.</param>
[EventType("hazards.checklist-drafted")]
internal sealed record ChecklistDrafted(ChecklistId Id, ChecklistDraft Draft, string? CopyOf = null) : IEvent;

[EventType("hazards.checklist-draft-dropped")]
internal sealed record ChecklistDraftDropped : IEvent;

/// <param name="No">Which edition, from 1.</param>
[EventType("hazards.checklist-published")]
internal sealed record ChecklistPublished(ChecklistId Id, int No, Checklist Edition) : IEvent;

/// <param name="From">The first day on which it holds no longer.</param>
[EventType("hazards.checklist-withdrawn")]
internal sealed record ChecklistWithdrawn(DateOnly From, string Why) : IEvent;

/// <summary>A checklist of the district's own (本区检查表): a draft, and editions that never change once they are published. A new edition ends the one before it.</summary>
[Stream("checklist")]
internal sealed class OwnChecklist : State
{
    public ChecklistId Id { get; private set; }

    public override Guid Key => Id.Value;

    /// <summary>What inspections name it by.</summary>
    public string Name => Id.Value.ToString();

    public ChecklistDraft? Draft { get; private set; }

    public string? CopyOf { get; private set; }

    public int Editions { get; private set; }

    /// <summary>The first day of the last edition.</summary>
    public DateOnly? LastFrom { get; private set; }

    public DateOnly? WithdrawnFrom { get; private set; }

    public string? WithdrawnWhy { get; private set; }

    /// <summary>Whether its only draft was thrown away, so that nothing is left of it.</summary>
    public bool IsGone => Draft is null && Editions == 0;

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case ChecklistDrafted e:
                (Id, Draft, CopyOf) = (e.Id, e.Draft, e.CopyOf ?? CopyOf);
                break;
            case ChecklistDraftDropped:
                Draft = null;
                break;
            case ChecklistPublished e:
                (Draft, Editions, LastFrom) = (null, e.No, e.Edition.From);
                break;
            case ChecklistWithdrawn e:
                (Draft, WithdrawnFrom, WithdrawnWhy) = (null, e.From, e.Why);
                break;
        }
    }
}
