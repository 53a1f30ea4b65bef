using System.Globalization;

namespace Bihuan.Reading.Contradictions;

/// <summary>Parts against their total: the places of a breakdown for each year, and the single years of an annual indicator against the sum in the text.</summary>
internal sealed class SumRule : IContradictionRule
{
    public IEnumerable<Contradiction> Find(ReadingSet set) => Breakdowns(set).Concat(Years(set));

    private static IEnumerable<Contradiction> Breakdowns(ReadingSet set)
    {
        foreach (var table in set.All<BreakdownCommitment>().GroupBy(b => (b.In, b.Commitment.Indicator)))
        {
            var parts = table.Where(b => !b.Commitment.Total).Select(b => b.Commitment).ToList();
            foreach (var (document, total) in table.Where(b => b.Commitment.Total && parts.Count > 1))
            {
                var columns = total.Targets.Select(t => ($"{t.Key}年", t.Value, parts.ConvertAll(p => p.Targets.GetValueOrDefault(t.Key))))
                    .Concat(total.Columns.Select(c => (c.Key, c.Value, parts.ConvertAll(p => p.Columns.GetValueOrDefault(c.Key)))));
                foreach (var (column, stated, figures) in columns)
                {
                    if (stated is not { } sum || figures.TrueForAll(f => f is null))
                    {
                        continue;
                    }

                    var added = figures.Sum() ?? 0;
                    var places = new List<FindingPlace> { document.At(total) };
                    yield return added == sum
                        ? new(ContradictionKind.SumAgrees, Severity.Proof, places, $"{column}“{total.Indicator}”{parts.Count}个分项相加等于合计：{Print(added)}。")
                        : new(ContradictionKind.WrongSum, Severity.Error, [.. places, .. parts.Select(document.At)], $"{column}“{total.Indicator}”{parts.Count}个分项相加为{Print(added)}，合计却写{Print(sum)}，相差{Print(Math.Abs(added - sum))}。");
                }
            }
        }
    }

    private static IEnumerable<Contradiction> Years(ReadingSet set)
    {
        foreach (var (document, row) in set.All<IndicatorCommitment>().Where(i => i.Commitment.IndicatorKind == IndicatorKind.Annual))
        {
            var series = row.Parts.Count > 0 ? row.Parts.Select(p => (p.Name, p.Targets)) : [(row.Name, row.Targets)];
            foreach (var (name, targets) in series)
            {
                var key = set.KeyOf(name);
                if (key.Length == 0 || targets.Count < 2 || targets.Values.Any(v => v is null))
                {
                    continue;
                }

                var sum = targets.Values.Sum() ?? 0;
                foreach (var (other, quantity) in set.All<QuantityCommitment>().Where(q => q.In == document && q.Commitment.Unit == row.Unit && !q.Commitment.Qualifier && set.KeyOf(q.Commitment.Subject) == key))
                {
                    if (targets.Values.Contains(quantity.Value) && quantity.Value != sum)
                    {
                        continue;
                    }

                    yield return quantity.Value == sum
                        ? new(ContradictionKind.SumAgrees, Severity.Proof, [document.At(row), other.At(quantity)], $"“{name}”各年相加{string.Join('+', targets.Values.Select(v => Print(v ?? 0)))}={Print(sum)}{row.Unit}，与正文{Print(quantity.Value)}{quantity.Unit}相等。")
                        : new(ContradictionKind.WrongSum, Severity.Warning, [document.At(row), other.At(quantity)], $"“{name}”各年相加为{Print(sum)}{row.Unit}，正文写{Print(quantity.Value)}{quantity.Unit}。", ScopeMayExplain: true);
                }
            }
        }
    }

    internal static string Print(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>A row that adds up since the first year never falls.</summary>
internal sealed class CumulativeRule : IContradictionRule
{
    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var (document, row) in set.All<IndicatorCommitment>().Where(i => i.Commitment.IndicatorKind == IndicatorKind.Cumulative || i.Commitment.Name.Contains("累计", StringComparison.Ordinal)))
        {
            var years = row.Targets.Where(t => t.Value is not null).OrderBy(t => t.Key).ToList();
            for (var i = 1; i < years.Count; i++)
            {
                if (years[i].Value < years[i - 1].Value)
                {
                    yield return new(
                        ContradictionKind.FallingCumulative,
                        Severity.Error,
                        [document.At(row)],
                        $"“{row.Name}”是累计数，{years[i].Key}年{SumRule.Print(years[i].Value ?? 0)}{row.Unit}却低于{years[i - 1].Key}年{SumRule.Print(years[i - 1].Value ?? 0)}{row.Unit}。");
                }
            }
        }
    }
}

/// <summary>Thresholds of one measure in two units: converted, so that the reader of the plan need not.</summary>
internal sealed class UnitOfThresholdRule : IContradictionRule
{
    /// <summary>1 hectare is 15 mu.</summary>
    private const decimal MuPerHectare = 15;

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var group in set.All<ThresholdCommitment>().Where(t => t.Commitment is { Measure: Measure.Area } && Bound(t.Commitment) is not null).GroupBy(t => (t.In, t.Commitment.Purpose)))
        {
            var units = group.Select(t => t.Commitment.Unit).Distinct(StringComparer.Ordinal).ToList();
            if (units.Contains("亩") && units.Contains("公顷"))
            {
                var shown = string.Join("；", group.Select(t => $"{t.Commitment.Level} {SumRule.Print(Bound(t.Commitment) ?? 0)}{t.Commitment.Unit}（{Converted(t.Commitment)}）"));
                yield return new(ContradictionKind.MixedUnits, Severity.Note, [.. group.Select(t => t.In.At(t.Commitment))], $"同一组面积条件混用亩和公顷，按1公顷＝15亩换算：{shown}。");
            }
        }
    }

    private static decimal? Bound(ThresholdCommitment threshold) => threshold.Lower ?? threshold.Upper;

    private static string Converted(ThresholdCommitment threshold)
    {
        var bound = Bound(threshold) ?? 0;
        return threshold.Unit == "亩" ? $"{SumRule.Print(bound / MuPerHectare)}公顷" : $"{SumRule.Print(bound * MuPerHectare)}亩";
    }
}
