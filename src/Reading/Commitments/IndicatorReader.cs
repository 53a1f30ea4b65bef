using Bihuan.Reading.Structure.Tables;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Indicator tables by year (指标表), with years in columns or in rows.</summary>
internal sealed class IndicatorReader : ICommitmentReader
{
    private static readonly string[] RateWords = ["占比", "比重", "增速", "增长率", "增幅", "比例"];
    private static readonly string[] StockWords = ["累计数量", "累计总数", "累计总量", "累计入库", "累计在库", "累计拥有", "累计保有", "累计存量", "累计有效", "累计达"];
    private static readonly string[] AnnualWords = ["新增", "净增", "新建", "每年", "年度", "当年"];
    private static readonly string[] CountWords = ["数量", "数", "总量", "总数", "总额", "规模", "面积", "人口", "产值", "水平", "浓度", "密度", "强度", "拥有量", "保有量", "存量", "税收", "收入"];
    private static readonly string[] BaselineWords = ["基数", "基期", "基准", "基年", "现状", "实际", "实绩"];

    private static readonly string[] PlannedWords = ["计划", "目标", "预期"];

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Table is { } table && TableKinds.Of(table) == TableKind.Indicators)
            {
                if (TableKinds.YearRowsColumn(table) is >= 0 and var years)
                {
                    ReadTransposed(node, table, years, document, found);
                }
                else
                {
                    ReadRows(node, table, document, found);
                }
            }
        }
    }

    private static void ReadRows(ClauseNode node, Table table, Document document, ICollection<Commitment> found)
    {
        var name = TableKinds.NameColumn(table);
        var columns = new Years(node, table, document, name);
        var unitColumn = CellReading.Column(table, ["计量单位", "指标单位"]) is >= 0 and var own ? own
            : Enumerable.Range(0, table.Columns.Count).FirstOrDefault(c => table.Columns[c] is "单位" && CellReading.Share(table, c, CellReading.IsMeasureUnit) > 0.5, -1);
        var group = CellReading.Column(table, ["类别", "一级指标", "领域", "分类", "类型", "板块"], ["属性"]);
        group = group == name ? -1 : group;
        var leads = CellReading.Column(table, ["牵头", "责任单位", "责任部门", "主管部门", "负责单位", "单位", "部门"], ["计量"]);
        leads = leads == unitColumn || leads == name ? -1 : leads;
        var binding = Enumerable.Range(0, table.Columns.Count).FirstOrDefault(c => CellReading.Share(table, c, IsBinding) > 0.5, -1);
        if (columns.Targets.Count == 0 && columns.Baseline < 0)
        {
            return;
        }

        foreach (var row in table.Rows)
        {
            if (row[name].IsEmpty || (row.Cells[name].CarriedDown && columns.All.All(c => row.Cells[c].Printed.IsEmpty)))
            {
                continue;
            }

            var words = Name(row[name].Value);
            List<string> doubts = [.. columns.Doubts];
            var figures = columns.Targets.ToDictionary(t => t.Year, t => CellReading.Figures(row[t.Column].Value));
            var baseline = columns.Baseline >= 0 ? CellReading.Figures(row[columns.Baseline].Value) : [];
            var unit = Unit(unitColumn >= 0 ? row[unitColumn].Value : "", words, [.. figures.Values.SelectMany(f => f)], CellReading.StatedUnit(node), doubts);
            var parts = Parts(words, columns.Targets, figures, doubts);
            foreach (var (column, year) in columns.Targets)
            {
                var cell = row[column].Value;
                if (figures[year].Count == 0 && CellShapes.Of(cell) != CellShape.Figure)
                {
                    doubts.Add(cell.Length == 0 ? $"{year}年一格空白。" : $"{year}年一格不是数字：{cell}。");
                }
            }

            var targets = columns.Targets.ToDictionary(t => t.Year, t => parts.Count > 0 ? null : First(figures[t.Year]));
            if (targets.Values.All(v => v is null) && parts.Count == 0 && baseline.Count == 0 && !columns.Targets.Exists(t => CellReading.IsFigureCell(row[t.Column].Value)))
            {
                continue;
            }

            var kind = KindOf(words, unit, targets, columns.Targets.Exists(t => row[t.Column].Value is ['[' or '〔' or '【', ..]), doubts);
            found.Add(new IndicatorCommitment
            {
                Place = row.Place,
                Range = row.Range,
                Text = CellReading.Words(row),
                Name = words,
                Group = Group(group >= 0 ? row[group].Value : row.Section),
                Unit = unit,
                IndicatorKind = kind,
                Binding = binding >= 0 && IsBinding(row[binding].Value) ? row[binding].Value : IsBinding(row.Section) ? row.Section[..3] : null,
                Baseline = First(baseline),
                BaselineYear = columns.Baseline >= 0 && columns.BaselineYear > 0 ? columns.BaselineYear : null,
                BaselineUnit = BaselineUnit(baseline, unit),
                Targets = targets,
                Parts = parts,
                LeadUnits = leads >= 0 ? CellReading.Units(row[leads].Value) : [],
                Printed = Printed(row, columns),
                Confidence = doubts.Count == 0 ? 1 : 0.85,
                Doubts = doubts,
            });
        }
    }

    private static void ReadTransposed(ClauseNode node, Table table, int years, Document document, ICollection<Commitment> found)
    {
        var rows = table.Rows.Where(r => CellShapes.YearOf(r[years].Value) > 0).DistinctBy(r => CellShapes.YearOf(r[years].Value)).ToList();
        var unitRow = table.Rows.FirstOrDefault(r => r[years].Value.Contains("单位", StringComparison.Ordinal));
        var start = SpanStart(node, document);
        foreach (var column in TableKinds.FigureColumns(table).Where(c => c != years))
        {
            List<string> doubts = [];
            var (name, unit) = CellReading.SplitUnit(Name(table.Columns[column]));
            var figures = rows.ToDictionary(r => CellShapes.YearOf(r[years].Value), r => CellReading.Figures(r[column].Value));
            var measure = unit ?? Unit(unitRow?[column].Value ?? "", name, [.. figures.Values.SelectMany(f => f)], CellReading.StatedUnit(node), doubts);
            var based = rows.Find(r => IsBaselineHeading(r[years].Value) || (start > 0 && CellShapes.YearOf(r[years].Value) < start));
            var targets = figures.Where(f => based is null || f.Key != CellShapes.YearOf(based[years].Value)).ToDictionary(f => f.Key, f => First(f.Value));
            found.Add(new IndicatorCommitment
            {
                Place = node.Place,
                Range = rows.Select(r => r.Range).Aggregate((a, b) => a.Union(b)),
                Text = $"{table.Columns[column]} | {string.Join(" | ", rows.Select(r => $"{r[years].Value} {r[column].Value}"))}",
                Name = name,
                Unit = measure,
                IndicatorKind = KindOf(name, measure, targets, bracketed: false, doubts),
                Baseline = based is null ? null : First(figures[CellShapes.YearOf(based[years].Value)]),
                BaselineYear = based is null ? null : CellShapes.YearOf(based[years].Value),
                Targets = targets,
                Printed = rows.ToDictionary(r => CellShapes.YearOf(r[years].Value), r => r[column].Value),
                Confidence = doubts.Count == 0 ? 1 : 0.85,
                Doubts = doubts,
            });
        }
    }

    /// <summary>What the yearly figures are, by the name's words, the unit and, where the words leave it open, the figures.</summary>
    private static IndicatorKind KindOf(string name, string unit, Dictionary<int, decimal?> targets, bool bracketed, List<string> doubts)
    {
        if (unit.StartsWith('%') || unit is "‰" || unit.Contains("百分点", StringComparison.Ordinal) || (unit.Length == 0 && ContainsAny(name, RateWords)))
        {
            return IndicatorKind.Rate;
        }
        if (bracketed)
        {
            return IndicatorKind.Cumulative;
        }
        if (name.Contains("累计", StringComparison.Ordinal))
        {
            return ContainsAny(name, StockWords) ? IndicatorKind.Level : IndicatorKind.Cumulative;
        }
        if (name.Length > 3 && name[1] is '年' && Text.Cjk.NumeralChars.Contains(name[0]))
        {
            // 五年某某…: the sum of so many years, counted up year by year.
            return IndicatorKind.Cumulative;
        }

        var values = targets.OrderBy(t => t.Key).Select(t => t.Value).OfType<decimal>().ToList();
        if (ContainsAny(name, AnnualWords))
        {
            const int Enough = 3;
            if (values.Count >= Enough && values.Zip(values.Skip(1)).All(p => p.Second > p.First))
            {
                doubts.Add("名称未写“累计”，但各年数字逐年上升，可能是累计数。");
            }

            return IndicatorKind.Annual;
        }
        if (values.Count > 2 && values.Distinct().Count() == 1 && values[0] > 0 && unit.Length > 0 && !unit.Contains('/', StringComparison.Ordinal) && !Words.EndsWithAny(CellReading.SplitUnit(name).Name, CountWords))
        {
            doubts.Add("名称未写明是当年数还是年末数，各年数字相同，按当年完成量计。");
            return IndicatorKind.Annual;
        }

        return IndicatorKind.Level;
    }

    /// <summary>The unit: its own column first, then the bracket behind the name, the cells, and the line above the table.</summary>
    private static string Unit(string cell, string name, List<CellReading.Figure> figures, string? stated, List<string> doubts)
    {
        if (cell.Length > 0)
        {
            return cell;
        }

        // The fullest of the units printed behind the figures: 7亿 beside 5亿元 lost its last character.
        var printed = figures.Select(f => f.Unit).Where(u => u.Length > 0).GroupBy(u => u, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key.Length).Select(g => g.Key).ToList();
        var most = printed.Count == 0 ? "" : printed.Find(u => u.Length > printed[0].Length && u.StartsWith(printed[0], StringComparison.Ordinal)) ?? printed[0];
        if (CellReading.SplitUnit(name).Unit is not { } bracket)
        {
            if (printed.Exists(u => !most.StartsWith(u, StringComparison.Ordinal)))
            {
                doubts.Add($"各格单位不一：{string.Join("、", printed)}。");
            }

            return most.Length > 0 ? most : stated ?? "";
        }
        if (most.Length > 0 && !bracket.StartsWith(most, StringComparison.Ordinal) && !most.StartsWith(bracket, StringComparison.Ordinal))
        {
            doubts.Add($"名称所注单位“{bracket}”与格内单位“{most}”不一。");
        }

        return bracket;
    }

    /// <summary>The base year's unit where it is another one, and not the same one cut short.</summary>
    private static string? BaselineUnit(IReadOnlyList<CellReading.Figure> baseline, string unit) =>
        baseline.Count > 0 && baseline[0].Unit is { Length: > 0 } printed && !unit.StartsWith(printed, StringComparison.Ordinal) && !printed.StartsWith(unit, StringComparison.Ordinal) ? printed : null;

    /// <summary>Where cells hold several figures: one indicator each, named by what stands between the strokes of the name.</summary>
    private static List<IndicatorPart> Parts(string name, List<(int Column, int Year)> columns, Dictionary<int, IReadOnlyList<CellReading.Figure>> figures, List<string> doubts)
    {
        var count = figures.Values.Max(f => f.Count);
        if (count < 2)
        {
            return [];
        }

        var names = PartNames(name);
        if (names.Count != count)
        {
            doubts.Add($"一格内有{count}个数，名称只分出{names.Count}项。");
            names = [.. Enumerable.Range(1, count).Select(i => $"{name}（{i}）")];
        }

        return [.. names.Select((part, i) => new IndicatorPart(part, columns.ToDictionary(c => c.Year, c => i < figures[c.Year].Count ? (decimal?)figures[c.Year][i].Value : null)))];
    }

    /// <summary>甲超百亿元/甲超50亿元项目数量 as 甲超百亿元, 甲超50亿元: what the first part has before, and the last behind, the words they share is common to all.</summary>
    private static List<string> PartNames(string name)
    {
        var bare = WithoutUnits(name);
        List<string> parts = [.. bare.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (parts.Count < 2)
        {
            return parts;
        }
        for (var length = Math.Min(parts[1].Length, 20); length > 0; length--)
        {
            if (parts[0].IndexOf(parts[1][..length], StringComparison.Ordinal) is >= 0 and var at)
            {
                parts[0] = parts[0][at..];
                break;
            }
        }
        for (var length = Math.Min(parts[^2].Length, 20); length > 0; length--)
        {
            if (parts[^1].LastIndexOf(parts[^2][^length..], StringComparison.Ordinal) is >= 0 and var at)
            {
                parts[^1] = parts[^1][..(at + length)];
                break;
            }
        }

        return parts;
    }

    private static string WithoutUnits(string name)
    {
        for (var open = name.IndexOf('（', StringComparison.Ordinal); open >= 0;)
        {
            var close = name.IndexOf('）', open);
            if (close < 0)
            {
                break;
            }
            if (CellReading.IsMeasureUnit(name[(open + 1)..close]))
            {
                name = name.Remove(open, close - open + 1);
                close = open - 1;
            }

            open = name.IndexOf('（', close + 1);
        }

        return name;
    }

    private static Dictionary<int, string> Printed(TableRow row, Years columns)
    {
        var printed = columns.Targets.ToDictionary(t => t.Year, t => row[t.Column].Value);
        if (columns.Baseline >= 0 && columns.BaselineYear > 0)
        {
            printed[columns.BaselineYear] = row[columns.Baseline].Value;
        }

        return printed;
    }

    private static decimal? First(IReadOnlyList<CellReading.Figure> figures) => figures.Count > 0 ? figures[0].Value : null;

    private static string? Group(string words) => words.Length == 0 ? null : words;

    private static string Name(string text) => text.Replace("\n", "", StringComparison.Ordinal).Trim();

    private static bool IsBinding(string text) => text.StartsWith("约束性", StringComparison.Ordinal) || text.StartsWith("预期性", StringComparison.Ordinal);

    private static bool IsBaselineHeading(string heading) => ContainsAny(heading, BaselineWords);

    private static bool ContainsAny(string text, string[] words) => Array.Exists(words, w => text.Contains(w, StringComparison.Ordinal));

    /// <summary>The first year of the span that the table, the part or the document names in its title (2021—2025年); 0 where none does.</summary>
    private static int SpanStart(ClauseNode node, Document document)
    {
        foreach (var title in (ReadOnlySpan<string>)[node.Table?.Caption.Value ?? "", node.Part.Heading.Value, document.Title])
        {
            for (var i = 4; i + 4 < title.Length; i++)
            {
                if (title[i] is '-' or '—' or '–' or '至' or '~' && int.TryParse(title.AsSpan(i - 4, 4), out var from))
                {
                    var next = i + 1;
                    next += next < title.Length && title[next] is '—' or '-' ? 1 : 0;
                    if (next + 4 <= title.Length && int.TryParse(title.AsSpan(next, 4), out var to) && from is > 1980 and < 2100 && to > from && to < from + 30)
                    {
                        return from;
                    }
                }
            }
        }

        return 0;
    }

    /// <summary>Which columns are which years.</summary>
    private sealed class Years
    {
        public Years(ClauseNode node, Table table, Document document, int name)
        {
            List<(int Column, int Year)> years = [];
            for (var c = 0; c < table.Columns.Count; c++)
            {
                if (c != name && CellShapes.YearOf(table.Columns[c]) is > 0 and var year && !years.Exists(y => y.Year == year))
                {
                    years.Add((c, year));
                }
            }

            var start = SpanStart(node, document);
            var based = years.FindIndex(y => IsBaselineHeading(table.Columns[y.Column]));
            if (based < 0 && years.Exists(y => ContainsAny(table.Columns[y.Column], PlannedWords)))
            {
                // 2023年完成 beside 2024年计划
                based = years.FindIndex(y => table.Columns[y.Column].Contains("完成", StringComparison.Ordinal) && !ContainsAny(table.Columns[y.Column], PlannedWords));
            }
            if (based < 0 && years.Count > 1 && years[0].Year == years.Min(y => y.Year) && !table.Columns[years[0].Column].Contains("目标", StringComparison.Ordinal))
            {
                // A plan of five years rests on the year before it, which ends in 0 or 5.
                var before = start > 0 ? years[0].Year < start
                    : years[0].Year < (document.Date?.Year ?? int.MaxValue) && (years[0].Year % 5 == 0 || years[1].Year > years[0].Year + 1);
                based = before ? 0 : -1;
            }
            if (based >= 0)
            {
                Baseline = years[based].Column;
                BaselineYear = years[based].Year;
                years.RemoveAt(based);
            }
            else
            {
                Baseline = Enumerable.Range(0, table.Columns.Count).FirstOrDefault(c => c != name && IsBaselineHeading(table.Columns[c]) && CellReading.Share(table, c, CellReading.IsFigureCell) > 0.5, -1);
            }
            if (years.Count == 0 && Enumerable.Range(0, table.Columns.Count).FirstOrDefault(c => c != name && c != Baseline && table.Columns[c].Contains("目标", StringComparison.Ordinal) && CellReading.Share(table, c, CellReading.IsFigureCell) > 0.5, -1) is >= 0 and var target)
            {
                // One column 目标值: of the year that the title names, else of the document's own.
                var titled = YearIn(node.Table!.Caption.Value) is > 0 and var own ? own : YearIn(node.Part.Heading.Value) is > 0 and var part ? part : YearIn(document.Title);
                var year = titled > 0 ? titled : document.Date?.Year ?? 0;
                if (year > 0)
                {
                    years.Add((target, year));
                }
                if (year > 0 && titled == 0)
                {
                    Doubts = [$"表中未印年份，按发文年份{year}年计。"];
                }
            }

            Targets = years;
            All = [.. years.Select(y => y.Column), .. Baseline >= 0 ? (int[])[Baseline] : []];
        }

        /// <summary>The base year's column, or -1.</summary>
        public int Baseline { get; }

        /// <summary>The base year, or 0 where its column does not name it.</summary>
        public int BaselineYear { get; }

        /// <summary>The columns of targets with their years, from left to right.</summary>
        public List<(int Column, int Year)> Targets { get; }

        /// <summary>All columns of figures.</summary>
        public int[] All { get; }

        /// <summary>What is unsure about them.</summary>
        public IReadOnlyList<string> Doubts { get; } = [];

        private static int YearIn(string title)
        {
            for (var i = 0; i + 5 <= title.Length; i++)
            {
                if (title[i + 4] is '年' && int.TryParse(title.AsSpan(i, 4), out var year) && year is > 1980 and < 2100)
                {
                    return year;
                }
            }

            return 0;
        }
    }
}
