using Bihuan.Enterprises;

namespace Bihuan.Hazards;

/// <summary>A photograph as it is handed in.</summary>
/// <param name="Hash">Of the file in the store.</param>
/// <param name="Name">Its name.</param>
/// <param name="TakenAt">When it was taken, as evidence.</param>
/// <param name="Point">Where it was taken, as evidence.</param>
/// <param name="SameSpotAs">The number of the photograph before that shows the same spot; needed of one after.</param>
public sealed record NewPhotograph(string Hash, string Name, DateTimeOffset? TakenAt = null, GeoPoint? Point = null, int? SameSpotAs = null);
