using Bihuan.Enterprises;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>A photograph as it is handed in.</summary>
/// <param name="Hash">Of the file in the store.</param>
/// <param name="Name">Its name.</param>
/// <param name="TakenAt">When it was taken, as evidence.</param>
/// <param name="Point">Where it was taken, as evidence.</param>
/// <param name="SameSpotAs">The number of the photograph before that shows the same spot; needed of one after.</param>
public sealed record NewPhotograph(string Hash, string Name, DateTimeOffset? TakenAt = null, GeoPoint? Point = null, int? SameSpotAs = null)
{
    /// <summary>A photograph that was taken in, with what its camera wrote.</summary>
    /// <param name="stored">The photograph.</param>
    /// <param name="name">Its name.</param>
    public static NewPhotograph Of(StoredPhotograph stored, string name)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new(stored.File.Hash, Path.GetFileName(name), stored.Time?.At, stored.Place is { } at ? new GeoPoint(at.Longitude, at.Latitude) : null);
    }
}
