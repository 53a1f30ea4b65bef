using Bihuan.Kernel;
using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Growth;
using Xunit;

namespace Bihuan.Wildfire.Tests.Growth;

/// <summary>What the tests of growth have in common.</summary>
internal static class Growing
{
    public const double Cell = 30;

    public static T Done<T>(Result<T> result) => result.Value();

    public static IReadOnlyList<string> Codes<T>(Result<T> result) => result.Match<IReadOnlyList<string>>(_ => [], refused => [.. refused.Select(p => $"{p.Code} {p.Field}")]);

    public static SpreadEllipse Ellipse(double rate, double lengthToWidth, double heading) => new(rate, heading, Math.Sqrt((lengthToWidth * lengthToWidth) - 1) / lengthToWidth);

    public static Ignition.Point At(GridFrame frame, int column, int row, double minutes = 0)
    {
        var (east, north) = frame.Centre(column, row);
        return new(east, north, minutes);
    }

    public static Result<GrowthResult> Grow(SpreadField field, IReadOnlyList<Ignition> ignitions, GrowthOptions options) =>
        FireGrowth.Run(field, ignitions, options, TestContext.Current.CancellationToken);

    public static Grid<float> Run(SpreadField field, double end, params IReadOnlyList<Ignition> ignitions) =>
        Done(Grow(field, ignitions, new(end) { Outputs = GrowthOutputs.Arrival })).Arrival;

    /// <summary>Cells in both ÷ cells in either.</summary>
    public static double Overlap(Grid<float> arrival, Func<double, double, bool> burnt)
    {
        double both = 0, either = 0;
        for (var row = 0; row < arrival.Frame.Rows; row++)
        {
            for (var column = 0; column < arrival.Frame.Columns; column++)
            {
                var (east, north) = arrival.Frame.Centre(column, row);
                var (ours, theirs) = (float.IsFinite(arrival[column, row]), burnt(east, north));
                both += ours && theirs ? 1 : 0;
                either += ours || theirs ? 1 : 0;
            }
        }

        Assert.True(either > 0);
        return both / either;
    }

    public static int Count(Grid<float> arrival) => arrival.Cells.Count(float.IsFinite);
}
