using Bihuan.Kernel;
using NetTopologySuite.Geometries;

namespace Bihuan.Wildfire.Growth;

/// <summary>A factor on the rate of spread that fits a computation to what was seen of the fire, with how well it is known.</summary>
/// <remarks>
/// The middle of the logarithms of seen to computed, as Rothermel &amp; Rinehart 1983 (INT-142) and FARSITE's adjustment factors take a ratio of rates. Factors hold while
/// weather and fuel stay as they were when the fire was seen.
/// </remarks>
/// <param name="Factor">On the rate of spread: above 1 the fire is quicker than computed.</param>
/// <param name="Low">Lower end of the 95 % interval of the factor; not a number with a single observation.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Deviation">Standard deviation of the logarithm of single observations around it; not a number with one.</param>
/// <param name="Observations">How many independent observations it rests on.</param>
/// <param name="Unused">Share of the observed outline at which the computed fire never came, 0 to 1.</param>
public sealed record Adjustment(double Factor, double Low, double High, double Deviation, int Observations, double Unused)
{
    /// <summary>An outline counts as this many observations: neighbouring points of it tell the same.</summary>
    public const int Pieces = 12;

    /// <summary>Standard error of the logarithm of the factor: deviation ÷ √observations; not a number with a single one.</summary>
    public double StandardError => Deviation / Math.Sqrt(Observations);

    /// <summary>From rates of spread that were seen and those computed for the same places and times.</summary>
    /// <param name="rates">Seen and computed, m/min, both above 0.</param>
    public static Result<Adjustment> FromRates(IReadOnlyList<(double Seen, double Computed)> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var problems = new List<Problem>();
        Range.Check(problems, "rates", rates.Count, 1, 1_000_000);
        for (var i = 0; i < rates.Count; i++)
        {
            Range.Check(problems, $"rates[{i}].seen", rates[i].Seen, 1e-6, 1e4);
            Range.Check(problems, $"rates[{i}].computed", rates[i].Computed, 1e-6, 1e4);
        }

        return problems.Count > 0 ? problems : Of([.. rates.Select(r => Math.Log(r.Seen / r.Computed))], 0);
    }

    /// <summary>From an outline that was seen: at each of its points the fire should have come at the time it was seen there.</summary>
    /// <param name="arrival">Computed with factor 1, far enough beyond the time seen that the fire comes to the outline.</param>
    /// <param name="outline">The outline seen, polygons in the reference system of the frame.</param>
    /// <param name="seenMinutes">When it was seen.</param>
    /// <param name="startMinutes">When the fire started.</param>
    public static Result<Adjustment> FromPerimeter(Grid<float> arrival, Geometry outline, double seenMinutes, double startMinutes = 0)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(outline);
        var problems = new List<Problem>();
        Range.Check(problems, "startMinutes", startMinutes, 0, GrowthOptions.MostMinutes);
        Range.Check(problems, "seenMinutes", seenMinutes - startMinutes, 1e-3, GrowthOptions.MostMinutes);
        if (outline is not (Polygon or MultiPolygon) || outline.IsEmpty || !outline.IsValid)
        {
            problems.Add(Problem.Coded("FIRE-309", "outline"));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        // Islands are left out: what stayed unburnt inside says little of the rate.
        var points = new List<Coordinate>();
        for (var i = 0; i < outline.NumGeometries; i++)
        {
            var ring = ((Polygon)outline.GetGeometryN(i)).ExteriorRing;
            var line = new NetTopologySuite.LinearReferencing.LengthIndexedLine(ring);
            var count = (int)Math.Clamp(ring.Length / arrival.Frame.CellSize, 4 * Pieces, 100_000);
            points.AddRange(Enumerable.Range(0, count).Select(j => line.ExtractPoint((j + 0.5) * ring.Length / count)));
        }

        var logs = new List<double>();
        var (pieces, used) = (new List<double>(), 0);
        for (var piece = 0; piece < Pieces; piece++)
        {
            logs.Clear();
            for (var i = piece * points.Count / Pieces; i < (piece + 1) * points.Count / Pieces; i++)
            {
                var minutes = At(arrival, points[i]) - startMinutes;
                if (minutes > 0 && double.IsFinite(minutes))
                {
                    logs.Add(Math.Log(minutes / (seenMinutes - startMinutes)));
                }
            }

            used += logs.Count;
            if (logs.Count > 0)
            {
                pieces.Add(logs.Average());
            }
        }

        return pieces.Count == 0 ? Problem.Coded("FIRE-314", "outline", $"{points.Count}") : Of(pieces, 1 - ((double)used / points.Count));
    }

