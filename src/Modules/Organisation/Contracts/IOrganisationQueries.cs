using Bihuan.Kernel;
using Bihuan.Reading.Units;

namespace Bihuan.Organisation;

/// <summary>A unit as it was on a day.</summary>
/// <param name="Id">The unit.</param>
/// <param name="Name">Its name on that day.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Level">Where it sits.</param>
/// <param name="Parent">The unit above it on that day.</param>
public sealed record UnitOnDay(UnitId Id, string Name, UnitKind Kind, UnitLevel Level, UnitId? Parent);

/// <summary>Somebody in a post on a day.</summary>
/// <param name="Holding">The holding.</param>
/// <param name="Person">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Post">The post.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What the post is.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="From">The first day in the post; <see langword="null"/> where unknown.</param>
/// <param name="To">The first day no longer in the post; <see langword="null"/> while open.</param>
/// <param name="Appointed">The clause that appointed.</param>
/// <param name="Removed">The clause that removed.</param>
/// <param name="Concurrent">兼任.</param>
/// <param name="Acting">代理、主持工作.</param>
/// <param name="ProbationEnds">The day on which the probation is served.</param>
public sealed record Holder(
    HoldingId Holding, PersonId Person, string Name, PostId Post, string Title, PostKind Kind, UnitId Unit, DateOnly? From, DateOnly? To,
    Clause? Appointed, Clause? Removed, bool Concurrent, bool Acting, DateOnly? ProbationEnds);

/// <summary>A leader who answers for something on a day.</summary>
/// <param name="Portfolio">The portfolio that says so.</param>
/// <param name="Person">The leader.</param>
/// <param name="Name">Their name.</param>
/// <param name="Title">The title of the post in which they answer for it.</param>
/// <param name="Kind">In which way.</param>
/// <param name="Area">The area as the document words it.</param>
/// <param name="Unit">Or the unit.</param>
/// <param name="Part">The part of the unit's work, where not all of it.</param>
/// <param name="Exact">Whether the words are the ones asked for, rather than near them.</param>
/// <param name="StillInPost">Whether the leader holds the post on that day.</param>
/// <param name="From">Since when.</param>
/// <param name="Source">The clause.</param>
public sealed record Answering(
    PortfolioId Portfolio, PersonId Person, string Name, string Title, DutyKind Kind, string? Area, UnitId? Unit, string? Part, bool Exact, bool StillInPost, DateOnly? From, Clause? Source);

/// <summary>What a printed name means on a day.</summary>
/// <param name="Outcome">How it was resolved.</param>
/// <param name="Unit">The unit, where there is one.</param>
/// <param name="Candidates">The units it may be.</param>
/// <param name="Reason">Why, one sentence in Chinese.</param>
public sealed record ResolvedName(ResolutionOutcome Outcome, UnitOnDay? Unit, IReadOnlyList<UnitOnDay> Candidates, string Reason);

/// <summary>The names of all units on one day, ready to be asked many times. Belongs to whoever got it; holds no database.</summary>
public interface IUnitNames
{
    /// <summary>The reader's own registry of that day.</summary>
    UnitRegistry Registry { get; }

    /// <summary>What a printed name means, in a document of a government at <paramref name="level"/>; by default the district's own.</summary>
    ResolvedName Resolve(string printed, UnitLevel? level = null);
}

/// <summary>A line of a group's list, filled with whoever it means on a day.</summary>
/// <param name="No">Its number in the list, from 1.</param>
/// <param name="Role">As printed.</param>
/// <param name="By">How the member is named.</param>
/// <param name="Unit">The unit, of the post too.</param>
/// <param name="UnitName">Its name on the day.</param>
/// <param name="Title">The post's title.</param>
/// <param name="Condition">Which holder or post, where no title says so.</param>
/// <param name="Person">The named person.</param>
/// <param name="PersonName">Their name.</param>
/// <param name="Holders">Who sits there on the day: the holders of the post, or the named person.</param>
/// <param name="State">Whether the line holds on the day.</param>
public sealed record FilledMember(
    int No, string Role, RoleBy By, UnitId? Unit, string? UnitName, string? Title, string? Condition, PersonId? Person, string? PersonName, IReadOnlyList<Holder> Holders, MemberState State);

/// <summary>Whether a line of a group's list holds on a day.</summary>
public enum MemberState
{
    /// <summary>Filled.</summary>
    Filled,

    /// <summary>A whole unit: nobody in person.</summary>
    WholeUnit,

    /// <summary>Nobody holds the post.</summary>
    Vacant,

