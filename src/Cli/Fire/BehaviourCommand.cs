using System.CommandLine;
using System.Globalization;
using Bihuan.Cli.Commands;
using Bihuan.Kernel;
using Bihuan.Wildfire.Behaviour;

namespace Bihuan.Cli.Fire;

/// <summary><c>bihuan fire behaviour</c>: a surface fire out of options, or one a row of a CSV file.</summary>
internal sealed class BehaviourCommand : Command
{
    private static readonly Dictionary<string, string[]> Columns = new(StringComparer.Ordinal)
    {
        ["fuel"] = ["可燃物", "可燃物模型"],
        ["one_hour"] = ["1小时含水率"],
        ["ten_hour"] = ["10小时含水率"],
        ["hundred_hour"] = ["100小时含水率"],
        ["herb"] = ["草本含水率"],
        ["woody"] = ["木本含水率"],
        ["wind_ms"] = ["风速米每秒", "风速m/s"],
        ["wind_from"] = ["风向"],
        ["slope"] = ["坡度"],
        ["aspect"] = ["坡向"],
        ["temperature"] = ["气温"],
        ["humidity"] = ["湿度", "最小相对湿度"],
        ["fuel_moisture"] = ["可燃物含水率"],
    };

    private readonly CommandContext _context;
    private readonly FireWords _words;
    private readonly FireOptions _options;

    public BehaviourCommand(CommandContext context, FireWords words)
        : base("behaviour")
    {
        _context = context;
        _words = words;
        _options = new(this, context, words);
        _options.Add("--model", "--fuel", "--moisture", "--scenario", "--wind", "--wind-from", "--wind-at", "--slope", "--aspect", "--transfer", "--wind-limit", "--canopy", "--out");
        _options.Add("--temperature", "--humidity", "--fuel-moisture", "--table", "--initial", "--slope-limit");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var files = _options.Files(parsed, 1);
        var path = _options.Output("--out", files);
        var wang = _options.One("--model", ["rothermel", "wang"]) is "wang";
        Func<Func<string, double?, double>, string, Row> compute = wang ? Wang() : Rothermel();
        if (files.Count == 0)
        {
            var fuel = _options.One("--fuel") ?? throw new RefusedException(_words.OptionNeeded("--fuel"));
            var row = compute((name, otherwise) => otherwise ?? throw new RefusedException(_words.OptionNeeded(Option(name))), fuel);
            if (row.Problems.Count > 0)
            {
                throw new RefusedException([.. row.Problems.Select(_words.Problem)]);
            }

            Write(path, row.Head, [row.Cells]);
            var report = _context.Report();
            report.Title(_words.BehaviourTitle);
            report.Pairs([(_words.ModelLabel, row.Model), .. row.Shown]);
            Finish(report, path);
            return Program.Done;
        }

        var csv = Csv.Read(files[0], Columns, _context, _words);
        csv.Needs("fuel");
        Row? last = null;
        List<string[]> rows = [];
        for (var i = 0; i < csv.Rows.Count; i++)
        {
            var at = i;
            var row = compute((name, otherwise) => csv.Number(at, name) is var number && double.IsNaN(number) ? otherwise ?? number : number, csv[i, "fuel"]);
            foreach (var problem in row.Problems)
            {
                csv.Refuse(i, _words.Problem(problem));
            }

            rows.Add([csv[i, "fuel"], .. row.Cells]);
            last = row.Problems.Count == 0 ? row : last;
        }

        csv.Check();
        var head = (string[])["fuel", .. last!.Head];
        Write(path, head, rows);
        var table = _context.Report();
        table.Title(_words.BehaviourTitle);
        table.Pairs([(_words.ModelLabel, last.Model)]);
        if (path is null)
        {
            table.Line();
            table.Table(head, rows);
        }

        Finish(table, path);
        return Program.Done;
    }

