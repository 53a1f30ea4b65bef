using System.Buffers;
using System.Text.RegularExpressions;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>What a paragraph of an emergency plan is.</summary>
internal enum PlanPart
{
    /// <summary>A condition of a grade, a response level or a warning.</summary>
    Condition,

    /// <summary>What is done.</summary>
    Measure,
}

/// <summary>A paragraph of an emergency plan with what stands above it.</summary>
/// <param name="Part">Condition or measure.</param>
/// <param name="Purpose">What the level is one of.</param>
/// <param name="Level">The grade, level or colour it belongs to, as printed; <see langword="null"/> for measures of no level.</param>
/// <param name="Place">Its place in the document.</param>
/// <param name="Text">Its words, those that only introduce it left out.</param>
/// <param name="CumulativeOn">The level whose measures hold as well.</param>
/// <param name="Activator">Who starts the level's response, where the plan says so.</param>
internal sealed record PlanItem(PlanPart Part, ThresholdPurpose Purpose, string? Level, string Place, MappedText Text, string? CumulativeOn, string? Activator);

/// <summary>Walks an emergency plan (应急预案) and says of each paragraph to which level it belongs and whether it is a condition or a
/// measure. Levels hold for the clause that names them and for unnumbered paragraphs that follow beside it.</summary>
internal static partial class PlanOutline
{
    /// <summary>A document without any of these is no plan and costs one vectorised search a node.</summary>
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["级响应", "应急响应", "启动条件", "响应措施", "色预警", "处置措施", "应急措施", "应对措施", "特别重大", "较大", "分级"], StringComparison.Ordinal);

    private static readonly SearchValues<string> LevelCues = SearchValues.Create(["响应", "预警", "特别重大", "重大", "较大", "一般"], StringComparison.Ordinal);

    private static readonly string[] ConditionMarkers = ["启动条件", "启动标准", "响应条件", "响应标准", "分级标准", "预警标准", "预警条件", "发布标准", "发布条件", "判定标准", "灾害分级", "事件分级", "事故分级", "分级", "等级划分", "级别划分", "等级标准"];

    private static readonly string[] MeasureMarkers = ["响应措施", "应急措施", "应对措施", "处置措施", "响应行动", "预警响应", "预警行动", "预警措施", "防御措施", "防御指南", "工作措施", "应急处置", "响应内容", "行动措施"];

    /// <summary>All conditions and measures in text order.</summary>
    public static IReadOnlyList<PlanItem> Read(Document document)
    {
        var cued = false;
        foreach (var node in document.Nodes)
        {
            if (node.Text.Value.AsSpan().ContainsAny(Cues) || node.Heading.Value.AsSpan().ContainsAny(Cues) || (node.Table is { } table && HasLevelColumn(table)))
            {
                cued = true;
                break;
            }
        }

        return cued ? new Walk().Run(document) : [];
    }

    private static bool HasLevelColumn(Table table) => table.Column("级别", "等级", "分级") >= 0;

    private sealed class Walk
    {
        private readonly List<PlanItem> _items = [];
        private ThresholdPurpose _purpose;
        private string? _level;
        private ClauseNode? _levelNode;
        private PlanPart? _part;

        /// <summary>Whether the part was said by the text itself rather than by a heading above.</summary>
        private bool _explicit;
        private ClauseNode? _partNode;
        private bool _partAfterItem;
        private string? _cumulativeOn;
        private string? _activator;

        public List<PlanItem> Run(Document document)
        {
            ClauseNode? tableOf = null;
            foreach (var line in Lines(document))
            {
                if (line.Node.Table is { } table)
                {
                    if (!ReferenceEquals(tableOf, line.Node))
                    {
                        tableOf = line.Node;
                        ReadTable(table);
                    }
                    continue;
                }

                ReadLine(line);
            }

            return _items;
        }

        /// <summary>The paragraphs, and for each table one empty line.</summary>
        private static IEnumerable<TextLine> Lines(Document document)
        {
            foreach (var node in document.Nodes)
            {
                if (node.Table is not null)
                {
                    yield return new(node, MappedText.Empty, true);
                    continue;
                }
                foreach (var line in TextLines.Of(node))
                {
                    yield return line;
                }
            }
        }

        private void ReadLine(TextLine line)
        {
            if (_levelNode is not null && !InScope(line))
            {
                Leave();
            }
            if (_part is not null && _levelNode is null && _partNode is not null && !TextLines.IsWithin(line.Node, _partNode))
            {
                _part = null;
                _partNode = null;
            }

            var text = line.Text;
            var content = text;
            if (text.Value.AsSpan(0, Math.Min(text.Length, 160)).ContainsAny(LevelCues) && Head(line) is { } head && !IsConditionOfResponse(line, head))
            {
                Enter(line, head);
                content = text.Slice(head.ContentStart).Trim();
            }
            else if (Commanders(line))
            {
                return;
            }

            content = TakeMarker(line, content);
            if (_part is null && content.Value.Contains("措施：", StringComparison.Ordinal) && MeasuresCue().Match(content.Value) is { Success: true } cue && cue.Index + cue.Length + 1 < content.Length)
            {
                // 区防指采取以下措施：… all in one paragraph.
                _items.Add(new(PlanPart.Measure, ThresholdPurpose.Response, null, line.Node.Place, content, null, null));
                return;
            }
            if (content.IsEmpty || _part is null)
            {
                return;
            }

            if (_part == PlanPart.Condition && _level is not null)
            {
                AddCondition(line, content);
            }
            else if (_part == PlanPart.Measure)
            {
                AddMeasure(line, content);
            }
        }

        /// <summary>气象台发布台风蓝色预警, as an item of a response's conditions, names no level of its own.</summary>
        private bool IsConditionOfResponse(TextLine line, LevelHead head) =>
            head is { Purpose: ThresholdPurpose.Warning, Part: null } && _purpose == ThresholdPurpose.Response && _part == PlanPart.Condition && _explicit
            && line.Node.Numbering != NumberingStyle.None && _levelNode is not null && !ReferenceEquals(line.Node, _levelNode) && InScope(line);

        private bool InScope(TextLine line) =>
            TextLines.IsWithin(line.Node, _levelNode!)
            || (_levelNode!.Numbering == NumberingStyle.None && _levelNode.Parent is { } parent && line.Node.Numbering != NumberingStyle.None && !IsSectionAfter(line.Node, parent))
            || (_levelNode.Numbering == NumberingStyle.None && line.Node.Numbering == NumberingStyle.None && ReferenceEquals(line.Node.Parent, _levelNode.Parent));

        /// <summary>Whether a numbered node lies outside the parent of the paragraph that named the level.</summary>
        private static bool IsSectionAfter(ClauseNode node, ClauseNode parent) => !TextLines.IsWithin(node, parent);

        private void Leave()
        {
            _level = null;
            _levelNode = null;
            _part = null;
            _partNode = null;
            _partAfterItem = false;
            _explicit = false;
            _cumulativeOn = null;
            _activator = null;
        }

        private void Enter(TextLine line, LevelHead head)
        {
            // A heading such as 启动条件 under one level names the level again; what was said of it stays.
            if (head.Level == _level && head.Purpose == _purpose && _levelNode is not null && TextLines.IsWithin(line.Node, _levelNode) && !ReferenceEquals(line.Node, _levelNode))
            {
                _activator = head.Activator ?? _activator;
            }
            else
            {
                var levelNode = line.First ? line.Node : line.Node.Parent is { } parent && line.Node.Numbering == NumberingStyle.None ? parent : line.Node;
                Leave();
                (_level, _purpose, _levelNode, _activator) = (head.Level, head.Purpose, levelNode, head.Activator);
            }

            if (head.Part is { } part)
            {
                (_part, _partNode, _explicit, _partAfterItem) = (part, line.Node, true, false);
            }
            else if (InheritedPart(line.Node) is { } inherited)
            {
                (_part, _partNode, _explicit, _partAfterItem) = (inherited, line.Node, false, false);
            }
        }

        private static PlanPart? InheritedPart(ClauseNode node)
        {
            const int Deepest = 8;
            var at = node;
            for (var i = 0; i < Deepest && at is not null; i++, at = at.Parent)
            {
                if (at.Heading.Length is > 0 and <= 40 && MarkerIn(at.Heading.Value) is { } part)
                {
                    return part;
                }
            }

            return null;
        }

        /// <summary>Takes 响应措施：, 启动条件： and sentences that only lead to a list off the front of <paramref name="content"/>.</summary>
        private MappedText TakeMarker(TextLine line, MappedText content)
        {
            const int LongestMarker = 24;
            var value = content.Value;
            var colon = value.IndexOf('：', StringComparison.Ordinal);
            var head = colon is >= 0 and <= LongestMarker ? value.AsSpan(0, colon) : value.Length <= LongestMarker && value.AsSpan().IndexOfAny(Cjk.RunningMarks) < 0 ? value : [];
            if (head.Length > 0 && MarkerIn(head) is { } part && !head.ContainsAny('，', '。', '；') && !head.Contains("基础上", StringComparison.Ordinal))
            {
                _part = part;
                _partNode = line.First && line.Node.Numbering != NumberingStyle.None ? line.Node : line.Node.Parent ?? line.Node;
                _explicit = true;
                _partAfterItem = !line.First;
                if (part == PlanPart.Measure)
                {
                    _cumulativeOn = null;
                }
                content = colon >= 0 && head.Length == colon ? content.Slice(colon + 1).Trim() : MappedText.Empty;
            }

            return content;
        }

        private void AddCondition(TextLine line, MappedText content)
        {
            var value = content.Value;
            if (ListCue().Match(value) is { Success: true } cue)
            {
                // The sentence that leads to the list says who starts the response; what follows the colon is the list itself.
                _activator ??= ActivatorIn(value);
                _explicit = true;
                var colon = value.IndexOf('：', cue.Index + cue.Length);
                var stop = value.IndexOf('。', cue.Index + cue.Length);
                content = colon >= 0 && (stop < 0 || colon < stop) ? content.Slice(colon + 1).Trim() : MappedText.Empty;
            }
            else if (value.Contains("启动", StringComparison.Ordinal) && Starting().Match(value) is { Success: true } starting)
            {
                _activator ??= ActivatorIn(value);
                var rest = content.Slice(starting.Index + starting.Length).Trim();
                content = content.Slice(0, starting.Index).Trim();
                if (rest.Length >= 4)
                {
                    _items.Add(new(PlanPart.Measure, _purpose, _level, PlaceOf(line), rest, Cumulative().Match(rest.Value) is { Success: true } on ? on.Groups["levels"].Value : null, _activator));
                }
            }

            var numbered = line.First && line.Node.Numbering != NumberingStyle.None;
            if (content.Length < 4 || line.IsHeading && line.Node.Children.Count > 0 || (!numbered && !_explicit && !HasBound(content.Value)))
            {
                return;
            }
            if (!numbered && !HasBound(content.Value) && !ConditionWords().IsMatch(content.Value))
            {
                return;
            }

            _items.Add(new(PlanPart.Condition, _purpose, _level, PlaceOf(line), content, null, _activator));
        }

        private void AddMeasure(TextLine line, MappedText content)
        {
            var value = content.Value;
            if (Cumulative().Match(value) is { Success: true } cumulative)
            {
                _cumulativeOn = cumulative.Groups["levels"].Value;
            }
            if (value.EndsWith('：') || (line.IsHeading && (line.Node.Children.Count > 0 || !line.First || line.Node.Text.Value.Contains('\n', StringComparison.Ordinal))) || value.Length < 4)
            {
                return;
            }
            if (line.IsHeading && line.Node.Numbering is NumberingStyle.Decimal or NumberingStyle.Chinese)
            {
                return;
            }

            _items.Add(new(PlanPart.Measure, _purpose, _level, PlaceOf(line), content, _cumulativeOn, _activator));
        }

        /// <summary>A paragraph after a list belongs to the clause that holds the list, not to the list's last item.</summary>
        private string PlaceOf(TextLine line) =>
            _partAfterItem && !line.First && _levelNode is not null && !ReferenceEquals(line.Node, _levelNode) && line.Node.Numbering != NumberingStyle.None
                ? _levelNode.Place
                : line.Node.Place;

        /// <summary>初判达到IV级响应…，由甲负责指挥: who commands at a level.</summary>
        private bool Commanders(TextLine line)
        {
            var value = line.Text.Value;
            if (!value.Contains("指挥", StringComparison.Ordinal) || !value.Contains("级响应", StringComparison.Ordinal))
            {
                return false;
            }

            var any = false;
            foreach (Match match in Command().Matches(value))
            {
                any = true;
                foreach (Match level in Degree().Matches(match.Groups["levels"].Value))
                {
                    var who = match.Groups["who"];
                    _items.Add(new(PlanPart.Measure, ThresholdPurpose.Response, level.Value, line.Node.Place, line.Text.Slice(who.Index, match.Index + match.Length - who.Index), null, null));
                }
            }

            return any;
        }

        private void ReadTable(Table table)
        {
            var levels = table.Column("响应级别", "响应等级", "预警级别", "预警等级", "级别", "等级", "分级");
            var conditions = table.Column("启动条件", "分级标准", "条件", "标准", "情形");
            var measures = table.Column("响应措施", "应对措施", "应急措施", "措施", "响应行动");
            if (levels < 0 || (conditions < 0 && measures < 0) || levels == conditions)
            {
                return;
            }

            foreach (var row in table.Rows)
            {
                var cell = row[levels].Value;
                if (LevelIn(cell, table.Columns[levels]) is not { } level)
                {
                    continue;
                }
                if (conditions >= 0 && !row[conditions].IsEmpty)
                {
                    _items.Add(new(PlanPart.Condition, level.Purpose, level.Level, row.Place, row[conditions], null, null));
                }
                if (measures >= 0 && !row[measures].IsEmpty)
                {
                    _items.Add(new(PlanPart.Measure, level.Purpose, level.Level, row.Place, row[measures], Cumulative().Match(row[measures].Value) is { Success: true } on ? on.Groups["levels"].Value : null, null));
                }
            }
        }

        private static (string Level, ThresholdPurpose Purpose)? LevelIn(string cell, string column) =>
            Colour().Match(cell) is { Success: true } colour ? (colour.Value, ThresholdPurpose.Warning)
            : Grade().Match(cell) is { Success: true } grade && !column.Contains("响应", StringComparison.Ordinal) ? (grade.Value, ThresholdPurpose.Grade)
            : Degree().Match(cell) is { Success: true } degree ? (degree.Value, column.Contains("预警", StringComparison.Ordinal) ? ThresholdPurpose.Warning : ThresholdPurpose.Response)
            : null;
    }

    /// <summary>A level named at the head of a paragraph, and where its own words begin.</summary>
    private readonly record struct LevelHead(string Level, ThresholdPurpose Purpose, PlanPart? Part, int ContentStart, string? Activator);

    private static LevelHead? Head(TextLine line)
    {
        const int HeadLength = 60;
        var value = line.Text.Value;
        var head = value.AsSpan(0, Math.Min(value.Length, HeadLength)).ToString();
        return Response(line, value, head) ?? Warning(value, head) ?? Grading(line, value, head);
    }

    private static LevelHead? Response(TextLine line, string value, string head)
    {
        var match = ResponseLevel().Match(head);
        if (!match.Success)
        {
            // 符合下列条件之一的，由区防指启动Ⅳ级应急响应：
            if (!ListCue().IsMatch(value) || StartsLevel().Match(value) is not { Success: true } starts)
            {
                return null;
            }

            return new(starts.Groups["level"].Value, ThresholdPurpose.Response, PlanPart.Condition, 0, ActivatorIn(value));
        }

        var after = value.AsSpan(match.Index + match.Length);
        if (after.StartsWith("措施", StringComparison.Ordinal) && after[2..].TrimStart("的").StartsWith("基础上", StringComparison.Ordinal)
            || after.TrimStart("的").StartsWith("基础上", StringComparison.Ordinal))
        {
            return null;
        }

        var level = match.Groups["level"].Value;
        var cue = ListCue().IsMatch(value) && !MeasuresCue().IsMatch(value);
        if (match.Index <= 3 && (match.Index == 0 || head[..match.Index] is "启动" or "（" or "达到" or "实施"))
        {
            if (cue)
            {
                return new(level, ThresholdPurpose.Response, PlanPart.Condition, match.Index + match.Length, ActivatorIn(value));
            }
            if (line.IsHeading || after.StartsWith("：", StringComparison.Ordinal) || after.StartsWith("。", StringComparison.Ordinal))
            {
                // 四级响应。死亡3人以上的，启动四级响应。
                var states = after.IndexOf("启动") > 6 && (HasBound(value) || ConditionWords().IsMatch(value));
                return new(level, ThresholdPurpose.Response, states ? PlanPart.Condition : null, Math.Min(value.Length, match.Index + match.Length + (line.IsHeading ? 0 : 1)), ActivatorIn(value));
            }

            return after.StartsWith("启动后", StringComparison.Ordinal) || after.StartsWith("后", StringComparison.Ordinal)
                ? new(level, ThresholdPurpose.Response, PlanPart.Measure, 0, null)
                : null;
        }

        if (cue && value.Contains("启动", StringComparison.Ordinal) && StartsLevel().Match(value) is { Success: true } start)
        {
            return new(start.Groups["level"].Value, ThresholdPurpose.Response, PlanPart.Condition, 0, ActivatorIn(value));
        }

        return line.IsHeading && Degree().Count(head) == 1 ? new(level, ThresholdPurpose.Response, null, match.Index + match.Length, null) : null;
    }

    private static LevelHead? Warning(string value, string head)
    {
        var match = WarningLevel().Match(head);
        if (!match.Success)
        {
            return null;
        }
        if (ListCue().IsMatch(head) && Colour().Count(head) == 1 && !MeasuresCue().IsMatch(head))
        {
            // 出现下列情况之一的，发布蓝色预警：
            return new(match.Groups["level"].Value, ThresholdPurpose.Warning, PlanPart.Condition, 0, null);
        }

        var clause = head.AsSpan(0, Math.Max(0, head.AsSpan().IndexOfAny("，。：；") is var stop and >= 0 ? stop : head.Length));
        if (match.Index >= clause.Length || Colour().Count(clause.ToString()) != 1 || clause.Contains("基础上", StringComparison.Ordinal))
        {
            return null;
        }

        var level = match.Groups["level"].Value;
        var after = value.AsSpan(match.Index + match.Length);
        var rest = Math.Min(value.Length, clause.Length + 1);
        if (after.StartsWith("发布后", StringComparison.Ordinal) || after.StartsWith("信号发布后", StringComparison.Ordinal) || after.StartsWith("响应", StringComparison.Ordinal)
            || after.StartsWith("后", StringComparison.Ordinal) || after.StartsWith("期间", StringComparison.Ordinal) || after.StartsWith("生效", StringComparison.Ordinal) || MarkerIn(clause) == PlanPart.Measure)
        {
            return new(level, ThresholdPurpose.Warning, PlanPart.Measure, rest, null);
        }
        if (HasBound(value) || ListCue().IsMatch(value) || MarkerIn(clause) == PlanPart.Condition)
        {
            return new(level, ThresholdPurpose.Warning, PlanPart.Condition, ListCue().IsMatch(value) ? 0 : rest, null);
        }

        return clause.Length == head.Length || value.Length <= clause.Length + 1 ? new(level, ThresholdPurpose.Warning, null, rest, null) : null;
    }

    private static PlanPart? MarkerIn(ReadOnlySpan<char> text)
    {
        foreach (var marker in MeasureMarkers)
        {
            if (text.Contains(marker, StringComparison.Ordinal))
            {
                return PlanPart.Measure;
            }
        }
        foreach (var marker in ConditionMarkers)
        {
            if (text.Contains(marker, StringComparison.Ordinal))
            {
                return PlanPart.Condition;
            }
        }

        return null;
    }

    private static LevelHead? Grading(TextLine line, string value, string head)
    {
        var match = GradeHead().Match(head);
        if (match.Success && (HasBound(value) || ListCue().IsMatch(value)))
        {
            return new(match.Groups["level"].Value, ThresholdPurpose.Grade, PlanPart.Condition, ListCue().IsMatch(value) ? 0 : match.Length, null);
        }
        if (match.Success && match.Length == value.Length && line.Node.Children.Count > 0)
        {
            // 第四条 特别重大事件（Ⅰ级）： with its conditions below.
            return new(match.Groups["level"].Value, ThresholdPurpose.Grade, PlanPart.Condition, value.Length, null);
        }
        if (ListCue().IsMatch(value) && GradeNamedLast().Match(value) is { Success: true } last)
        {
            return new(last.Groups["level"].Value, ThresholdPurpose.Grade, PlanPart.Condition, 0, null);
        }

        return line.IsHeading && GradeHeading().Match(head) is { Success: true } heading && !head.Contains("响应", StringComparison.Ordinal)
            ? new(heading.Groups["level"].Value, ThresholdPurpose.Grade, null, value.Length, null)
            : null;
    }

    private static string? ActivatorIn(string value)
    {
        if (!value.Contains("启动", StringComparison.Ordinal))
        {
            return null;
        }

        var match = Activates().Match(value);
        return match.Success && match.Groups["who"].Value is var who && Actors.IsActor(who) ? who : null;
    }

    private static bool HasBound(string value)
    {
        foreach (var bound in BoundScanner.Scan(value, BoundConvention.Unstated))
        {
            if (bound.Kind is BoundKind.Stated or BoundKind.Reached)
            {
                return true;
            }
        }

        return false;
    }

    private const string DegreePattern = "(?:(?:IV|III|II|I|V|[ⅠⅡⅢⅣⅤ]|[1-5一二三四五])级)";

    [GeneratedRegex(DegreePattern, RegexOptions.CultureInvariant)]
    private static partial Regex Degree();

    [GeneratedRegex("(?<level>" + DegreePattern + ")(?:（[^（）]{1,10}）)?[^，。；：、（）]{0,8}?响应", RegexOptions.CultureInvariant)]
    private static partial Regex ResponseLevel();

    [GeneratedRegex("启动[^，。；：]{0,8}?(?<level>" + DegreePattern + ")", RegexOptions.CultureInvariant)]
    private static partial Regex StartsLevel();

    [GeneratedRegex("(?<level>[红橙黄蓝]色)(?:（[^（）]{1,10}）)?[^，。；：、（）]{0,4}?预警(?:信号)?|预警[^，。；：、]{0,6}?(?<level>[红橙黄蓝]色)）?", RegexOptions.CultureInvariant)]
    private static partial Regex WarningLevel();

    [GeneratedRegex("[红橙黄蓝]色", RegexOptions.CultureInvariant)]
    private static partial Regex Colour();

    [GeneratedRegex("特别重大|重大|较大|一般", RegexOptions.CultureInvariant)]
    private static partial Regex Grade();

    [GeneratedRegex("^(?:" + DegreePattern + "（)?(?<level>特别重大|重大|较大|一般)[^，。；：]{0,20}?(?:（[^（）]{1,16}）)?(?:：|，?是?指|，为)", RegexOptions.CultureInvariant)]
    private static partial Regex GradeHead();

    [GeneratedRegex("(?:为|属于|属|定为|认定为)(?<level>特别重大|重大|较大|一般)", RegexOptions.CultureInvariant)]
    private static partial Regex GradeNamedLast();

    [GeneratedRegex("^(?:" + DegreePattern + "（)?(?<level>特别重大|重大|较大|一般)(?:级)?[^，。；：]{0,16}?(?:事件|事故|灾害|火灾|疫情|险情|灾情|标准|级|）)[^，。；：]{0,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex GradeHeading();

    [GeneratedRegex("(?:下列|以下|下述|如下)[^，。；：]{0,8}?(?:条件|情形|情况|标准|之一)", RegexOptions.CultureInvariant)]
    private static partial Regex ListCue();

    [GeneratedRegex("(?:下列|以下|下述|如下)[^，。；：]{0,8}?措施", RegexOptions.CultureInvariant)]
    private static partial Regex MeasuresCue();

    [GeneratedRegex("(?:的|时|后)?[，、]?(?:由|经)?[^，。；：]{0,40}?启动[^，。；：]{0,12}响应(?:措施|程序)?(?:[。；]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Starting();

    [GeneratedRegex("(?:^|[，。；：]|时)(?:立即)?(?:由|经)?(?<who>[^，。；：由经]{2,40}?)(?:研究)?(?:宣布|决定|批准|下令|同意|负责)?启动", RegexOptions.CultureInvariant)]
    private static partial Regex Activates();

    [GeneratedRegex("在(?<levels>[^，。；：]{2,20}?)(?:应急)?(?:预警)?(?:响应)?(?:措施)?的?基础上", RegexOptions.CultureInvariant)]
    private static partial Regex Cumulative();

    [GeneratedRegex("(?<levels>" + DegreePattern + "(?:[、和及]" + DegreePattern + "){0,3})(?:应急)?响应[^，。；：]{0,16}，由(?<who>[^，。；：]{2,40}?)(?:统一|牵头|负责|组织){0,2}指挥[^。；]{0,30}", RegexOptions.CultureInvariant)]
    private static partial Regex Command();

    [GeneratedRegex("发生|出现|达到|超过|可能|预计|预报|危及|威胁|发布|认为|需要|影响|涉及|造成|难以|无法|尚未|未能", RegexOptions.CultureInvariant)]
    private static partial Regex ConditionWords();
}
