using Bihuan.Kernel;

namespace Bihuan.Wildfire.Danger;

/// <summary>Limits that divide the fire weather index into classes. The system itself fixes none.</summary>
/// <param name="Limits">Rising lower limits of the second class and on; a value at a limit belongs to the class above.</param>
/// <param name="Source">Who draws them so.</param>
public sealed record FwiClasses(IReadOnlyList<double> Limits, Citation Source)
{
    /// <summary>Very low, low, moderate, high, very high, extreme, as the European system divides. Not drawn for eastern China.</summary>
    public static FwiClasses Effis { get; } = new([5.2, 11.2, 21.3, 38, 50], new("EFFIS", "danger classes", Certainty.Recalled));

    /// <summary>Class of a value, from 1.</summary>
    public int Of(double fwi) => 1 + Limits.Count(limit => fwi >= limit);

    /// <summary>Limits at percentiles of a place's own record, linear between ranks (type 7 of Hyndman &amp; Fan 1996). Our proposal for a district.</summary>
    /// <param name="record">Index of many days, ten years if there are; NaN is left out.</param>
    /// <param name="percentiles">Rising, between 0 and 100.</param>
    public static Result<FwiClasses> FromRecord(IReadOnlyList<double> record, IReadOnlyList<double> percentiles)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(percentiles);
        var reasons = new Reasons();
        double[] sorted = [.. record.Where(v => !double.IsNaN(v)).Order()];
        if (sorted.Length < 30)
        {
            reasons.Add("FIRE-103", "record", $"{sorted.Length}", "30…");
        }

        for (var i = 0; i < percentiles.Count; i++)
        {
            reasons.Within($"percentiles[{i}]", percentiles[i], i == 0 ? 0 : percentiles[i - 1], 100);
        }

        return reasons.Any ? reasons.List : new FwiClasses([.. percentiles.Select(At)], new("own record", $"percentiles {string.Join(", ", percentiles)} of {sorted.Length} days", Certainty.Proposed));

        double At(double percentile)
        {
            var rank = percentile / 100 * (sorted.Length - 1);
            var below = (int)rank;
            return below + 1 < sorted.Length ? sorted[below] + ((rank - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
        }
    }
}
