namespace Bihuan.Wildfire.Behaviour;

/// <summary>A fuel model at one moisture: everything of Rothermel's model that depends on neither wind nor slope. Made once, used for many cells.</summary>
public sealed record FuelBed
{
    private FuelBed(FuelModel model, FuelMoisture moisture, CuredHerbTransfer transfer)
    {
        Model = model;
        Moisture = moisture;
        Transfer = transfer;
    }

    /// <summary>The fuel.</summary>
    public FuelModel Model { get; }

    /// <summary>Its moisture.</summary>
    public FuelMoisture Moisture { get; }

    /// <summary>Which variant moved herbs to the dead category.</summary>
    public CuredHerbTransfer Transfer { get; }

    /// <summary>Share of the herbs that counts as cured.</summary>
    public double CuredShare { get; private init; }

    /// <summary>σ of the bed, 1/m.</summary>
    public double Sigma => SigmaPerFoot / Conversions.MetresPerFoot;

    /// <summary>Density of the bed ρ_b, kg/m³.</summary>
    public double BulkDensity { get; private init; }

    /// <summary>Packing ratio β.</summary>
    public double Packing { get; private init; }

    /// <summary>Packing ratio to the best one, ρ = β/β_op.</summary>
    public double RelativePacking { get; private init; }

    /// <summary>Moisture at which live fuel does not burn, a fraction.</summary>
    public double LiveExtinction { get; private init; }

    /// <summary>Damping of dead fuel by moisture, 0 to 1.</summary>
    public double DeadDamping { get; private init; }

    /// <summary>Damping of live fuel by moisture, 0 to 1.</summary>
    public double LiveDamping { get; private init; }

    /// <summary>Reaction intensity I_R, kW/m².</summary>
    public double ReactionIntensity => ReactionBtu * Conversions.KilojoulesPerSquareMetrePerBtuPerSquareFoot / 60;

    /// <summary>Share of the reaction that heats the fuel ahead, ξ.</summary>
    public double PropagatingFlux { get; private init; }

    /// <summary>Heat that a volume of bed takes up before it burns, kJ/m³.</summary>
    public double HeatSink { get; private init; }

    /// <summary>Rate of spread without wind and slope R₀, m/min. 0 where the fuel is too moist to burn.</summary>
    public double RateNoWindNoSlope { get; private init; }

    /// <summary>Time for which a point of the front burns, min.</summary>
    public double ResidenceMinutes => Rothermel.Residence(SigmaPerFoot);

    /// <summary>Heat per area H_A, kJ/m².</summary>
    public double HeatPerArea => HeatPerAreaBtu * Conversions.KilojoulesPerSquareMetrePerBtuPerSquareFoot;

    /// <summary>B of the wind factor, Rothermel 1972 (49).</summary>
    public double WindExponent { get; private init; }

    /// <summary>C·ρ^(−E), so that the wind factor is this times U^B with U in ft/min, Rothermel 1972 (47).</summary>
    public double WindFactor { get; private init; }

    /// <summary>Slope factor to tan² of the slope, Rothermel 1972 (51).</summary>
    public double SlopeFactor { get; private init; }

    internal double SigmaPerFoot { get; private init; }

    internal double ReactionBtu { get; private init; }

    internal double HeatPerAreaBtu => ReactionBtu * Rothermel.Residence(SigmaPerFoot);

