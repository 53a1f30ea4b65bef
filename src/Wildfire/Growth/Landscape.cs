using Bihuan.Kernel;
using Bihuan.Wildfire.Behaviour;

namespace Bihuan.Wildfire.Growth;

/// <summary>Weather of a stretch of time over the whole grid.</summary>
/// <param name="Moisture">Of the fuel.</param>
/// <param name="WindKmh">Wind at <paramref name="Height"/>, km/h.</param>
/// <param name="WindFrom">Where the wind comes from, degrees clockwise from north.</param>
/// <param name="Height">Where the wind is measured: 10 m as weather stations do, 20 ft, or at the flames.</param>
public readonly record struct GrowthWeather(FuelMoisture Moisture, double WindKmh, double WindFrom, WindHeight Height = WindHeight.TenMetres);

/// <summary>Ground and fuel of a district.</summary>
/// <param name="Fuel">Number of the fuel model of each cell; a non-burnable surface (91, 92, 93, 98, 99), 0 or less does not burn.</param>
/// <param name="SlopeDegrees">Slope, 0 to 60; <see langword="null"/> for flat ground. A steeper one, or none, is taken as the nearest in that range.</param>
/// <param name="Aspect">The way downslope faces, degrees clockwise from north; not a number on flat ground.</param>
public sealed record Landscape(Grid<short> Fuel, Grid<float>? SlopeDegrees = null, Grid<float>? Aspect = null)
{
    /// <summary>Steepest slope the models are used on.</summary>
    public const double MostSlope = 60;

    /// <summary>Models of the district's own by their numbers, besides the standard ones.</summary>
    public IReadOnlyDictionary<int, FuelModel> Models { get; init; } = new Dictionary<int, FuelModel>();

    /// <summary>Share of the sky covered by crowns, 0 to 1; <see langword="null"/> where no wood shelters the fire from wind.</summary>
    public Grid<float>? CanopyCover { get; init; }

    /// <summary>Height of the wood, m.</summary>
    public double CanopyHeight { get; init; } = 15;

    /// <summary>Length of the crowns to the height of the trees.</summary>
    public double CrownRatio { get; init; } = 0.5;

    /// <summary>How herbs cure.</summary>
    public CuredHerbTransfer Transfer { get; init; }

    /// <summary>Whether the effective wind is limited.</summary>
    public WindLimit Limit { get; init; }

    /// <summary>Factor on every rate of spread, from what was seen of a fire (<see cref="Adjustment"/>).</summary>
    public double Adjustment { get; init; } = 1;

    /// <summary>Which fuel numbers occur.</summary>
    internal bool[] Present()
    {
        var seen = new bool[short.MaxValue + 1];
        var most = 0;
        foreach (var number in Fuel.Cells)
        {
            seen[Math.Max((short)0, number)] = number > 0;
            most = Math.Max(most, number);
        }

        return seen[..(most + 1)];
    }

    /// <summary>Every reason why this landscape cannot be used.</summary>
    internal List<Problem> Check()
    {
        var problems = new List<Problem>();
        var frame = Fuel.Frame;
        void Same(string name, GridFrame other, int cells)
        {
            if (other.Columns != frame.Columns || other.Rows != frame.Rows || cells != frame.Count)
            {
                problems.Add(Problem.Coded("FIRE-311", name, $"{other.Columns} × {other.Rows}", $"{frame.Columns} × {frame.Rows}"));
            }
        }

        Same("fuel", frame, Fuel.Cells.Length);
        foreach (var (name, grid) in new (string, Grid<float>?)[] { ("slope", SlopeDegrees), ("aspect", Aspect), ("canopyCover", CanopyCover) })
        {
            if (grid is not null)
            {
                Same(name, grid.Frame, grid.Cells.Length);
            }
        }

        var present = Present();
        for (var number = 1; number < present.Length; number++)
        {
            if (present[number] && !FuelModels.IsNonBurnable(number) && Model(number) is null)
            {
                problems.Add(Problem.Coded("FIRE-312", "fuel", $"{number}"));
            }
        }

        Range.Check(problems, "adjustment", Adjustment, 0.01, 100);
        Range.Check(problems, "canopyHeight", CanopyHeight, 0, 100);
        Range.Check(problems, "crownRatio", CrownRatio, 0, 1);
        return problems;
    }

