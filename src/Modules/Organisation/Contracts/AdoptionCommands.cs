using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>Who is meant: somebody known, or a name that stands for a person of its own. A name alone never makes two people one: it is
/// matched only together with the post that the same clause names.</summary>
/// <param name="Id">The person, where known.</param>
/// <param name="Name">The name, where the person is not known yet.</param>
public sealed record PersonRef(PersonId? Id, string? Name = null)
{
    /// <summary>A person who is known.</summary>
    public static PersonRef Known(PersonId id) => new(id);

    /// <summary>A name in a document.</summary>
    public static PersonRef Named(string name) => new(null, name);
}

/// <summary>Which post: one that is known, or a title in a unit, which is entered where the unit has none of that title.</summary>
/// <param name="Id">The post, where known.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Title">The title, such as 副局长.</param>
public sealed record PostRef(PostId? Id, UnitId? Unit = null, string? Title = null)
{
    /// <summary>A post that is known.</summary>
    public static PostRef Known(PostId id) => new(id);

    /// <summary>A title in a unit.</summary>
    public static PostRef Titled(UnitId unit, string title) => new(null, unit, title);
}

/// <summary>Gives a unit a further name. The same name from the same clause twice changes nothing. Taken back by <see cref="RemoveAlias"/>.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">The name as printed.</param>
/// <param name="Kind">What it is worth.</param>
/// <param name="Source">The clause that proves it.</param>
/// <param name="From">The first day it is used; unknown where <see langword="null"/>.</param>
/// <param name="To">The first day it is no longer used.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record AddAlias(UnitId Unit, string Name, AliasKind Kind, Clause? Source, DateOnly? From = null, DateOnly? To = null) : ICommand<None>, IForUnit
{
    Guid? IForUnit.Unit => Unit.Value;
}

/// <summary>Takes a further name from a unit again. One that is not there is no fault.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it was worth.</param>
/// <param name="Source">The clause under which it was entered.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record RemoveAlias(UnitId Unit, string Name, AliasKind Kind, Clause? Source) : ICommand<None>, IForUnit
{
    Guid? IForUnit.Unit => Unit.Value;
}

/// <summary>Appoints (任命). The same appointment by the same clause twice changes nothing and gives the same id.
/// Taken back by <see cref="UndoAppoint"/>.</summary>
/// <param name="Person">Who.</param>
/// <param name="Post">To which post.</param>
/// <param name="From">The first day in the post; <see langword="null"/> where the document does not say.</param>
/// <param name="Source">The clause that appoints.</param>
/// <param name="Concurrent">兼任: beside another post.</param>
/// <param name="ProbationYears">试用期 in years; 0 for none.</param>
/// <param name="Acting">代理、主持工作.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record Appoint(PersonRef Person, PostRef Post, DateOnly? From, Clause? Source, bool Concurrent = false, int ProbationYears = 0, bool Acting = false) : ICommand<HoldingId>, IForUnit
{
    Guid? IForUnit.Unit => Post.Unit?.Value;
}

/// <summary>Takes an appointment back, as if it had not been entered. One taken back already is no fault.</summary>
/// <param name="Holding">The appointment.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record UndoAppoint(HoldingId Holding) : ICommand<None>;

/// <summary>Removes from a post (免去). Where nobody of that name is known in the post, the holding is entered with an unknown beginning,
/// because the removal proves it. The same removal by the same clause twice changes nothing. Taken back by <see cref="UndoRemove"/>.</summary>
/// <param name="Person">Who.</param>
/// <param name="Post">From which post.</param>
/// <param name="On">The first day no longer in the post.</param>
/// <param name="Source">The clause that removes.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record Remove(PersonRef Person, PostRef Post, DateOnly On, Clause? Source) : ICommand<HoldingId>, IForUnit
{
    Guid? IForUnit.Unit => Post.Unit?.Value;
}

/// <summary>Takes a removal back: the holding is open again, or gone where only the removal had proved it.</summary>
/// <param name="Holding">The holding.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record UndoRemove(HoldingId Holding) : ICommand<None>;