    /// <summary>The bed of a fuel model at a moisture.</summary>
    /// <param name="model">A standard model, or one that <see cref="FuelModel.Custom"/> let pass.</param>
    /// <param name="moisture">Moistures, 0 to <see cref="FuelMoisture.MostDead"/> and <see cref="FuelMoisture.MostLive"/>.</param>
    /// <param name="transfer">How herbs of a dynamic model cure.</param>
    public static FuelBed Of(FuelModel model, FuelMoisture moisture, CuredHerbTransfer transfer = CuredHerbTransfer.BehavePlus)
    {
        ArgumentNullException.ThrowIfNull(model);
        var cured = model.Dynamic ? Rothermel.CuredShare(moisture.Herb, transfer) : 0;
        var loads = model.Loads;

        // Classes 0 to 3 are dead (1 h, 10 h, 100 h, cured herb), 4 and 5 live (herb, woody).
        const int Live = 4;
        const double PerSquareFoot = 1 / Conversions.KilogramsPerSquareMetrePerPoundPerSquareFoot;
        ReadOnlySpan<double> w = [loads.OneHour * PerSquareFoot, loads.TenHour * PerSquareFoot, loads.HundredHour * PerSquareFoot, loads.Herb * cured * PerSquareFoot, loads.Herb * (1 - cured) * PerSquareFoot, loads.Woody * PerSquareFoot];
        var (sigmaOneHour, sigmaHerb, sigmaWoody) = (model.Sigma.OneHour * Conversions.MetresPerFoot, model.Sigma.Herb * Conversions.MetresPerFoot, model.Sigma.Woody * Conversions.MetresPerFoot);
        ReadOnlySpan<double> sigma = [sigmaOneHour, Rothermel.SigmaTenHour, Rothermel.SigmaHundredHour, sigmaHerb, sigmaHerb, sigmaWoody];
        ReadOnlySpan<double> m = [moisture.OneHour, moisture.TenHour, moisture.HundredHour, moisture.OneHour, moisture.Herb, moisture.Woody];

        var dead = Category(w[..Live], sigma[..Live], m[..Live]);
        var live = Category(w[Live..], sigma[Live..], m[Live..]);
        var area = dead.Area + live.Area;
        var (shareDead, shareLive) = (dead.Area / area, live.Area / area); // (57)
        var bedSigma = (shareDead * dead.Sigma) + (shareLive * live.Sigma);

        var depth = model.DepthMetres / Conversions.MetresPerFoot;
        var density = loads.Total * PerSquareFoot / depth; // (40)
        var packing = density / Rothermel.ParticleDensity; // (31)
        var relative = packing / Rothermel.OptimumPacking(bedSigma);

        var extinctionLive = LiveExtinctionOf(w, sigma, m, model.ExtinctionFraction);
        var dampingDead = Rothermel.MoistureDamping(dead.Moisture, model.ExtinctionFraction);
        var dampingLive = Rothermel.MoistureDamping(live.Moisture, extinctionLive);
        const double PerPound = 1 / Conversions.KilojoulesPerKilogramPerBtuPerPound;
        var reaction = Rothermel.ReactionVelocity(bedSigma, relative) * Rothermel.MineralDamping
            * ((dead.NetLoad * model.HeatDead * PerPound * dampingDead) + (live.NetLoad * model.HeatLive * PerPound * dampingLive)); // (27), by categories (58)
        var flux = Rothermel.PropagatingFlux(bedSigma, packing);
        var sink = density * ((shareDead * dead.Preignition) + (shareLive * live.Preignition)); // (77)
        return new(model, moisture, transfer)
        {
            CuredShare = cured,
            SigmaPerFoot = bedSigma,
            BulkDensity = loads.Total / model.DepthMetres,
            Packing = packing,
            RelativePacking = relative,
            LiveExtinction = extinctionLive,
            DeadDamping = dampingDead,
            LiveDamping = dampingLive,
            ReactionBtu = reaction,
            PropagatingFlux = flux,
            HeatSink = sink * Conversions.KilojoulesPerSquareMetrePerBtuPerSquareFoot / Conversions.MetresPerFoot,
            RateNoWindNoSlope = reaction * flux / sink * Conversions.MetresPerFoot, // (52)
            WindExponent = Rothermel.WindB(bedSigma),
            WindFactor = Rothermel.WindC(bedSigma) * Math.Pow(relative, -Rothermel.WindE(bedSigma)),
            SlopeFactor = Rothermel.SlopeFactor(packing),
        };
    }

