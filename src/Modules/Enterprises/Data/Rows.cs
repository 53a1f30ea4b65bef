using Bihuan.Organisation;

namespace Bihuan.Enterprises;

/// <summary>That premises lie within the work of a unit.</summary>
internal sealed class PremisesUnit
{
    public required PremisesId Premises { get; init; }

    public required UnitId Unit { get; init; }

    /// <summary>As the premises' own, so that a unit's list walks its own index.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is on the map; none where it is not on it.</summary>
    public required int? Lon { get; init; }

    public required int? Lat { get; init; }
}

/// <summary>That a firm owns, uses or manages premises, now or once.</summary>
internal sealed class PremisesFirm
{
    public required PremisesId Premises { get; init; }

    public required EnterpriseId Enterprise { get; init; }

    public required UseRole Role { get; init; }

    /// <summary>Since when; none where nobody knows.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>The first day it no longer does.</summary>
    public required DateOnly? To { get; init; }
}

/// <summary>That an account acts for a firm.</summary>
internal sealed class EnterpriseAccount
{
    public required Guid Account { get; init; }

    public required EnterpriseId Enterprise { get; init; }
}

/// <summary>That a firm lies within the work of a unit: by its own street or department, or by premises that it uses.</summary>
internal sealed class EnterpriseReach
{
    public required EnterpriseId Enterprise { get; init; }

    public required UnitId Unit { get; init; }

    /// <summary>The premises; the empty UUID for the firm's own units.</summary>
    public required Guid Premises { get; init; }
}

/// <summary>What is compared of an entry when duplicates are looked for.</summary>
internal sealed class RegisterEntry
{
    public required Guid Id { get; init; }

    public required bool IsFirm { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    public required string? Code { get; init; }

    public required Guid? Street { get; init; }

    public required int? Lon { get; init; }

    public required int? Lat { get; init; }

    /// <summary>The cell of near places, see <see cref="Grid.CellOf"/>.</summary>
    public required long? Cell { get; init; }

    /// <summary>The keys of its names, a line each.</summary>
    public required string NameKeys { get; init; }

    public required string? AddressKey { get; init; }

    /// <summary>The kind under which the map counts it; <see langword="null"/> where it does not.</summary>
    public required string? MapKind { get; init; }
}

/// <summary>A key under which an entry is found.</summary>
internal sealed class RegisterKey
{
    public required bool IsFirm { get; init; }

    /// <summary>Name or address.</summary>
    public required DuplicateGround Ground { get; init; }

    public required string Key { get; init; }

    public required Guid Id { get; init; }
}

/// <summary>Two entries that may be one, until somebody has decided.</summary>
/// <typeparam name="TId">Of what.</typeparam>
internal sealed class DuplicatePair<TId>
    where TId : struct
{
    /// <summary>The one with the smaller id.</summary>
    public required TId First { get; init; }

    public required TId Second { get; init; }

    public required DuplicateGround Ground { get; init; }
}

/// <summary>How many premises of a kind that are not closed lie in a cell of the map, and the sums of their places.</summary>
internal sealed class MapCell
{
    public required string Kind { get; init; }

    public required int Level { get; init; }

    public required int X { get; init; }

    public required int Y { get; init; }

    public required int Count { get; init; }

    public required long Lon { get; init; }

    public required long Lat { get; init; }
}
