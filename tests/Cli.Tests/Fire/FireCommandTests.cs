using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.Kernel;
using Bihuan.Wildfire;
using Bihuan.Wildfire.Rasters;
using Xunit;

namespace Bihuan.Cli.Tests.Fire;

/// <summary>The fire commands through the real entry point; figures are the worked examples of the fire science sheet, §7.</summary>
public sealed partial class FireCommandTests : IDisposable
{
    private const string Weather =
        """
        date,temperature,humidity,wind_kmh,rain,max_temperature,min_humidity,max_wind_ms
        2026-11-01,18.5,35,20,0,22.4,38,7
        2026-11-02,12,88,10,6.2,14.0,70,3
        2026-11-03,15,50,15,0,18.0,45,5
        """;

    private readonly CommandLine _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Danger_IsThatOfTheSheet_AndNamesItsConstant()
    {
        var file = _run.Add("w.csv", Weather);
        var ran = _run.Run("fire", "danger", file, "--latitude", "29.9", "--last-rain", "6,3", "--out", "d.csv");
        var rows = File.ReadAllLines(_run.PathOf("d.csv")).Select(l => l.Split(',')).ToList();

        Assert.True(ran.Code == 0, ran.Error);
        Assert.Equal(["88.9685", "7.9545", "18.0340", "10.1212", "7.9087", "9.2317", "1.3903"], rows[1][2..9]);
        Assert.Equal(["41.2928", "4.2874", "11.9948", "0.0728", "4.5283", "0.0300", "0.0001"], rows[2][2..9]);
        Assert.Equal(["70.5923", "5.5224", "14.3988", "1.3574", "5.6385", "0.6158", "0.0115"], rows[3][2..9]);
        Assert.Equal(["16", "16", "20", "20", "0", "72", "3"], rows[1][10..17]); // LY/T 1172, reading 1.
        Assert.Equal("147.277228", rows[1][17]);
        Assert.Contains("κ = 147.277228", ran.Out, StringComparison.Ordinal);
        Assert.Contains("仅供参考", ran.Out, StringComparison.Ordinal);

        var printed = _run.Run("fire", "danger", file, "--latitude", "29.9", "--constant", "1985", "--lang", "en");
        Assert.Contains("κ = 147.2 ", printed.Out, StringComparison.Ordinal);
        Assert.DoesNotMatch(CommandLine.Chinese(), printed.Out);
    }

    [Fact]
    public void MissingDay_IsRefusedWithItsDate_OrEstimatedAndMarked()
    {
        var file = _run.Add("w.csv", Weather.Replace("2026-11-02", "2026-11-04", StringComparison.Ordinal));

        var refused = _run.Run("fire", "danger", file, "--latitude", "29.9");
        var filled = _run.Run("fire", "danger", file, "--latitude", "29.9", "--missing", "day-before", "--out", "d.csv");

        Assert.Equal(2, refused.Code);
        Assert.Contains("2026-11-02", refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Out);
        Assert.Equal(0, filled.Code);
        Assert.Equal(["", "Filled", "Carried", "Carried"], File.ReadAllLines(_run.PathOf("d.csv")).Skip(1).Select(l => l.Split(',')[9]));
    }

