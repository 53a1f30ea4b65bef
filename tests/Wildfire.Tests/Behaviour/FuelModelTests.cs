using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.TestKit;
using Bihuan.Wildfire.Behaviour;
using Xunit;

namespace Bihuan.Wildfire.Tests.Behaviour;

/// <summary>The tables of fuel models as data, and models of one's own.</summary>
public sealed class FuelModelTests
{
    private static readonly FuelModel Own = FuelModels.Of("GR2")! with { Number = 210, Code = "own" };

    [Fact]
    public void Standard_ModelsAreAllThere()
    {
        Assert.Equal(53, FuelModels.All.Count);
        Assert.Equal(13, FuelModels.All.Count(m => m.Number <= 13));
        Assert.Equal([.. Enumerable.Range(1, 13), .. Enumerable.Range(101, 9), .. Enumerable.Range(121, 4), .. Enumerable.Range(141, 9), .. Enumerable.Range(161, 5), .. Enumerable.Range(181, 9), .. Enumerable.Range(201, 4)], FuelModels.All.Select(m => m.Number));
        Assert.Equal(53, FuelModels.All.Select(m => m.Code).Distinct().Count());
        Assert.Equal(17, FuelModels.All.Count(m => m.Dynamic)); // GR1–9, GS1–4, SH1, SH9, TU1, TU3
        Assert.All(FuelModels.All, m => Assert.True(m.Dynamic == (m.Number > 100 && m.Loads.Herb > 0), m.Code));
        Assert.All(FuelModels.All, m => Assert.True(m.Zh.Length > 1 && m.En.Length > 4 && m.Source.Length > 10, m.Code));
        Assert.Equal(["GR6"], FuelModels.All.Where(m => Math.Abs(m.HeatDead - (8000 * 2.326)) > 1).Select(m => m.Code));
        Assert.All(FuelModels.All, m => Assert.Same(m, FuelModels.Of(m.Number)));
        Assert.All(FuelModels.All, m => Assert.Equal("done", FuelModel.Custom(m).Reasons()));
    }

    /// <summary>GR5 as printed: 0.4 and 2.5 tons an acre, 1800 and 1600 1/ft, 1.5 ft, 40 %.</summary>
    [Fact]
    public void Standard_ModelsAreInSi()
    {
        var model = FuelModels.Of("GR5")!;
        Assert.Equal(0.4 * 0.22417023, model.Loads.OneHour, 7);
        Assert.Equal(2.5 * 0.22417023, model.Loads.Herb, 7);
        Assert.Equal(1800 / 0.3048, model.Sigma.OneHour, 9);
        Assert.Equal(1600 / 0.3048, model.Sigma.Herb, 9);
        Assert.Equal(0.4572, model.DepthMetres, 12);
        Assert.Equal(0.40, model.ExtinctionFraction, 15);
        Assert.Equal(18_608, model.HeatDead, 6);
    }

    /// <summary>What is not known is not burnable, and is not the same as what does not burn.</summary>
    [Fact]
    public void Unknown_NumbersDoNotBurn()
    {
        foreach (var number in new[] { 91, 92, 93, 98, 99 })
        {
            Assert.True(FuelModels.IsNonBurnable(number));
            Assert.True(FuelModels.NonBurnable.ContainsKey(number));
            Assert.Null(FuelModels.Of(number));
        }

        foreach (var number in new[] { 0, 14, 90, 110, 255, 256, -1, int.MaxValue, int.MinValue })
        {
            Assert.False(FuelModels.IsNonBurnable(number));
            Assert.Null(FuelModels.Of(number));
        }

        Assert.Null(FuelModels.Of("GR99"));
    }

