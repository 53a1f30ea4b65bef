using Bihuan.Kernel;
using Bihuan.Platform;
using Bihuan.Reading.Units;

namespace Bihuan.Organisation;

/// <summary>Says whose register this is; printed names such as 区某局 are read by it. Said again, it replaces what was said before.</summary>
/// <param name="Name">The government's area, such as 某某区.</param>
/// <param name="Level">Its level.</param>
/// <param name="City">The city it belongs to.</param>
/// <param name="Province">The province.</param>
/// <param name="Version">The version that the person saw; 0 where nobody looked, as in the set-up.</param>
[Needs(OrganisationPermissions.Administer)]
public sealed record NameDistrict(string Name, UnitLevel Level, string? City, string? Province, int Version = 0) : ICommand<None>;

/// <summary>Enters a unit (新增机构).</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Level">Where it sits.</param>
/// <param name="Parent">The unit it belongs to; without one it stands on top, which takes the right over everything.</param>
/// <param name="From">The first day it is; unknown where <see langword="null"/>.</param>
/// <param name="To">The first day it no longer is.</param>
/// <param name="Source">The clause that sets it up.</param>
/// <param name="SplitFrom">The unit it was split from.</param>
/// <param name="Note">What is doubtful.</param>
[Needs(OrganisationPermissions.Edit)]
public sealed record CreateUnit(
    string Name, UnitKind Kind = UnitKind.Department, UnitLevel Level = UnitLevel.District, UnitId? Parent = null, DateOnly? From = null, DateOnly? To = null, Clause? Source = null, UnitId? SplitFrom = null, string? Note = null)
    : ICommand<UnitId>, IForUnit
{
    Guid? IForUnit.Unit => Parent?.Value;
}

/// <summary>Gives a unit another name from a day on (更名). Its earlier names stay in its history.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Version">The version that the person saw; 0 where nobody looked, as in an import.</param>
/// <param name="Name">The new name.</param>
/// <param name="From">The first day.</param>
/// <param name="Source">The clause.</param>
[Needs(OrganisationPermissions.Edit)]
public sealed record RenameUnit(UnitId Unit, int Version, string Name, DateOnly From, Clause? Source) : ICommand<None>, IForUnit
{
    Guid? IForUnit.Unit => Unit.Value;
}

/// <summary>Puts a unit under another from a day on (调整隶属).</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Version">The version that the person saw.</param>
/// <param name="Parent">The unit above; <see langword="null"/> for none, which takes the right over everything.</param>
/// <param name="From">The first day.</param>
/// <param name="Source">The clause.</param>
[Needs(OrganisationPermissions.Edit)]
public sealed record MoveUnit(UnitId Unit, int Version, UnitId? Parent, DateOnly From, Clause? Source) : ICommand<None>, IForUnit
{
    Guid? IForUnit.Unit => Unit.Value;
}

/// <summary>Ends a unit (撤销), or lets it go into another (并入).</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Version">The version that the person saw.</param>
/// <param name="To">The first day it no longer is.</param>
/// <param name="MergedInto">The unit that it went into.</param>
/// <param name="Source">The clause.</param>
[Needs(OrganisationPermissions.Edit)]
public sealed record EndUnit(UnitId Unit, int Version, DateOnly To, UnitId? MergedInto, Clause? Source) : ICommand<None>, IForUnit
{
    Guid? IForUnit.Unit => Unit.Value;
}

/// <summary>Enters a post (新增职务). A title that the unit has already gives that post.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Title">The title.</param>
/// <param name="Kind">What it is; read from the title where <see langword="null"/>.</param>
/// <param name="Single">Whether one person at a time holds it; as the kind says where <see langword="null"/>: heads and 常务 do.</param>
/// <param name="From">The first day; unknown where <see langword="null"/>.</param>
/// <param name="To">The first day it no longer is.</param>
/// <param name="Source">The clause.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record CreatePost(UnitId Unit, string Title, PostKind? Kind = null, bool? Single = null, DateOnly? From = null, DateOnly? To = null, Clause? Source = null) : ICommand<PostId>, IForUnit
{
    Guid? IForUnit.Unit => Unit.Value;
}

/// <summary>Enters a person (新增人员). Always a person of their own, whoever else has the name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Number">The person number, where the district uses one.</param>
[Needs(OrganisationPermissions.Adopt)]
public sealed record EnterPerson(string Name, string? Number = null) : ICommand<PersonId>;
