using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>Asks what maps of the district show beneath the marks: its outline, where one is known, and the names of streets about where their premises are.</summary>
[Needs(EnterprisesPermissions.View)]
public sealed record ShowMapBase : IQuery<MapBase>;

/// <summary>What lies beneath the marks of a map.</summary>
/// <param name="Outline">GeoJSON; <see langword="null"/> where none is known.</param>
/// <param name="Streets">Names of streets: schematic, for no outline of a street is known.</param>
/// <param name="Start">The box of all premises, where there is no outline.</param>
public sealed record MapBase(string? Outline, IReadOnlyList<MapLabel> Streets, MapBox? Start);
