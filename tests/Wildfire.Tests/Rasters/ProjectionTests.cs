using Bihuan.Wildfire.Rasters;
using Xunit;
using static Bihuan.Wildfire.Tests.Rasters.RasterFileTests;

namespace Bihuan.Wildfire.Tests.Rasters;

/// <summary>Zones against another series, frames against each other, rasters in other frames.</summary>
public sealed class ProjectionTests
{
    /// <summary>To a millimetre, there and back.</summary>
    [Fact]
    public void EveryZone_AgreesWithKruegersSeries()
    {
        var rows = Tables.Read("Rasters", "projections.csv").Select(r => Array.ConvertAll(["epsg", "longitude", "latitude", "east", "north"], r.Number)).ToList();

        Assert.True(rows.Count > 60);
        Assert.All(rows, row =>
        {
            var epsg = (int)row[0];
            var (east, north) = Done(ReferenceSystem.Between(epsg < 5000 ? 4490 : 4326, epsg, "a")).Apply(row[1], row[2]);
            var (longitude, latitude) = Done(ReferenceSystem.Between(epsg, 4326, "a")).Apply(row[3], row[4]);

            Assert.Equal(row[3], east, 0.001);
            Assert.Equal(row[4], north, 0.001);
            Assert.Equal(row[1], longitude, 1e-8);
            Assert.Equal(row[2], latitude, 1e-8);
        });
    }

    [Fact]
    public void OutsideTheZone_ThereIsNoPlace()
    {
        var way = Done(ReferenceSystem.Between(4490, 4549, "a"));

        Assert.All(((double, double)[])[(130, 30), (120, 89), (double.NaN, 30)], p => Assert.True(double.IsNaN(way.Apply(p.Item1, p.Item2).East)));
        Assert.Equal("FIRE-416", Refused(ReferenceSystem.Between(3857, 4549, "a")));
    }

    [Theory]
    [InlineData(4490, MapUnit.Degrees)]
    [InlineData(4326, MapUnit.Degrees)]
    [InlineData(4491, MapUnit.Metres)]
    [InlineData(4554, MapUnit.Metres)]
    [InlineData(4555, MapUnit.Unknown)]
    [InlineData(32651, MapUnit.Metres)]
    [InlineData(32661, MapUnit.Unknown)]
    [InlineData(32760, MapUnit.Metres)]
    [InlineData(3857, MapUnit.Unknown)]
    [InlineData(null, MapUnit.Metres)]
    public void System_SaysInWhatItMeasures(int? epsg, MapUnit unit) => Assert.Equal(unit, ReferenceSystem.UnitOf(epsg));

    [Theory]
    [InlineData("""PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""", 4549)]
    [InlineData("""PROJCS["CGCS2000_3_Degree_GK_Zone_40",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",40500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],UNIT["Meter",1.0]]""", 4528)]
    [InlineData("""PROJCS["WGS_1984_UTM_Zone_51N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",123.0],PARAMETER["Scale_Factor",0.9996],UNIT["Meter",1.0]]""", 32651)]
    [InlineData("""GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""", 4326)]
    [InlineData("""PROJCS["x",GEOGCS["CGCS2000",AUTHORITY["EPSG","4490"]],UNIT["metre",1],AUTHORITY["EPSG","4549"]]""", 4549)]
    [InlineData("""PROJCS["Beijing_1954_GK_Zone_20",GEOGCS["GCS_Beijing_1954"]]""", null)]
    [InlineData("", null)]
    public void WellKnownText_IsRecognised(string text, int? epsg) => Assert.Equal(epsg, ReferenceSystem.OfWellKnownText(text));

    [Fact]
    public void FeetInAPrj_AreRefused()
    {
        var ascii = "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 30\n1\n"u8.ToArray();

        Assert.Equal("FIRE-415", Refused(RasterFile.Open(new MemoryStream(ascii), "a", new() { WellKnownText = """PROJCS["x",UNIT["Foot_US",0.3048006096012192]]""" })));
        Assert.Equal("FIRE-416", Refused(RasterFile.Open(new MemoryStream(ascii), "a", new() { WellKnownText = """PROJCS["x"]""" })));
    }

    public static TheoryData<GridFrame, string[]> Others => new()
    {
        { new(10, 10, 30, 0, 300, 4549), [] },
        { new(10, 10, 30, 0.1, 300, 4549), [] },
        { new(11, 10, 30, 0, 300, 4549), ["FIRE-410"] },
        { new(10, 10, 30.1, 0, 300, 4549), ["FIRE-411"] },
        { new(10, 10, 30, 15, 300, 4549), ["FIRE-412"] },
        { new(10, 10, 30, 0, 300, 4548), ["FIRE-413"] },
        { new(10, 10, 30, 0, 300), ["FIRE-413"] },
        { new(9, 10, 25, 15, 300, 4490), ["FIRE-413", "FIRE-410", "FIRE-411"] },
    };

    [Theory, MemberData(nameof(Others))]
    public void Frames_SayHowTheyDiffer(GridFrame other, string[] codes) =>
        Assert.Equal(codes, Frames.Differences(new(10, 10, 30, 0, 300, 4549), "heights", other, "fuel").Select(p => p.Code));