    /// <summary>tan² of the slope and the unit vector of upslope of each cell; none on flat ground.</summary>
    internal Slope[]? Slopes()
    {
        if (SlopeDegrees is null || Aspect is null)
        {
            return null;
        }

        var slopes = new Slope[SlopeDegrees.Cells.Length];
        for (var cell = 0; cell < slopes.Length; cell++)
        {
            var (degrees, aspect) = (SlopeDegrees.Cells[cell], Aspect.Cells[cell]);
            if (degrees > 0 && float.IsFinite(aspect))
            {
                var tangent = Math.Tan(Conversions.Radians(Math.Min(degrees, MostSlope)));
                var (sine, cosine) = Metric.SinCosDegrees((double)aspect + 180); // Upslope lies opposite to the aspect.
                slopes[cell] = new((float)(tangent * tangent), (float)sine, (float)cosine);
            }
        }

        return slopes;
    }

    internal readonly record struct Slope(float Tangent2, float East, float North);

    internal FuelModel? Model(int number) => Models.TryGetValue(number, out var own) ? own : FuelModels.Of(number);
}

/// <summary>Rothermel's spread over a landscape: the ellipse of a cell from its fuel, slope and aspect and the weather of the stretch (sheet §3, §5.1).</summary>
public sealed class LandscapeField : SpreadField
{
    private readonly Landscape _landscape;
    private readonly GrowthWeather[] _weather;
    private readonly FuelInWeather?[][] _fuels;
    private readonly (double East, double North)[] _windTo;
    private readonly double _adjustment;
    private readonly Landscape.Slope[]? _slopes;

    private LandscapeField(Landscape landscape, Landscape.Slope[]? slopes, bool[] present, Stretches stretches, IReadOnlyList<GrowthWeather> weather, double adjustment)
        : base(landscape.Fuel.Frame, stretches)
    {
        _landscape = landscape;
        _weather = [.. weather];
        _adjustment = adjustment;
        _slopes = slopes;
        _fuels = [.. _weather.Select(w => Fuels(landscape, present, w))];
        _windTo = [.. _weather.Select(w => Metric.SinCosDegrees(w.WindFrom + 180))];
    }

    /// <summary>The field of a landscape under weather.</summary>
    /// <param name="landscape">Ground and fuel.</param>
    /// <param name="stretches">When the weather changes.</param>
    /// <param name="weather">One for each stretch.</param>
    /// <returns>The field, or every reason why there is none.</returns>
    public static Result<LandscapeField> Of(Landscape landscape, Stretches stretches, IReadOnlyList<GrowthWeather> weather)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentNullException.ThrowIfNull(weather);
        var problems = landscape.Check();
        if (weather.Count == 0 || weather.Count != stretches.Count)
        {
            problems.Add(Problem.Coded("FIRE-313", "weather"));
        }

        for (var i = 0; i < weather.Count; i++)
        {
            weather[i].Moisture.Check(problems, $"weather[{i}].moisture");
            Range.Check(problems, $"weather[{i}].windKmh", weather[i].WindKmh, 0, 400);
            Range.Check(problems, $"weather[{i}].windFrom", weather[i].WindFrom, -360, 720);
        }

        if (stretches.Count > 1)
        {
            Range.Check(problems, "stretches.first", stretches.FirstMinutes, 1e-3, GrowthOptions.MostMinutes);
            Range.Check(problems, "stretches.step", stretches.StepMinutes, 1, GrowthOptions.MostMinutes);
        }