    /// <summary>
    /// As <see cref="FromPerimeter"/>, and again with the factor found until it no longer moves: where weather changes, a rate that doubles does not halve each time.
    /// </summary>
    /// <param name="compute">Computes with a factor on all rates.</param>
    /// <param name="outline">The outline seen.</param>
    /// <param name="seenMinutes">When it was seen.</param>
    /// <param name="startMinutes">When the fire started.</param>
    public static Result<Adjustment> Fit(Func<double, Result<GrowthResult>> compute, Geometry outline, double seenMinutes, double startMinutes = 0)
    {
        ArgumentNullException.ThrowIfNull(compute);
        var factor = 1.0;
        for (var i = 0; ; i++)
        {
            var step = compute(factor).Match(done => FromPerimeter(done.Arrival, outline, seenMinutes, startMinutes), refused => refused.ToList());
            if (step is not Result<Adjustment>.Done(var adjustment))
            {
                return step;
            }

            factor *= adjustment.Factor;
            if (i == 9 || Math.Abs(Math.Log(adjustment.Factor)) < 0.002)
            {
                return adjustment with { Factor = factor, Low = adjustment.Low * factor / adjustment.Factor, High = adjustment.High * factor / adjustment.Factor };
            }
        }
    }

    /// <summary>Arrival at a point between the middles of four cells; infinite where one of them does not burn.</summary>
    private static double At(Grid<float> arrival, Coordinate point)
    {
        var frame = arrival.Frame;
        var (x, y) = FireGrowth.ToCells(frame, point.X, point.Y);
        (x, y) = (x - 0.5, y - 0.5);
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        if (column < 0 || row < 0 || column + 1 >= frame.Columns || row + 1 >= frame.Rows)
        {
            return double.PositiveInfinity;
        }

        var (u, v) = (x - column, y - row);
        return ((1 - v) * (((1 - u) * arrival[column, row]) + (u * arrival[column + 1, row]))) + (v * (((1 - u) * arrival[column, row + 1]) + (u * arrival[column + 1, row + 1])));
    }

    private static Adjustment Of(List<double> logs, double unused)
    {
        var mean = logs.Average();
        var n = logs.Count;
        var deviation = n > 1 ? Math.Sqrt(logs.Sum(l => (l - mean) * (l - mean)) / (n - 1)) : double.NaN;
        var half = n > 1 ? Student(n - 1) * deviation / Math.Sqrt(n) : double.NaN;
        return new(Math.Exp(mean), Math.Exp(mean - half), Math.Exp(mean + half), deviation, n, unused);
    }

    /// <summary>97.5 % point of Student's distribution, by the expansion of Fisher &amp; Cornish 1960 beyond the tabled 1 to 4 degrees.</summary>
    internal static double Student(int degrees)
    {
        const double Z = 1.959963984540054;
        double[] table = [12.7062047364, 4.30265272975, 3.18244630528, 2.7764451052];
        if (degrees <= table.Length)
        {
            return table[degrees - 1];
        }

        double n = degrees, z3 = Math.Pow(Z, 3), z5 = Math.Pow(Z, 5), z7 = Math.Pow(Z, 7);
        return Z + ((z3 + Z) / (4 * n)) + (((5 * z5) + (16 * z3) + (3 * Z)) / (96 * n * n)) + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * Z)) / (384 * n * n * n));
    }
}
