namespace Bihuan.Reading.Contradictions;

/// <summary>A row that adds up since the first year never falls.</summary>
internal sealed class CumulativeRule : IContradictionRule
{
    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var (document, row) in set.Indicators)
        {
            if (row.IndicatorKind == IndicatorKind.Cumulative || row.Name.Contains("累计", StringComparison.Ordinal))
            {
                foreach (var series in row.Parts.Count > 0 ? row.Parts : [new IndicatorPart(row.Name, row.Targets)])
                {
                    if (Falls(document, row, series) is { } finding)
                    {
                        yield return finding;
                    }
                }
            }
        }
    }

    private static Contradiction? Falls(SourcedDocument document, IndicatorCommitment row, IndicatorPart series)
    {
        (int Year, decimal Value)? before = null;
        foreach (var (year, value) in series.Targets.OrderBy(t => t.Key))
        {
            if (value is not { } figure)
            {
                continue;
            }
            if (before is { } earlier && figure < earlier.Value)
            {
                return new(
                    ContradictionKind.FallingCumulative,
                    Severity.Error,
                    [document.At(row)],
                    $"“{series.Name}”是累计数，{year}年{SumRule.Print(figure)}{row.Unit}却低于{earlier.Year}年{SumRule.Print(earlier.Value)}{row.Unit}，累计数不应下降。");
            }

            before = (year, figure);
        }

        return null;
    }
}

/// <summary>Thresholds of one measure in two units: converted, so that the reader of the plan need not.</summary>
internal sealed class UnitOfThresholdRule : IContradictionRule
{
    /// <summary>1 hectare is 15 mu.</summary>
    private const decimal MuPerHectare = 15;

    private const int MostShown = 12;

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var group in set.Thresholds.Where(t => t.Commitment is { Measure: Measure.Area } && Bound(t.Commitment) is not null).GroupBy(t => (t.In, t.Commitment.Purpose)))
        {
            if (group.Any(t => t.Commitment.Unit == "亩") && group.Any(t => t.Commitment.Unit == "公顷"))
            {
                var shown = string.Join("；", group.Take(MostShown).Select(t => $"{t.Commitment.Level} {SumRule.Print(Bound(t.Commitment) ?? 0)}{t.Commitment.Unit}（{Converted(t.Commitment)}）"));
                yield return new(ContradictionKind.MixedUnits, Severity.Note, [.. group.Take(MostShown).Select(t => t.In.At(t.Commitment))], $"同一组面积条件混用亩和公顷，按1公顷＝15亩换算：{shown}；值班时易看错，建议统一单位。");
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