        return problems.Count > 0 ? problems : Unchecked(landscape, landscape.Slopes(), landscape.Present(), stretches, weather);
    }

    /// <summary>Weather whose ranges a caller keeps by itself.</summary>
    internal static LandscapeField Unchecked(Landscape landscape, Landscape.Slope[]? slopes, bool[] present, Stretches stretches, IReadOnlyList<GrowthWeather> weather, double adjustment = 1) =>
        new(landscape, slopes, present, stretches, weather, landscape.Adjustment * adjustment);

    /// <inheritdoc/>
    public override SpreadEllipse At(int column, int row, int stretch)
    {
        var (rate, eccentricity, east, north) = Spread(column, row, stretch);
        return new(rate, SpreadEllipse.Bearing(Conversions.Degrees(Math.Atan2(east, north))), eccentricity);
    }

    /// <inheritdoc/>
    public override double HeatPerArea(int column, int row, int stretch) => Fuel(column, row, stretch)?.Bed.HeatPerArea ?? double.NaN;

    internal override Metric MetricAt(int column, int row, int stretch)
    {
        var (rate, eccentricity, east, north) = Spread(column, row, stretch);
        return rate > 0 ? Metric.Of(rate, eccentricity, east, north, Frame.CellSize) : default;
    }

    private FuelInWeather? Fuel(int column, int row, int stretch)
    {
        var number = _landscape.Fuel.Cells[Frame.Index(column, row)];
        return number > 0 ? _fuels[stretch][number] : null;
    }

    /// <summary>Head rate, eccentricity and unit vector of the heading: the sums of <see cref="FuelBed.Spread"/> with vectors in place of angles.</summary>
    private (double Rate, double Eccentricity, double East, double North) Spread(int column, int row, int stretch)
    {
        if (Fuel(column, row, stretch) is not { } fuel)
        {
            return default;
        }

        var cell = Frame.Index(column, row);
        var (windEast, windNorth) = _windTo[stretch];
        var wind = _landscape.CanopyCover is { } cover
            ? fuel.WindShare(_weather[stretch], new(Math.Clamp(cover.Cells[cell], 0, 1), _landscape.CanopyHeight, _landscape.CrownRatio))
            : fuel.OpenWindShare;
        var (x, y) = (wind * windEast, wind * windNorth);
        var flat = _slopes is null || _slopes[cell].Tangent2 == 0;
        if (!flat)
        {
            ref var ground = ref _slopes![cell];
            var slope = fuel.Bed.SlopeFactor * ground.Tangent2;
            x += slope * ground.East;
            y += slope * ground.North;
        }

        if (flat && _landscape.CanopyCover is null)
        {
            return (fuel.OpenRate * _adjustment, fuel.OpenEccentricity, windEast, windNorth);
        }

        var share = Math.Sqrt((x * x) + (y * y));
        var (rate, eccentricity) = fuel.Under(share, _landscape.Limit);
        return share > 0 ? (rate * _adjustment, eccentricity, x / share, y / share) : (rate * _adjustment, 0, 0, 1);
    }

    private static FuelInWeather?[] Fuels(Landscape landscape, bool[] present, GrowthWeather weather)
    {
        var fuels = new FuelInWeather?[present.Length];
        for (var number = 1; number < fuels.Length; number++)
        {
            if (present[number] && landscape.Model(number) is { } model && FuelBed.Of(model, weather.Moisture, landscape.Transfer) is { RateNoWindNoSlope: > 0 } bed)
            {
                fuels[number] = new(bed, weather, landscape.Limit);
            }
        }

        return fuels;
    }

    /// <summary>A bed in the weather of a stretch.</summary>
    private sealed class FuelInWeather
    {
        public FuelInWeather(FuelBed bed, GrowthWeather weather, WindLimit limit)
        {
            Bed = bed;
            OpenWindShare = Share(weather, WindAdjustment.Unsheltered(bed.Model.DepthMetres));
            (OpenRate, OpenEccentricity) = Under(OpenWindShare, limit);
        }

        public FuelBed Bed { get; }

        /// <summary>φ_w where no wood shelters, with its rate and eccentricity on flat ground.</summary>
        public double OpenWindShare { get; }

        public double OpenRate { get; }

        public double OpenEccentricity { get; }

        public double WindShare(GrowthWeather weather, Canopy canopy) => Share(weather, WindAdjustment.Factor(Bed.Model.DepthMetres, canopy));

        public (double Rate, double Eccentricity) Under(double share, WindLimit limit)
        {
            var effective = share > 0 ? Math.Pow(share / Bed.WindFactor, 1 / Bed.WindExponent) : 0;
            if (limit == WindLimit.Rothermel1972 && effective > 0.9 * Bed.ReactionBtu)
            {
                effective = 0.9 * Bed.ReactionBtu;
                share = Bed.WindFactor * Math.Pow(effective, Bed.WindExponent);
            }

            return (Bed.RateNoWindNoSlope * (1 + share), Rothermel.Eccentricity(Rothermel.LengthToWidthLessOne(effective / Conversions.FeetPerMinutePerMph)));
        }

        private double Share(GrowthWeather weather, double factor)
        {
            var midflame = weather.WindKmh * 1000 / 60 * WindAdjustment.ToMidflame(weather.Height, factor);
            return Bed.WindFactor * Math.Pow(midflame / Conversions.MetresPerFoot, Bed.WindExponent);
        }
    }
}
