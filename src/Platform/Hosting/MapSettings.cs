namespace Bihuan.Platform;

/// <summary>The base map. Without one, maps show the district's outline, so that they work without a network. Set in the configuration as <c>Map</c>.</summary>
public sealed record MapSettings
{
    /// <summary>The address of tiles in the web Mercator grid, in WGS 84 or CGCS2000, such as that of a WMTS layer:
    /// <c>https://maps.example.gov.cn/wmts?…&amp;TILEMATRIX={z}&amp;TILEROW={y}&amp;TILECOL={x}</c>. Maps in GCJ-02 do not fit.</summary>
    public string? Tiles { get; init; }

    /// <summary>Whose map it is, shown on it.</summary>
    public string? Attribution { get; init; }

    /// <summary>From where tiles come, for the browser's policy; <see langword="null"/> without a map.</summary>
    public string? Origin => Uri.TryCreate(Tiles, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.GetLeftPart(UriPartial.Authority) : null;
}
