using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bihuan.Cli.Commands;
using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Growth;
using NetTopologySuite.Geometries;

namespace Bihuan.Cli.Fire;

/// <summary><c>bihuan fire ensemble</c>: the share of many runs in which the fire comes to a cell, and to places worth knowing about.</summary>
internal sealed class EnsembleCommand : Command
{
    private readonly CommandContext _context;
    private readonly FireWords _words;
    private readonly FireOptions _options;

    public EnsembleCommand(CommandContext context, FireWords words)
        : base("ensemble")
    {
        _context = context;
        _words = words;
        _options = new(this, context, words);
        _options.Add("--members", "--seed", "--vary-wind", "--vary-direction", "--vary-moisture", "--vary-ignition", "--vary-rate", "--vary-transfer", "--target", "--at", "--out-probability", "--png", "--out");
        _options.Add(Ground.OptionNames);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        _options.Files(parsed, 0);
        List<EnsembleTarget> targets =
        [
            .. _options.Many("--target").Select(t => t.Split('=', 2)).Select(p => p.Length == 2 && _options.Numbers("--target", p[1], 2, 2) is var at
                ? new EnsembleTarget(p[0], new Point(at[0], at[1])) : throw new RefusedException(_words.BadTarget(p[0]))),
        ];
        var ground = Ground.Read(_options, _context, _words);
        var times = _options.Numbers("--at", 1, Ensemble.MostTimes) ?? [ground.Options.EndMinutes / 60];
        var varied = new EnsembleOptions((int)(_options.Number("--members", 1, 100_000) ?? 200), (long)(_options.Number("--seed", 0, 1e15) ?? 1))
        {
            WindSpeed = _options.Number("--vary-wind", 0, 2) ?? 0.2,
            WindDirection = _options.Number("--vary-direction", 0, 180) ?? 15,
            DeadMoisture = _options.Number("--vary-moisture", 0, 2) ?? 0.15,
            LiveMoisture = _options.Number("--vary-moisture", 0, 2) ?? 0.1,
            IgnitionMetres = _options.Number("--vary-ignition", 0, 10_000) ?? 0,
            Rate = _options.Number("--vary-rate", 0, 2) ?? (ground.Seen is { Observations: > 1 } seen ? seen.StandardError : 0),
            Models = _options.One("--vary-transfer", ["yes", "no"]) is "yes"
                ? [.. Enum.GetValues<CuredHerbTransfer>().Select(t => new ModelVariant($"{t}", 1, t, ground.Landscape.Limit))] : [],
            Minutes = [.. times.Select(h => 60 * h)],
        };
        var (probability, png, csv) = (_options.Output("--out-probability", ground.Files), _options.Output("--png", ground.Files), _options.Output("--out", ground.Files));
        var clock = Stopwatch.StartNew();
        var result = _words.Done(Ensemble.Run(ground.Landscape, ground.Stretches, ground.Weather, ground.Ignitions, ground.Options, varied, targets, new Progress(_context.Terminal.Error, _words, varied.Members), _context.Interrupted));
        var seconds = clock.Elapsed.TotalSeconds;

        var chances = result.Probability[^1];
        var hectares = chances.Frame.CellSize * chances.Frame.CellSize / 10_000;
        var report = _context.Report();
        report.Title(_words.EnsembleTitle);
        var pairs = ground.About(_words);
        pairs.AddRange(
        [
            (_words.Members, N(result.Members.Count) + (result.MembersWithoutFire > 0 ? $" ({_words.WithoutFire(result.MembersWithoutFire)})" : "")),
            (_words.Varied, _words.VariedBy(varied.Models.Select(m => m.Name), varied.WindSpeed, varied.WindDirection, varied.DeadMoisture, varied.LiveMoisture, varied.IgnitionMetres, varied.Rate)),
            (_words.Seed, N(varied.Seed)),
            (_words.Until, string.Create(CultureInfo.InvariantCulture, $"{ground.Options.EndMinutes / 60:0.##} h")),
            (_words.Likely, string.Create(CultureInfo.InvariantCulture, $"{hectares * chances.Cells.Count(p => p >= 0.5f):0.0} ha, {hectares * chances.Cells.Count(p => p >= 0.1f):0.0} ha")),
            (_words.SamplingErrorLabel, string.Create(CultureInfo.InvariantCulture, $"≤ {100 * result.SamplingError(0.5):0.0}%")),
            (_words.TimeTaken, string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} s, {result.BurntCells / Math.Max(seconds, 1e-9) / 1e6:0.00} M/s")),
        ]);
        report.Pairs(pairs);
        string[] head = ["target", "minutes", "members", "reached", "probability", "low_95", "high_95", "median_minutes"];
        var rows = result.Targets.SelectMany(t => t.Chances.Select(c => (IReadOnlyList<string>)
        [
            t.Name, R(c.Minutes), N(result.Members.Count), N(c.Reached), R(Math.Round(c.Probability, 4)), R(Math.Round(c.Low, 4)), R(Math.Round(c.High, 4)),
            t.Arrivals.Order().ElementAt(t.Arrivals.Count / 2) is var median && float.IsFinite(median) ? R(Math.Round(median, 1)) : "",
        ])).ToList();
        if (rows.Count > 0)
        {
            report.Line();
            report.Table(head, rows);
        }

        List<string> written = [];
        if (probability is not null)
        {
            FireFiles.Write(probability, chances, new() { Description = ground.Synthetic, NoData = -1 }, _context);
            written.Add(probability);
        }
        if (png is not null)
        {
            FireFiles.Picture(png, file => FireMap.Probability(file, chances, ground.FuelMap, ground.Shape), _context);
            written.Add(png);
        }
        if (csv is not null)
        {
            OutputFile.Write(csv, temporary => File.WriteAllText(temporary, string.Concat(rows.Prepend(head).Select(Csv.Line))), _context);
            written.Add(csv);
        }

        FireFiles.Tell(written, report, _context);

        report.Line(_words.ForReference);
        return Program.Done;
    }

    /// <summary>A line for each tenth that is done, for who waits.</summary>
    private sealed class Progress(TextWriter error, FireWords words, int members) : IProgress<int>
    {
        private readonly long _begun = Stopwatch.GetTimestamp();

        public void Report(int value)
        {
            // Short work says nothing. One thread at a time tells.
            if (value < members && value * 10 / members != (value - 1) * 10 / members && Stopwatch.GetElapsedTime(_begun) is { TotalSeconds: > 2 } taken)
            {
                error.WriteLine(words.Done(value, members, taken * ((double)(members - value) / value)));
            }
        }
    }

    private static string N(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string R(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
