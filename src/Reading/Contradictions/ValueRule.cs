using System.Globalization;

namespace Bihuan.Reading.Contradictions;

/// <summary>One indicator, one year, one unit: all statements of its value must be the same.</summary>
internal sealed class ValueRule : IContradictionRule
{
    /// <summary>One statement of a value.</summary>
    /// <param name="Key">What is measured, see <see cref="SubjectKey"/>.</param>
    /// <param name="Name">As printed.</param>
    /// <param name="Unit">As printed.</param>
    /// <param name="Year">The year it is for.</param>
    /// <param name="Value">The figure.</param>
    /// <param name="Comparator">How it is meant.</param>
    /// <param name="Added">Whether it counts what is added (新增), not the level.</param>
    /// <param name="In">Its document.</param>
    /// <param name="Place">Its place.</param>
    /// <param name="Tabulated">Whether it is a cell of a table.</param>
    internal sealed record Statement(string Key, string Name, string Unit, int Year, decimal Value, Comparator Comparator, bool Added, SourcedDocument In, FindingPlace Place, bool Tabulated);

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var group in Groups(set))
        {
            var statements = group.DistinctBy(s => (s.Place.Document, s.Place.Place, s.Value)).ToList();
            if (statements.Count < 2)
            {
                continue;
            }

            var values = statements.Select(s => s.Value).Distinct().Count();
            var shown = string.Join("；", statements.Select(s => $"{s.Place.Document} {s.Place.Place} {Words(s)}"));
            var name = statements.MinBy(s => s.Name.Length)!.Name;
            if (values > 1)
            {
                // 超过350家 and 400家 can both hold; two plain figures cannot.
                var open = statements.Exists(s => s.Comparator is Comparator.AtLeast or Comparator.MoreThan or Comparator.AtMost or Comparator.LessThan or Comparator.About);
                var plain = statements.Where(s => s.Comparator is not (Comparator.AtLeast or Comparator.MoreThan or Comparator.AtMost or Comparator.LessThan or Comparator.About)).Select(s => s.Value).Distinct().Count();
                yield return new(
                    ContradictionKind.DifferentValues,
                    plain > 1 || !open ? Severity.Error : Severity.Warning,
                    [.. statements.Select(s => s.Place)],
                    $"{group.Key.Year}年“{name}”有{values}个不同数值：{shown}。",
                    ScopeMayExplain: open || statements.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count() > 1);
            }
            else if (statements.Count(s => s.Tabulated) > 1)
            {
                yield return new(ContradictionKind.ValuesAgree, Severity.Proof, [.. statements.Select(s => s.Place)], $"{group.Key.Year}年“{name}”各处一致：{shown}。");
            }
        }
    }

    /// <summary>Statements of one thing, one year, one unit. A breakdown that prints no unit joins those that do.</summary>
    private static IEnumerable<IGrouping<(string Key, int Year, bool Added, string Unit), Statement>> Groups(ReadingSet set)
    {
        foreach (var same in Statements(set).GroupBy(s => (s.Key, s.Year, s.Added)).OrderBy(g => g.Key.Year))
        {
            var common = same.Where(s => s.Unit.Length > 0).GroupBy(s => s.Unit).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? "";
            foreach (var group in same.GroupBy(s => (same.Key.Key, same.Key.Year, same.Key.Added, s.Unit.Length > 0 ? s.Unit : common)))
            {
                yield return group;
            }
        }
    }

    /// <summary>Every statement of a value with a year, from tables and from running text.</summary>
    internal static IEnumerable<Statement> Statements(ReadingSet set)
    {
        foreach (var (document, row) in set.All<IndicatorCommitment>())
        {
            var key = set.KeyOf(row.Name);
            foreach (var (year, value) in row.Targets)
            {
                if (key.Length > 0 && value is { } figure && row.Parts.Count == 0 && row.IndicatorKind != IndicatorKind.Annual)
                {
                    yield return new(key, row.Name, row.Unit, year, figure, Comparator.Exactly, IsAdded(row.Name), document, document.At(row), Tabulated: true);
                }
            }
        }
        foreach (var (document, row) in set.All<BreakdownCommitment>().Where(b => b.Commitment.Total))
        {
            var key = SubjectKey.Of(Placeless(row.Indicator), keepBrackets: true);
            foreach (var (year, value) in row.Targets)
            {
                if (key.Length > 0 && value is { } figure)
                {
                    yield return new(key, row.Indicator, row.Unit ?? "", year, figure, Comparator.Exactly, IsAdded(row.Indicator), document, document.At(row), Tabulated: true);
                }
            }
        }
        foreach (var (document, quantity) in set.All<QuantityCommitment>())
        {
            var key = set.KeyOf(quantity.Subject);
            if (key.Length > 0 && !quantity.Qualifier && quantity.Upper is null && YearOf(document.Document, quantity) is { } year)
            {
                yield return new(key, quantity.Subject, quantity.Unit, year, quantity.Value, quantity.Comparator, IsAdded(quantity.Subject), document, document.At(quantity), Tabulated: false);
            }
        }
    }

    /// <summary>The year of a figure: printed with it, or that of a document for a single year.</summary>
    internal static int? YearOf(Document document, QuantityCommitment quantity) => quantity.Year ?? SingleYear(document);

    /// <summary>The one year that a title speaks of (2022年…任务分解), or <see langword="null"/>; 2021-2025年 is not one year.</summary>
    internal static int? SingleYear(Document document)
    {
        var title = document.Title;
        for (var i = 4; i < title.Length; i++)
        {
            if (title[i] is '年' && int.TryParse(title.AsSpan(i - 4, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1990 and < 2100)
            {
                return i >= 5 && title[i - 5] is '-' or '—' or '至' ? null : year;
            }
        }

        return null;
    }

    /// <summary>累计新增 is a level since the start; 新增 alone is the year's own.</summary>
    internal static bool IsAdded(string name) => name.Contains("新增", StringComparison.Ordinal) && !name.Contains("累计", StringComparison.Ordinal);

    /// <summary>The title without the district that it begins with.</summary>
    private static string Placeless(string title)
    {
        var end = title.IndexOfAny(['区', '市', '县']);
        var rest = end is > 0 and < 6 ? title[(end + 1)..] : title;
        return rest.Length > 0 && rest[0] is '（' && rest.IndexOf('）', StringComparison.Ordinal) is > 0 and < 10 and var close ? rest[(close + 1)..] : rest;
    }

    private static string Words(Statement s) => (s.Comparator switch
    {
        Comparator.About => "约",
        Comparator.AtLeast => "不少于",
        Comparator.MoreThan => "超过",
        Comparator.AtMost => "不超过",
        Comparator.LessThan => "低于",
        _ => "",
    }) + s.Value.ToString("0.####", CultureInfo.InvariantCulture) + s.Unit;
}