    private Func<Func<string, double?, double>, string, Row> Rothermel()
    {
        var options = new SurfaceOptions(
            _options.One("--wind-at", ["10m", "20ft", "midflame"]) switch { "20ft" => WindHeight.TwentyFeet, "midflame" => WindHeight.Midflame, _ => WindHeight.TenMetres },
            _options.One("--transfer", ["behaveplus", "scott-burgan"]) is "scott-burgan" ? CuredHerbTransfer.ScottBurgan : CuredHerbTransfer.BehavePlus,
            _options.One("--wind-limit", ["none", "rothermel"]) is "rothermel" ? WindLimit.Rothermel1972 : WindLimit.None);
        var moisture = Moisture(_options, _words);
        var (wind, from) = (_options.Number("--wind", 0, 60), _options.Number("--wind-from", 0, 360));
        var (slope, aspect) = (_options.Number("--slope", 0, 85) ?? 0, _options.Number("--aspect", 0, 360) ?? 0);
        var canopy = _options.Numbers("--canopy", 3, 3) is { } c ? new Canopy(c[0] / 100, c[1], c[2] / 100) : (Canopy?)null;
        return (value, fuel) =>
        {
            if (FuelOf(fuel) is not { } model)
            {
                return new([Problem.Coded("CLI-501", "fuel", fuel)]);
            }

            var water = FuelMoisture.Percent(
                value("one_hour", moisture?.OneHour * 100), value("ten_hour", moisture?.TenHour * 100), value("hundred_hour", moisture?.HundredHour * 100), value("herb", moisture?.Herb * 100), value("woody", moisture?.Woody * 100));
            var result = SurfaceSpread.Of(model, water, value("wind_ms", wind), value("wind_from", from ?? (wind is 0 ? 0 : null)), value("slope", slope), value("aspect", aspect), options, canopy);
            return result.Match(
                b =>
                {
                    var (fire, ellipse) = (b.Fire, b.Ellipse);
                    return new Row(
                        [],
                        $"{options}; {model.Code} ({model.Source})",
                        [
                            (_words.HeadRate, $"{F(fire.HeadRate)} m/min"), (_words.Heading, fire.Spreads ? $"{F(ellipse.HeadingDegrees)}°" : "–"), (_words.BackRate, $"{F(fire.BackRate)} m/min"), (_words.FlankRate, $"{F(fire.FlankRate)} m/min"),
                            (_words.LengthToWidth, F(fire.LengthToWidth)), (_words.EffectiveWind, $"{F(fire.EffectiveWind * 0.06)} km/h"), (_words.MidflameWind, $"{F(b.MidflameWind)} m/s (× {F(b.WindFactor)})"),
                            (_words.Intensity, $"{F(fire.FirelineIntensity)} kW/m"), (_words.FlameLength, $"{F(fire.FlameLength)} m"), (_words.HeatPerArea, $"{F(fire.HeatPerArea)} kJ/m²"), (_words.ReactionIntensity, $"{F(fire.ReactionIntensity)} kW/m²"),
                        ],
                        ["head_m_min", "heading_deg", "back_m_min", "flank_m_min", "length_to_width", "effective_wind_km_h", "midflame_wind_m_s", "intensity_kw_m", "flame_m", "heat_kj_m2", "reaction_kw_m2", "model"],
                        [
                            .. new[] { fire.HeadRate, ellipse.HeadingDegrees, fire.BackRate, fire.FlankRate, fire.LengthToWidth, fire.EffectiveWind * 0.06, b.MidflameWind, fire.FirelineIntensity, fire.FlameLength, fire.HeatPerArea, fire.ReactionIntensity }.Select(R),
                            options.ToString(),
                        ]);
                },
                problems => new Row(problems));
        };
    }

