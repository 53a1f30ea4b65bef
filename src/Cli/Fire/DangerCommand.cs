using System.CommandLine;
using System.Globalization;
using Bihuan.Cli.Commands;
using Bihuan.Wildfire.Danger;

namespace Bihuan.Cli.Fire;

/// <summary><c>bihuan fire danger FILE.csv</c>: FWI System and LY/T 1172-95 of each day.</summary>
internal sealed class DangerCommand : Command
{
    private static readonly Dictionary<string, string[]> Columns = new(StringComparer.Ordinal)
    {
        ["date"] = ["日期"],
        ["station"] = ["站点", "站名"],
        ["temperature"] = ["气温"],
        ["humidity"] = ["湿度", "相对湿度"],
        ["wind_kmh"] = ["风速千米每时", "风速km/h"],
        ["rain"] = ["降水", "降水量", "rain_mm"],
        ["max_temperature"] = ["最高气温"],
        ["min_humidity"] = ["最小湿度", "最小相对湿度"],
        ["humidity_14"] = ["14时湿度"],
        ["max_wind_ms"] = ["最大风速米每秒", "最大风速m/s"],
        ["green"] = ["绿色覆盖", "绿色覆盖率"],
        ["snow"] = ["积雪覆盖", "积雪覆盖率"],
    };

    private static readonly Dictionary<string, string[]> OfficialColumns = new(StringComparer.Ordinal)
    {
        ["date"] = ["日期"],
        ["area"] = ["地区", "区域", "站名"],
        ["grade"] = ["等级", "火险等级"],
        ["issuer"] = ["发布单位"],
    };

    private readonly CommandContext _context;
    private readonly FireWords _words;
    private readonly FireOptions _options;

    public DangerCommand(CommandContext context, FireWords words)
        : base("danger")
    {
        _context = context;
        _words = words;
        _options = new(this, context, words);
        _options.Add("--latitude", "--constant", "--start", "--missing", "--wrong", "--humidity", "--rain", "--light-rain", "--last-rain", "--official", "--standard", "--out");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var files = _options.Files(parsed, 1);
        if (files.Count == 0)
        {
            throw new RefusedException(_words.NoTable);
        }

        var latitude = _options.Needed("--latitude", -90, 90);
        var options = new FwiOptions(
            _options.One("--constant", ["current", "1985"]) is "1985" ? FfmcScale.Printed1985 : FfmcScale.Current,
            _options.One("--missing", ["refuse", "day-before", "mean"]) switch { "day-before" => MissingWeather.DayBefore, "mean" => MissingWeather.MeanOfStations, _ => MissingWeather.Refuse },
            _options.One("--wrong", ["refuse", "limit"]) is "limit" ? WrongWeather.Limit : WrongWeather.Refuse);
        var reading = new DangerReading(
            _options.One("--humidity", ["minimum", "at14"]) is "at14" ? HumidityReading.At14 : HumidityReading.DailyMinimum,
            _options.One("--rain", ["amount", "five"]) is "five" ? RainReading.FiveADay : RainReading.ByAmount,
            _options.One("--light-rain", ["skip", "fifty"]) is "fifty" ? LightRainReading.FiftyPoints : LightRainReading.DoesNotCount);
        var start = _options.Numbers("--start", 3, 3) is { } codes ? new FwiState(codes[0], codes[1], codes[2]) : FwiState.Start;
        var lastRain = _options.Numbers("--last-rain", 2, 2) is { } rain ? new LastRain(rain[0], (int)rain[1]) : (LastRain?)null;
        var (officialFile, standard) = (_options.One("--official"), _options.One("--standard", ["qxt77", "gbt36743"]));
        if (officialFile is not null && standard is null)
        {
            throw new RefusedException(_words.StandardNeeded);
        }
        if (officialFile is null && standard is not null)
        {
            throw new RefusedException(_words.OptionNeeded("--official"));
        }

        var path = _options.Output("--out", officialFile is null ? files : [.. files, officialFile]);

        var csv = Csv.Read(files[0], Columns, _context, _words);
        csv.Needs("date", "temperature", "humidity", "wind_kmh", "rain");
        var days = Enumerable.Range(0, csv.Rows.Count).Select(i => (Row: i, Day: csv.Day(i, "date"), Station: csv[i, "station"])).ToList();
        csv.Check();
        var first = days.Min(d => d.Day);
        var last = days.Max(d => d.Day);
        var stations = days.Select(d => d.Station).Distinct(StringComparer.Ordinal).ToList();
        var count = last.DayNumber - first.DayNumber + 1;
        if (count > 400_000 / stations.Count)
        {
            throw new RefusedException(_words.TooManyDays(count, stations.Count));
        }

        FwiStationDays weather = new(stations.Count, first, Missing(), Missing(), Missing(), Missing());
        var rowOf = new int[count * stations.Count];
        Array.Fill(rowOf, -1);
        foreach (var (row, day, station) in days)
        {
            var at = weather.Index(stations.IndexOf(station), day.DayNumber - first.DayNumber);
            if (rowOf[at] >= 0)
            {
                csv.Refuse(row, _words.DayTwice(day, rowOf[at] + 2));
            }

            rowOf[at] = row;
            (weather.TemperatureCelsius[at], weather.HumidityPercent[at]) = (csv.Number(row, "temperature"), csv.Number(row, "humidity"));
            (weather.WindKmh[at], weather.RainMm[at]) = (csv.Number(row, "wind_kmh"), csv.Number(row, "rain"));
        }

        csv.Check();
        var series = _words.Done(FireWeather.Series(weather, [.. stations.Select(_ => latitude)], [.. stations.Select(_ => start)], options), place => Place(place, stations, first));
        var national = csv.Has("max_temperature") && csv.Has(reading.Humidity is HumidityReading.At14 ? "humidity_14" : "min_humidity") && csv.Has("max_wind_ms")
            ? stations.Select((s, i) => National(csv, weather, rowOf, i, s, reading, lastRain)).ToList() : null;
        csv.Check();
        var official = officialFile is null ? null : Official(officialFile, standard is "gbt36743" ? GradeStandard.GbT36743 : GradeStandard.QxT77, stations);
        Show(path, stations, weather, series, national, official, options, reading, latitude);
        return Program.Done;

        double[] Missing()
        {
            var values = new double[count * stations.Count];
            Array.Fill(values, double.NaN);
            return values;
        }
    }

