using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bihuan.Cli.Commands;
using Bihuan.Wildfire;
using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Growth;
using Bihuan.Wildfire.Rasters;

namespace Bihuan.Cli.Fire;

/// <summary><c>bihuan fire grow</c>: how far a fire comes, over rasters or in a case whose extent is known.</summary>
internal sealed class GrowCommand : Command
{
    private readonly CommandContext _context;
    private readonly FireWords _words;
    private readonly FireOptions _options;

    public GrowCommand(CommandContext context, FireWords words)
        : base("grow")
    {
        _context = context;
        _words = words;
        _options = new(this, context, words);
        _options.Add("--case", "--turn", "--repeat", "--out-arrival", "--out-intensity", "--out-flame", "--out-direction", "--isochrones", "--every", "--png");
        _options.Add(Ground.OptionNames);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        _options.Files(parsed, 0);
        return _options.One("--case", GrowCases.Names) is { } name ? Case(name) : Map();
    }

    private int Case(string name)
    {
        // Turned farther, the fire would start behind its wall.
        var most = name is "barrier" or "fuel-break" ? 45 : 360;
        var turn = _options.Number("--turn", -most, most) ?? 0;
        var repeat = (int)(_options.Number("--repeat", 1, 100) ?? 3);
        var outputs = Outputs([]);
        foreach (var option in Ground.OptionNames.Where(_options.Has))
        {
            throw new RefusedException(_words.NotWithCase(option));
        }

        var known = GrowCases.Of(name, turn);
        var frame = known.Fuel.Frame;
        GrowthResult result = null!;
        List<double> seconds = [];
        var taken = 0L;
        for (var i = 0; i < repeat; i++)
        {
            // Without garbage of the one before, and with all that the first run must do first.
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            result = _words.Done(FireGrowth.Run(known.Field(), known.Ignitions, new(known.Minutes) { Outputs = GrowthOutputs.Arrival }, _context.Interrupted));
            seconds.Add(clock.Elapsed.TotalSeconds);
            taken = GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        var (both, either, expected) = (0L, 0L, 0L);
        var (sine, cosine) = Math.SinCos(Conversions.Radians(known.Heading));
        Extent computedAlong = new(), computedAcross = new(), expectedAlong = new(), expectedAcross = new();
        for (var row = 0; row < frame.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var (east, north) = frame.Centre(column, row);
                var burnt = float.IsFinite(result.Arrival[column, row]);
                var inside = known.Inside(east, north);
                both += burnt && inside ? 1 : 0;
                either += burnt || inside ? 1 : 0;
                expected += inside ? 1 : 0;
                var (along, across) = ((east * sine) + (north * cosine), (east * cosine) - (north * sine));
                if (burnt)
                {
                    (computedAlong, computedAcross) = (computedAlong.With(along), computedAcross.With(across));
                }
                if (inside)
                {
                    (expectedAlong, expectedAcross) = (expectedAlong.With(along), expectedAcross.With(across));
                }
            }
        }

        using var process = Process.GetCurrentProcess();
        var report = _context.Report();
        report.Title($"{_words.GrowTitle}: {name}{(turn == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {turn}°"))}");
        report.Pairs(
        [
            (_words.ModelLabel, $"{Rothermel.Model}; {GrowthResult.Method}"),
            (_words.Expectation, _words.ExpectationOf(name)),
            (_words.Cells, string.Create(CultureInfo.InvariantCulture, $"{frame.Columns} × {frame.Rows}, {frame.CellSize} m; {known.Minutes / 60:0.##} h")),
            (_words.Overlap, string.Create(CultureInfo.InvariantCulture, $"{(double)both / either:0.0000}")),
            (_words.Length, Against(computedAlong.Size, expectedAlong.Size, "m")),
            (_words.Width, Against(computedAcross.Size, expectedAcross.Size, "m")),
            (_words.Area, $"{Against(result.BurntCells * 0.09, expected * 0.09, "ha")}; {string.Create(CultureInfo.InvariantCulture, $"{result.BurntCells} / {expected}")}"),
            (_words.TimeTaken, string.Join(", ", seconds.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s:0.000} s"))) + (repeat > 1 ? _words.FirstCompiles : "")),
            (_words.Memory, string.Create(CultureInfo.InvariantCulture, $"{taken / 1e6:0.0} MB; {_words.OfProcess} {process.PeakWorkingSet64 / 1e6:0} MB")),
        ]);
        Write(outputs, result, known.Fuel, null, null, report);
        return Program.Done;

        static string Against(double computed, double expected, string unit) =>
            string.Create(CultureInfo.InvariantCulture, $"{computed:0} {unit} / {expected:0} {unit} ({100 * ((computed / expected) - 1):+0.00;−0.00;0.00}%)");
    }

    private int Map()
    {
        var ground = Ground.Read(_options, _context, _words);
        var outputs = Outputs(ground.Files);
        var clock = Stopwatch.StartNew();
        var field = _words.Done(LandscapeField.Of(ground.Landscape, ground.Stretches, ground.Weather));
        var result = _words.Done(FireGrowth.Run(field, ground.Ignitions, ground.Options, _context.Interrupted));
        var seconds = clock.Elapsed.TotalSeconds;
        var report = _context.Report();
        report.Title(_words.GrowTitle);
        var pairs = ground.About(_words);
        pairs.AddRange(
        [
            (_words.Cells, string.Create(CultureInfo.InvariantCulture, $"{field.Frame.Columns} × {field.Frame.Rows}, {field.Frame.CellSize} m{(field.Frame.Epsg is { } epsg ? $", EPSG:{epsg}" : "")}")),
            (_words.Area, string.Create(CultureInfo.InvariantCulture, $"{result.Hectares:0.0} ha ({result.BurntCells})")),
            (_words.Until, string.Create(CultureInfo.InvariantCulture, $"{result.EndMinutes / 60:0.##} h")),
            (_words.TimeTaken, string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} s")),
        ]);
        if (result.Intensity is { } intensity && intensity.Cells.Where(float.IsFinite).DefaultIfEmpty(0).Max() is > 0 and var strongest)
        {
            pairs.Add((_words.Strongest, string.Create(CultureInfo.InvariantCulture, $"{strongest:0} kW/m, {result.FlameLength!.Cells.Where(float.IsFinite).DefaultIfEmpty(0).Max():0.0} m")));
        }
        if (Edge(result.Arrival))
        {
            pairs.Add((_words.NoteLabel, _words.ReachedEdge));
        }

        report.Pairs(pairs);
        Write(outputs, result, ground.FuelMap, ground.Shape, ground.Synthetic, report);
        report.Line(_words.ForReference);
        return Program.Done;
    }

    /// <summary>A fire at the edge of the map would have gone on.</summary>
    private static bool Edge(Grid<float> arrival)
    {
        var (columns, rows) = (arrival.Frame.Columns, arrival.Frame.Rows);
        return Enumerable.Range(0, columns).Any(c => float.IsFinite(arrival[c, 0]) || float.IsFinite(arrival[c, rows - 1]))
            || Enumerable.Range(0, rows).Any(r => float.IsFinite(arrival[0, r]) || float.IsFinite(arrival[columns - 1, r]));
    }

    private Targets Outputs(IEnumerable<string> inputs)
    {
        var files = inputs.ToList();
        return new(
            _options.Output("--out-arrival", files), _options.Output("--out-intensity", files), _options.Output("--out-flame", files), _options.Output("--out-direction", files),
            _options.Output("--isochrones", files), _options.Output("--png", files), _options.Number("--every", 1, 86_400));
    }

    private void Write(Targets targets, GrowthResult result, Grid<int> fuel, TerrainShape? shape, string? synthetic, Output.ReportWriter report)
    {
        var frame = result.Arrival.Frame;
        GeoTiffOptions tiff = new() { Description = synthetic };
        List<string> written = [];
        foreach (var (path, grid) in ((string?, Grid<float>?)[])[(targets.Arrival, result.Arrival), (targets.Intensity, result.Intensity), (targets.Flame, result.FlameLength), (targets.Direction, result.Direction)])
        {
            if (path is not null && grid is not null)
            {
                FireFiles.Write(path, grid, tiff, _context);
                written.Add(path);
            }
        }

        // Twelve lines, however long the fire burns.
        var every = targets.Every ?? result.EndMinutes / 12;
        if (targets.Isochrones is { } isochrones)
        {
            var times = Enumerable.Range(1, (int)Math.Min(1000, Math.Ceiling(result.EndMinutes / every))).Select(i => Math.Min(result.EndMinutes, i * every)).Distinct().ToList();
            Func<double, double, (double, double)>? lonLat = null;
            if (frame.Epsg is { } epsg && ReferenceSystem.UnitOf(epsg) is MapUnit.Metres)
            {
                var way = _words.Done(ReferenceSystem.Between(epsg, 4326, "isochrones"));
                lonLat = (x, y) => way.Apply(x, y);
            }

            var text = Isochrones.ToGeoJson(Isochrones.Of(result.Arrival, times), lonLat);
            OutputFile.Write(isochrones, temporary => File.WriteAllText(temporary, text), _context);
            written.Add(isochrones);
        }
        if (targets.Png is { } png)
        {
            FireFiles.Picture(png, file => FireMap.Arrival(file, result.Arrival, result.EndMinutes, every, fuel, shape), _context);
            written.Add(png);
        }

        FireFiles.Tell(written, report, _context);
    }

    private sealed record Targets(string? Arrival, string? Intensity, string? Flame, string? Direction, string? Isochrones, string? Png, double? Every);

    /// <summary>From the least to the most of what it was shown.</summary>
    private readonly record struct Extent(double Least, double Most)
    {
        public Extent()
            : this(double.PositiveInfinity, double.NegativeInfinity)
        {
        }

        public double Size => Math.Max(0, Most - Least);

        public Extent With(double value) => new(Math.Min(Least, value), Math.Max(Most, value));
    }
}
