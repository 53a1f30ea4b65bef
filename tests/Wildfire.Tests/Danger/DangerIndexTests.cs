using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.TestKit;
using Bihuan.Wildfire.Danger;
using CsCheck;
using Xunit;

namespace Bihuan.Wildfire.Tests.Danger;

/// <summary>LY/T 1172-95 against the tables of the sheet, at each limit and just beyond, and the official grade as data.</summary>
public sealed class DangerIndexTests
{
    /// <summary>Part C as the sheet prints it: points of n = 0 to 11.</summary>
    private static readonly (double[] Mm, int[] Points)[] PartC =
    [
        ([0.3, 1, 2.0, 2.04], [10, 15, 20, 25, 30, 35, 40, 45, 50, 50, 50, 50]),
        ([2.05, 2.1, 5.0], [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 50, 50]),
        ([5.1, 10.0, 10.04], [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 50]),
        ([10.05, 10.1, 300], [0, 0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]),
    ];

    private static readonly DangerWeather Mild = new(20, 50, new(6, 4), 3);

    [Theory]
    [InlineData(HumidityReading.DailyMinimum, 16, 72)]
    [InlineData(HumidityReading.At14, 12, 68)]
    public void WorkedExample(HumidityReading humidity, int b, int index)
    {
        var day = DangerIndex.Day(new(22.4, 38, new(6, 4), 4), new(humidity)).Value();
        Assert.Equal((16, b, 20, 20, 0, index, 3), (day.A, day.B, day.C, day.D, day.E, day.Index, day.Grade));
        Assert.Equal(3, day.Reading.Sources.Count);
    }

    [Theory]
    [InlineData(-40, 0)]
    [InlineData(5.0, 0)]
    [InlineData(5.04, 0)]
    [InlineData(5.05, 4)]
    [InlineData(5.1, 4)]
    [InlineData(10.0, 4)]
    [InlineData(10.1, 8)]
    [InlineData(15.0, 8)]
    [InlineData(15.1, 12)]
    [InlineData(20.0, 12)]
    [InlineData(20.1, 16)]
    [InlineData(25.0, 16)]
    [InlineData(25.04, 16)]
    [InlineData(25.1, 20)]
    [InlineData(45, 20)]
    public void A_ByTemperature(double celsius, int points) => Assert.Equal(points, DangerIndex.Day(Mild with { MaximumCelsius = celsius }).Value().A);

    [Theory]
    [InlineData(0, 20, 20)]
    [InlineData(24, 20, 20)]
    [InlineData(24.4, 20, 20)]
    [InlineData(24.5, 20, 16)]
    [InlineData(25, 20, 16)]
    [InlineData(30, 20, 16)]
    [InlineData(31, 16, 16)]
    [InlineData(34, 16, 16)]
    [InlineData(35, 16, 12)]
    [InlineData(40, 16, 12)]
    [InlineData(41, 12, 12)]
    [InlineData(44, 12, 12)]
    [InlineData(45, 12, 8)]
    [InlineData(50, 12, 8)]
    [InlineData(51, 8, 8)]
    [InlineData(54, 8, 8)]
    [InlineData(55, 8, 4)]
    [InlineData(60, 8, 4)]
    [InlineData(61, 4, 4)]
    [InlineData(64, 4, 4)]
    [InlineData(65, 4, 0)]
    [InlineData(70, 4, 0)]
    [InlineData(71, 0, 0)]
    [InlineData(100, 0, 0)]
    public void B_ByHumidity(double percent, int one, int two)
    {
        Assert.Equal(one, DangerIndex.Day(Mild with { HumidityPercent = percent }).Value().B);
        Assert.Equal(two, DangerIndex.Day(Mild with { HumidityPercent = percent }, new(HumidityReading.At14)).Value().B);
    }