    /// <summary>The fire that wind and slope make of this bed.</summary>
    /// <param name="midflameWindMetresPerMinute">Wind at the height of the flames, m/min.</param>
    /// <param name="windFromUpslopeRadians">Angle from upslope to where the wind blows to, clockwise.</param>
    /// <param name="slopeTangent">Tangent of the slope, 0 or more.</param>
    /// <param name="limit">Whether the effective wind is limited.</param>
    public SurfaceFire Spread(double midflameWindMetresPerMinute, double windFromUpslopeRadians, double slopeTangent, WindLimit limit = WindLimit.None)
    {
        if (!(RateNoWindNoSlope > 0))
        {
            return new(this, 0, 0, 0, 0, limit); // Nothing spreads: no direction, no shape, nothing to divide by.
        }

        var wind = WindFactor * Math.Pow(midflameWindMetresPerMinute / Conversions.MetresPerFoot, WindExponent); // (47)
        var slope = SlopeFactor * slopeTangent * slopeTangent; // (51)
        var (sine, cosine) = Math.SinCos(windFromUpslopeRadians);
        var (x, y) = (slope + (wind * cosine), wind * sine);
        var share = Math.Sqrt((x * x) + (y * y));
        var effective = share > 0 ? Math.Pow(share / WindFactor, 1 / WindExponent) : 0; // (47) solved for the wind, ft/min
        if (limit == WindLimit.Rothermel1972 && effective > 0.9 * ReactionBtu)
        {
            effective = 0.9 * ReactionBtu;
            share = WindFactor * Math.Pow(effective, WindExponent);
        }

        return new(
            this,
            RateNoWindNoSlope * (1 + share),
            Math.Atan2(y, x),
            effective * Conversions.MetresPerFoot,
            Rothermel.LengthToWidthLessOne(effective / Conversions.FeetPerMinutePerMph),
            limit);
    }

    private static double LiveExtinctionOf(ReadOnlySpan<double> w, ReadOnlySpan<double> sigma, ReadOnlySpan<double> m, double extinction)
    {
        double fineDead = 0, fineDeadWater = 0, fineLive = 0;
        for (var i = 0; i < w.Length; i++)
        {
            if (w[i] > 0 && i < 4)
            {
                var fine = w[i] * Rothermel.EffectiveHeating(sigma[i]);
                fineDead += fine;
                fineDeadWater += fine * m[i];
            }
            else if (w[i] > 0)
            {
                fineLive += w[i] * Math.Exp(-500 / sigma[i]);
            }
        }

        return fineDead > 0 && fineLive > 0 ? Rothermel.LiveExtinction(fineDead / fineLive, fineDeadWater / fineDead, extinction) : extinction;
    }

    private static Means Category(ReadOnlySpan<double> w, ReadOnlySpan<double> sigma, ReadOnlySpan<double> m)
    {
        var area = 0.0;
        for (var i = 0; i < w.Length; i++)
        {
            area += sigma[i] * w[i] / Rothermel.ParticleDensity; // (53), (54)
        }

        if (!(area > 0))
        {
            return default;
        }

        double meanSigma = 0, moisture = 0, preignition = 0, net = 0;
        for (var i = 0; i < w.Length; i++)
        {
            if (!(w[i] > 0))
            {
                continue;
            }

            var share = sigma[i] * w[i] / Rothermel.ParticleDensity / area; // (56)
            meanSigma += share * sigma[i];
            moisture += share * m[i];
            preignition += share * Rothermel.EffectiveHeating(sigma[i]) * Rothermel.HeatOfPreignition(m[i]);

            // Albini 1976: a class is weighted with the share of all classes of its size.
            var size = Rothermel.SizeClass(sigma[i]);
            for (var j = 0; size < 5 && j < w.Length; j++)
            {
                net += w[j] > 0 && Rothermel.SizeClass(sigma[j]) == size ? sigma[j] * w[j] / Rothermel.ParticleDensity / area * w[i] * (1 - Rothermel.TotalMinerals) : 0;
            }
        }

        return new(area, meanSigma, moisture, preignition, net);
    }

    /// <summary>Area of the particles of a category, and its means weighted by area.</summary>
    private readonly record struct Means(double Area, double Sigma, double Moisture, double Preignition, double NetLoad);
}
