using System.Globalization;

namespace Bihuan.Reading.Contradictions;

/// <summary>Parts against their total: the places of a breakdown for each year, the years of an indicator against the sum in the text,
/// two indicators against the one that joins them, and what follows 其中 in a sentence.</summary>
internal sealed class SumRule : IContradictionRule
{
    /// <summary>Figures of one unit beyond these are not compared with each row: keeps the work linear.</summary>
    private const int MostCompared = 200;

    private const int LongestSentence = 300;

    private static readonly char[] Joints = ['与', '和', '及'];

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var found = new List<Contradiction>();
        Breakdowns(set, found);
        Years(set, found);
        foreach (var document in set.Documents)
        {
            Sentences(document, found);
        }

        return found;
    }

    internal static string Print(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static void Breakdowns(ReadingSet set, List<Contradiction> found)
    {
        foreach (var table in set.Breakdowns.GroupBy(b => (b.In, b.Commitment.Indicator)))
        {
            var document = table.Key.In;
            var parts = table.Where(b => !b.Commitment.Total).Select(b => b.Commitment).ToList();
            var totals = table.Where(b => b.Commitment.Total).Select(b => b.Commitment).ToList();

            // With subtotals it is not said which rows a total adds up.
            if (parts.Count < 2 || totals.Count != 1)
            {
                continue;
            }

            var total = totals[0];
            foreach (var (year, stated) in total.Targets)
            {
                Column($"{year}年", stated, parts.ConvertAll(p => p.Targets.GetValueOrDefault(year)), document, total, parts, found);
            }
            foreach (var (heading, stated) in total.Columns)
            {
                Column(heading, stated, parts.ConvertAll(p => p.Columns.GetValueOrDefault(heading)), document, total, parts, found);
            }
        }
    }

    private static void Column(string column, decimal? stated, List<decimal?> figures, SourcedDocument document, BreakdownCommitment total, List<BreakdownCommitment> parts, List<Contradiction> found)
    {
        if (stated is not { } sum || figures.TrueForAll(f => f is null))
        {
            return;
        }

        var added = figures.Sum() ?? 0;
        found.Add(added == sum
            ? new(ContradictionKind.SumAgrees, Severity.Proof, [document.At(total)], $"{column}“{total.Indicator}”{parts.Count}个分项相加等于合计：{Print(added)}。")
            : new(
                ContradictionKind.WrongSum,
                Severity.Error,
                [document.At(total), document.At(parts[0]), document.At(parts[^1])],
                $"{column}“{total.Indicator}”{parts.Count}个分项相加为{Print(added)}，合计却写{Print(sum)}，相差{Print(Math.Abs(added - sum))}，分解不到位或合计有误。"));
    }

    private static void Years(ReadingSet set, List<Contradiction> found)
    {
        var figures = new Dictionary<SourcedDocument, ILookup<string, QuantityCommitment>>();
        foreach (var (document, row) in set.Indicators)
        {
            if (!figures.TryGetValue(document, out var byUnit))
            {
                figures[document] = byUnit = document.Quantities.Where(q => !q.Qualifier).ToLookup(q => q.Unit, StringComparer.Ordinal);
            }
            if (row.IndicatorKind == IndicatorKind.Annual)
            {
                if (row.Parts.Count == 0)
                {
                    Annual(set, document, row, row.Name, row.Targets, byUnit, found);
                }
                foreach (var part in row.Parts)
                {
                    Annual(set, document, row, part.Name, part.Targets, byUnit, found);
                }
            }
            else if (row.IndicatorKind == IndicatorKind.Cumulative && row.Parts.Count == 0)
            {
                EachYear(set, document, row, byUnit, found);
            }
        }

        Joined(set, figures, found);
    }

    /// <summary>4+5+6 against 五年15个.</summary>
    private static void Annual(ReadingSet set, SourcedDocument document, IndicatorCommitment row, string name, IReadOnlyDictionary<int, decimal?> targets, ILookup<string, QuantityCommitment> byUnit, List<Contradiction> found)
    {
        if (targets.Count < 2 || targets.Values.Any(v => v is null))
        {
            return;
        }

        var sum = targets.Values.Sum() ?? 0;
        var key = set.KeyOf(name);
        QuantityCommitment? equal = null;
        QuantityCommitment? other = null;
        foreach (var quantity in byUnit[row.Unit].Take(MostCompared))
        {
            if (quantity.Value == sum)
            {
                // The sum itself is told rarely by chance, so that shortened names will do.
                equal ??= Shortened(quantity.Subject, name) ? quantity : null;
            }
            else if (key.Length > 0 && !targets.Values.Contains(quantity.Value) && !ValueRule.IsYearly(quantity.Subject) && set.KeyOf(quantity.Subject) == key)
            {
                other ??= quantity;
            }
        }

        var working = $"{string.Join('+', targets.OrderBy(t => t.Key).Select(t => Print(t.Value ?? 0)))}＝{Print(sum)}{row.Unit}";
        if (equal is not null)
        {
            found.Add(new(ContradictionKind.SumAgrees, Severity.Proof, [document.At(row), document.At(equal)], $"“{name}”各年相加{working}，与{equal.Place}的{Print(equal.Value)}{equal.Unit}相等。"));
        }
        else if (other is not null)
        {
            found.Add(new(ContradictionKind.WrongSum, Severity.Warning, [document.At(row), document.At(other)], $"“{name}”各年相加{working}，{other.Place}却写{Print(other.Value)}{other.Unit}，总量与分年度任务不一致。", ScopeMayExplain: true));
        }
    }

    /// <summary>每年3个 against a row that adds up to 15 in five years.</summary>
    private static void EachYear(ReadingSet set, SourcedDocument document, IndicatorCommitment row, ILookup<string, QuantityCommitment> byUnit, List<Contradiction> found)
    {
        if (row.Targets.Count < 2 || row.Targets.Values.Any(v => v is null))
        {
            return;
        }

        var last = row.Targets.MaxBy(t => t.Key).Value ?? 0;
        foreach (var quantity in byUnit[row.Unit].Take(MostCompared))
        {
            if (!ValueRule.IsYearly(quantity.Subject) || set.KeyOf(quantity.Subject) != set.KeyOf(row.Name))
            {
                continue;
            }

            var product = quantity.Value * row.Targets.Count;
            var working = $"“{row.Name}”每年{Print(quantity.Value)}{quantity.Unit}×{row.Targets.Count}年＝{Print(product)}{row.Unit}";
            found.Add(product == last
                ? new(ContradictionKind.SumAgrees, Severity.Proof, [document.At(row), document.At(quantity)], $"{working}，与累计{Print(last)}{row.Unit}相等。")
                : new(ContradictionKind.WrongSum, Severity.Warning, [document.At(row), document.At(quantity)], $"{working}，累计却为{Print(last)}{row.Unit}，年度数与累计数对不上。", ScopeMayExplain: true));
            return;
        }
    }

    /// <summary>A row for 甲与乙 together, less the row for 甲, against the figure for 乙.</summary>
    private static void Joined(ReadingSet set, Dictionary<SourcedDocument, ILookup<string, QuantityCommitment>> figures, List<Contradiction> found)
    {
        // The fullest row of each name: a shorter table repeats some of its years.
        var rows = new Dictionary<(SourcedDocument In, string Key, string Unit), IndicatorCommitment>();
        foreach (var (document, row) in set.Indicators)
        {
            var at = (document, set.KeyOf(row.Name), row.Unit);
            if (row.Parts.Count == 0 && (!rows.TryGetValue(at, out var known) || known.Targets.Count < row.Targets.Count))
            {
                rows[at] = row;
            }
        }
        foreach (var ((document, _, unit), joint) in rows)
        {
            if (joint.IndicatorKind == IndicatorKind.Rate || joint.Name.IndexOfAny(Joints) is not (> 0 and var between) || !rows.TryGetValue((document, set.KeyOf(joint.Name[..between]), unit), out var first) || first == joint)
            {
                continue;
            }

            var second = set.KeyOf(joint.Name[(between + 1)..]);
            var rest = joint.Targets.Where(t => t.Value is not null && first.Targets.GetValueOrDefault(t.Key) is not null)
                .Select(t => (Year: t.Key, Value: t.Value - first.Targets[t.Key])).OrderBy(t => t.Year).ToList();
            if (second.Length == 0 || rest.Count == 0 || figures[document][unit].Take(MostCompared).FirstOrDefault(q => q.Year == rest[^1].Year && SubjectKey.IsWithin(second, set.KeyOf(q.Subject)) && !SubjectKey.IsWithin(set.KeyOf(first.Name), set.KeyOf(q.Subject))) is not { } quantity)
            {
                continue;
            }

            var (year, left) = rest[^1];
            var working = $"“{joint.Name}”减“{first.Name}”，{rest[0].Year}至{year}年为{string.Join('、', rest.Select(r => Print(r.Value ?? 0)))}{unit}";
            FindingPlace[] places = [document.At(joint), document.At(first), document.At(quantity)];
            found.Add(left == quantity.Value
                ? new(ContradictionKind.SumAgrees, Severity.Proof, places, $"{working}，{year}年与{quantity.Place}的{Print(quantity.Value)}{quantity.Unit}相等。")
                : new(ContradictionKind.WrongSum, Severity.Warning, places, $"{working}，{quantity.Place}却写{year}年{Print(quantity.Value)}{quantity.Unit}，合计与分项对不上。", ScopeMayExplain: true));
        }
    }

    /// <summary>投入2400万元，其中甲900万元，乙600万元…: the parts must make up the total, unless they are only some of it.</summary>
    private static void Sentences(SourcedDocument document, List<Contradiction> found)
    {
        const string Cue = "其中";
        foreach (var node in document.Nodes)
        {
            var text = node.WholeText.Value;
            for (var at = text.IndexOf(Cue, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Cue, at + 1, StringComparison.Ordinal))
            {
                // The total may end the sentence before: …2400万元。其中甲…
                var start = Math.Max(0, at - LongestSentence);
                var stop = at > 1 ? text.LastIndexOf('。', at - 2, Math.Min(at - 1, LongestSentence)) : -1;
                start = Math.Max(start, stop + 1);
                var end = text.AsSpan(at + 2, Math.Min(LongestSentence, text.Length - at - 2)).IndexOfAny('。', '\n');
                end = end < 0 ? Math.Min(text.Length, at + 2 + LongestSentence) : at + 2 + end;
                var next = text.IndexOf(Cue, at + 2, end - at - 2, StringComparison.Ordinal);
                Sentence(document, Within(document, node, start, at), Within(document, node, at, next < 0 ? end : next), found);
            }
        }
    }

    private static void Sentence(SourcedDocument document, List<QuantityCommitment> before, List<QuantityCommitment> after, List<Contradiction> found)
    {
        if (before.FindLast(q => after.Exists(a => a.Unit == q.Unit)) is not { Unit: not "%", Upper: null } total)
        {
            return;
        }

        var parts = after.FindAll(q => q.Unit == total.Unit && q is { Upper: null, Comparator: Comparator.Exactly or Comparator.To });
        var sum = parts.Sum(p => p.Value);
        if (parts.Count < 2)
        {
            return;
        }

        var working = $"{string.Join('+', parts.Select(p => Print(p.Value)))}＝{Print(sum)}{total.Unit}";
        FindingPlace[] places = [document.At(total), document.At(parts[0]), document.At(parts[^1])];
        if (sum == total.Value)
        {
            found.Add(new(ContradictionKind.SumAgrees, Severity.Proof, places, $"“其中”各项相加{working}，与总数相等。"));
        }

        // What is missing is as large as a part: then the sentence names only some of them.
        else if (parts.Count > 2 && (sum > total.Value || total.Value - sum < parts.Min(p => p.Value)))
        {
            found.Add(new(ContradictionKind.WrongSum, Severity.Warning, places, $"“其中”各项相加{working}，总数却写{Print(total.Value)}{total.Unit}，相差{Print(Math.Abs(total.Value - sum))}{total.Unit}。", ScopeMayExplain: true));
        }
    }

    /// <summary>The figures printed in a stretch of a node.</summary>
    private static List<QuantityCommitment> Within(SourcedDocument document, ClauseNode node, int start, int end)
    {
        var found = new List<QuantityCommitment>();
        if (end <= start)
        {
            return found;
        }

        var range = node.WholeText.RangeOf(start, end - start);
        var (low, high) = (0, document.Quantities.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = document.Quantities[middle].Range.Start < range.Start ? (middle + 1, high) : (low, middle);
        }
        for (; low < document.Quantities.Count && document.Quantities[low].Range.Start < range.End && found.Count < MostCompared; low++)
        {
            found.Add(document.Quantities[low]);
        }

        return found;
    }

    /// <summary>Whether one name is the other with letters left out.</summary>
    private static bool Shortened(string a, string b)
    {
        var (shorter, longer) = a.Length < b.Length ? (a, b) : (b, a);
        var at = 0;
        var letters = 0;
        foreach (var c in longer)
        {
            while (at < shorter.Length && !char.IsLetterOrDigit(shorter[at]))
            {
                at++;
            }
            if (at < shorter.Length && shorter[at] == c)
            {
                at++;
                letters++;
            }
        }
        while (at < shorter.Length && !char.IsLetterOrDigit(shorter[at]))
        {
            at++;
        }

        return at == shorter.Length && letters > 1;
    }

}