    private Func<Func<string, double?, double>, string, Row> Wang()
    {
        var options = WangOptions.Usual with
        {
            InitialRate = _options.One("--initial", ["a", "b", "c", "d"]) switch { "b" => WangInitialRate.Rounded, "c" => WangInitialRate.WithoutHumidity, "d" => WangInitialRate.FuelMoisture, _ => WangInitialRate.Original },
            Fuels = _options.One("--table", ["original", "land-cover"]) is "land-cover" ? WangFuelTable.LandCover : WangFuelTable.Original,
            WindLimit = _options.One("--wind-limit") is { } limit ? limit is "none" ? null : _options.Number("--wind-limit", 0, 60) : 12,
            SlopeLimit = _options.One("--slope-limit") is { } factor ? factor is "none" ? null : _options.Number("--slope-limit", 1, 1000) : 10,
        };
        var (wind, from) = (_options.Number("--wind", 0, 60), _options.Number("--wind-from", 0, 360));
        var (slope, aspect) = (_options.Number("--slope", 0, 60) ?? 0, _options.Number("--aspect", 0, 360) ?? 0);
        var (temperature, humidity, moisture) = (_options.Number("--temperature", -40, 50), _options.Number("--humidity", 0, 100), _options.Number("--fuel-moisture", 0, 250));
        return (value, fuel) =>
        {
            var byMoisture = options.InitialRate is WangInitialRate.FuelMoisture;
            WangWeather weather = new(
                value("temperature", temperature ?? (byMoisture ? 20 : null)), value("humidity", humidity ?? (byMoisture || options.InitialRate is WangInitialRate.WithoutHumidity ? 50 : null)), value("wind_ms", wind),
                value("wind_from", from ?? (wind is 0 ? 0 : null)), byMoisture ? value("fuel_moisture", moisture) : null);
            return Bihuan.Wildfire.Behaviour.Wang.Of(fuel, weather, value("slope", slope), value("aspect", aspect), options).Match(
                spread =>
                {
                    var mao = spread.Mao;
                    return new Row(
                        [],
                        $"{options}; {spread.Fuel.Code} Ks {F(spread.Fuel.Factor)} ({options.Fuels.Source})",
                        [
                            (_words.InitialRate, $"{F(spread.InitialRate)} m/min"), (_words.WindForce, $"{spread.WindForce}"), (_words.Upslope, $"{F(mao.Upslope)} m/min"), (_words.Downslope, $"{F(mao.Downslope)} m/min"),
                            (_words.Left, $"{F(mao.Left)} m/min"), (_words.Right, $"{F(mao.Right)} m/min"), (_words.WithWind, $"{F(mao.WithWind)} m/min"),
                        ],
                        ["initial_m_min", "wind_force", "upslope_m_min", "downslope_m_min", "left_m_min", "right_m_min", "with_wind_m_min", "model"],
                        [.. new[] { spread.InitialRate, spread.WindForce, mao.Upslope, mao.Downslope, mao.Left, mao.Right, mao.WithWind }.Select(R), options.ToString()]);
                },
                problems => new Row(problems));
        };
    }

    /// <summary>Moisture out of <c>--moisture</c> or <c>--scenario</c>; <see langword="null"/> where neither comes.</summary>
    public static FuelMoisture? Moisture(FireOptions options, FireWords words)
    {
        if (options.One("--scenario") is { } scenario)
        {
            return scenario is ['D' or 'd', >= '1' and <= '4' and var dead, 'L' or 'l', >= '1' and <= '4' and var live] && !options.Has("--moisture")
                ? FuelMoisture.Scenario(dead - '0', live - '0') : throw new RefusedException(words.BadScenario(scenario));
        }

        return options.Numbers("--moisture", 5, 5) is { } m ? FuelMoisture.Percent(m[0], m[1], m[2], m[3], m[4]) : null;
    }

    /// <summary>A fuel model by number or code.</summary>
    public static FuelModel? FuelOf(string printed) =>
        int.TryParse(printed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? FuelModels.Of(number) : FuelModels.Of(printed.ToUpperInvariant());

    private void Write(string? path, string[] head, IEnumerable<string[]> rows)
    {
        if (path is null)
        {
            return;
        }

        OutputFile.Write(path, temporary =>
        {
            using var file = File.CreateText(temporary);
            file.Write(Csv.Line(head));
            foreach (var row in rows)
            {
                file.Write(Csv.Line(row));
            }
        }, _context);
    }

    private void Finish(Output.ReportWriter report, string? path)
    {
        if (path is not null)
        {
            report.Line(_context.Words.Written(path));
        }

        report.Line(_words.ForReference);
    }

    private static string Option(string column) => column switch
    {
        "wind_ms" => "--wind",
        "wind_from" => "--wind-from",
        "temperature" or "humidity" => $"--{column}",
        "fuel_moisture" => "--fuel-moisture",
        _ => "--moisture",
    };

    private static string F(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string R(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What came out of one place, or why nothing did.</summary>
    private sealed record Row(IReadOnlyList<Problem> Problems, string Model, IReadOnlyList<(string, string)> Shown, string[] Head, string[] Cells)
    {
        public Row(IReadOnlyList<Problem> problems)
            : this(problems, "", [], [], [])
        {
        }
    }
}