    /// <summary>The list does not say which of several; the holders are those it may be.</summary>
    Open,

    /// <summary>The named person no longer holds the post that the list gives.</summary>
    Left,
}

/// <summary>A group on a day.</summary>
/// <param name="Id">The group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The first day it no longer is.</param>
/// <param name="Source">The clause.</param>
/// <param name="Holds">Whether it is on that day.</param>
/// <param name="Members">Its list, filled.</param>
public sealed record GroupOnDay(GroupId Id, string Name, GroupKind Kind, DateOnly? From, DateOnly? To, Clause? Source, bool Holds, IReadOnlyList<FilledMember> Members);

/// <summary>What other modules ask of the organisation. Every question is for a day; ids of entries merged as duplicates are answered
/// for the entry that stayed.</summary>
public interface IOrganisationQueries
{
    /// <summary>A unit on a day; <see langword="null"/> where there is none with that id.</summary>
    ValueTask<UnitOnDay?> Unit(UnitId unit, DateOnly day, CancellationToken cancel = default);

    /// <summary>Every unit that is on a day, by name.</summary>
    ValueTask<IReadOnlyList<UnitOnDay>> Units(DateOnly day, CancellationToken cancel = default);

    /// <summary>A unit and all units above it on a day, from itself upwards. Empty where there is no such unit.</summary>
    ValueTask<IReadOnlyList<UnitId>> UnitAndAncestors(UnitId unit, DateOnly day, CancellationToken cancel = default);

    /// <summary>A unit and all units below it on a day.</summary>
    ValueTask<IReadOnlySet<UnitId>> Subtree(UnitId unit, DateOnly day, CancellationToken cancel = default);

    /// <summary>The posts that a person holds on a day.</summary>
    ValueTask<IReadOnlyList<PostId>> PostsOf(PersonId person, DateOnly day, CancellationToken cancel = default);

    /// <summary>The posts that a person holds on a day, with all that is known of it.</summary>
    ValueTask<IReadOnlyList<Holder>> HoldingsOf(PersonId person, DateOnly day, CancellationToken cancel = default);

    /// <summary>Who holds a post on a day.</summary>
    ValueTask<IReadOnlyList<Holder>> HoldersOf(PostId post, DateOnly day, CancellationToken cancel = default);

    /// <summary>The title of a post; <see langword="null"/> where there is none with that id.</summary>
    ValueTask<string?> TitleOf(PostId post, CancellationToken cancel = default);

    /// <summary>Who heads a unit on a day; empty where the post is vacant or not known.</summary>
    ValueTask<IReadOnlyList<Holder>> HeadsOf(UnitId unit, DateOnly day, CancellationToken cancel = default);

    /// <summary>Which leaders answer for an area in words on a day, the exact words first.</summary>
    ValueTask<IReadOnlyList<Answering>> LeadersFor(string area, DateOnly day, CancellationToken cancel = default);

    /// <summary>Which leaders answer for a unit on a day.</summary>
    ValueTask<IReadOnlyList<Answering>> LeadersFor(UnitId unit, DateOnly day, CancellationToken cancel = default);

    /// <summary>A group and whom its list means on a day.</summary>
    ValueTask<GroupOnDay?> Group(GroupId group, DateOnly day, CancellationToken cancel = default);

    /// <summary>The names of all units on a day, to resolve printed names.</summary>
    ValueTask<IUnitNames> Names(DateOnly day, CancellationToken cancel = default);

    /// <summary>People of a name, each with the posts held on a day, so that a person can say which one is meant.</summary>
    ValueTask<IReadOnlyList<(PersonId Id, string Name, string? Number, IReadOnlyList<Holder> Posts)>> PeopleNamed(string name, DateOnly day, CancellationToken cancel = default);

    /// <summary>Leaders to choose from: those in whose portfolio a unit is and whoever heads it; then heads of units and people by words. Each by the post held on the day.</summary>
    /// <param name="words">A whole name, or part of a unit's; with none, only those of the unit.</param>
    /// <param name="lead">The unit whose leaders come first.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<IReadOnlyList<LeaderChoice>> FindLeaders(string words, UnitId? lead, DateOnly day, CancellationToken cancel = default);
}

/// <summary>Somebody in a post, as offered for choice.</summary>
/// <param name="Post">The post.</param>
/// <param name="Name">The holder of the day.</param>
/// <param name="Title">The post's title.</param>
/// <param name="Unit">The name of its unit.</param>
public sealed record LeaderChoice(PostId Post, string Name, string Title, string? Unit);