    [Fact]
    public void DifferenceOfPlace_IsCountedInCells()
    {
        var problem = Assert.Single(Frames.Differences(new(10, 10, 30, 0, 300), "heights", new(10, 10, 30, 45, 270), "fuel"));

        Assert.Equal(["1.5", "-1", "heights"], problem.Values);
    }

    [Theory]
    [InlineData(30, 30, 90, 90, 1, 7, 2, 2)] // On the borders of cells: exactly those.
    [InlineData(31, 31, 89, 89, 1, 7, 2, 2)] // Cells that are only touched come along.
    [InlineData(-500, -500, 500, 500, 0, 0, 10, 10)]
    [InlineData(295, 0, 1000, 5, 9, 9, 1, 1)]
    public void Box_IsCutAlongCells(double west, double south, double east, double north, int column, int row, int columns, int rows)
    {
        GridFrame frame = new(10, 10, 30, 0, 300);
        Grid<int> grid = new(frame, [.. Enumerable.Range(0, 100)]);

        Assert.Equal(new CellWindow(column, row, columns, rows), Done(Clipping.Window(frame, new(west, south, east, north), "a")));
        var part = Done(Clipping.Clip(grid, new(west, south, east, north)));
        Assert.Equal((row * 10) + column, part[0, 0]);
        Assert.Equal(((row + rows - 1) * 10) + column + columns - 1, part[columns - 1, rows - 1]);
        Assert.Equal(frame.Centre(column, row), part.Frame.Centre(0, 0));
    }

    [Theory]
    [InlineData(300, 0, 400, 300)]
    [InlineData(0, 400, 300, 500)]
    [InlineData(90, 90, 30, 30)]
    [InlineData(double.NaN, 0, 30, 30)]
    public void BoxBesideTheRaster_IsRefused(double west, double south, double east, double north) =>
        Assert.Equal("FIRE-409", Refused(Clipping.Window(new(10, 10, 30, 0, 300), new(west, south, east, north), "a")));

    [Fact]
    public void Nearest_TakesTheCellUnderTheMiddle_AndBilinearKeepsAPlane()
    {
        GridFrame frame = new(20, 20, 30, 0, 600);
        GridFrame finer = new(40, 40, 10, 95, 505);
        var plane = TerrainTests.Heights(frame, (x, y) => (2 * x) - (3 * y));
        Grid<int> classes = new(frame, [.. Enumerable.Range(0, 400)]);

        var heights = Done(Resampling.Bilinear(plane, finer));
        var nearest = Done(Resampling.Nearest(classes, finer, -1));

        for (var row = 0; row < 40; row++)
        {
            for (var column = 0; column < 40; column++)
            {
                var (x, y) = finer.Centre(column, row);
                Assert.Equal((2 * x) - (3 * y), heights[column, row], 0.01);
                Assert.Equal(((int)((600 - y) / 30) * 20) + (int)(x / 30), nearest[column, row]);
            }
        }

        Assert.Equal(classes.Cells, Done(Resampling.Nearest(classes, frame, -1)).Cells);
        Assert.Equal(plane.Cells, Done(Resampling.Bilinear(plane, frame)).Cells);
        Assert.Equal(-1, Done(Resampling.Nearest(classes, frame with { West = -30 }, -1))[0, 0]);
        Assert.Equal("FIRE-422", Refused(Resampling.Nearest(classes, frame with { West = 10_000 }, -1)));
        Assert.Equal("FIRE-413", Refused(Resampling.Nearest(classes, frame with { Epsg = 4549 }, -1)));
    }

    [Fact]
    public void Bilinear_LeavesAHoleAHole_AndDoesNotSpreadIt()
    {
        Grid<float> grid = new(new(3, 1, 10), [10, float.NaN, 30]);

        Assert.Equal([10, 10, float.NaN, float.NaN, 30, 30], Done(Resampling.Bilinear(grid, new(6, 1, 5, 0, -2))).Cells);
    }

    /// <summary>A plane of degrees brought into a zone and back: heights stay within what a cell of 30 m can say.</summary>
    [Fact]
    public void Raster_GoesIntoAZoneAndBack()
    {
        GridFrame degrees = new(300, 200, 1.0 / 3600, 121.7, 29.95, 4490);
        var grid = TerrainTests.Heights(degrees, (x, y) => 100 + (1000 * (x - 121.7)) + (2000 * (y - 29.9)));
        var zone = Done(Resampling.FrameIn(degrees, 4549, 30));

        var there = Done(Resampling.Bilinear(grid, zone));
        var back = Done(Resampling.Bilinear(there, degrees));

        Assert.True(zone.Columns is > 260 and < 290 && zone.Rows is > 200 and < 225, $"{zone}");
        var inner = Enumerable.Range(0, grid.Cells.Length).Where(i => i % 300 is > 5 and < 295 && i / 300 is > 5 and < 195);
        Assert.All(inner, i => Assert.Equal(grid.Cells[i], back.Cells[i], 0.02));
        Assert.True(Done(Terrain.Shape(there)).SlopeDegrees.Cells.Max() > 1);
        Assert.Equal("FIRE-422", Refused(Resampling.FrameIn(degrees, 4534, 30)));
    }
}
