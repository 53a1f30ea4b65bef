using Bihuan.Wildfire.Rasters;
using CsCheck;
using Xunit;
using static Bihuan.Wildfire.Tests.Rasters.RasterFileTests;

namespace Bihuan.Wildfire.Tests.Rasters;

/// <summary>Horn's slope and aspect against planes, a cone and a window worked by hand; landscapes that do not exist.</summary>
public sealed class TerrainTests
{
    public static TheoryData<double, double, double, double> Planes => new()
    {
        // rise to the east and to the north a metre, slope (degrees), aspect (the way downslope faces)
        { 0, 0, 0, 0 },
        { 1, 0, 45, 270 },
        { -1, 0, 45, 90 },
        { 0, 1, 45, 180 },
        { 0, -1, 45, 0 },
        { 1, 1, 54.735610317245346, 225 },
        { -0.1, -0.1, 8.049466997677293, 45 },
        { 0.25, -0.5, 29.205932247399399, 333.43494882292202 },
    };

    [Theory, MemberData(nameof(Planes))]
    public void Plane_HasItsSlopeAndAspect_ToTheEdge(double east, double north, double slope, double aspect)
    {
        var grid = Heights(new(7, 5, 20, 500_000, 3_300_000, 4549), (x, y) => 100 + (east * (x - 500_000)) + (north * (y - 3_300_000)));

        var shape = Done(Terrain.Shape(grid));

        Assert.All(shape.SlopeDegrees.Cells, s => Assert.Equal(slope, s, 0.001));
        Assert.All(shape.AspectDegrees.Cells, a => Assert.Equal(aspect, a > 359.99 ? 0 : a, 0.01));
    }

    /// <summary>One window by hand: 10 12 15 / 9 11 16 / 8 10 14 with cells of 10 m has p = ((15+32+14) − (10+18+8))/80 = 25/80 and
    /// q = ((8+20+14) − (10+24+15))/80 = −7/80: slope 17.979°, and as heights fall to the south and grow to the east, it faces west-south-west.</summary>
    [Fact]
    public void Window_WorkedByHand()
    {
        var shape = Done(Terrain.Shape(new(new(3, 3, 10), [10, 12, 15, 9, 11, 16, 8, 10, 14])));

        Assert.Equal(Math.Atan(Math.Sqrt(((25.0 * 25) + (7 * 7)) / 6400)) * 180 / Math.PI, shape.SlopeDegrees[1, 1], 1e-5);
        Assert.Equal(17.979, shape.SlopeDegrees[1, 1], 0.001);
        Assert.Equal(254.358, shape.AspectDegrees[1, 1], 0.001);
    }

    [Fact]
    public void Cone_FacesAwayFromItsTop()
    {
        GridFrame frame = new(101, 101, 10);
        var (top, level) = frame.Centre(50, 50);
        var grid = Heights(frame, (x, y) => 1000 - (0.5 * Math.Sqrt(((x - top) * (x - top)) + ((y - level) * (y - level)))));
        var shape = Done(Terrain.Shape(grid));

        for (var row = 0; row < 101; row++)
        {
            for (var column = 0; column < 101; column++)
            {
                if (Math.Max(Math.Abs(column - 50), Math.Abs(row - 50)) < 10)
                {
                    continue; // Near its top a cone is bent more than a window of three cells can follow.
                }

                var away = (Math.Atan2(column - 50, 50 - row) * 180 / Math.PI) + 360;
                var off = Math.Abs(away - shape.AspectDegrees[column, row]) % 360;
                Assert.True(Math.Min(off, 360 - off) < 0.5, $"{column},{row}: {shape.AspectDegrees[column, row]} for {away}");
                Assert.Equal(26.565, shape.SlopeDegrees[column, row], 0.2);
            }
        }
    }

