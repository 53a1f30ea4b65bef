using System.Text.RegularExpressions;
using Bihuan.Reading.Structure.Tables;

namespace Bihuan.Reading.Commitments;

/// <summary>Hazards with deadline and supervising units (挂牌督办隐患), in tables and in clauses with labels.</summary>
internal sealed partial class HazardReader : ICommitmentReader
{
    private static readonly string[] ProblemLabels = ["存在问题", "存在隐患", "主要隐患", "主要问题", "隐患内容", "隐患情况", "隐患问题", "火灾隐患", "存在的问题"];
    private static readonly string[] SupervisorLabels = ["督办单位", "督办部门", "督办责任单位", "监管单位", "责任单位", "整改责任单位"];
    private static readonly string[] DeadlineLabels = ["整改期限", "整改时限", "完成时限", "督办期限", "整改完成时间"];
    private static readonly string[] AddressLabels = ["地址", "地点", "位置"];
    private static readonly string[] NatureLabels = ["性质", "类型"];
    private static readonly string[] AllLabels = [.. ProblemLabels, .. SupervisorLabels, .. DeadlineLabels, .. AddressLabels, .. NatureLabels];

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Table is { } table)
            {
                if (TableKinds.Of(table) == TableKind.Hazards)
                {
                    ReadTable(table, document, found);
                }
            }
            else if (node.Text.Value.Contains('：', StringComparison.Ordinal) && Array.Exists(DeadlineLabels, l => node.Text.Value.Contains(l + "：", StringComparison.Ordinal)))
            {
                ReadClause(node, document, found);
            }
        }
    }

    private static void ReadTable(Table table, Document document, ICollection<Commitment> found)
    {
        var items = TableKinds.HazardColumn(table);
        var name = CellReading.Column(table, ["隐患单位", "单位名称", "隐患点", "隐患名称", "名称", "场所", "项目", "对象", "企业", "单位（", "区域"], ["督办", "责任", "监管", "牵头"]);
        var number = CellReading.Column(table, ["序号", "编号", "序"]);
        var address = CellReading.Column(table, AddressLabels, ["名称"]);
        var nature = CellReading.Column(table, ["性质", "类型", "类别", "等级"]);
        var supervising = CellReading.Column(table, ["督办", "监管", "责任单位", "责任部门", "牵头", "负责"], ["责任人", "领导"]);
        var deadline = CellReading.Column(table, ["整改期限", "期限", "时限", "时间"]);
        foreach (var row in table.Rows)
        {
            var words = name >= 0 ? row[name].Value : "";
            if (row[items].IsEmpty && words.Length == 0)
            {
                continue;
            }

            List<string> doubts = [];
            if (words.Length == 0)
            {
                doubts.Add("未读出隐患单位。");
            }
            if (deadline >= 0 && row[deadline].IsEmpty)
            {
                doubts.Add("整改期限一格空白。");
            }

            found.Add(new HazardCommitment
            {
                Place = row.Place,
                Range = row.Range,
                Text = CellReading.Words(row),
                Number = number >= 0 ? CellReading.Number(row[number].Value) : null,
                Name = words,
                Address = address >= 0 && !row[address].IsEmpty ? row[address].Value : null,
                Nature = nature >= 0 && !row[nature].IsEmpty ? row[nature].Value : null,
                Items = Items(row[items].Value),
                Standards = Standards(row[items].Value),
                Supervising = supervising >= 0 ? CellReading.Units(row[supervising].Value) : [],
                Deadline = deadline >= 0 ? CellReading.Deadline(row[deadline].Value, document.Date) : null,
                Confidence = doubts.Count == 0 ? 1 : 0.7,
                Doubts = doubts,
            });
        }
    }

    /// <summary>一、某厂（某路5号）。存在问题：…。督办单位：…。整改期限：….</summary>
    private static void ReadClause(ClauseNode node, Document document, ICollection<Commitment> found)
    {
        var text = node.Text.Value;
        var problems = Field(text, ProblemLabels);
        var supervisors = Field(text, SupervisorLabels);
        var due = Field(text, DeadlineLabels);
        if (problems is null || due is null || supervisors is null)
        {
            return;
        }

        var head = text[..AllLabels.Select(l => text.IndexOf(l + "：", StringComparison.Ordinal)).Where(i => i >= 0).Min()].Trim('\n', '。', '，', '；', ' ', '：');
        var name = head;
        var address = Field(text, AddressLabels);
        if (head.IndexOf('（', StringComparison.Ordinal) is > 0 and var open && head.EndsWith('）'))
        {
            name = head[..open];
            address ??= head[(open + 1)..^1];
        }

        found.Add(new HazardCommitment
        {
            Place = node.Place,
            Range = node.Range,
            Text = text,
            Number = node.Ordinal > 0 ? node.Ordinal : null,
            Name = name,
            Address = address,
            Nature = Field(text, NatureLabels),
            Items = Items(problems),
            Standards = Standards(problems),
            Supervising = CellReading.Units(supervisors),
            Deadline = CellReading.Deadline(due, document.Date),
            Confidence = name.Length > 0 ? 0.95 : 0.6,
            Doubts = name.Length > 0 ? [] : ["未读出隐患单位。"],
        });
    }

    /// <summary>What stands behind one of the labels, up to the next label.</summary>
    private static string? Field(string text, string[] labels)
    {
        foreach (var label in labels)
        {
            var at = text.IndexOf(label + "：", StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var start = at + label.Length + 1;
            var end = AllLabels.Select(l => text.IndexOf(l + "：", start, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(text.Length).Min();
            if (labels != ProblemLabels && text.AsSpan(start, end - start).IndexOfAny('。', '\n') is >= 0 and var stop)
            {
                end = start + stop;
            }

            return text[start..end].Trim('\n', '。', '；', '，', ' ');
        }

        return null;
    }

    /// <summary>The items of a cell: numbered ones one by one without their numbers, else the cell as one.</summary>
    internal static IReadOnlyList<string> Items(string cell)
    {
        var starts = new List<int>();
        for (var i = 0; i < cell.Length; i++)
        {
            // A number begins an item at the start of the cell or behind the end of the item before.
            if ((i == 0 || cell[i - 1] is '；' or '。' or '\n' or '，' or ' ') && IsNumber(cell, i) > i)
            {
                starts.Add(i);
            }
        }
        if (starts.Count == 0)
        {
            return cell.Length == 0 ? [] : [cell.TrimEnd('。', '；')];
        }

        List<string> items = starts[0] > 0 ? [cell[..starts[0]].Trim('。', '；', '：', '\n', ' ')] : [];
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : cell.Length;
            var item = cell[IsNumber(cell, starts[i])..end].Trim('。', '；', '\n', ' ', '，');
            if (item.Length > 0)
            {
                items.Add(item);
            }
        }

        return items;
    }

    /// <summary>The end of the item number at <paramref name="at"/> (1. 1、 （1） ①), or <paramref name="at"/> itself.</summary>
    private static int IsNumber(string cell, int at)
    {
        if (cell[at] is >= '①' and <= '⑳')
        {
            return at + 1;
        }

        const int LongestNumber = 6;
        var window = cell.AsSpan(at, Math.Min(LongestNumber, cell.Length - at));
        if (!CellShapes.StartsItem(window.ToString()))
        {
            return at;
        }

        var end = window.IndexOfAny('.', '、', '）');
        return end < 0 ? at : at + end + 1;
    }

    /// <summary>Standards named: by code (GB25506, JGJ/T 16-2008), and 国家…标准 that the text names without one.</summary>
    private static IReadOnlyList<string> Standards(string text)
    {
        var found = new List<string>();
        foreach (Match match in Code().Matches(text))
        {
            found.Add(match.Value.Replace(" ", "", StringComparison.Ordinal));
        }
        foreach (Match match in Unnumbered().Matches(text))
        {
            found.Add(match.Value);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex("(?:GB|GBJ|GA|JGJ|CJJ|CJ|XF|AQ|HG|SY|TSG|DB[0-9]{2,4})(?:/T)? ?[0-9]{2,6}(?:\\.[0-9]{1,2})?(?:-[0-9]{4})?", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex("(?:国家|行业|地方)[^，。；、：（）“”《》]{1,14}标准", RegexOptions.CultureInvariant)]
    private static partial Regex Unnumbered();
}