    /// <summary>Each check alone, on the limit and beyond it.</summary>
    public static TheoryData<string, FuelModel, string> Checks => new()
    {
        { "as it is", Own, "done" },
        { "number of another", Own with { Number = 2 }, "FIRE-202 model.number" },
        { "number of water", Own with { Number = 98 }, "FIRE-202 model.number" },
        { "number 0", Own with { Number = 0 }, "FIRE-201 model.number" },
        { "number 256", Own with { Number = 256 }, "FIRE-201 model.number" },
        { "negative load", Own with { Loads = Own.Loads with { TenHour = -0.01 } }, "FIRE-201 model.loads.tenHour" },
        { "load in tons a hectare", Own with { Loads = Own.Loads with { HundredHour = 40 } }, "FIRE-201 model.loads.hundredHour" },
        { "no number for a load", Own with { Loads = Own.Loads with { Woody = double.NaN } }, "FIRE-201 model.loads.woody" },
        { "load without fineness", Own with { Loads = Own.Loads with { Woody = 0.1 } }, "FIRE-201 model.sigma.woody" },
        { "fineness 0", Own with { Sigma = Own.Sigma with { OneHour = 0 } }, "FIRE-201 model.sigma.oneHour" },
        { "fineness in 1/cm", Own with { Sigma = Own.Sigma with { Herb = 59 } }, "FIRE-201 model.sigma.herb" },
        { "no depth", Own with { DepthMetres = 0 }, "FIRE-201 model.depth" },
        { "depth in cm", Own with { DepthMetres = 30 }, "FIRE-201 model.depth" },
        { "extinction in percent", Own with { ExtinctionFraction = 15 }, "FIRE-201 model.extinction" },
        { "heat in Btu/lb", Own with { HeatDead = 8000, HeatLive = 8000 }, "FIRE-201 model.heatDead; FIRE-201 model.heatLive" },
        { "dynamic without herbs", Own with { Loads = Own.Loads with { Herb = 0 } }, "FIRE-203 model.dynamic" },
        { "no fine dead fuel", Own with { Dynamic = false, Loads = Own.Loads with { OneHour = 0 } }, "FIRE-204 model.loads.oneHour" },
        { "herbs alone, dynamic", Own with { Loads = Own.Loads with { OneHour = 0 } }, "done" },
        { "next to nothing", Own with { Loads = new(0.001, 0, 0, 0.001, 0) }, "FIRE-201 model.loads.total" },
        { "packed to wood", Own with { Loads = new(10, 5, 5, 5, 0), DepthMetres = 0.1 }, "FIRE-201 model.packingRatio" },
    };

    [Theory]
    [MemberData(nameof(Checks))]
    public void Custom_SaysEveryReason(string what, FuelModel model, string expected) => Assert.True(expected == FuelModel.Custom(model).Reasons(), $"{what}: {FuelModel.Custom(model).Reasons()}");

    /// <summary>A model of one's own with the figures of a standard one burns as that does.</summary>
    [Fact]
    public void Custom_BurnsByItsFigures()
    {
        var moisture = FuelMoisture.Scenario(2, 2);
        Assert.Equal(FuelBed.Of(FuelModels.Of("GR2")!, moisture).RateNoWindNoSlope, FuelBed.Of(FuelModel.Custom(Own).Value(), moisture).RateNoWindNoSlope);
    }

    [Fact]
    public void Scenarios_AreThoseOfTheSheet()
    {
        Assert.Equal(FuelMoisture.Percent(3, 4, 5, 30, 60), FuelMoisture.Scenario(1, 1));
        Assert.Equal(FuelMoisture.Percent(9, 10, 11, 60, 90), FuelMoisture.Scenario(3, 2));
        Assert.Equal(FuelMoisture.Percent(12, 13, 14, 120, 150), FuelMoisture.Scenario(4, 4));
    }

    /// <summary>Every code of this folder has its sentence, and each sentence as many placeholders as it is given values.</summary>
    [Fact]
    public void EveryCode_HasWords()
    {
        using var words = JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Repository, "src", "Wildfire", "words.json")));
        List<Problem> problems = [];
        problems.AddRange(Checks.SelectMany(row => FuelModel.Custom(row.Data.Item2).Match(_ => [], all => all)));
        problems.AddRange(Wang.Of("?", new(0, 0.5, 0, 0), 0, 0, WangOptions.Usual).Match(_ => [], all => all));
        problems.AddRange(WangFuelTable.Custom(new("", "", [new("a", "", "", 1), new("a", "", "", 1)])).Match(_ => [], all => all));
        problems.AddRange(new SurfaceBatch(new()).Compute(new() { Fuel = [1, 1], OneHour = [], TenHour = [0], HundredHour = [0], Herb = [1], Woody = [1], WindSpeed = [0], WindFrom = [0], Slope = [0], Aspect = [0] }, default).Match(_ => [], all => all));
        Assert.Equal(["FIRE-201", "FIRE-202", "FIRE-203", "FIRE-204", "FIRE-205", "FIRE-206", "FIRE-207", "FIRE-208"], problems.Select(p => p.Code).Distinct().Order());
        foreach (var problem in problems)
        {
            foreach (var text in words.RootElement.GetProperty(problem.Code).EnumerateArray().Select(t => t.GetString()!))
            {
                for (var i = 0; i < 3; i++)
                {
                    Assert.Equal(i < problem.Values.Count, text.Contains($"{{{i}}}", StringComparison.Ordinal));
                }
            }
        }
    }
}
