using System.Globalization;

namespace Bihuan.Reading.Contradictions;

/// <summary>One indicator, one year, one unit: all statements of its value must be the same.</summary>
internal sealed class ValueRule : IContradictionRule
{
    /// <summary>Statements beyond these are counted, not told.</summary>
    private const int MostShown = 10;

    /// <summary>What is stated: the thing (see <see cref="SubjectKey"/>), its year, and whether it counts what is added (新增), not the level.</summary>
    private readonly record struct Subject(string Key, int Year, bool Added, char Government);

    /// <summary>One statement of a value.</summary>
    private readonly record struct Statement(string Name, string Unit, decimal Value, Comparator Comparator, bool Aspirational, SourcedDocument In, Commitment Commitment)
    {
        public FindingPlace Place => In.At(Commitment);

        public bool Tabulated => Commitment is not QuantityCommitment;

        /// <summary>超过50家 and 60家 can both hold; two plain figures cannot.</summary>
        public bool Open => Comparator is Comparator.AtLeast or Comparator.MoreThan or Comparator.AtMost or Comparator.LessThan or Comparator.About;
    }

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var found = new List<Contradiction>();
        var statements = new Dictionary<Subject, List<Statement>>();
        var cumulative = new Dictionary<(string Key, string Unit, char Government), (SourcedDocument In, IndicatorCommitment Row)>();
        Tables(set, statements, cumulative);
        Figures(set, statements, cumulative, found);
        foreach (var (subject, all) in statements.OrderBy(s => s.Key.Year))
        {
            if (all.Count < 2)
            {
                continue;
            }

            // A breakdown that prints no unit joins those that do.
            var common = all.Find(s => s.Unit?.Length > 0).Unit ?? "";
            foreach (var same in all.GroupBy(s => s.Unit.Length > 0 ? s.Unit : common, StringComparer.Ordinal))
            {
                if (Compare(subject.Year, [.. same]) is { } finding)
                {
                    found.Add(finding);
                }
            }
        }

