using Bihuan.Persistence;

namespace Bihuan.Platform;

/// <summary>A photograph that was taken in: the picture alone in the store, and what the camera wrote beside it as evidence.</summary>
/// <param name="File">The picture as it is kept: a JPEG of ours, upright, without metadata.</param>
/// <param name="Width">In pixels, as it is kept.</param>
/// <param name="Height">In pixels, as it is kept.</param>
/// <param name="Time">When it was taken, where the camera said.</param>
/// <param name="Place">Where it was taken, where the camera said.</param>
public sealed record StoredPhotograph(FileRef File, int Width, int Height, CaptureTime? Time = null, CapturePlace? Place = null);

/// <summary>When a photograph was taken, as the camera has it. Evidence, not proof: anybody can set a camera's clock.</summary>
/// <param name="At">The moment.</param>
/// <param name="Zone">How the moment follows from what the camera wrote.</param>
public sealed record CaptureTime(DateTimeOffset At, CaptureZone Zone);

/// <summary>Where a time zone comes from (时区依据).</summary>
public enum CaptureZone
{
    /// <summary>The camera wrote it (OffsetTimeOriginal).</summary>
    Camera,

    /// <summary>The time is that of the satellites, which is UTC.</summary>
    Satellite,

    /// <summary>The camera wrote none; the district's is taken for it.</summary>
    District,
}

/// <summary>Where a photograph was taken, in WGS 84 degrees to six decimals.</summary>
/// <param name="Longitude">East, −180 to 180.</param>
/// <param name="Latitude">North, −90 to 90.</param>
/// <param name="Metres">How far off it may be, where the camera said.</param>
public sealed record CapturePlace(decimal Longitude, decimal Latitude, decimal? Metres = null);

/// <summary>What a picture may be before it is decoded.</summary>
public static class PhotographLimits
{
    /// <summary>The largest file: 16 MB.</summary>
    public const long MaxBytes = 16L << 20;

    /// <summary>Pixels of a picture that is decoded row by row and made smaller on the way (JPEG).</summary>
    public const long MaxPixels = 108_000_000;

    /// <summary>Pixels of a picture that has to be held whole while it is decoded (PNG, WebP, progressive JPEG): about 100 MB.</summary>
    public const long MaxWholePixels = 25_000_000;

    /// <summary>Passes over a progressive picture. Cameras make ten; thousands would keep a core busy for hours.</summary>
    public const int MaxScans = 64;

    /// <summary>The longer side as it is kept.</summary>
    public const int MaxSide = 2048;
}