    [Fact]
    public void C_ByRainAndDryDays()
    {
        foreach (var (amounts, points) in PartC)
        {
            foreach (var mm in amounts)
            {
                for (var n = 0; n < 12; n++)
                {
                    Assert.True(points[n] == DangerIndex.Day(Mild with { Rain = new(mm, n) }).Value().C, $"{mm} mm, {n} days");
                    Assert.Equal(Math.Min(50, 5 * n), DangerIndex.Day(Mild with { Rain = new(mm, n) }, new(Rain: RainReading.FiveADay)).Value().C);
                }
            }
        }

        Assert.All(Enumerable.Range(0, 12), n => Assert.Equal(50, DangerIndex.Day(Mild with { Rain = new(0.2, n) }, new(LightRain: LightRainReading.FiftyPoints)).Value().C));
        Assert.Equal(50, DangerIndex.Day(Mild with { Rain = LastRain.LongAgo }).Value().C);
        Assert.Equal("FIRE-111 rain.mm 0.2", DangerIndex.Day(Mild with { Rain = new(0.2, 3) }).WholeReasons());
        Assert.Equal("FIRE-102 rain.mm", DangerIndex.Day(Mild with { Rain = new(null, 3) }).WholeReasons());
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.2, 0, 0)]
    [InlineData(0.24, 0, 0)]
    [InlineData(0.3, 1, 5)]
    [InlineData(1.5, 1, 5)]
    [InlineData(1.6, 2, 10)]
    [InlineData(3.3, 2, 10)]
    [InlineData(3.4, 3, 15)]
    [InlineData(5.4, 3, 15)]
    [InlineData(5.5, 4, 20)]
    [InlineData(7.9, 4, 20)]
    [InlineData(8.0, 5, 25)]
    [InlineData(10.7, 5, 25)]
    [InlineData(10.8, 6, 30)]
    [InlineData(13.8, 6, 30)]
    [InlineData(13.9, 7, 35)]
    [InlineData(17.1, 7, 35)]
    [InlineData(17.2, 8, 40)]
    [InlineData(60, 8, 40)]
    public void D_ByWind(double metresPerSecond, int force, int points)
    {
        Assert.Equal(force, DangerIndex.Force(metresPerSecond).Value());
        Assert.Equal(points, DangerIndex.Day(Mild with { WindForce = force }).Value().D);
        Assert.Equal(40, DangerIndex.Day(Mild with { WindForce = 12 }).Value().D);
    }

    [Fact]
    public void E_ByGreenOrSnow()
    {
        Assert.Equal([0, 5, 10, 15, 20], Enum.GetValues<GroundCover>().Select(c => DangerIndex.Day(Mild with { Cover = c }).Value().E));
        Assert.Equal([GroundCover.None, GroundCover.Sparse, GroundCover.Half, GroundCover.Most, GroundCover.Most, GroundCover.Full], new double[] { 19, 20, 50, 75, 99, 100 }.Select(DangerIndex.Green));
        Assert.Equal([GroundCover.None, GroundCover.Sparse, GroundCover.Half, GroundCover.Most, GroundCover.Most, GroundCover.Full], new double[] { 9, 10, 30, 60, 89, 90 }.Select(DangerIndex.Snow));
    }

    [Theory]
    [InlineData(-20, 1)]
    [InlineData(25, 1)]
    [InlineData(26, 2)]
    [InlineData(50, 2)]
    [InlineData(51, 3)]
    [InlineData(72, 3)]
    [InlineData(73, 4)]
    [InlineData(90, 4)]
    [InlineData(91, 5)]
    [InlineData(130, 5)]
    public void Grade_ByIndex(int index, int grade) => Assert.Equal(grade, DangerIndex.GradeOf(index));

    /// <summary>Nothing falls between two rows, and worse weather never gives fewer points.</summary>
    [Fact]
    public void Index_RisesWithDanger_InEveryReading() =>
        Gen.Select(Gen.Double[-20, 45], Gen.Double[0, 100], Gen.Double[0.3, 60], Gen.Int[0, 20], Gen.Int[0, 17], Gen.Int[0, 3]).Sample(
            (t, h, mm, n, force, choice) =>
            {
                var reading = new DangerReading((HumidityReading)(choice & 1), (RainReading)(choice >> 1));
                var weather = new DangerWeather(t, h, new(mm, n), force);
                var day = DangerIndex.Day(weather, reading).Value();
                Assert.InRange(day.Index, 0, 130);
                Assert.InRange(day.Grade, 1, 5);
                Assert.True(DangerIndex.Day(weather with { MaximumCelsius = t + 3 }, reading).Value().Index >= day.Index);
                Assert.True(DangerIndex.Day(weather with { HumidityPercent = h / 2 }, reading).Value().Index >= day.Index);
                Assert.True(DangerIndex.Day(weather with { Rain = new(mm, n + 1) }, reading).Value().Index >= day.Index);
                Assert.True(DangerIndex.Day(weather with { Rain = new(mm + 4, n) }, reading).Value().Index <= day.Index);
                Assert.Equal(day.Index - 20, DangerIndex.Day(weather with { Cover = GroundCover.Full }, reading).Value().Index);
            },
            iter: 2000);

    [Fact]
    public void DryDays_AreCountedFromARainThatCounts()
    {
        double[] rain = [0, 6, 0, 0.2, 0, 0.3, 0];
        Assert.Equal([null, new(6, 0), new(6, 1), new(6, 2), new(6, 3), new(0.3, 0), new(0.3, 1)], LastRain.OfSeries(rain).Value());
        Assert.Equal([null, new(6, 0), new(6, 1), new(0.2, 0), new(0.2, 1), new(0.3, 0), new(0.3, 1)], LastRain.OfSeries(rain, new(LightRain: LightRainReading.FiftyPoints)).Value());
        Assert.Equal(new(12, 5), LastRain.OfSeries(rain, before: new(12, 4)).Value()[0]);
        var dry = LastRain.OfSeries(new double[12]).Value();
        Assert.Null(dry[9]);
        Assert.Equal(LastRain.LongAgo, dry[10]);
        Assert.Equal(50, DangerIndex.Day(Mild with { Rain = dry[11]!.Value }).Value().C);
        Assert.Equal("FIRE-102 days[1].rainMm; FIRE-101 days[2].rainMm -1 0…2000", LastRain.OfSeries([0, double.NaN, -1]).WholeReasons());
    }

    [Fact]
    public void BadWeather_IsRefused_AllOfItAtOnce() =>
        Assert.Equal(
            "FIRE-102 maximumCelsius; FIRE-101 humidityPercent 101 0…100; FIRE-101 windForce 18 0…17; FIRE-101 cover 7 0…4; FIRE-101 rain.dryDays -1 0…100000; FIRE-101 rain.mm 5000 0.05…2000",
            DangerIndex.Day(new(double.NaN, 101, new(5000, -1), 18, (GroundCover)7)).WholeReasons());

    [Fact]
    public void EveryTable_IsWholeAndCited() =>
        Assert.All(DangerIndex.Tables, table =>
        {
            Assert.Equal(table.Rows.Select(r => r.UpTo).Distinct().Order(), table.Rows.Select(r => r.UpTo));
            Assert.Equal(double.PositiveInfinity, table.Rows[^1].UpTo);
            Assert.NotEmpty(table.Source.Work);
            Assert.Equal(1995, table.From);
        });

    [Fact]
    public void OfficialGrade_IsReadAsItStands()
    {
        OfficialGradeRow[] rows = [new("2024-03-05", "北部", "4", "气象台"), new("20240306", " 北部 ", "五级", "气象台"), new("2024/3/7", "北部", "较高火险", "气象台"), new("2024-03-05", "北部", "4级", "气象台")];
        var grades = OfficialGrade.Import(rows, GradeStandard.QxT77).Value();
        Assert.Equal([(4, "orange"), (5, "red"), (3, "yellow")], grades.Select(g => (g.Grade, g.Colour!)));
        Assert.All(grades, g => Assert.Equal("北部", g.Area));
        Assert.All(OfficialGrade.Import(rows, GradeStandard.GbT36743).Value(), g => Assert.Null(g.Colour));
        Assert.Equal(Certainty.Verified, OfficialGrade.Source.Certainty);
    }

    [Fact]
    public void OfficialGrade_IsRefusedRowByRow() =>
        Assert.Equal(
            "FIRE-121 rows[0].day 2024-02-30; FIRE-122 rows[0].grade 6; FIRE-123 rows[0].area; FIRE-124 rows[0].issuer; FIRE-125 rows[2] 2 4 3; FIRE-121 rows[3].day 1999-01-01; FIRE-122 rows[3].grade",
            OfficialGrade.Import([new("2024-02-30", "", "6", null), new("2024-03-05", "北部", "4", "气象台"), new("2024-03-05", "北部", "3", "气象台"), new("1999-01-01", "北部", "", "气象台")], GradeStandard.QxT77).WholeReasons());

    [Fact]
    public void OfficialGrade_OfRubbish_NeitherThrowsNorRunsLong() =>
        Gen.Select(Gen.String, Gen.String, Gen.OneOf(Gen.String, Gen.Const("3"), Gen.Const("级"), Gen.Const("三级"), Gen.Const("三三"), Gen.Const("０"), Gen.Const("\ud800")), Gen.String).Array[0, 5].Sample(
            rows => OfficialGrade.Import([.. rows.Select(r => new OfficialGradeRow(r.Item1, r.Item2, r.Item3, r.Item4))], GradeStandard.QxT77).Match(g => g.Count, p => p.Count) >= 0,
            iter: 5000);

    /// <summary>Every code of the danger and weather folders has words in both languages, and no word is left over.</summary>
    [Fact]
    public void EveryRefusal_HasWords()
    {
        var folder = Path.Combine(Shared.Repository, "src", "Wildfire");
        var words = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(folder, "words.json")))!;
        var used = new[] { "Danger", "Weather" }.SelectMany(f => Directory.GetFiles(Path.Combine(folder, f), "*.cs")).SelectMany(f => Regex.Matches(File.ReadAllText(f), "\"(FIRE-1[0-9]{2})\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(m => m.Groups[1].Value)).Distinct().Order();
        Assert.Equal(used, words.Keys.Where(k => k.StartsWith("FIRE-1", StringComparison.Ordinal)).Order());
        Assert.All(words.Where(w => w.Key.StartsWith("FIRE-1", StringComparison.Ordinal)), w => Assert.Equal(2, w.Value.Length));
    }
}