    /// <summary>LY/T 1172-95 of a station; <see langword="null"/> on days for which something is not known.</summary>
    private DangerDay?[] National(Csv csv, FwiStationDays weather, int[] rowOf, int station, string name, DangerReading reading, LastRain? before)
    {
        var rain = Enumerable.Range(0, weather.Days).Select(d => weather.RainMm[weather.Index(station, d)]).ToArray();
        var result = new DangerDay?[weather.Days];
        // A day without a figure for rain breaks the count of dry days: what comes before it says nothing of what comes after.
        for (var from = 0; from < rain.Length;)
        {
            var to = Array.FindIndex(rain, from, double.IsNaN) is >= 0 and var gap ? gap : rain.Length;
            var last = _words.Done(LastRain.OfSeries(rain[from..to], reading, from == 0 ? before : null), place => $"{name} {weather.First.AddDays(from):yyyy-MM-dd} {place}".Trim());
            for (var day = from; day < to; day++)
            {
                var row = rowOf[weather.Index(station, day)];
                if (last[day - from] is not { } known || row < 0)
                {
                    continue;
                }

                var (temperature, humidity, wind) = (csv.Number(row, "max_temperature"), csv.Number(row, reading.Humidity is HumidityReading.At14 ? "humidity_14" : "min_humidity"), csv.Number(row, "max_wind_ms"));
                if (double.IsNaN(temperature + humidity + wind))
                {
                    continue;
                }

                var force = DangerIndex.Force(wind).Match(f => f, problems => Refused(problems));
                var green = csv.Number(row, "green");
                var snow = csv.Number(row, "snow");
                var cover = (GroundCover)Math.Max((int)DangerIndex.Green(double.IsNaN(green) ? 0 : green), (int)DangerIndex.Snow(double.IsNaN(snow) ? 0 : snow));
                result[day] = DangerIndex.Day(new(temperature, humidity, known, force, cover), reading).Match<DangerDay?>(d => d, problems =>
                {
                    Refused(problems);
                    return null;
                });

                int Refused(IReadOnlyList<Kernel.Problem> problems)
                {
                    foreach (var problem in problems)
                    {
                        csv.Refuse(row, _words.Problem(problem));
                    }

                    return 0;
                }
            }

            from = to + 1;
        }

        return result;
    }

    /// <summary>The grades that a weather bureau issued, by day and station. A table of one station without a name takes those of a file of one area.</summary>
    private Dictionary<(DateOnly Day, string Station), OfficialGrade> Official(string file, GradeStandard standard, List<string> stations)
    {
        var csv = Csv.Read(file, OfficialColumns, _context, _words);
        csv.Needs("date", "area", "grade", "issuer");
        var grades = OfficialGrade.Import([.. Enumerable.Range(0, csv.Rows.Count).Select(i => new OfficialGradeRow(csv[i, "date"], csv[i, "area"], csv[i, "grade"], csv[i, "issuer"]))], standard).Match(
            read => read,
            problems =>
            {
                foreach (var problem in problems)
                {
                    // rows[3].grade, or rows[3] alone, which names the other row as a number from 1: in a file the head stands above.
                    var place = problem.Field.Split('.');
                    var row = int.Parse(place[0]["rows[".Length..^1], CultureInfo.InvariantCulture);
                    csv.Refuse(row, _words.Problem(place.Length > 1 ? problem with { Field = place[1] }
                        : problem with { Field = csv[row, "area"], Values = [$"{int.Parse(problem.Values[0], CultureInfo.InvariantCulture) + 1}", .. problem.Values.Skip(1)] }));
                }

                return [];
            });
        csv.Check();
        var alone = stations is [""] && grades.Select(g => g.Area).Distinct(StringComparer.Ordinal).Count() == 1;
        return grades.ToDictionary(g => (g.Day, alone ? "" : g.Area));
    }

