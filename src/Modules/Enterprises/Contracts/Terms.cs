using Bihuan.Organisation;

namespace Bihuan.Enterprises;

/// <summary>A position in WGS 84 degrees, to six decimals (about 0.1 m).</summary>
/// <param name="Longitude">East, −180 to 180.</param>
/// <param name="Latitude">North, −90 to 90.</param>
public readonly record struct GeoPoint(decimal Longitude, decimal Latitude)
{
    /// <summary>Metres to a position that is near.</summary>
    public double MetresTo(GeoPoint other) => Coordinates.Metres(this, other);
}

/// <summary>Somebody who answers, by position in the firm or by public post.</summary>
/// <param name="Role">In which position.</param>
/// <param name="Title">The title, where the position does not say enough.</param>
/// <param name="Name">Who holds it, as the holder of the position.</param>
/// <param name="Telephone">The telephone of the office.</param>
/// <param name="Post">The public post; its holder follows from the organisation.</param>
public sealed record Responsible(ResponsibleRole Role, string? Title = null, string? Name = null, string? Telephone = null, PostId? Post = null);

/// <summary>A licence, permit or filing (许可、备案).</summary>
/// <param name="Kind">Which, in words.</param>
/// <param name="Number">Its number.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; none for one without end.</param>
public sealed record Licence(string Kind, string? Number = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>A name that is no longer borne (曾用名).</summary>
/// <param name="Name">The name.</param>
/// <param name="To">The first day on which it was no longer borne; unknown where <see langword="null"/>.</param>
public sealed record FormerName(string Name, DateOnly? To = null);

/// <summary>A firm that owns, uses or manages premises.</summary>
/// <param name="Enterprise">The firm.</param>
/// <param name="Role">In which way.</param>
/// <param name="From">The first day; unknown where <see langword="null"/>.</param>
/// <param name="To">The first day it no longer does.</param>
public sealed record PremisesUse(EnterpriseId Enterprise, UseRole Role, DateOnly? From = null, DateOnly? To = null);

/// <summary>Everything entered of a firm (登记内容).</summary>
public sealed record EnterpriseTerms
{
    /// <summary>Its full name.</summary>
    public required string Name { get; init; }

    /// <summary>Names it bore before.</summary>
    public IReadOnlyList<FormerName> FormerNames { get; init; } = [];

    /// <summary>Short names and signboards.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The unified social credit code (GB 32100-2015).</summary>
    public string? Code { get; init; }

    /// <summary>Its legal form.</summary>
    public LegalForm Form { get; init; }

    /// <summary>Its trade (行业), in words.</summary>
    public string? Trade { get; init; }

    /// <summary>The address under which it is registered.</summary>
    public string Address { get; init; } = "";

    /// <summary>The street that is its territorial unit; none for a firm from elsewhere.</summary>
    public UnitId? Street { get; init; }

    /// <summary>The industry departments (行业主管部门).</summary>
    public IReadOnlyList<UnitId> Departments { get; init; } = [];

    /// <summary>Who answers, by position.</summary>
    public IReadOnlyList<Responsible> Officers { get; init; } = [];

    /// <summary>Licences and filings.</summary>
    public IReadOnlyList<Licence> Licences { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What does not fit.</summary>
    public string? Note { get; init; }
}

/// <summary>Everything entered of premises (登记内容).</summary>
public sealed record PremisesTerms
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Names it bore before.</summary>
    public IReadOnlyList<FormerName> FormerNames { get; init; } = [];

    /// <summary>Further names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The key of its kind in <c>data/reference/premises-kinds.json</c>, such as <c>cold-store</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its address.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where it is.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>Its outline as a GeoJSON polygon or multipolygon in WGS 84.</summary>
    public string? Outline { get; init; }

    /// <summary>The system in which point and outline are given. They are converted when they are taken in; what is kept says WGS 84.</summary>
    public CoordinateSystem System { get; init; }

    /// <summary>The street it lies in.</summary>
    public UnitId? Street { get; init; }

    /// <summary>The community or village, by name.</summary>
    public string? Community { get; init; }

    /// <summary>The territorial unit that answers for it, where that is another than the street.</summary>
    public UnitId? Territory { get; init; }

    /// <summary>The industry departments.</summary>
    public IReadOnlyList<UnitId> Departments { get; init; } = [];

    /// <summary>The firms that own, use or manage it.</summary>
    public IReadOnlyList<PremisesUse> Uses { get; init; } = [];

    /// <summary>Who answers, by position.</summary>
    public IReadOnlyList<Responsible> Officers { get; init; } = [];

    /// <summary>How gas comes to it.</summary>
    public GasUse Gas { get; init; }

    /// <summary>The day on which that was seen.</summary>
    public DateOnly? GasAsOf { get; init; }

    /// <summary>Its area in m²; <see cref="Kernel.Area.SquareMetres"/> makes an area of it.</summary>
    public decimal? SquareMetres { get; init; }

    /// <summary>Storeys above ground.</summary>
    public int? Storeys { get; init; }

    /// <summary>Storeys below ground.</summary>
    public int? StoreysBelow { get; init; }

    /// <summary>Its height in metres.</summary>
    public decimal? Height { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What does not fit.</summary>
    public string? Note { get; init; }
}
