using System.Text.Json;
using Bihuan.Cli.Commands;
using Bihuan.Wildfire;
using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Growth;
using Bihuan.Wildfire.Rasters;
using Bihuan.Wildfire.Weather;
using NetTopologySuite.Features;
using NetTopologySuite.IO.Converters;

namespace Bihuan.Cli.Fire;

/// <summary>What growth and ensembles have in common: ground, weather and fires out of options.</summary>
/// <param name="Landscape">Ground and fuel.</param>
/// <param name="FuelMap">The fuel as it was read.</param>
/// <param name="Shape">Slope and aspect.</param>
/// <param name="Stretches">When the weather changes.</param>
/// <param name="Weather">The weather of each stretch.</param>
/// <param name="Ignitions">Where it starts.</param>
/// <param name="Options">How long and against what.</param>
/// <param name="Seen">The factor on every rate that fits the fire to what was seen of it, which the landscape holds already.</param>
/// <param name="Holes">Cells that have fuel and no height, which are taken as level.</param>
/// <param name="Synthetic">What an invented landscape says of itself.</param>
/// <param name="Files">Every file read.</param>
internal sealed record Ground(
    Landscape Landscape,
    Grid<int> FuelMap,
    TerrainShape? Shape,
    Stretches Stretches,
    IReadOnlyList<GrowthWeather> Weather,
    IReadOnlyList<Ignition> Ignitions,
    GrowthOptions Options,
    Adjustment? Seen,
    int Holes,
    string? Synthetic,
    IReadOnlyList<string> Files)
{
    /// <summary>The options that say it.</summary>
    public static readonly string[] OptionNames =
    [
        "--fuel", "--heights", "--synthetic", "--box", "--epsg", "--max-memory", "--fuel-model", "--moisture", "--scenario", "--wind", "--wind-from", "--wind-at", "--weather",
        "--ignite", "--perimeter", "--lines", "--hours", "--adjust", "--seen", "--transfer", "--accelerate", "--spotting",
    ];

    private static readonly JsonSerializerOptions Json = new() { Converters = { new GeoJsonConverterFactory() }, MaxDepth = 64 };

    private static readonly Dictionary<string, string[]> WeatherColumns = new(StringComparer.Ordinal)
    {
        ["hour"] = ["时次", "时刻"],
        ["wind_ms"] = ["风速米每秒", "风速m/s"],
        ["wind_from"] = ["风向"],
        ["temperature"] = ["气温"],
        ["humidity"] = ["湿度", "相对湿度"],
        ["rain"] = ["降水", "降水量"],
        ["one_hour"] = ["1小时含水率"],
        ["ten_hour"] = ["10小时含水率"],
        ["hundred_hour"] = ["100小时含水率"],
        ["herb"] = ["草本含水率"],
        ["woody"] = ["木本含水率"],
    };

    /// <summary>What a report says first: the model, and what of the ground is invented or missing.</summary>
    public List<(string Label, string Text)> About(FireWords words)
    {
        List<(string, string)> pairs = [(words.ModelLabel, $"{Rothermel.Model}; {GrowthResult.Method}")];
        if (Synthetic is not null)
        {
            pairs.Add((words.Synthetic, Synthetic));
        }
        if (Holes > 0)
        {
            pairs.Add((words.NoteLabel, words.HeightsMissing(Holes)));
        }
        if (Seen is not null)
        {
            pairs.Add((words.SeenLabel, words.SeenFactor(Seen)));
        }
        if (Options.Spotting is { } spotting)
        {
            pairs.Add((words.SpottingLabel, words.SpottingBy(spotting)));
        }

        return pairs;
    }

    /// <summary>Reads it all.</summary>
    public static Ground Read(FireOptions options, CommandContext context, FireWords words)
    {
        List<string> files = [];
        var (fuel, heights, synthetic) = Rasters(options, context, words, files);
        var unfit = fuel.Cells.FirstOrDefault(c => c is < 0 or > short.MaxValue);
        if (unfit != 0)
        {
            throw new RefusedException(words.NoFuel(unfit));
        }

        var shape = heights is null ? null : words.Done(Terrain.Shape(heights, options.One("--heights") ?? "heights"));
        Landscape landscape = new(new(fuel.Frame, [.. fuel.Cells.Select(c => (short)c)]), shape?.SlopeDegrees, shape?.AspectDegrees)
        {
            Adjustment = options.Number("--adjust", 0.01, 100) ?? 1,
            Transfer = options.One("--transfer", ["behaveplus", "scott-burgan"]) is "scott-burgan" ? CuredHerbTransfer.ScottBurgan : CuredHerbTransfer.BehavePlus,
        };
        var (stretches, weather) = Sky(options, context, words, files);
        List<Ignition> ignitions = [.. options.Many("--ignite").Select(i => options.Numbers("--ignite", i, 2, 3)).Select(p => new Ignition.Point(p[0], p[1], p.Count > 2 ? p[2] : 0))];
        foreach (var file in options.Many("--perimeter"))
        {
            files.Add(file);
            ignitions.AddRange(Features(file, context, words).Select(f => new Ignition.Perimeter(f.Geometry, Minutes(f))));
        }
        if (ignitions.Count == 0)
        {
            throw new RefusedException(words.OptionNeeded("--ignite"));
        }

        List<SuppressionLine> lines = [];
        foreach (var file in options.Many("--lines"))
        {
            files.Add(file);
            lines.AddRange(Features(file, context, words).Select(f => new SuppressionLine([.. f.Geometry.Coordinates.Select(c => (c.X, c.Y))], Minutes(f))));
        }

        var growth = new GrowthOptions(60 * options.Needed("--hours", 0.01, 1440)) { Lines = lines, Acceleration = options.One("--accelerate", ["yes", "no"]) is "yes" ? new() : null, Spotting = Embers(options) };
        var holes = shape is null ? 0 : fuel.Cells.Where((number, i) => FuelModels.Of(number) is not null && float.IsNaN(shape.SlopeDegrees.Cells[i])).Count();
        var seen = options.One("--seen") is { } outline ? Fit(landscape, stretches, weather, ignitions, growth, outline, files, context, words) : null;
        return new(seen is null ? landscape : landscape with { Adjustment = landscape.Adjustment * seen.Factor }, fuel, shape, stretches, weather, ignitions, growth, seen, holes, synthetic, files);
    }

    private static Spotting? Embers(FireOptions options)
    {
        if (options.Numbers("--spotting", 1, 4) is not { } given)
        {
            return null;
        }

        var embers = new Spotting(given[0]);
        embers = given.Count > 1 ? embers with { MeanMetres = given[1], MostMetres = 10 * given[1] } : embers;
        embers = given.Count > 2 ? embers with { MostMetres = given[2] } : embers;
        return given.Count > 3 ? embers with { LeastIntensity = given[3] } : embers;
    }

    /// <summary>The factor on every rate with which the fire comes to an outline when it was seen there.</summary>
    private static Adjustment Fit(Landscape landscape, Stretches stretches, IReadOnlyList<GrowthWeather> weather, List<Ignition> ignitions, GrowthOptions growth, string file, List<string> files, CommandContext context, FireWords words)
    {
        files.Add(file);
        if (Features(file, context, words) is not [var outline] || Minutes(outline) is not (> 0 and var minutes))
        {
            throw new RefusedException(words.OneOutline(file));
        }

        // Four times as long, so that a fire that is computed too slow comes to the outline too. Embers would come to it by luck.
        var until = growth with { EndMinutes = Math.Min(4 * minutes, GrowthOptions.MostMinutes), Spotting = null, Outputs = GrowthOutputs.Arrival };
        return words.Done(
            Adjustment.Fit(
                factor => LandscapeField.Of(landscape with { Adjustment = landscape.Adjustment * factor }, stretches, weather).Match(
                    field => FireGrowth.Run(field, ignitions, until, context.Interrupted),
                    refused => refused.ToList()),
                outline.Geometry,
                minutes,
                ignitions.Min(i => i.Minutes)),
            place => $"{file} {place}");
    }

    private static (Grid<int> Fuel, Grid<float>? Heights, string? Synthetic) Rasters(FireOptions options, CommandContext context, FireWords words, List<string> files)
    {
        MapBox? box = options.Numbers("--box", 4, 4) is { } b ? new(b[0], b[1], b[2], b[3]) : null;
        RasterOptions raster = new() { Epsg = (int?)options.Number("--epsg", 1, 65535), MaxBytes = (long)((options.Number("--max-memory", 1, 1 << 20) ?? 1024) * 1048576) };
        var model = options.One("--fuel-model") is { } printed ? BehaviourCommand.FuelOf(printed) ?? throw new RefusedException(words.NoFuelModel(printed)) : null;
        if (options.Number("--synthetic", 0, 1e15) is { } seed)
        {
            foreach (var other in ((string[])["--fuel", "--heights", "--box"]).Where(options.Has))
            {
                throw new RefusedException(words.NotWith(other, "--synthetic"));
            }

            var invented = words.Done(SyntheticLandscape.Make(new(500, 500, 30, 500_000, 3_320_000, 4549), (ulong)seed));
            return (model is null ? invented.Fuel : Filled(invented.Fuel.Frame, model.Number), invented.Heights, invented.Description);
        }

        var (fuelFile, heightsFile) = (options.One("--fuel"), options.One("--heights"));
        if (fuelFile is null && (heightsFile is null || model is null))
        {
            throw new RefusedException(words.NoGround);
        }
        if (fuelFile is not null && model is not null)
        {
            throw new RefusedException(words.NotWith("--fuel-model", "--fuel"));
        }

        string? synthetic = null;
        Grid<float>? heights = null;
        Grid<int>? fuel = null;
        if (heightsFile is not null)
        {
            files.Add(heightsFile);
            heights = FireFiles.Floats(heightsFile, raster, box, context, words);
            synthetic = SyntheticMark(heightsFile, raster, context, words);
        }
        if (fuelFile is not null)
        {
            files.Add(fuelFile);
            fuel = FireFiles.Classes(fuelFile, raster, box, context, words);
            synthetic ??= SyntheticMark(fuelFile, raster, context, words);
            if (ReferenceSystem.NotMetres(fuel.Frame, fuelFile) is { } unit)
            {
                throw new RefusedException(words.Problem(unit));
            }
        }
        if (fuel is not null && heights is not null && Frames.Differences(fuel.Frame, fuelFile!, heights.Frame, heightsFile!) is { Count: > 0 } different)
        {
            throw new RefusedException([.. different.Select(words.Problem)]);
        }

        return (fuel ?? Filled(heights!.Frame, model!.Number), heights, synthetic);
    }

    private static Grid<int> Filled(GridFrame frame, int number)
    {
        Grid<int> grid = new(frame, new int[frame.Count]);
        Array.Fill(grid.Cells, number);
        return grid;
    }

    private static string? SyntheticMark(string file, RasterOptions raster, CommandContext context, FireWords words)
    {
        var (opened, stream) = FireFiles.Raster(file, raster, context, words);
        using (stream)
        {
            return opened.Info.Synthetic ? opened.Info.Description : null;
        }
    }

    /// <summary>One weather for all, or one an hour out of a file.</summary>
    private static (Stretches, IReadOnlyList<GrowthWeather>) Sky(FireOptions options, CommandContext context, FireWords words, List<string> files)
    {
        var height = options.One("--wind-at", ["10m", "20ft", "midflame"]) switch { "20ft" => WindHeight.TwentyFeet, "midflame" => WindHeight.Midflame, _ => WindHeight.TenMetres };
        var moisture = BehaviourCommand.Moisture(options, words);
        if (options.One("--weather") is not { } file)
        {
            var wind = options.Needed("--wind", 0, 60);
            return (Stretches.One, [new(moisture ?? throw new RefusedException(words.OptionNeeded("--moisture")), wind * 3.6, wind > 0 ? options.Needed("--wind-from", 0, 360) : 0, height)]);
        }

        foreach (var other in ((string[])["--wind", "--wind-from"]).Where(options.Has))
        {
            throw new RefusedException(words.NotWith(other, "--weather"));
        }

        files.Add(file);
        var csv = Csv.Read(file, WeatherColumns, context, words);
        csv.Needs("wind_ms", "wind_from");
        IReadOnlyList<DeadMoisture>? dead = null;
        if (csv.Has("temperature") && csv.Has("humidity"))
        {
            foreach (var column in ((string[])["one_hour", "ten_hour", "hundred_hour"]).Where(csv.Has))
            {
                throw new RefusedException(words.EitherMoisture(column));
            }

            List<HourlyWeather> air = [];
            for (var i = 0; i < csv.Rows.Count; i++)
            {
                air.Add(new(csv.Number(i, "temperature"), csv.Number(i, "humidity"), csv.Number(i, "wind_ms") * 3.6, csv.Number(i, "wind_from"), csv.Has("rain") ? csv.Number(i, "rain") : 0));
            }

            csv.Check();
            // Which hour of the day the first is does not change how fuel dries.
            var series = words.Done(WeatherHours.Of(air, 0), place => $"{file} {place}");
            dead = words.Done(DeadFuelMoisture.Hours(series, moisture is { } m ? new(m.OneHour, m.TenHour, m.HundredHour) : null)).Hours;
        }

        List<GrowthWeather> hours = [];
        for (var i = 0; i < csv.Rows.Count; i++)
        {
            double Water(string column, double? otherwise)
            {
                var value = csv.Number(i, column);
                if (double.IsNaN(value) && otherwise is null)
                {
                    csv.Refuse(i, words.EmptyCell(column));
                }

                return double.IsNaN(value) ? otherwise ?? 0 : value;
            }

            hours.Add(new(
                FuelMoisture.Percent(Water("one_hour", (dead?[i].OneHour ?? moisture?.OneHour) * 100), Water("ten_hour", (dead?[i].TenHour ?? moisture?.TenHour) * 100), Water("hundred_hour", (dead?[i].HundredHour ?? moisture?.HundredHour) * 100), Water("herb", moisture?.Herb * 100), Water("woody", moisture?.Woody * 100)),
                Water("wind_ms", null) * 3.6, Water("wind_from", null), height));
        }

        csv.Check();
        return (new(hours.Count), hours);
    }

    private static FeatureCollection Features(string file, CommandContext context, FireWords words)
    {
        try
        {
            var bytes = FireFiles.Bytes(file, 16 << 20, context);
            var features = JsonSerializer.Deserialize<FeatureCollection>(bytes, Json);
            return features is { Count: > 0 } && features.All(f => f.Geometry is { IsEmpty: false }) ? features : throw new RefusedException(words.NoFeatures(file));
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new RefusedException(words.NoFeatures(file), error);
        }
    }

    /// <summary>The property <c>minutes</c> of a feature: when it is there.</summary>
    private static double Minutes(IFeature feature) => feature.Attributes?.GetOptionalValue("minutes") switch
    {
        double number => number,
        decimal number => (double)number,
        long number => number,
        int number => number,
        _ => 0,
    };
}