/// <summary>Notes that a document names somebody in a post on a day, without saying since when. Enters the holding where none of that
/// name covers the day. The same clause twice changes nothing. Taken back by <see cref="UndoAppoint"/> of a holding that it entered.</summary>
/// <param name="Person">Who.</param>
/// <param name="Post">Which post.</param>
/// <param name="Day">The document's day.</param>
/// <param name="Source">The clause that names them.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record NoteHolder(PersonRef Person, PostRef Post, DateOnly Day, Clause Source) : ICommand<HoldingId>, IForUnit
{
    Guid? IForUnit.Unit => Post.Unit?.Value;
}

/// <summary>One thing that a leader answers for: an area in words, or a unit.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Area">The area, such as 应急管理.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Part">Where only part of the unit's work is meant, which.</param>
public sealed record Duty(DutyKind Kind, string? Area, UnitId? Unit, string? Part = null);

/// <summary>Sets what a leader answers for (分工) from a day on; what the same person answered for in the same post until then ends that
/// day. The same content by the same clause twice changes nothing. Taken back by <see cref="UndoSetPortfolio"/>.</summary>
/// <param name="Person">The leader.</param>
/// <param name="Post">The post in which they answer for it.</param>
/// <param name="From">The first day.</param>
/// <param name="Scope">In one sentence, such as 领导政府全面工作.</param>
/// <param name="Duties">Each thing.</param>
/// <param name="Source">The clause.</param>
/// <param name="To">The first day it no longer holds, where the document says so.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record SetPortfolio(PersonRef Person, PostRef Post, DateOnly? From, string? Scope, IReadOnlyList<Duty> Duties, Clause? Source, DateOnly? To = null) : ICommand<PortfolioId>, IForUnit
{
    Guid? IForUnit.Unit => Post.Unit?.Value;
}

/// <summary>Takes a portfolio back and opens again what it had ended.</summary>
/// <param name="Portfolio">The portfolio.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record UndoSetPortfolio(PortfolioId Portfolio) : ICommand<None>;

/// <summary>One line of a group's list.</summary>
/// <param name="Role">As printed: 组长, 副组长, 成员, 成员单位.</param>
/// <param name="By">How the member is named.</param>
/// <param name="Unit">The unit, of the post too.</param>
/// <param name="Title">The post's title.</param>
/// <param name="Condition">Which holder or post where no title says so: 主要负责人, 分管负责人.</param>
/// <param name="Person">The named person.</param>
public sealed record GroupMember(string Role, RoleBy By, UnitId? Unit, string? Title = null, string? Condition = null, PersonRef? Person = null);

/// <summary>Everything a document says of a standing group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Members">Its list.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The first day it no longer is.</param>
/// <param name="Parent">The group above it.</param>
/// <param name="Under">The unit above it.</param>
/// <param name="Unit">The group as a unit of the register, where it is one.</param>
/// <param name="Seat">The unit where its office sits.</param>
/// <param name="SeatRoom">The room.</param>
/// <param name="OpenEnded">The list ends with 等.</param>
/// <param name="Duties">What it is for, condensed.</param>
/// <param name="Note">What does not fit.</param>
public sealed record GroupContent(
    string Name, GroupKind Kind, IReadOnlyList<GroupMember> Members, DateOnly? From, DateOnly? To = null, GroupId? Parent = null, UnitId? Under = null, UnitId? Unit = null,
    UnitId? Seat = null, string? SeatRoom = null, bool OpenEnded = false, string? Duties = null, string? Note = null);

/// <summary>Sets up a standing group (设立). The same content by the same clause twice changes nothing and gives the same id.
/// Taken back by <see cref="UndoSetUpGroup"/>.</summary>
/// <param name="Content">What the document says.</param>
/// <param name="Source">The clause.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record SetUpGroup(GroupContent Content, Clause? Source) : ICommand<GroupId>;

/// <summary>Takes a group back, as if it had not been entered.</summary>
/// <param name="Group">The group.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record UndoSetUpGroup(GroupId Group) : ICommand<None>;
