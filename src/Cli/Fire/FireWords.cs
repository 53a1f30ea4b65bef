using System.Globalization;
using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Wildfire;
using Bihuan.Wildfire.Growth;

namespace Bihuan.Cli.Fire;

/// <summary>Every text of the fire commands, in both languages side by side; sentences of the models' own problems stand in their library.</summary>
internal sealed class FireWords(Language language)
{
    private static readonly Lazy<Dictionary<string, string[]>> OfLibrary = new(() =>
    {
        using var stream = typeof(GridFrame).Assembly.GetManifestResourceStream("words.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!;
    });

    public string Comma => T("、", ", ");

    // ---- reports

    public string ForReference => T("仅供参考：模型只算地表火，火场指挥以现场观察为准。", "For reference: the models know surface fire only; what is seen on the ground decides.");

    public string DangerTitle => T("逐日火险", "Fire danger by day");

    public string BehaviourTitle => T("火行为", "Fire behaviour");

    public string GrowTitle => T("火场蔓延", "Growth of a fire");

    public string EnsembleTitle => T("蔓延概率", "Probability of arrival");

    public string LandscapeTitle => T("演练用合成地形", "An invented landscape for drills");

    public string ModelLabel => T("模型及取值", "Model and variants");

    public string Constant => T("细小可燃物湿度码常数", "Constant of the fine fuel moisture code");

    public string Latitude => T("日照取用纬度", "Latitude of the day length");

    public string MissingWeatherLabel => T("缺测和异常值", "Missing and impossible weather");

    public string DaysLabel => T("天数×站数", "Days × stations");

    public string NoNational(string humidity) => T($"未计算：缺少最高气温、湿度或最大风速（max_temperature、{humidity}、max_wind_ms）。", $"not computed: it needs the columns max_temperature, {humidity} and max_wind_ms.");

    public string HeadRate => T("火头蔓延速度", "Rate of the head");

    public string BackRate => T("火尾蔓延速度", "Rate of the back");

    public string FlankRate => T("火翼蔓延速度", "Rate of the flanks");

    public string Heading => T("火头方向（正北起顺时针）", "Heading (clockwise from north)");

    public string LengthToWidth => T("长宽比", "Length to width");

    public string EffectiveWind => T("有效风速", "Effective wind");

    public string MidflameWind => T("火焰中部风速", "Midflame wind");

    public string Intensity => T("火线强度", "Fireline intensity");

    public string FlameLength => T("火焰长度", "Flame length");

    public string HeatPerArea => T("单位面积释热量", "Heat per area");

    public string ReactionIntensity => T("反应强度", "Reaction intensity");

    public string InitialRate => T("初始蔓延速度", "Initial rate");

    public string WindForce => T("风力等级", "Wind force");

    public string Upslope => T("上坡", "Upslope");

    public string Downslope => T("下坡", "Downslope");

    public string Left => T("左平坡", "Level, left");

    public string Right => T("右平坡", "Level, right");

    public string WithWind => T("顺风", "With the wind");

    public string Synthetic => T("合成数据", "Synthetic");

    public string Cells => T("像元", "Cells");

    public string HeightsRange => T("高程", "Heights");

    public string FuelShares => T("可燃物编号及占比", "Fuel models and shares");

    public string Expectation => T("对照依据", "Held against");

    public string ExpectationOf(string name) => name switch
    {
        "slope" => T("坡度单独作用的椭圆（20度）", "the ellipse of the slope alone, 20°"),
        "slope-across-wind" => T("风与坡相互垂直时的椭圆（坡20度）", "the ellipse of wind and slope, 90° apart, 20°"),
        "wind-shift" => T("6小时后风向转90度，前后两个椭圆的闵可夫斯基和", "the wind turns by 90° after 6 h: the Minkowski sum of both ellipses"),
        "barrier" => T("从起火点直行，或绕过缺口边缘的直线路径", "straight rays from the start and round the edges of the gap"),
        "fuel-break" => T("在隔离带处截断的椭圆", "the ellipse, cut off at the break"),
        "two-ignitions" => T("两个椭圆中先到者，第二处晚60分钟起火", "the sooner of two ellipses, the second from 60 min on"),
        _ => T("椭圆", "the ellipse"),
    };

    public string Overlap => T("重合度", "Overlap");

    public string Length => T("长度（计算／应为）", "Length (computed / expected)");

    public string Width => T("宽度（计算／应为）", "Width (computed / expected)");

    public string Area => T("面积", "Area");

    public string TimeTaken => T("用时", "Time");

    public string FirstCompiles => T("（首次含程序即时编译）", " (the first with just-in-time compilation)");

    public string Memory => T("内存", "Memory");

    public string OfProcess => T("进程峰值", "peak of the process");

    public string Until => T("推演时长", "Until");

    public string Strongest => T("最大火线强度和火焰长度", "Strongest: intensity and flame length");

    public string NoteLabel => T("注意", "Note");

    public string ReachedEdge => T("火已烧到地图边缘，边缘以外没有计算；请扩大范围。", "The fire reached the edge of the map and was not followed beyond it; take a larger part.");

    public string HeightsMissing(int count) => T($"有 {count} 个可燃像元没有高程，按平地计算。", $"{count} cells with fuel have no height and are taken as level.");

    public string Members => T("成员数", "Members");

    public string Varied => T("扰动", "Varied");

    public string Seed => T("随机种子", "Seed");

    public string Likely => T("概率不低于50%、10%的面积", "Area with a probability of at least 50%, 10%");

    public string SamplingErrorLabel => T("抽样误差", "Sampling error");

    public string WithoutFire(int count) => T($"其中 {count} 个起火点落在不可燃处", $"{count} of them ignited where nothing burns");

    public string VariedBy(IEnumerable<string> models, double wind, double direction, double dead, double live, double metres, double rate) => T(
        FormattableString.Invariant($"风速×对数正态（{wind}），风向±{direction}°，死可燃物含水率×对数正态（{dead}），活可燃物×对数正态（{live}），起火点±{metres} m，速度×对数正态（{rate:0.###}）"),
        FormattableString.Invariant($"wind × log-normal {wind}, direction ± {direction}°, dead moisture × log-normal {dead}, live × log-normal {live}, ignition ± {metres} m, rate × log-normal {rate:0.###}"))
        + (models.Any() ? T($"，草本转移（{string.Join('、', models)}）", $", cured herb ({string.Join(", ", models)})") : "");

    public string Done(int members, int all, TimeSpan left) => T($"已完成 {members}/{all}，约需再等 {left.TotalSeconds:0} 秒", $"{members} of {all} done, about {left.TotalSeconds:0} s to go");

    public string SeenLabel => T("按实况校正", "Fitted to what was seen");

    public string SeenFactor(Adjustment seen) => T(
        FormattableString.Invariant($"速度 × {seen.Factor:0.00}（95%区间 {seen.Low:0.00}—{seen.High:0.00}，{seen.Observations} 段轮廓；{100 * seen.Unused:0}% 的轮廓推演未到达，未计入）"),
        FormattableString.Invariant($"rate × {seen.Factor:0.00} (95% interval {seen.Low:0.00}–{seen.High:0.00}, {seen.Observations} pieces of outline; {100 * seen.Unused:0}% of it the computed fire never reached, left out)"));

    public string SpottingLabel => T("飞火（演练模型）", "Embers (a drill model)");

    public string SpottingBy(Spotting spotting) => T(
        FormattableString.Invariant($"每个像元 {100 * spotting.Probability:0.##}%，平均 {spotting.MeanMetres:0} m，最远 {spotting.MostMetres:0} m，火线强度 {spotting.LeastIntensity:0} kW/m 以上"),
        FormattableString.Invariant($"{100 * spotting.Probability:0.##}% of the cells, {spotting.MeanMetres:0} m in the mean, {spotting.MostMetres:0} m at most, from {spotting.LeastIntensity:0} kW/m on"));

    public string OfficialLabel => T("气象部门发布等级", "Grade issued by the weather bureau");

    public string OfficialMatched(string standard, int matched, int all) => matched == all
        ? T($"{standard}，{all} 条", $"{standard}, {all} rows")
        : T($"{standard}，{all} 条，其中 {all - matched} 条的日期或地区不在天气表中", $"{standard}, {all} rows, {all - matched} of them for days or areas that are not in the weather table");

    // ---- what can go wrong

    public string BadTarget(string value) => T($"选项 --target 的“{value}”不对，应为“名称=东,北”。", $"Option --target cannot be “{value}”; give NAME=EAST,NORTH.");

    public string NoTable => T("请给出逐日天气表，例如：bihuan fire danger weather.csv --latitude 29.9。", "Name a table of daily weather, such as: bihuan fire danger weather.csv --latitude 29.9.");

    public string EitherMoisture(string column) => T($"既有气温湿度又有 {column}：含水率由前者推算，请去掉其中一种。", $"There are temperature and humidity, from which moisture follows, and {column} too; leave one of them out.");

    public string OptionNeeded(string option) => T($"请用 {option} 给出取值（用 --help 查看说明）。", $"Give {option} a value (--help describes it).");

    public string TooManyFiles(string command, int most) => most == 0
        ? T($"{command} 不读位置参数中的文件，请用选项给出（用 --help 查看说明）。", $"{command} takes files by options only (--help describes them).")
        : T($"{command} 一次只读一个文件。", $"{command} reads one file at a time.");

    public string BadNumber(string option, string value, string? range) => range is null
        ? T($"选项 {option} 的“{value}”不是数字。", $"Option {option} cannot be “{value}”: it is no number.")
        : T($"选项 {option} 的“{value}”不对，应为 {range} 之间的数字。", $"Option {option} cannot be “{value}”; give a number in {range}.");

    public string BadCount(string option, string value, string count) => T($"选项 {option} 的“{value}”不对，应为 {count} 个用逗号隔开的数字。", $"Option {option} cannot be “{value}”; give {count} numbers parted by commas.");

    public string BadScenario(string value) => T($"选项 --scenario 的“{value}”不对，应为 D1L1 至 D4L4，且不与 --moisture 同时给出。", $"Option --scenario cannot be “{value}”; give D1L1 to D4L4, and not together with --moisture.");

    public string NotWith(string option, string other) => T($"选项 {option} 不能与 {other} 同时给出。", $"Option {option} cannot be given together with {other}.");

    public string NotWithCase(string option) => NotWith(option, "--case");

    public string NoGround => T("请给出地面：--fuel（可燃物栅格）、--heights 加 --fuel-model，或 --synthetic（合成地形）。", "Give the ground: --fuel (a raster of fuel models), --heights with --fuel-model, or --synthetic.");

    public string NoFuelModel(string value) => T($"没有可燃物模型“{value}”，可用 1—13 或 GR1、TL8 等代码。", $"There is no fuel model “{value}”; give 1–13 or a code such as GR1 or TL8.");

    public string NoFuel(int value) => T($"可燃物栅格中的 {value} 不是模型编号。", $"{value} in the raster of fuel is no number of a model.");

    public string NoFeatures(string file) => T($"“{file}”不是有要素的 GeoJSON（FeatureCollection）。", $"“{file}” is no GeoJSON feature collection with features.");

    public string OneOutline(string file) => T($"“{file}”应只有一个火场轮廓，并用属性 minutes 注明观察到的时间（起算后的分钟数）。", $"“{file}” must hold one outline of the fire, with the property minutes saying when it was seen (minutes from the start).");

    public string StandardNeeded => T("给出 --official 时，请用 --standard 注明发布依据（取值见 --help）。", "With --official, say by --standard what the grade was issued by (--help lists them).");

    public string SyntheticAsText(string path) => T($"“{path}”不能是文本栅格：它无法注明数据是合成的；请写成 .tif。", $"“{path}” cannot be a text raster, which has no place to say that it is invented; write .tif.");

    public string EmptyTable(string file) => T($"“{file}”没有数据行。", $"“{file}” has no rows.");

    public string UnknownColumn(string file, string column, IEnumerable<string> known) => T($"“{file}”中的列“{column}”不认识，可用的列有：{string.Join('、', known)}。", $"“{file}” has a column “{column}” that is not known; it takes: {string.Join(", ", known)}.");

    public string ColumnTwice(string file, string column) => T($"“{file}”中的列 {column} 出现了两次。", $"“{file}” has the column {column} twice.");

    public string MissingColumns(string file, IEnumerable<string> columns) => T($"“{file}”缺少列：{string.Join('、', columns)}。", $"“{file}” lacks the columns: {string.Join(", ", columns)}.");

    public string InRow(string file, int line, string why) => T($"“{file}”第 {line} 行：{why}", $"“{file}” line {line}: {why}");

    public string NoNumber(string column, string cell) => T($"{column} 的“{cell}”不是数字。", $"{column} “{cell}” is no number.");

    public string NoDay(string column, string cell) => T($"{column} 的“{cell}”不是日期，应为 2026-11-01 这样的写法。", $"{column} “{cell}” is no day; write it as 2026-11-01.");

    public string EmptyCell(string column) => T($"{column} 为空。", $"{column} is empty.");

    public string DayTwice(DateOnly day, int line) => T($"{day:yyyy-MM-dd} 与第 {line} 行重复。", $"{day:yyyy-MM-dd} stands in line {line} already.");

    public string TooManyDays(int days, int stations) => T($"从第一天到最后一天共 {days} 天、{stations} 个站，超过上限；请检查日期或拆分文件。", $"From the first day to the last there are {days} days at {stations} stations, which is too many; check the dates or split the file.");

    /// <summary>A problem of the library as a sentence.</summary>
    public string Problem(Problem problem)
    {
        if (problem.Code is "CLI-501")
        {
            return NoFuelModel(problem.Values[0]);
        }

        var words = OfLibrary.Value.TryGetValue(problem.Code, out var both) ? both[language is Language.English ? 1 : 0] : problem.Code;
        return $"{problem.Field}{T("：", ": ")}{string.Format(CultureInfo.InvariantCulture, words, [.. problem.Values])}";
    }

    /// <summary>The value, or the refusal with every reason as a sentence.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="result">The result.</param>
    /// <param name="place">Says a place as a person does.</param>
    public T Done<T>(Result<T> result, Func<string, string>? place = null) => result switch
    {
        Result<T>.Done(var value) => value,
        Result<T>.Refused(var problems) => throw new RefusedException([.. problems.Select(p => Problem(place is null ? p : p with { Field = place(p.Field) }))]),
        _ => throw new InvalidOperationException(),
    };

    // ---- help

    /// <summary>The help text of a fire command; <see langword="null"/> where it is none.</summary>
    public string? Help(string command) => command switch
    {
        "fire" => T(
            """
            林火：火险、火行为、蔓延。结果仅供参考，以现场观察为准。

            用法：bihuan fire 子命令 [选项]

            子命令：
              danger 文件.csv   由逐日天气计算火险（加拿大 FWI 各项，LY/T 1172-95）
              behaviour         由可燃物、含水率、风和坡计算火行为（Rothermel，或王正非）
              grow              推演火场蔓延（栅格，或已知结果的对照算例）
              ensemble          多次推演，给出到达概率
              landscape         生成演练用的合成地形和可燃物

            用 bihuan fire 子命令 --help 查看选项。
            """,
            """
            Wildfire: danger, behaviour, growth. For reference; what is seen on the ground decides.

            Usage: bihuan fire SUBCOMMAND [options]

            Subcommands:
              danger FILE.csv   fire danger by day out of weather (Canadian FWI System, LY/T 1172-95)
              behaviour         fire behaviour out of fuel, moisture, wind and slope (Rothermel, or Wang Zhengfei)
              grow              how far a fire comes (over rasters, or a case whose extent is known)
              ensemble          many runs, and the probability that the fire arrives
              landscape         invented terrain and fuel for drills

            bihuan fire SUBCOMMAND --help lists the options.
            """) + ExitCodes,
        "danger" => T(
            """
            由逐日天气计算火险。

            用法：bihuan fire danger 文件.csv --latitude 纬度 [选项]
              列：date、temperature（℃）、humidity（%）、wind_kmh、rain（mm），均为正午值，降水为前24小时；
              可加 station；LY/T 1172-95 还需 max_temperature、min_humidity（或 humidity_14）、max_wind_ms，
              可加 green、snow（绿色、积雪覆盖，%）。也可用中文列名。缺的日子按缺测处理。

            选项：
              --latitude 度                    全区统一取用的纬度（30度两侧日照系数不同，须选定一个）
              --constant current|1985          细小可燃物湿度码常数，默认 current（147.277228）；1985 为 147.2
              --start FFMC,DMC,DC              起始三码，默认 85,6,15
              --missing refuse|day-before|mean 缺测：拒绝（默认）、用前一天、用同日各站平均
              --wrong refuse|limit             湿度略超100或降水略小于0：拒绝（默认）、取到界限
              --humidity minimum|at14          LY/T 湿度：日最小（默认）、14时
              --rain amount|five               LY/T 降水：按雨量（默认）、每天5分
              --light-rain skip|fifty          不足0.3毫米的雨：不算（默认）、按50分
              --last-rain 毫米,天数            首日前一天的最近一次降水
              --official 文件.csv              气象部门发布的等级，列 date、area、grade、issuer；按日期和站名并列，不参与计算
              --standard qxt77|gbt36743        发布依据：QX/T 77-2007 或 GB/T 36743-2018
              --out 路径                       写成 CSV，每行注明常数、纬度和取值
            """,
            """
            Fire danger by day out of weather.

            Usage: bihuan fire danger FILE.csv --latitude DEGREES [options]
              Columns: date, temperature (°C), humidity (%), wind_kmh, rain (mm), all at noon, rain of the 24 hours before;
              station if there are several; for LY/T 1172-95 also max_temperature, min_humidity (or humidity_14), max_wind_ms,
              and green, snow (cover in %) if known. Chinese names of columns will do. A day that is not there counts as missing.

            Options:
              --latitude DEGREES               one for the district (day length has a step at 30°, choose a side)
              --constant current|1985          constant of the fine fuel moisture code; current (147.277228) if not given, 1985 is 147.2
              --start FFMC,DMC,DC              codes at the start; 85,6,15 if not given
              --missing refuse|day-before|mean missing weather: refuse, take the day before, or the mean of the stations
              --wrong refuse|limit             humidity a little above 100 or rain below 0: refuse, or take the limit
              --humidity minimum|at14          LY/T humidity: the day's minimum, or at 14 h
              --rain amount|five               LY/T rain: by amount, or five points a day
              --light-rain skip|fifty          rain below 0.3 mm: does not count, or fifty points
              --last-rain MM,DAYS              the last rain as of the day before the first
              --official FILE.csv              the grade a weather bureau issued (date, area, grade, issuer): shown beside, by day and station
              --standard qxt77|gbt36743        what it was issued by: QX/T 77-2007 or GB/T 36743-2018
              --out PATH                       write CSV, with constant, latitude and readings in each row
            """) + ExitCodes,
        "behaviour" => T(
            """
            计算一处（或 CSV 中每行一处）的地表火行为。

            用法：bihuan fire behaviour [文件.csv] [选项]
              CSV 的列：fuel、one_hour、ten_hour、hundred_hour、herb、woody（%）、wind_ms、wind_from、slope、aspect；
              王正非模型：fuel、temperature、humidity、wind_ms、wind_from、slope、aspect。没有的列取选项的值。

            选项：
              --model rothermel|wang    模型，默认 rothermel
              --fuel 编号或代码         1—13、GR1—SB4；王正非模型为 pine、grass 等
              --moisture 1h,10h,100h,草本,木本   含水率（%），或 --scenario D1L1 至 D4L4
              --wind 米每秒  --wind-from 度      风速和来向（正北起顺时针）
              --wind-at 10m|20ft|midflame        风速高度，默认 10m
              --slope 度  --aspect 度            坡度和坡向（下坡朝向）
              --canopy 郁闭度%,树高m,冠长比%     林冠遮挡
              --transfer behaveplus|scott-burgan 草本转移的取法
              --wind-limit none|rothermel        是否限制有效风速（王正非模型为 none 或米每秒，默认12）
              --temperature ℃ --humidity %       王正非模型的气温和最小湿度
              --initial a|b|c|d  --fuel-moisture %   初始速度公式，默认 a；d 用可燃物含水率
              --table original|land-cover        可燃物系数表，默认 original
              --slope-limit 倍数|none            坡度系数上限，默认10
              --out 路径                写成 CSV
            """,
            """
            Surface fire at a place, or one for each row of a CSV file.

            Usage: bihuan fire behaviour [FILE.csv] [options]
              Columns: fuel, one_hour, ten_hour, hundred_hour, herb, woody (%), wind_ms, wind_from, slope, aspect;
              for Wang's model: fuel, temperature, humidity, wind_ms, wind_from, slope, aspect. Options stand in for columns that are not there.

            Options:
              --model rothermel|wang    rothermel if not given
              --fuel NUMBER|CODE        1–13, GR1–SB4; for Wang's model pine, grass and so on
              --moisture 1H,10H,100H,HERB,WOODY  percent, or --scenario D1L1 to D4L4
              --wind M/S  --wind-from DEGREES    wind and where it comes from (clockwise from north)
              --wind-at 10m|20ft|midflame        height of the wind; 10m if not given
              --slope DEGREES  --aspect DEGREES  slope and the way downslope faces
              --canopy COVER%,HEIGHT_M,CROWN%    trees that shelter
              --transfer behaveplus|scott-burgan how herbs cure
              --wind-limit none|rothermel        limit of the effective wind (Wang's model: none or m/s; 12 if not given)
              --temperature C --humidity %       air temperature and minimum humidity for Wang's model
              --initial a|b|c|d  --fuel-moisture %   form of the initial rate; d goes by fuel moisture
              --table original|land-cover        table of fuels of Wang's model
              --slope-limit FACTOR|none          limit of the slope factor; 10 if not given
              --out PATH                write CSV
            """) + ExitCodes,
        "grow" => T(
            """
            推演火场蔓延。

            用法：bihuan fire grow --case 名称 [--turn 度] [--repeat 次数]
                  bihuan fire grow --fuel 栅格 [--heights 栅格] --ignite 东,北 --hours 小时 [选项]

            对照算例（结果可由解析解得出，输出重合度、长度、面积、用时）：
              uniform、slope、slope-across-wind、wind-shift、barrier、fuel-break、two-ignitions；--turn 把风整体转一个角度；--repeat 默认 3 次
            {ground}
            输出：
              --out-arrival、--out-intensity、--out-flame、--out-direction 路径   GeoTIFF（或 .asc）
              --isochrones 路径         等时线 GeoJSON（经纬度）
              --every 分钟              等时线间隔
              --png 路径                图
            """,
            """
            How far a fire comes.

            Usage: bihuan fire grow --case NAME [--turn DEGREES] [--repeat TIMES]
                   bihuan fire grow --fuel RASTER [--heights RASTER] --ignite EAST,NORTH --hours HOURS [options]

            Cases whose extent is known by analysis (prints overlap, length, area, time):
              uniform, slope, slope-across-wind, wind-shift, barrier, fuel-break, two-ignitions; --turn turns all of it by an angle; --repeat 3 times if not given
            {ground}
            Output:
              --out-arrival, --out-intensity, --out-flame, --out-direction PATH   GeoTIFF (or .asc)
              --isochrones PATH         isochrones as GeoJSON (longitude, latitude)
              --every MINUTES           between isochrones
              --png PATH                picture
            """).Replace("{ground}", GroundHelp, StringComparison.Ordinal) + ExitCodes,
        "ensemble" => T(
            """
            多次推演，给出每个像元的到达概率。同一种子结果相同，与线程数无关。

            用法：bihuan fire ensemble --fuel 栅格 [--heights 栅格] --ignite 东,北 --hours 小时 [选项]
            {ground}
            扰动（均为标准差）：
              --members 个数            默认 200
              --seed 种子               默认 1
              --vary-wind 比例          风速倍数（对数正态），默认 0.2
              --vary-direction 度       风向，默认 15
              --vary-moisture 比例      含水率倍数（对数正态），默认死可燃物 0.15、活可燃物 0.1
              --vary-ignition 米        起火点位置，默认 0
              --vary-rate 比例          蔓延速度倍数（对数正态），默认 0；给出 --seen 时默认取校正系数的标准误
              --vary-transfer yes|no    草本转移的两种取法各占一半
              --target 名称=东,北       关注的地点，可给多次，给出到达概率和95%区间
              --at 小时,小时            关注地点按这些时刻分别统计，默认只统计推演结束时
            输出：
              --out 路径                各地点的概率，CSV
              --out-probability 路径    GeoTIFF（0—1）
              --png 路径                图
            """,
            """
            Many runs, and for each cell the probability that the fire arrives. The same seed gives the same result on any number of threads.

            Usage: bihuan fire ensemble --fuel RASTER [--heights RASTER] --ignite EAST,NORTH --hours HOURS [options]
            {ground}
            Varied (standard deviations):
              --members COUNT           200 if not given
              --seed SEED               1 if not given
              --vary-wind SHARE         factor on the wind speed (log-normal); 0.2 if not given
              --vary-direction DEGREES  wind direction; 15 if not given
              --vary-moisture SHARE     factor on moisture (log-normal); 0.15 dead and 0.1 live if not given
              --vary-ignition METRES    place of ignition; 0 if not given
              --vary-rate SHARE         factor on the rate of spread (log-normal); 0 if not given, with --seen the standard error of its factor
              --vary-transfer yes|no    both readings of how herbs cure, half of the members each
              --target NAME=EAST,NORTH  a place to watch, may come again: its probability and the 95% interval
              --at HOURS,HOURS          times for which the places are counted; the end if not given
            Output:
              --out PATH                the chances of the places as CSV
              --out-probability PATH    GeoTIFF (0–1)
              --png PATH                picture
            """).Replace("{ground}", GroundHelp, StringComparison.Ordinal) + ExitCodes,
        "landscape" => T(
            """
            生成演练用的合成地形和可燃物，文件中注明为合成数据。

            用法：bihuan fire landscape [选项]

            选项：
              --seed 种子               默认 1，同一种子结果相同
              --size 列,行              默认 500,500
              --cell 米                 默认 30
              --origin 东,北            西北角坐标，默认 500000,3320000
              --epsg 编号               坐标系，默认 4549
              --relief 米               高差，默认 400
              --out-heights 路径  --out-fuel 路径   GeoTIFF
              --png 路径                图
            """,
            """
            Invented terrain and fuel for drills; the files say that they are synthetic.

            Usage: bihuan fire landscape [options]

            Options:
              --seed SEED               1 if not given; the same seed gives the same landscape
              --size COLUMNS,ROWS       500,500 if not given
              --cell METRES             30 if not given
              --origin EAST,NORTH       of the north-west corner; 500000,3320000 if not given
              --epsg CODE               reference system; 4549 if not given
              --relief METRES           from lowest to highest; 400 if not given
              --out-heights PATH  --out-fuel PATH   GeoTIFF
              --png PATH                picture
            """) + ExitCodes,
        _ => null,
    };

    private string GroundHelp => T(
        """

        地面：
          --fuel 栅格               可燃物模型编号（GeoTIFF 或 ESRI ASCII，以米为单位的坐标系）
          --heights 栅格            高程（米），坡度坡向由此计算；可与 --fuel-model 一起用
          --fuel-model 编号或代码   全图同一种可燃物
          --synthetic 种子          用合成地形代替文件
          --box 西,南,东,北         只取这一范围
          --epsg 编号               文件没有写明坐标系时指定
          --max-memory MB           读一个栅格可用的内存，默认 1024
        天气：
          --wind 米每秒 --wind-from 度 --wind-at 10m|20ft|midflame
          --moisture 1h,10h,100h,草本,木本（%） 或 --scenario D1L1—D4L4
          --weather 文件.csv        逐时：wind_ms、wind_from，可加 one_hour、ten_hour、hundred_hour、herb、woody（%）；
                                    给出 temperature、humidity（可加 rain）时逐时推算死可燃物含水率
        火：
          --ignite 东,北[,分钟]     起火点，可给多次
          --perimeter 文件.geojson  火场轮廓（地图坐标）
          --lines 文件.geojson      隔离带、道路，属性 minutes 为建成时间
          --hours 小时              推演多久
          --adjust 倍数             按实况校正的速度倍数
          --seen 文件.geojson       实际观察到的一个火场轮廓（地图坐标），属性 minutes 为观察时间；据此求出校正倍数并采用
          --accelerate yes|no       起火后逐渐加速
          --spotting 概率[,平均米[,最远米[,强度]]]  飞火（演练用，默认不计）：火线强度（kW/m，默认 2000）以上的像元抛出飞火的概率
          --transfer behaveplus|scott-burgan  草本转移的取法
        """,
        """

        Ground:
          --fuel RASTER             numbers of fuel models (GeoTIFF or ESRI ASCII, in metres)
          --heights RASTER          heights in metres, for slope and aspect; with --fuel-model if there is no fuel
          --fuel-model NUMBER|CODE  the same fuel everywhere
          --synthetic SEED          an invented landscape instead of files
          --box WEST,SOUTH,EAST,NORTH  only this part
          --epsg CODE               for files that do not name their reference system
          --max-memory MB           for reading one raster; 1024 if not given
        Weather:
          --wind M/S --wind-from DEGREES --wind-at 10m|20ft|midflame
          --moisture 1H,10H,100H,HERB,WOODY (%) or --scenario D1L1 to D4L4
          --weather FILE.csv        by hour: wind_ms, wind_from, and if it changes one_hour, ten_hour, hundred_hour, herb, woody (%);
                                    of temperature and humidity (and rain) the moisture of dead fuel follows by hour
        Fire:
          --ignite EAST,NORTH[,MINUTES]  a point; may come again
          --perimeter FILE.geojson  the fire's outline, in map coordinates
          --lines FILE.geojson      breaks and roads; the property minutes says when they are there
          --hours HOURS             for how long
          --adjust FACTOR           on every rate, from what was seen
          --seen FILE.geojson       an outline of the fire that was seen (map coordinates), the property minutes says when: its factor is found and used
          --accelerate yes|no       a fire comes to its full rate by and by
          --spotting CHANCE[,MEAN_M[,MOST_M[,KW_M]]]  embers (for drills, off if not given): chance that a cell above so many kW/m (2000) throws one
          --transfer behaveplus|scott-burgan  how herbs cure
        """);

    private string ExitCodes => "\n\n" + T(
        "退出码：0 正常，1 程序内部出错，2 输入有误（说明原因，不写入任何文件），130 被中断。",
        "Exit codes: 0 done, 1 unexpected failure, 2 bad input (said in one sentence, nothing written), 130 interrupted.") + "\n";

    private string T(string chinese, string english) => language is Language.English ? english : chinese;
}