    private void Show(string? path, List<string> stations, FwiStationDays weather, FwiSeries series, List<DangerDay?[]>? national, Dictionary<(DateOnly Day, string Station), OfficialGrade>? official, FwiOptions options, DangerReading reading, double latitude)
    {
        var kappa = options.Scale.Factor().ToString("0.######", CultureInfo.InvariantCulture);
        var variants = $"{reading.Humidity}; {reading.Rain}; {reading.LightRain}";
        string[] head = ["date", "station", "ffmc", "dmc", "dc", "isi", "bui", "fwi", "dsr", "marks", "lyt_a", "lyt_b", "lyt_c", "lyt_d", "lyt_e", "lyt_index", "lyt_grade", .. official is null ? (string[])[] : ["official_grade", "official_issuer"]];
        var matched = 0;
        List<string[]> rows = [];
        for (var day = 0; day < weather.Days; day++)
        {
            for (var station = 0; station < stations.Count; station++)
            {
                var fwi = series[station, day];
                var lyt = national?[station][day];
                rows.Add(
                [
                    weather.First.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), stations[station],
                    .. new[] { fwi.Ffmc, fwi.Dmc, fwi.Dc, fwi.Isi, fwi.Bui, fwi.Fwi, fwi.Dsr }.Select(v => v.ToString(path is null ? "0.0" : "0.0000", CultureInfo.InvariantCulture)),
                    fwi.Marks is FwiMarks.None ? "" : fwi.Marks.ToString(),
                    .. lyt is null ? Enumerable.Repeat("", 7) : new[] { lyt.A, lyt.B, lyt.C, lyt.D, lyt.E, lyt.Index, lyt.Grade }.Select(v => v.ToString(CultureInfo.InvariantCulture)),
                    .. Issued(weather.First.AddDays(day), stations[station]),
                ]);
            }
        }

        if (path is not null)
        {
            OutputFile.Write(path, temporary =>
            {
                using var file = File.CreateText(temporary);
                file.Write(Csv.Line([.. head, "kappa", "latitude", "lyt_variants"]));
                foreach (var row in rows)
                {
                    file.Write(Csv.Line([.. row, kappa, latitude.ToString("R", CultureInfo.InvariantCulture), variants]));
                }
            }, _context);
        }

        var report = _context.Report();
        report.Title(_words.DangerTitle);
        List<(string, string)> pairs =
        [
            (_words.ModelLabel, FireWeather.Model),
            (_words.Constant, $"κ = {kappa} ({options.Scale.Source().Work})"),
            (_words.Latitude, latitude.ToString("R", CultureInfo.InvariantCulture)),
            (_words.MissingWeatherLabel, $"{options.Missing}; {options.Wrong}"),
            (DangerIndex.Model, national is null ? _words.NoNational(reading.Humidity is HumidityReading.At14 ? "humidity_14" : "min_humidity") : string.Join("; ", reading.Sources.Select(s => $"{s.Place} ({s.Work})"))),
            (_words.DaysLabel, $"{weather.Days} × {stations.Count}"),
        ];
        if (official is not null)
        {
            pairs.Add((_words.OfficialLabel, _words.OfficialMatched(official.Values.First().Standard is GradeStandard.QxT77 ? "QX/T 77-2007" : "GB/T 36743-2018", matched, official.Count)));
        }

        report.Pairs(pairs);
        if (path is null)
        {
            report.Line();
            report.Table(head, rows);
        }
        else
        {
            report.Line(_context.Words.Written(path));
        }

        report.Line(_words.ForReference);

        string[] Issued(DateOnly day, string station)
        {
            if (official is null)
            {
                return [];
            }
            if (!official.TryGetValue((day, station), out var grade))
            {
                return ["", ""];
            }

            matched++;
            return [grade.Grade.ToString(CultureInfo.InvariantCulture), grade.Issuer];
        }
    }

    /// <summary>stations[3].days[5].humidity as a person says it.</summary>
    private static string Place(string place, List<string> stations, DateOnly first)
    {
        var parts = place.Split('.');
        return string.Join(' ', parts.Select(p =>
            p.StartsWith("stations[", StringComparison.Ordinal) && int.TryParse(p["stations[".Length..^1], CultureInfo.InvariantCulture, out var station) && station < stations.Count ? stations[station]
            : p.StartsWith("days[", StringComparison.Ordinal) && int.TryParse(p["days[".Length..^1], CultureInfo.InvariantCulture, out var day) ? first.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : p).Where(p => p.Length > 0));
    }
}