    /// <summary>Mirrored ground is mirrored shape: no neighbour counts twice or from the wrong side. (Which way is which, the planes say.)</summary>
    [Fact]
    public void MirroredGround_FacesTheMirroredWay() => Gen.Float[0, 100].Array[25].Sample(
        cells =>
        {
            GridFrame frame = new(5, 5, 10);
            var shape = Done(Terrain.Shape(new(frame, cells)));
            var mirrored = Done(Terrain.Shape(new(frame, [.. cells.Chunk(5).SelectMany(r => r.Reverse())])));
            for (var i = 0; i < 25; i++)
            {
                var other = (i / 5 * 5) + 4 - (i % 5);
                Assert.Equal(shape.SlopeDegrees.Cells[i], mirrored.SlopeDegrees.Cells[other], 1e-4);
                var sum = (shape.AspectDegrees.Cells[i] + mirrored.AspectDegrees.Cells[other]) % 360;
                Assert.True(Math.Min(sum, 360 - sum) < 0.01 || shape.SlopeDegrees.Cells[i] < 1e-4, $"{shape.AspectDegrees.Cells[i]} against {mirrored.AspectDegrees.Cells[other]}");
            }
        },
        iter: 300);

    [Fact]
    public void Holes_StayHoles_AndTheirNeighboursKeepThePlane()
    {
        var grid = Heights(new(5, 5, 10), (x, y) => x);
        grid[2, 2] = float.NaN;
        var shape = Done(Terrain.Shape(grid));

        Assert.True(float.IsNaN(shape.SlopeDegrees[2, 2]) && float.IsNaN(shape.AspectDegrees[2, 2]));
        Assert.All(shape.SlopeDegrees.Cells.Where((_, i) => i != 12), s => Assert.Equal(45, s, 0.001));
        Assert.Equal("FIRE-423", Refused(Terrain.Shape(new(new(2, 1, 10), [float.NaN, float.NaN]))));
    }

    [Theory]
    [InlineData(4490, 0.0003, 121.8, 29.9, "FIRE-414")]
    [InlineData(4326, 30, 121.8, 29.9, "FIRE-414")]
    [InlineData(null, 0.0003, 121.8, 29.9, "FIRE-414")] // Says nothing, and can only be degrees.
    [InlineData(3857, 30, 1.3e7, 3.5e6, "FIRE-416")] // Its metres are none: 1.15 of them to the metre here.
    [InlineData(2437, 30, 5e5, 3.3e6, "FIRE-416")]
    public void SlopeOutOfDegrees_IsRefused(int? epsg, double size, double west, double north, string code) =>
        Assert.Equal(code, Refused(Terrain.Shape(new(new(2, 1, size, west, north, epsg), [1, 2]))));

    [Fact]
    public void Landscape_IsTheSameForASeed_AndSaysThatItIsInvented()
    {
        GridFrame frame = new(200, 150, 30, 500_000, 3_300_000, 4549);
        var landscape = Done(SyntheticLandscape.Make(frame, 42));
        var again = Done(SyntheticLandscape.Make(frame, 42));

        Assert.Equal(landscape.Heights.Cells, again.Heights.Cells);
        Assert.Equal(landscape.Fuel.Cells, again.Fuel.Cells);
        Assert.NotEqual(landscape.Heights.Cells, Done(SyntheticLandscape.Make(frame, 43)).Heights.Cells);
        Assert.StartsWith("SYNTHETIC", landscape.Description, StringComparison.Ordinal);
        Assert.All(landscape.Heights.Cells, h => Assert.InRange(h, 0, 400));
        Assert.True(landscape.Fuel.Cells.Distinct().Count() >= 5);
        Assert.True(Done(Terrain.Shape(landscape.Heights)).SlopeDegrees.Cells.Max() is > 5 and < 60);
        // Written down once: a change of the noise changes every drill.
        Assert.Equal((96.271f, 188), (MathF.Round(landscape.Heights[100, 75], 4), landscape.Fuel[100, 75]));
    }

    [Fact]
    public void LandscapeOutOfRange_NamesEveryReason()
    {
        var refused = Assert.IsType<Bihuan.Kernel.Result<SyntheticLandscape>.Refused>(SyntheticLandscape.Make(new(10, 10, 0.001, 121, 29, 4490), 1, new() { Relief = -1, Wavelength = 0, Settled = double.NaN }));

        Assert.Equal(["FIRE-414", "FIRE-424", "FIRE-424", "FIRE-424"], refused.Problems.Select(p => p.Code));
    }

    internal static Grid<float> Heights(GridFrame frame, Func<double, double, double> at)
    {
        Grid<float> grid = new(frame, new float[frame.Count]);
        for (var row = 0; row < frame.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var (x, y) = frame.Centre(column, row);
                grid[column, row] = (float)at(x, y);
            }
        }

        return grid;
    }
}
