using Bihuan.Reading.Structure.Tables;

namespace Bihuan.Reading.Commitments;

/// <summary>Lists of enterprises with their member companies (企业名单): numbered clauses, plain lines, or tables.</summary>
internal sealed class EnterpriseReader : ICommitmentReader
{
    private static readonly string[] ListWords = ["名单", "名录", "目录", "一览表", "企业库", "培育库"];
    private static readonly string[] CompanyEndings = ["公司", "企业", "集团", "工厂", "厂", "合作社", "商行", "银行", "支行", "事务所", "研究院", "经营部", "门市部", "合伙）", "工作室", "中心", "农场", "酒店", "超市"];
    private const int LongestName = 60;
    private const double Enough = 0.6;

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var part in document.Root.Children)
        {
            if (!IsList(part.Heading.Value) && !IsList(document.Title))
            {
                continue;
            }

            ReadPart(part, found);
        }
    }

    private static void ReadPart(ClauseNode part, ICollection<Commitment> found)
    {
        var titled = IsList(part.Heading.Value);
        var items = new List<ClauseNode>();
        var lines = new List<ClauseNode>();
        foreach (var node in part.Descendants().Prepend(part))
        {
            if (node.Table is { } table)
            {
                ReadTable(table, titled || IsList(table.Caption.Value), found);
            }
            else if (node.Kind == NodeKind.Clause && node.Numbering is NumberingStyle.Arabic or NumberingStyle.ArabicBracketed or NumberingStyle.Chinese && IsName(Lines(node)[0]))
            {
                items.Add(node);
            }
            else if (titled && node.Kind == NodeKind.Paragraph && node.Parent == part)
            {
                lines.Add(node);
            }
        }

        // Only the items that nothing numbered stands above: a member company may be numbered as well.
        const int Nearest = 3;
        var all = items.ToHashSet();
        var tops = items.Where(i => !i.Ancestors().Take(Nearest).Any(a => all.Contains(a) && IsCompany(Bare(a)))).ToList();
        tops.RemoveAll(t => t.Children.Any(c => c.Kind == NodeKind.Clause) && !IsCompany(Bare(t)));
        if (tops.Count > 1 && tops.Count(t => IsCompany(Bare(t))) >= tops.Count * Enough)
        {
            foreach (var item in tops)
            {
                Add(item, found);
            }
        }
        else if (lines.SelectMany(Lines).ToList() is { Count: > 1 } names && names.Count(IsCompany) >= names.Count * Enough)
        {
            ReadLines(lines, found);
        }
    }

    private static void Add(ClauseNode item, ICollection<Commitment> found)
    {
        var words = Lines(item);
        var (name, bracketed) = SplitMembers(words[0]);
        List<string> members = [.. bracketed, .. words.Skip(1).Select(WithoutNumber), .. item.Descendants().SelectMany(Lines).Where(l => l.Length > 0).Select(WithoutNumber)];
        var odd = members.Count(m => !IsCompany(m));
        found.Add(new EnterpriseCommitment
        {
            Place = item.Place,
            Range = item.Range,
            Text = item.Text.Value,
            Number = item.Ordinal,
            Name = name,
            Members = members,
            Category = item.Parent is { Kind: NodeKind.Clause } parent ? parent.Heading.Value : null,
            Confidence = odd == 0 && IsCompany(name) ? 1 : 0.85,
            Doubts = odd == 0 ? [] : [$"下列成员中有{odd}项不像企业名称。"],
        });
    }

    /// <summary>A list without numbers: counted in printed order.</summary>
    private static void ReadLines(List<ClauseNode> nodes, ICollection<Commitment> found)
    {
        var number = 0;
        string? category = null;
        foreach (var node in nodes)
        {
            var at = 0;
            foreach (var line in Lines(node))
            {
                var start = node.Text.Value.IndexOf(line, at, StringComparison.Ordinal);
                at = Math.Max(at, start + line.Length);
                if (!IsCompany(line))
                {
                    category = line.Length <= 20 && line.Length > 0 ? line.TrimEnd('：') : category;
                    continue;
                }

                found.Add(new EnterpriseCommitment
                {
                    Place = node.Place,
                    Range = start < 0 ? node.Range : node.Text.RangeOf(start, line.Length),
                    Text = line,
                    Number = ++number,
                    Name = line,
                    Category = category,
                });
            }
        }
    }

    private static void ReadTable(Table table, bool titled, ICollection<Commitment> found)
    {
        var name = CompanyColumn(table);
        if (!titled || name < 0 || TableKinds.Of(table) is not (TableKind.Other or TableKind.Breakdown))
        {
            return;
        }

        var number = CellReading.Column(table, ["序号", "编号", "序"]);
        var members = CellReading.Column(table, ["成员", "下属", "所属企业", "关联企业"]);
        members = members == name ? -1 : members;
        var category = CellReading.Column(table, ["类别", "行业", "领域", "分类", "类型"]);
        EnterpriseCommitment? last = null;
        foreach (var row in table.Rows)
        {
            if (row[name].IsEmpty)
            {
                continue;
            }

            var (words, bracketed) = SplitMembers(row[name].Value);
            List<string> own = [.. bracketed, .. members >= 0 && !row.Cells[members].CarriedDown ? CellReading.Units(row[members].Value) : []];
            if (row.Cells[name].CarriedDown && last is not null)
            {
                // One name merged over the rows of its members.
                last = last with { Members = [.. last.Members, .. own], Range = last.Range.Union(row.Range) };
            }
            else
            {
                AddLast();
                last = new()
                {
                    Place = row.Place,
                    Range = row.Range,
                    Text = CellReading.Words(row),
                    Number = (number >= 0 ? CellReading.Number(row[number].Value) : null) ?? row.Ordinal,
                    Name = words,
                    Members = own,
                    Category = category >= 0 && !row[category].IsEmpty ? row[category].Value : row.Section.Length > 0 ? row.Section : null,
                };
            }
        }
        AddLast();

        void AddLast()
        {
            if (last is not null)
            {
                found.Add(last);
            }
        }
    }

    /// <summary>The column of company names, or -1.</summary>
    internal static int CompanyColumn(Table table)
    {
        for (var c = 0; c < table.Columns.Count; c++)
        {
            if ((table.Columns[c].Contains("企业", StringComparison.Ordinal) || table.Columns[c].Contains("名称", StringComparison.Ordinal) || table.Columns[c].Contains("公司", StringComparison.Ordinal) || table.Columns[c].Contains("单位", StringComparison.Ordinal))
                && CellReading.Share(table, c, IsCompany) > Enough)
            {
                return c;
            }
        }

        return -1;
    }

    /// <summary>Whether words end as a company's name does.</summary>
    internal static bool IsCompany(string text) =>
        text.Length is > 3 and <= LongestName && Array.Exists(CompanyEndings, e => text.EndsWith(e, StringComparison.Ordinal) || text.EndsWith(e + "）", StringComparison.Ordinal));

    private static bool IsList(string title) => Array.Exists(ListWords, w => title.Contains(w, StringComparison.Ordinal));

    private static bool IsName(string text) => text.Length is > 1 && !text.AsSpan().ContainsAny('。', '；', '，');

    private static string Bare(ClauseNode node) => SplitMembers(Lines(node)[0]).Name;

    private static string[] Lines(ClauseNode node) => node.Text.Value.Split('\n', StringSplitOptions.TrimEntries);

    private static string WithoutNumber(string line) =>
        CellShapes.StartsItem(line) && line.AsSpan().IndexOfAny('.', '、', '）') is > 0 and <= 4 and var end ? line[(end + 1)..].TrimStart() : line.TrimStart('-', '·', '•', '●', ' ');

    /// <summary>某某系列企业（甲公司、乙公司）: the name and its members.</summary>
    private static (string Name, IReadOnlyList<string> Members) SplitMembers(string line)
    {
        line = line.TrimEnd('；', '。', '，');
        if (!line.EndsWith('）') || line.Length < 5)
        {
            return (line, []);
        }

        // The bracket that closes at the very end; names of members may have brackets of their own.
        var depth = 0;
        var open = line.Length - 1;
        for (; open > 0; open--)
        {
            depth += line[open] switch { '）' => 1, '（' => -1, _ => 0 };
            if (depth == 0)
            {
                break;
            }
        }

        var inner = open > 0 ? line[(open + 1)..^1] : "";
        inner = inner.StartsWith("包括", StringComparison.Ordinal) || inner.StartsWith("包含", StringComparison.Ordinal) ? inner[2..].TrimStart('：') : inner;
        string[] members = inner.Split('、', StringSplitOptions.RemoveEmptyEntries);
        if (members is [var place] && TableKinds.IsLocality(place) && IsCompany(line[..open]))
        {
            return (line[..open], []);      // where it stands
        }

        return open > 0 && members.Length > 1 && members.Count(IsCompany) >= members.Length * Enough ? (line[..open], members) : (line, []);
    }
}