    [Fact]
    public void BadTable_NamesEveryLine()
    {
        var file = _run.Add("w.csv", Weather.Replace("18.5", "warm", StringComparison.Ordinal).Replace("2026-11-03", "3 Nov", StringComparison.Ordinal));

        var ran = _run.Run("fire", "danger", file, "--latitude", "29.9");
        var unknown = _run.Run("fire", "danger", _run.Add("u.csv", "date,temprature\n2026-11-01,3\n"), "--latitude", "29.9");

        Assert.Equal(2, ran.Code);
        Assert.Contains("第 4 行", ran.Error, StringComparison.Ordinal);
        Assert.Contains("temprature", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Behaviour_IsThatOfTheSheet()
    {
        // Model 2, moisture 5/6/7/80/90 %, midflame wind 11 km/h to 30° from upslope, slope 25 %: upslope to the north, so the wind comes from 210°.
        var ran = _run.Run("fire", "behaviour", "--fuel", "2", "--moisture", "5,6,7,80,90", "--wind", "3.0555555555555556", "--wind-from", "210", "--wind-at", "midflame", "--slope", "14.036243467926479", "--aspect", "180", "--out", "b.csv");
        var cells = File.ReadAllLines(_run.PathOf("b.csv"))[1].Split(',').Take(11).Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray();

        Assert.True(ran.Code == 0, ran.Error);
        Assert.Equal(24.19724, cells[0], 5e-5);
        Assert.Equal(28.3761, cells[1], 1e-4);
        Assert.Equal(1.77365, cells[2], 1e-5);
        Assert.Equal(6.55113, cells[3], 1e-5);
        Assert.Equal(1.98217, cells[4], 1e-5);
        Assert.Equal(11.30926, cells[5], 1e-5);
        Assert.Equal(2267.376, cells[7], 1e-2);
        Assert.Equal(2.70837, cells[8], 1e-5);
        Assert.Contains("Rothermel", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Wang_NamesTheTablesThatContradictEachOther()
    {
        string[] common = ["fire", "behaviour", "--model", "wang", "--fuel", "needle-leaf", "--temperature", "22", "--humidity", "30", "--wind", "6.688", "--wind-from", "90"];

        var original = _run.Run(common);
        var other = _run.Run([.. common, "--table", "land-cover"]);

        Assert.Contains("1.1718 m/min", original.Out, StringComparison.Ordinal);
        Assert.Contains("Ks 0.4", original.Out, StringComparison.Ordinal);
        Assert.Contains("Ks 1.8", other.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void BehaviourOfATable_IsRowByRow_AndRefusesByLine()
    {
        var good = _run.Run("fire", "behaviour", _run.Add("b.csv", "fuel,wind_ms,wind_from\nGR2,3,90\n8,0,0\n"), "--scenario", "D1L1", "--out", "o.csv");
        var bad = _run.Run("fire", "behaviour", _run.Add("c.csv", "fuel,wind_ms,wind_from\nGR2,300,90\nXX,3,90\n"), "--scenario", "D1L1", "--out", "p.csv");

        Assert.True(good.Code == 0, good.Error);
        Assert.Equal(3, File.ReadAllLines(_run.PathOf("o.csv")).Length);
        Assert.Equal(2, bad.Code);
        Assert.Contains("第 2 行", bad.Error, StringComparison.Ordinal);
        Assert.Contains("第 3 行", bad.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("p.csv", _run.Files);
    }

    /// <summary>The figures of the issue that do not hang on the machine; time and memory are benchmarks' business.</summary>
    [Theory]
    [InlineData("uniform", "0", 0.994)]
    [InlineData("uniform", "17", 0.994)]
    [InlineData("slope-across-wind", "30", 0.99)]
    [InlineData("wind-shift", "11", 0.985)]
    [InlineData("barrier", "0", 0.97)]
    [InlineData("fuel-break", "0", 0.985)]
    [InlineData("two-ignitions", "45", 0.985)]
    public void Case_ComesOutAsAnalysisSays(string name, string turn, double overlap)
    {
        var ran = _run.Run("fire", "grow", "--case", name, "--turn", turn, "--lang", "en");

        Assert.True(ran.Code == 0, ran.Error);
        Assert.True(double.Parse(Overlap().Match(ran.Out).Groups["value"].ValueSpan, CultureInfo.InvariantCulture) >= overlap, ran.Out);
        var length = double.Parse(Percent().Match(ran.Out).Groups["value"].Value.Replace('−', '-'), CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(length) <= 0.5, ran.Out);
        Assert.Matches(@"Time +\d+\.\d+ s", ran.Out);
    }

    [Fact]
    public void Growth_OverRasters_WritesWhatItSays()
    {
        var made = _run.Run("fire", "landscape", "--seed", "3", "--size", "120,100", "--out-heights", "h.tif", "--out-fuel", "f.tif", "--png", "l.png");
        var lines = _run.Add("lines.geojson", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"minutes":30},"geometry":{"type":"LineString","coordinates":[[501900,3317000],[501900,3320000]]}}]}""");
        var ran = _run.Run("fire", "grow", "--fuel", "f.tif", "--heights", "h.tif", "--scenario", "D1L1", "--wind", "4", "--wind-from", "300", "--ignite", "501500,3318600", "--hours", "2", "--lines", lines,
            "--out-arrival", "a.tif", "--out-intensity", "i.asc", "--isochrones", "i.geojson", "--every", "30", "--png", "p.png");

        Assert.True(made.Code == 0, made.Error);
        Assert.True(ran.Code == 0, ran.Error);
        Assert.Contains("SYNTHETIC", made.Out + ran.Out, StringComparison.Ordinal);
        using var stream = File.OpenRead(_run.PathOf("a.tif"));
        var raster = ((Result<RasterFile>.Done)RasterFile.Open(stream, "a.tif")).Value;
        Assert.True(raster.Info.Synthetic);
        var arrival = ((Result<Grid<float>>.Done)raster.ReadFloats()).Value;
        var burnt = arrival.Cells.Count(float.IsFinite);
        Assert.True(burnt > 20);
        Assert.Contains($"({burnt})", ran.Out, StringComparison.Ordinal);
        var features = JsonDocument.Parse(File.ReadAllText(_run.PathOf("i.geojson"))).RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal([30, 60, 90, 120], features.Select(f => f.GetProperty("properties").GetProperty("minutes").GetInt32()));
        Assert.Equal(burnt * 0.09, features[^1].GetProperty("properties").GetProperty("hectares").GetDouble(), burnt * 0.09 * 0.005);
        var first = features[^1].GetProperty("geometry").GetProperty("coordinates")[0][0][0];
        Assert.InRange(first[0].GetDouble(), 119, 121.5); // Longitude and latitude.
        Assert.InRange(first[1].GetDouble(), 29, 31);
        Assert.Equal((120, 100), Png(File.ReadAllBytes(_run.PathOf("p.png"))));
        Assert.Equal((120, 100), Png(File.ReadAllBytes(_run.PathOf("l.png"))));
    }

    /// <summary>Damp air by hour slows the fire as damp fuel does; moisture twice over is refused.</summary>
    [Fact]
    public void WeatherByHour_DriesTheFuel()
    {
        string[] common = ["fire", "grow", "--synthetic", "5", "--fuel-model", "GR2", "--moisture", "6,7,8,60,90", "--ignite", "507500,3312500", "--hours", "3", "--weather"];
        double Hectares(string name, string table)
        {
            var ran = _run.Run([.. common, _run.Add(name, table)]);
            Assert.True(ran.Code == 0, ran.Error);
            return double.Parse(Area().Match(ran.Out).Groups["value"].ValueSpan, CultureInfo.InvariantCulture);
        }

        var dry = Hectares("dry.csv", "wind_ms,wind_from,temperature,humidity\n3,90,25,20\n3,90,27,18\n3,120,27,18\n");
        var damp = Hectares("damp.csv", "风速m/s,风向,气温,湿度,降水\n3,90,12,55,0\n3,90,12,58,0\n3,120,12,60,0\n");
        var twice = _run.Run([.. common, _run.Add("twice.csv", "wind_ms,wind_from,temperature,humidity,one_hour\n3,90,25,20,5\n")]);

        Assert.True(dry > 1.2 * damp, $"{dry} against {damp}");
        Assert.Equal(2, twice.Code);
        Assert.Contains("one_hour", twice.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ensemble_IsTheSameForASeed()
    {
        string[] common = ["fire", "ensemble", "--synthetic", "5", "--fuel-model", "GR2", "--scenario", "D2L2", "--wind", "3", "--wind-from", "0", "--ignite", "507500,3312500", "--hours", "1", "--members", "20", "--target", "村=507500,3311800", "--vary-ignition", "30"];

        var one = _run.Run([.. common, "--out", "a.csv", "--out-probability", "a.tif", "--png", "a.png"]);
        var two = _run.Run([.. common, "--out", "b.csv", "--out-probability", "b.tif"]);
        var other = _run.Run([.. common, "--out", "c.csv", "--out-probability", "c.tif", "--seed", "2"]);

        Assert.True(one.Code == 0 && two.Code == 0 && other.Code == 0, one.Error + two.Error + other.Error);
        Assert.Equal(File.ReadAllText(_run.PathOf("a.csv")), File.ReadAllText(_run.PathOf("b.csv")));
        Assert.Equal(File.ReadAllBytes(_run.PathOf("a.tif")), File.ReadAllBytes(_run.PathOf("b.tif")));
        Assert.NotEqual(File.ReadAllBytes(_run.PathOf("a.tif")), File.ReadAllBytes(_run.PathOf("c.tif")));
        Assert.Contains("村", one.Out, StringComparison.Ordinal);
        Assert.Equal((500, 500), Png(File.ReadAllBytes(_run.PathOf("a.png"))));
    }

    /// <summary>The grade a bureau issued stands beside what is computed, day by day and station by station.</summary>
    [Fact]
    public void OfficialGrade_StandsBesideByDayAndStation()
    {
        var weather = _run.Add("w.csv", "date,station,temperature,humidity,wind_kmh,rain\n2026-11-01,柴桥,18,35,20,0\n2026-11-01,白峰,17,45,10,0\n2026-11-02,柴桥,12,88,10,6\n2026-11-02,白峰,12,90,8,5\n");
        var issued = _run.Add("o.csv", "日期,地区,等级,发布单位\n2026-11-01,柴桥,四级,区气象局\n2026-11-02,柴桥,2,区气象局\n2026-11-02,郭巨,2,区气象局\n");
        var twice = _run.Add("t.csv", "date,area,grade,issuer\n2026-11-01,柴桥,4,区气象局\n2026-11-01,柴桥,3,区气象局\n2026-11-02,柴桥,九级,区气象局\n");

        var ran = _run.Run("fire", "danger", weather, "--latitude", "29.9", "--official", issued, "--standard", "qxt77", "--out", "d.csv");
        var contradicts = _run.Run("fire", "danger", weather, "--latitude", "29.9", "--official", twice, "--standard", "qxt77");
        var unnamed = _run.Run("fire", "danger", weather, "--latitude", "29.9", "--official", issued);

        Assert.True(ran.Code == 0, ran.Error);
        Assert.Equal(["official_grade,official_issuer", "4,区气象局", ",", "2,区气象局", ","], File.ReadAllLines(_run.PathOf("d.csv")).Select(l => string.Join(',', l.Split(',')[17..19])));
        Assert.Contains("QX/T 77-2007，3 条，其中 1 条", ran.Out, StringComparison.Ordinal);
        Assert.Equal(2, contradicts.Code);
        Assert.Contains("第 3 行：柴桥：与第2行同日", contradicts.Error, StringComparison.Ordinal);
        Assert.Contains("第 4 行：grade：等级“九级”", contradicts.Error, StringComparison.Ordinal);
        Assert.Contains("--standard", unnamed.Error, StringComparison.Ordinal);
    }

    /// <summary>A fire half as quick again as computed, seen once: its factor comes out, and what is computed from then on is that fire.</summary>
    [Fact]
    public void WhatWasSeen_ScalesTheFire()
    {
        short[] fuel = new short[200 * 200];
        Array.Fill(fuel, (short)102);
        Write("f.tif", new Grid<short>(new(200, 200, 30, 0, 6000), fuel));
        string[] common = ["--fuel", "f.tif", "--scenario", "D2L2", "--wind", "3", "--wind-from", "250", "--ignite", "2500,2800", "--hours", "2"];

        var quick = _run.Run(["fire", "grow", .. common, "--adjust", "1.5", "--isochrones", "seen.geojson", "--every", "120"]);
        var fitted = _run.Run(["fire", "grow", .. common, "--seen", _run.PathOf("seen.geojson")]);
        var many = _run.Run(["fire", "ensemble", .. common, "--seen", _run.PathOf("seen.geojson"), "--members", "10", "--vary-transfer", "yes", "--spotting", "0.01,200", "--target", "林场=3000,3000", "--at", "1,2", "--out", "t.csv"]);
        _run.Run(["fire", "grow", .. common, "--isochrones", "two.geojson", "--every", "60"]);
        var two = _run.Run(["fire", "grow", .. common, "--seen", _run.PathOf("two.geojson")]);

        Assert.True(quick.Code == 0 && fitted.Code == 0 && many.Code == 0, quick.Error + fitted.Error + many.Error);
        var factor = Factor().Match(fitted.Out);
        Assert.InRange(double.Parse(factor.Groups["factor"].ValueSpan, CultureInfo.InvariantCulture), 1.48, 1.52);
        Assert.True(double.Parse(factor.Groups["low"].ValueSpan, CultureInfo.InvariantCulture) <= 1.5 && double.Parse(factor.Groups["high"].ValueSpan, CultureInfo.InvariantCulture) >= 1.5, factor.Value);
        double Hectares(string text) => double.Parse(Area().Match(text).Groups["value"].ValueSpan, CultureInfo.InvariantCulture);
        Assert.Equal(Hectares(quick.Out), Hectares(fitted.Out), 0.03 * Hectares(quick.Out));
        Assert.Contains("BehavePlus、ScottBurgan", many.Out, StringComparison.Ordinal);
        Assert.Contains("平均 200 m，最远 2000 m", many.Out, StringComparison.Ordinal);
        Assert.Equal(["60", "120"], File.ReadAllLines(_run.PathOf("t.csv")).Skip(1).Select(l => l.Split(',')[1]));
        Assert.Equal(2, two.Code);
        Assert.Contains("minutes", two.Error, StringComparison.Ordinal);
    }

    /// <summary>Embers carry a fire over a break that holds without them.</summary>
    [Fact]
    public void Spotting_CrossesABreak()
    {
        short[] fuel = new short[120 * 120];
        Array.Fill(fuel, (short)102);
        for (var row = 0; row < 120; row++)
        {
            (fuel[(row * 120) + 60], fuel[(row * 120) + 61]) = (99, 99);
        }

        Write("f.tif", new Grid<short>(new(120, 120, 30, 0, 3600), fuel));
        string[] common = ["fire", "grow", "--fuel", "f.tif", "--scenario", "D1L1", "--wind", "6", "--wind-from", "270", "--ignite", "900,1800", "--hours", "3", "--out-arrival", "a.tif"];
        int Beyond(params string[] more)
        {
            var ran = _run.Run([.. common, .. more]);
            Assert.True(ran.Code == 0, ran.Error);
            using var stream = File.OpenRead(_run.PathOf("a.tif"));
            var arrival = ((Result<Grid<float>>.Done)((Result<RasterFile>.Done)RasterFile.Open(stream, "a.tif")).Value.ReadFloats()).Value;
            return Enumerable.Range(0, 120).Sum(row => Enumerable.Range(62, 58).Count(column => float.IsFinite(arrival[column, row])));
        }

        Assert.Equal(0, Beyond());
        Assert.True(Beyond("--spotting", "0.2,150,600,500") > 100);
    }

    public static TheoryData<string, string[], string> Mistakes => new()
    {
        { "no chance", ["fire", "grow", "--synthetic", "1", "--scenario", "D1L1", "--wind", "0", "--hours", "1", "--ignite", "507500,3312500", "--spotting", "2"], "spotting" },
        { "a standard without grades", ["fire", "danger", "w.csv", "--latitude", "30", "--standard", "qxt77"], "--official" },
        { "no fire", ["fire", "grow", "--synthetic", "1", "--scenario", "D1L1", "--wind", "0", "--hours", "1"], "--ignite" },
        { "no ground", ["fire", "grow", "--scenario", "D1L1", "--wind", "0", "--hours", "1", "--ignite", "1,2"], "--fuel" },
        { "beside the map", ["fire", "grow", "--synthetic", "1", "--scenario", "D1L1", "--wind", "0", "--hours", "1", "--ignite", "1,2"], "起火点" },
        { "no scenario", ["fire", "grow", "--synthetic", "1", "--scenario", "D9L1", "--wind", "0", "--hours", "1", "--ignite", "1,2"], "D9L1" },
        { "both", ["fire", "grow", "--case", "uniform", "--fuel", "a.tif"], "--case" },
        { "no case", ["fire", "grow", "--case", "round"], "uniform" },
        { "no number", ["fire", "landscape", "--cell", "wide"], "wide" },
        { "two numbers", ["fire", "landscape", "--size", "3"], "--size" },
        { "degrees", ["fire", "landscape", "--epsg", "4490"], "度" },
        { "invented as text", ["fire", "landscape", "--out-heights", "h.asc"], "h.asc" },
        { "unknown option", ["fire", "grow", "--fule", "a.tif"], "--fule" },
        { "a file that is not there", ["fire", "grow", "--fuel", "a.tif", "--scenario", "D1L1", "--wind", "0", "--hours", "1", "--ignite", "1,2"], "a.tif" },
        { "no latitude", ["fire", "danger", "w.csv"], "--latitude" },
        { "no fuel", ["fire", "behaviour", "--wind", "1"], "--fuel" },
        { "no moisture", ["fire", "behaviour", "--fuel", "GR2", "--wind", "0"], "--moisture" },
        { "no such fuel", ["fire", "behaviour", "--fuel", "GR77", "--wind", "0", "--scenario", "D1L1"], "GR77" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void Mistake_IsASentence_AndNothingIsWritten(string what, string[] args, string mentioned)
    {
        var ran = _run.Run(args);

        Assert.True(ran.Code == 2 && ran.Error.Contains(mentioned, StringComparison.Ordinal) && ran.Out.Length == 0, $"{what}: {ran.Code} {ran.Error}");
        Assert.Empty(_run.Files);
    }

    [Fact]
    public void RastersThatDoNotFit_SayHow()
    {
        Write("f.tif", new Grid<byte>(new(10, 10, 30, 0, 300, 4549), new byte[100]));
        Write("h.tif", new Grid<float>(new(10, 11, 30, 45, 300, 4549), new float[110]));
        Write("d.tif", new Grid<byte>(new(10, 10, 0.001, 121, 30, 4490), new byte[100]));
        string[] rest = ["--scenario", "D1L1", "--wind", "0", "--hours", "1", "--ignite", "1,2"];

        var apart = _run.Run(["fire", "grow", "--fuel", "f.tif", "--heights", "h.tif", .. rest]);
        var degrees = _run.Run(["fire", "grow", "--fuel", "d.tif", .. rest]);
        var memory = _run.Run(["fire", "grow", "--fuel", "f.tif", "--box", "900,900,1000,1000", .. rest]);

        Assert.Contains("10 × 11", apart.Error, StringComparison.Ordinal);
        Assert.Contains("1.5个像元", apart.Error, StringComparison.Ordinal);
        Assert.Contains("以度为单位", degrees.Error, StringComparison.Ordinal);
        Assert.Contains("范围", memory.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void HoleInTheHeights_IsSaid()
    {
        GridFrame frame = new(20, 20, 30, 0, 600, 4549);
        var heights = new float[400];
        heights[210] = float.NaN;
        Write("h.tif", new Grid<float>(frame, heights));

        var ran = _run.Run("fire", "grow", "--heights", "h.tif", "--fuel-model", "GR2", "--scenario", "D1L1", "--wind", "0", "--hours", "1", "--ignite", "300,300");

        Assert.True(ran.Code == 0, ran.Error);
        Assert.Contains("有 1 个可燃像元没有高程", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fire")]
    [InlineData("fire", "danger")]
    [InlineData("fire", "behaviour")]
    [InlineData("fire", "grow")]
    [InlineData("fire", "ensemble")]
    [InlineData("fire", "landscape")]
    public void Help_IsChinese_AndEnglishWhereAskedFor(params string[] command)
    {
        var chinese = _run.Run([.. command, "--help"]);
        var english = _run.Run([.. command, "--help", "--lang", "en"]);

        Assert.Equal((0, 0), (chinese.Code, english.Code));
        Assert.Contains("用法：bihuan fire", chinese.Out, StringComparison.Ordinal);
        Assert.DoesNotMatch(CommandLine.Chinese(), english.Out);
        Assert.DoesNotContain("{", chinese.Out + english.Out, StringComparison.Ordinal);
    }

    private void Write<T>(string name, Grid<T> grid)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        using var file = File.Create(_run.PathOf(name));
        RasterWriter.WriteGeoTiff(file, grid);
    }

    /// <summary>Reads a PNG as a viewer does: signature, sums of the chunks, and as many bytes as the head promises.</summary>
    private static (int Width, int Height) Png(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)));
        using MemoryStream packed = new();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = file.AsSpan(at + 4, 4);
            var sum = uint.MaxValue;
            foreach (var b in file.AsSpan(at + 4, length + 4))
            {
                sum ^= b;
                for (var k = 0; k < 8; k++)
                {
                    sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
                }
            }

            Assert.Equal(~sum, BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            if (type.SequenceEqual("IDAT"u8))
            {
                packed.Write(file.AsSpan(at + 8, length));
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using ZLibStream zlib = new(packed, CompressionMode.Decompress);
        using MemoryStream rows = new();
        zlib.CopyTo(rows);
        Assert.Equal(height * ((3L * width) + 1), rows.Length);
        return (width, height);
    }

    [GeneratedRegex(@"速度 × (?<factor>[0-9.]{3,8})（95%区间 (?<low>[0-9.]{3,8})—(?<high>[0-9.]{3,8})", RegexOptions.ExplicitCapture)]
    private static partial Regex Factor();

    [GeneratedRegex(@"Overlap +(?<value>[0-9.]{1,8})", RegexOptions.ExplicitCapture)]
    private static partial Regex Overlap();

    [GeneratedRegex(@"面积 +(?<value>[0-9.]{1,10}) ha", RegexOptions.ExplicitCapture)]
    private static partial Regex Area();

    [GeneratedRegex(@"Length[^(]{1,40}\([^)]{1,40}\)[^(]{1,80}\((?<value>[+−0-9.]{1,8})%\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Percent();
}