        return found;
    }

    private static Contradiction? Compare(int year, List<Statement> statements)
    {
        // What is striven for (力争) may lie beyond what is promised: it contradicts nobody, but joins whom it agrees with.
        var firm = statements.Where(s => !s.Aspirational).Select(s => s.Value).ToHashSet();
        statements = statements.Where(s => !s.Aspirational || firm.Contains(s.Value)).DistinctBy(s => (s.In, s.Commitment.Place, s.Value)).ToList();
        if (statements.Count < 2)
        {
            return null;
        }

        var shown = string.Join("；", statements.Take(MostShown).Select(s => $"{s.In.Document.Name} {s.Commitment.Place} {Words(s)}")) + (statements.Count > MostShown ? $"等{statements.Count}处" : "");
        var name = statements.MinBy(s => s.Name.Length).Name;
        FindingPlace[] places = [.. statements.Take(MostShown * 2).Select(s => s.Place)];
        if (firm.Count > 1)
        {
            var plain = statements.Where(s => !s.Open).Select(s => s.Value).Distinct().Count();
            var gap = statements.Max(s => s.Value) - statements.Min(s => s.Value);
            return new(
                ContradictionKind.DifferentValues,
                plain > 1 ? Severity.Error : Severity.Warning,
                places,
                $"{year}年“{name}”有{firm.Count}个不同数值，最多相差{SumRule.Print(gap)}{statements[0].Unit}：{shown}；考核以哪个为准，应予明确。",
                ScopeMayExplain: plain < 2 || statements.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count() > 1);
        }

        return statements.Count(s => s.Tabulated) > 1 || statements.Select(s => s.In).Distinct().Count() > 1
            ? new(ContradictionKind.ValuesAgree, Severity.Proof, places, $"{year}年“{name}”各处一致：{shown}。")
            : null;
    }

    private static void Tables(ReadingSet set, Dictionary<Subject, List<Statement>> statements, Dictionary<(string Key, string Unit, char Government), (SourcedDocument In, IndicatorCommitment Row)> cumulative)
    {
        foreach (var (document, row) in set.Indicators)
        {
            var key = set.KeyOf(row.Name);
            if (key.Length == 0 || row.Parts.Count > 0 || row.IndicatorKind == IndicatorKind.Annual)
            {
                continue;
            }
            if (row.IndicatorKind == IndicatorKind.Cumulative && (!cumulative.TryGetValue((key, row.Unit, document.Government), out var known) || known.Row.Targets.Count < row.Targets.Count))
            {
                cumulative[(key, row.Unit, document.Government)] = (document, row);
            }
            foreach (var (year, value) in row.Targets)
            {
                if (value is { } figure)
                {
                    Add(statements, new(key, year, IsAdded(row.Name), document.Government), new(row.Name, row.Unit, figure, Comparator.Exactly, Aspirational: false, document, row));
                }
            }
        }
        foreach (var (document, row) in set.Breakdowns)
        {
            if (!row.Total)
            {
                continue;
            }

            var key = SubjectKey.Of(Placeless(row.Indicator), keepBrackets: true);
            foreach (var (year, value) in row.Targets)
            {
                if (key.Length > 0 && value is { } figure)
                {
                    Add(statements, new(key, year, IsAdded(row.Indicator), document.Government), new(row.Indicator, row.Unit ?? "", figure, Comparator.Exactly, Aspirational: false, document, row));
                }
            }
        }
    }

    private static void Figures(ReadingSet set, Dictionary<Subject, List<Statement>> statements, Dictionary<(string Key, string Unit, char Government), (SourcedDocument In, IndicatorCommitment Row)> cumulative, List<Contradiction> found)
    {
        foreach (var document in set.Documents)
        {
            var single = SingleYear(document.Document);
            foreach (var quantity in document.Quantities)
            {
                if (quantity.Qualifier || quantity.Upper is not null || (quantity.Year ?? single) is not { } year || IsYearly(quantity.Subject) || set.KeyOf(quantity.Subject) is not { Length: > 0 } key)
                {
                    continue;
                }
                if (quantity.Year is null && !quantity.Subject.Contains("累计", StringComparison.Ordinal) && cumulative.TryGetValue((key, quantity.Unit, document.Government), out var row))
                {
                    if (OfTheYear(document, quantity, year, row.In, row.Row) is { } finding)
                    {
                        found.Add(finding);
                    }

                    continue;
                }

                Add(statements, new(key, year, IsAdded(quantity.Subject), document.Government), new(quantity.Subject, quantity.Unit, quantity.Value, quantity.Comparator, quantity.Aspirational, document, quantity));
            }
        }
    }

    /// <summary>The figure of a plan for one year against what a row that adds up grows by in that year.</summary>
    private static Contradiction? OfTheYear(SourcedDocument document, QuantityCommitment quantity, int year, SourcedDocument table, IndicatorCommitment row)
    {
        if (row.Targets.GetValueOrDefault(year) is not { } level || row.Targets.GetValueOrDefault(year - 1) is not { } before)
        {
            return null;
        }

        var growth = level - before;
        FindingPlace[] places = [document.At(quantity), table.At(row)];
        return growth == quantity.Value
            ? new(ContradictionKind.ValuesAgree, Severity.Proof, places, $"{year}年计划“{quantity.Subject}”{SumRule.Print(quantity.Value)}{quantity.Unit}，与“{row.Name}”当年增量{SumRule.Print(level)}－{SumRule.Print(before)}＝{SumRule.Print(growth)}一致。")
            : quantity.Aspirational || (quantity.Comparator is Comparator.AtLeast or Comparator.MoreThan && quantity.Value < growth) ? null
            : new(
                ContradictionKind.DifferentValues,
                Severity.Warning,
                places,
                $"{year}年计划“{quantity.Subject}”{SumRule.Print(quantity.Value)}{quantity.Unit}，而{table.Document.Name} {row.Place}“{row.Name}”当年应增{SumRule.Print(level)}－{SumRule.Print(before)}＝{SumRule.Print(growth)}{row.Unit}，两处进度不一。",
                ScopeMayExplain: true);
    }

    private static void Add(Dictionary<Subject, List<Statement>> statements, Subject subject, Statement statement)
    {
        if (!statements.TryGetValue(subject, out var list))
        {
            statements[subject] = list = [];
        }

        list.Add(statement);
    }

    /// <summary>The one year that a title speaks of (2022年…任务分解), or <see langword="null"/>; 2021-2025年 is not one year.</summary>
    internal static int? SingleYear(Document document)
    {
        var title = document.Title;
        for (var i = 4; i < title.Length; i++)
        {
            if (title[i] is '年' && int.TryParse(title.AsSpan(i - 4, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1990 and < 2100)
            {
                return i >= 5 && title[i - 5] is '-' or '—' or '至' or '～' or '–' ? null : year;
            }
        }

        return null;
    }

    /// <summary>Whether a figure is for each year, not for one.</summary>
    internal static bool IsYearly(string subject) => subject.Contains("每年", StringComparison.Ordinal);

    /// <summary>累计新增 is a level since the start; 新增 alone is the year's own.</summary>
    private static bool IsAdded(string name) => name.Contains("新增", StringComparison.Ordinal) && !name.Contains("累计", StringComparison.Ordinal);

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
        Comparator.AtLeast or Comparator.ToAtLeast => "不少于",
        Comparator.MoreThan => "超过",
        Comparator.AtMost => "不超过",
        Comparator.LessThan => "低于",
        _ => "",
    }) + SumRule.Print(s.Value) + s.Unit;
}
