namespace Bihuan.Platform;

/// <summary>What a map shows: a box in degrees (WGS 84) at a zoom.</summary>
/// <param name="West">The western edge.</param>
/// <param name="South">The southern edge.</param>
/// <param name="East">The eastern edge.</param>
/// <param name="North">The northern edge.</param>
/// <param name="Zoom">The zoom, 0 to 22.</param>
public sealed record MapBox(decimal West, decimal South, decimal East, decimal North, int Zoom);

/// <summary>A mark on a map.</summary>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Count">How many things it stands for.</param>
/// <param name="Text">What it is; of several, in words how many.</param>
/// <param name="Detail">What tells it apart.</param>
/// <param name="Address">Where it is shown in full; of several there is none, and the map goes nearer.</param>
/// <param name="Items">What a popup lists; a mark with it is opened rather than followed.</param>
/// <param name="Lamp">The lamp that it bears.</param>
public sealed record MapMark(decimal Longitude, decimal Latitude, int Count, string Text, string? Detail = null, string? Address = null, IReadOnlyList<MapItem>? Items = null, LampColour? Lamp = null);

/// <summary>A line of a mark's popup.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Address">Where it is shown in full.</param>
/// <param name="Detail">What tells it apart.</param>
/// <param name="Lamp">Its lamp.</param>
/// <param name="LampText">The lamp in words.</param>
public sealed record MapItem(string Text, string Address, string? Detail = null, LampColour? Lamp = null, string? LampText = null);

/// <summary>The marks of a box, clustered by the server.</summary>
/// <param name="Total">How many things they stand for.</param>
/// <param name="Marks">The marks.</param>
public sealed record MapMarks(int Total, IReadOnlyList<MapMark> Marks);

/// <summary>A name on a map that stands about where its place is, not where it was surveyed.</summary>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Text">The name, with the word that says so.</param>
public sealed record MapLabel(decimal Longitude, decimal Latitude, string Text);
