namespace Bihuan.Wildfire.Behaviour;

/// <summary>What a fuel model contributes to <see cref="SurfaceKernel"/>: its numbers, so ordered and scaled that moisture enters by sums and quotients alone.</summary>
/// <remarks>
/// s is the cured share of the herbs, u = 1 − s. Cured herbs keep their σ, so the surface of all particles, the σ of the bed and with it
/// every power of σ do not depend on s; the net loads are polynomials of s and u of the second degree.
/// </remarks>
internal static class BedConstants
{
    /// <summary>Surface of particles σw of each class.</summary>
    public const int AreaOneHour = 0, AreaTenHour = 1, AreaHundredHour = 2, AreaHerb = 3, AreaWoody = 4;

    /// <summary>Net load times surface of a category, times all that makes it kW/m² at no damping: dead by powers of s, live by powers of u.</summary>
    public const int Dead0 = 5, Dead1 = 6, Dead2 = 7, Live0 = 8, Live1 = 9, Live2 = 10;

    /// <summary>Heat sink over ξ, to the moisture of each class, so that R₀ in m/min is I_R over it.</summary>
    public const int Sink0 = 11, SinkOneHour = 12, SinkTenHour = 13, SinkHundredHour = 14, SinkHerb = 15, SinkWoody = 16;

    /// <summary>Fine load w·e^(−138/σ) of the dead classes and w·e^(−500/σ) of the live ones.</summary>
    public const int FineOneHour = 17, FineTenHour = 18, FineHundredHour = 19, FineCured = 20, FineHerb = 21, FineWoody = 22;

    /// <summary>M_x and 1/M_x; 1 where herbs cure, else 0.</summary>
    public const int Extinction = 23, ExtinctionInverse = 24, Dynamic = 25;

    /// <summary>ln(C·ρ^(−E)), B and 1/B of the wind factor; B is 0 where there is no fuel.</summary>
    public const int WindLogarithm = 26, WindExponent = 27, WindExponentInverse = 28;

    /// <summary>Slope factor to tan²; m/s at the height of the wind to ft/min at midflame; heat per area to reaction intensity, s.</summary>
    public const int Slope = 29, Wind = 30, Heat = 31;

    /// <summary>How many.</summary>
    public const int Count = 32;

    /// <summary>The constants of a fuel model.</summary>
    public static double[] Of(FuelModel model, WindHeight height)
    {
        // A bed for what depends on the model alone; any moisture at which herbs are green and something burns would do.
        var bed = FuelBed.Of(model, new(0, 0, 0, FuelMoisture.MostLive, 0));
        const double PerSquareFoot = 1 / Conversions.KilogramsPerSquareMetrePerPoundPerSquareFoot;
        double[] w = [model.Loads.OneHour * PerSquareFoot, model.Loads.TenHour * PerSquareFoot, model.Loads.HundredHour * PerSquareFoot, model.Loads.Herb * PerSquareFoot, model.Loads.Woody * PerSquareFoot];
        double[] sigma = [model.Sigma.OneHour * Conversions.MetresPerFoot, Rothermel.SigmaTenHour, Rothermel.SigmaHundredHour, model.Sigma.Herb * Conversions.MetresPerFoot, model.Sigma.Woody * Conversions.MetresPerFoot];
        var row = new double[Count];
        var area = 0.0;
        for (var i = 0; i < 5; i++)
        {
            row[AreaOneHour + i] = sigma[i] * w[i];
            area += row[AreaOneHour + i];
        }

        const double PerPound = 1 / Conversions.KilojoulesPerKilogramPerBtuPerPound;
        var reaction = Rothermel.ReactionVelocity(bed.SigmaPerFoot, bed.RelativePacking) * Rothermel.MineralDamping
            * (1 - Rothermel.TotalMinerals) * Conversions.KilojoulesPerSquareMetrePerBtuPerSquareFoot / 60;
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                var size = Rothermel.SizeClass(sigma[i]);
                if (!(w[i] > 0 && w[j] > 0 && size < 5 && Rothermel.SizeClass(sigma[j]) == size))
                {
                    continue;
                }

                // Herbs (3) stand in both categories, with s in the dead one and u in the live one.
                var product = row[AreaOneHour + j] * w[i] * reaction;
                var herbs = (i == 3 ? 1 : 0) + (j == 3 ? 1 : 0);
                row[Dead0 + herbs] += i < 4 && j < 4 ? product * model.HeatDead * PerPound : 0;
                row[Live0 + herbs] += i >= 3 && j >= 3 ? product * model.HeatLive * PerPound : 0;
            }
        }

        // R₀ = I_R·ξ/(ρ_b·Σ area·ε·Q_ig/area), in m/min from kW/m².
        var density = bed.BulkDensity * PerSquareFoot * Conversions.MetresPerFoot;
        var sink = density / bed.PropagatingFlux / area * Conversions.KilojoulesPerSquareMetrePerBtuPerSquareFoot / 60 / Conversions.MetresPerFoot;
        for (var i = 0; i < 5; i++)
        {
            if (w[i] > 0)
            {
                var heated = row[AreaOneHour + i] * Rothermel.EffectiveHeating(sigma[i]) * sink;
                row[Sink0] += heated * Rothermel.HeatOfPreignition(0);
                row[SinkOneHour + i] = heated * (Rothermel.HeatOfPreignition(1) - Rothermel.HeatOfPreignition(0));
                if (i < 4)
                {
                    row[FineOneHour + i] = w[i] * Rothermel.EffectiveHeating(sigma[i]);
                }

                if (i >= 3)
                {
                    row[FineHerb + i - 3] = w[i] * Math.Exp(-500 / sigma[i]);
                }
            }
        }

        row[Extinction] = model.ExtinctionFraction;
        row[ExtinctionInverse] = 1 / model.ExtinctionFraction;
        row[Dynamic] = model.Dynamic ? 1 : 0;
        row[WindLogarithm] = Math.Log(bed.WindFactor);
        row[WindExponent] = bed.WindExponent;
        row[WindExponentInverse] = 1 / bed.WindExponent;
        row[Slope] = bed.SlopeFactor;
        row[Wind] = WindAdjustment.ToMidflame(height, WindAdjustment.Unsheltered(model.DepthMetres)) * 60 / Conversions.MetresPerFoot;
        row[Heat] = bed.ResidenceMinutes * 60;
        return row;
    }
}
