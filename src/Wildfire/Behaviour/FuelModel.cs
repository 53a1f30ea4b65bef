using Bihuan.Kernel;

namespace Bihuan.Wildfire.Behaviour;

/// <summary>Oven-dry load of each class of fuel, kg/m².</summary>
/// <param name="OneHour">Dead, below 6 mm.</param>
/// <param name="TenHour">Dead, 6 to 25 mm.</param>
/// <param name="HundredHour">Dead, 25 to 76 mm.</param>
/// <param name="Herb">Herbs; live as far as they are not cured.</param>
/// <param name="Woody">Leaves and fine twigs of live shrubs.</param>
public readonly record struct FuelLoads(double OneHour, double TenHour, double HundredHour, double Herb, double Woody)
{
    /// <summary>All classes together, kg/m².</summary>
    public double Total => OneHour + TenHour + HundredHour + Herb + Woody;
}

/// <summary>Surface of a particle to its volume, 1/m. The 10 h and 100 h classes have fixed values (<see cref="Rothermel.SigmaTenHour"/>).</summary>
/// <param name="OneHour">Of the 1 h class.</param>
/// <param name="Herb">Of herbs, live or cured; 0 where there are none.</param>
/// <param name="Woody">Of live shrubs; 0 where there are none.</param>
public readonly record struct SurfaceToVolume(double OneHour, double Herb, double Woody);

/// <summary>A bed of fuel as Rothermel's model describes it: how much of what, how fine, how deep.</summary>
/// <param name="Number">Number in a raster of fuel models, 1 to 255.</param>
/// <param name="Code">Short name, such as GR2; the number where the source gives none.</param>
/// <param name="Zh">Name in Chinese.</param>
/// <param name="En">Name in English.</param>
/// <param name="Loads">Loads, kg/m².</param>
/// <param name="Sigma">Surface to volume, 1/m.</param>
/// <param name="DepthMetres">Depth of the bed δ, m.</param>
/// <param name="ExtinctionFraction">Moisture of dead fuel at which it does not burn M_x, a fraction.</param>
/// <param name="HeatDead">Heat content of dead fuel, kJ/kg.</param>
/// <param name="HeatLive">Heat content of live fuel, kJ/kg.</param>
/// <param name="Dynamic">Whether herbs cure with their moisture and then count as dead.</param>
/// <param name="Source">Who published it.</param>
public sealed record FuelModel(
    int Number,
    string Code,
    string Zh,
    string En,
    FuelLoads Loads,
    SurfaceToVolume Sigma,
    double DepthMetres,
    double ExtinctionFraction,
    double HeatDead,
    double HeatLive,
    bool Dynamic,
    string Source)
{
    /// <summary>A fuel model of one's own, or every reason why it cannot burn as described.</summary>
    /// <remarks>
    /// Wider than the standard models (σ 750 to 3500 1/ft, depth 0.2 to 6 ft, M_x 12 to 40 %, 8000 and 9000 Btu/lb),
    /// narrow enough that a value in the wrong unit is refused. Within the limits every result is finite.
    /// </remarks>
    /// <param name="model">The model as described.</param>
    public static Result<FuelModel> Custom(FuelModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var problems = new List<Problem>();
        void Check(string field, double value, double least, double most, string unit = "") => Range.Check(problems, $"model.{field}", value, least, most, unit);

        Check("number", model.Number, 1, 255);
        if (FuelModels.Of(model.Number) is { } standard && standard != model)
        {
            problems.Add(Problem.Coded("FIRE-202", "model.number", model.Number.ToString(), standard.Code));
        }

        if (FuelModels.IsNonBurnable(model.Number))
        {
            problems.Add(Problem.Coded("FIRE-202", "model.number", model.Number.ToString(), FuelModels.NonBurnable[model.Number].En));
        }

        Check("loads.oneHour", model.Loads.OneHour, 0, 15, "kg/m²");
        Check("loads.tenHour", model.Loads.TenHour, 0, 15, "kg/m²");
        Check("loads.hundredHour", model.Loads.HundredHour, 0, 15, "kg/m²");
        Check("loads.herb", model.Loads.Herb, 0, 15, "kg/m²");
        Check("loads.woody", model.Loads.Woody, 0, 15, "kg/m²");
        void CheckSigma(string field, double load, double sigma)
        {
            if (load > 0 || sigma != 0)
            {
                Check(field, sigma, 300, 20_000, "1/m");
            }
        }

        CheckSigma("sigma.oneHour", model.Loads.OneHour, model.Sigma.OneHour);
        CheckSigma("sigma.herb", model.Loads.Herb, model.Sigma.Herb);
        CheckSigma("sigma.woody", model.Loads.Woody, model.Sigma.Woody);
        Check("depth", model.DepthMetres, 0.01, 6, "m");
        Check("extinction", model.ExtinctionFraction, 0.05, 1);
        Check("heatDead", model.HeatDead, 10_000, 30_000, "kJ/kg");
        Check("heatLive", model.HeatLive, 10_000, 30_000, "kJ/kg");
        if (model.Dynamic && !(model.Loads.Herb > 0))
        {
            problems.Add(Problem.Coded("FIRE-203", "model.dynamic"));
        }

        // A tenth of the sparsest standard model would not hold a fire together.
        if (problems.Count == 0)
        {
            Check("loads.total", model.Loads.Total, 0.01, 75, "kg/m²");
        }

        // What carries a surface fire is fine dead fuel: of the 1 h class, or of herbs once they cure.
        if (!(model.Loads.OneHour > 0 || (model.Dynamic && model.Loads.Herb > 0)))
        {
            problems.Add(Problem.Coded("FIRE-204", "model.loads.oneHour"));
        }

        // Wood alone fills the space at β = 1; the reaction velocity was measured on beds below a third of it.
        if (problems.Count == 0 && model.Loads.Total / (model.DepthMetres * Rothermel.ParticleDensityKilogramsPerCubicMetre) is var packing and > 0.35)
        {
            problems.Add(Range.Refusal("model.packingRatio", packing, 0, 0.35));
        }

        return problems.Count > 0 ? problems : model;
    }
}
