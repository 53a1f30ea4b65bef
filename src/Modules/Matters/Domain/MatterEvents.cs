using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Matters;

/// <summary>A draft was made.</summary>
[EventType("matters.drafted")]
internal sealed record MatterDrafted(MatterId Id, MatterTerms Terms, MatterId? Parent) : IEvent;

/// <summary>A draft, or a matter that was declined, was changed.</summary>
[EventType("matters.edited")]
internal sealed record MatterEdited(MatterTerms Terms) : IEvent;

[EventType("matters.dropped")]
internal sealed record MatterDropped(string Why) : IEvent;

[EventType("matters.issued")]
internal sealed record MatterIssued(Schedule Schedule, IssueRoundId? Round) : IEvent;

[EventType("matters.signed-for")]
internal sealed record MatterSignedFor(string? Note) : IEvent;

[EventType("matters.declined")]
internal sealed record MatterDeclined(string Why, UnitId? Proposed) : IEvent;

/// <summary>The lead's report.</summary>
/// <param name="No">Counts up within the matter.</param>
/// <param name="Progress">Of the whole, 0 to 100.</param>
/// <param name="Figures">What each goal stands at, by its place in the terms.</param>
/// <param name="Text">What was done.</param>
/// <param name="Trouble">存在问题.</param>
/// <param name="Help">需协调事项.</param>
/// <param name="Evidence">Files.</param>
/// <param name="Filled">Fields that the system had filled in before and the unit left as they were.</param>
/// <param name="Asked">Fields that the unit had to fill in itself.</param>
/// <param name="By">What filled fields in before, where that was said: reports of earlier days do not.</param>
[EventType("matters.reported")]
internal sealed record MatterReported(int No, int Progress, IReadOnlyList<GoalFigure> Figures, string Text, string? Trouble, string? Help, IReadOnlyList<Evidence> Evidence, int Filled, int Asked, IReadOnlyList<FilledBy>? By = null) : IEvent;

/// <summary>A supporting unit told the lead how its share stands.</summary>
[EventType("matters.contributed")]
internal sealed record MatterContributed(int No, UnitId Unit, string Text, IReadOnlyList<GoalFigure> Figures, IReadOnlyList<Evidence> Evidence) : IEvent;

[EventType("matters.handed-in")]
internal sealed record MatterHandedIn(MatterEnd Proposed, string Text, IReadOnlyList<GoalFigure> Figures, IReadOnlyList<Evidence> Evidence, DateTimeOffset AcceptBy) : IEvent;

[EventType("matters.taken-back")]
internal sealed record HandInTakenBack(string Why) : IEvent;

[EventType("matters.returned")]
internal sealed record MatterReturned(IReadOnlyList<string> Points) : IEvent;

/// <summary>It was taken up again after its end.</summary>
/// <param name="Why">The reason.</param>
/// <param name="Schedule">Its days anew.</param>
[EventType("matters.reopened")]
internal sealed record MatterReopened(string Why, Schedule Schedule) : IMatterTakenUpAgain;

[EventType("matters.paused")]
internal sealed record MatterPaused(string Document, string Why) : IEvent;

[EventType("matters.resumed")]
internal sealed record MatterResumed(string Why, Schedule Schedule) : IEvent;

[EventType("matters.extension-asked")]
internal sealed record ExtensionAsked(int No, DateOnly Until, string Why, IReadOnlyList<Evidence> Evidence) : IEvent;

/// <summary>The issuer decided on an extension; a granted one moves the date from now on.</summary>
[EventType("matters.extension-decided")]
internal sealed record ExtensionDecided(int No, DateOnly? Until, string Why, Schedule? Schedule) : IEvent;

/// <summary>The days were worked out again: another rule holds, a year's working days became known, or a document moved the last day.</summary>
/// <param name="Schedule">The days from now on.</param>
/// <param name="Document">The document, where one moved the last day.</param>
[EventType("matters.rescheduled")]
internal sealed record MatterRescheduled(Schedule Schedule, string? Document = null) : IEvent;

/// <summary>Units changed (机构调整): another unit leads, supports or accepts from now on, by a document.</summary>
[EventType("matters.transferred")]
internal sealed record MatterTransferred(UnitId? Lead, IReadOnlyList<UnitId> Supporting, UnitId? Accepting, string Document) : IEvent;

/// <summary>A leader's instruction (批示), which became a part of its own.</summary>
[EventType("matters.instructed")]
internal sealed record MatterInstructed(int No, string Text, MatterId Part) : IEvent;

/// <summary>A step of the ladder was taken.</summary>
/// <param name="No">Counts up within the matter.</param>
/// <param name="Step">Which.</param>
/// <param name="ByRule">Whether a rule took it, and not a person.</param>
/// <param name="Day">For which day it was taken: by rule each step once for a due day.</param>
/// <param name="Text">What was written.</param>
/// <param name="To">The units that were told.</param>
[EventType("matters.urged")]
internal sealed record MatterUrged(int No, LadderStep Step, bool ByRule, DateOnly Day, string? Text, IReadOnlyList<UnitId> To) : IEvent;

/// <summary>A remark, a link to another matter, a tag: what changes nothing of what is asked.</summary>
[EventType("matters.linked")]
internal sealed record MatterLinked(IReadOnlyList<MatterId> Related, MatterId? DuplicateOf, IReadOnlyList<string> Tags) : IEvent;

/// <summary>What a goal stands at.</summary>
/// <param name="Goal">The goal's place in the terms, from 0.</param>
/// <param name="Reached">The figure, in the goal's unit.</param>
internal sealed record GoalFigure(int Goal, decimal Reached);
