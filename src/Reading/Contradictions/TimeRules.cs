using Bihuan.Kernel;

namespace Bihuan.Reading.Contradictions;

/// <summary>Deadlines before the document's own date, and plans outside the year that the document is for.</summary>
internal sealed class DeadlineRule : IContradictionRule
{
    /// <summary>What lies further back dates a thing (2000年前建成的管道), not a duty.</summary>
    private const int LongestYears = 3;

    private const int MostPlaces = 20;

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var group in set.Deadlines.Where(d => d.In.Document.Date is { } issued && d.Deadline.Date < issued && d.Deadline.Date > issued.AddYears(-LongestYears)).GroupBy(d => d.In))
        {
            var document = group.Key;
            var continuing = group.All(d => d.Deadline.Continuing);
            var dates = group.GroupBy(d => d.Deadline.Date).OrderBy(d => d.Key)
                .Select(d => $"“{d.MaxBy(g => g.Deadline.Precision == DatePrecision.Day ? 0 : g.Deadline.Printed.Length).Deadline.Printed}”（{d.Key:yyyy-MM-dd}，{d.Count()}处）").Take(MostPlaces);
            yield return new(
                ContradictionKind.DeadlineBeforeIssue,
                continuing ? Severity.Note : Severity.Warning,
                [.. group.Take(MostPlaces).Select(d => document.At(d.Commitment))],
                $"{document.Document.Name}于{document.Document.Date:yyyy-MM-dd}印发，所定期限{string.Join('、', dates)}却在发文之前，只能读作既往节点，应补写下一步时限。",
                ScopeMayExplain: continuing);
        }
        foreach (var (document, commitment, deadline) in set.Deadlines)
        {
            if (commitment is DecisionCommitment && ValueRule.SingleYear(document.Document) is { } year && deadline.Date is { } date && date.Year != year)
            {
                yield return new(ContradictionKind.OutsidePeriod, Severity.Warning, [document.At(commitment)], $"目录属{year}年度，此项计划{deadline.Printed}完成，超出该年度，应核对是否跨年列入。", ScopeMayExplain: true);
            }
        }
    }
}

/// <summary>A period whose stated length (为期3个月, 百日) its dates do not have.</summary>
internal sealed class DurationRule : IContradictionRule
{
    /// <summary>Months are counted as 30 to 31 days, and a few days either way are no contradiction.</summary>
    private const int Tolerance = 3;

    private const int LongestSentence = 200;

    private static readonly string[] Cues = ["为期", "历时"];

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var document in set.Documents)
        {
            var hundred = new Lazy<ClauseNode?>(() => document.Nodes.FirstOrDefault(n => n.WholeText.Value.Contains("百日", StringComparison.Ordinal)));
            foreach (var node in document.Nodes)
            {
                var text = node.WholeText.Value;
                foreach (var cue in Cues)
                {
                    if (text.IndexOf(cue, StringComparison.Ordinal) is >= 0 and var at && Check(document, node, at, hundred) is { } finding)
                    {
                        yield return finding;
                    }
                }
            }
        }
    }

    private static Contradiction? Check(SourcedDocument document, ClauseNode node, int at, Lazy<ClauseNode?> hundred)
    {
        var text = node.WholeText.Value;
        if (StatedDays(text.AsSpan(at + 2, Math.Min(8, text.Length - at - 2)), out var length) is not { } stated)
        {
            return null;
        }

        var from = Math.Max(text.LastIndexOf('。', at) + 1, at - LongestSentence);
        var until = text.IndexOf('。', at);
        var sentence = text[from..Math.Min(until < 0 ? text.Length : until, at + LongestSentence)];
        var period = DeadlineReader.Scan(sentence, document.Document.Date).FirstOrDefault(d => d.Deadline is { Start: not null, Date: not null });
        if (period.Deadline is not { Start: { } start, Date: { } end } || end < start)
        {
            return null;
        }

        var days = end.DayNumber - start.DayNumber + 1;
        var places = new List<FindingPlace> { document.At(node) };
        var words = $"自{start:yyyy-MM-dd}至{end:yyyy-MM-dd}含首尾共{days}天，文中却写“{text.AsSpan(at, 2 + length)}”";
        if (Math.Abs(days - 100) > Tolerance && hundred.Value is { } named)
        {
            places.Add(document.At(named));
            words += "，又称“百日”";
        }

        return Math.Abs(days - stated) > Tolerance || places.Count > 1
            ? new(ContradictionKind.WrongDuration, Severity.Warning, places, words + "，起止和期限对不上。", ScopeMayExplain: true)
            : null;
    }

    /// <summary>3个月, 三个月, 100天, 半年.</summary>
    private static int? StatedDays(ReadOnlySpan<char> words, out int length)
    {
        length = ChineseNumeral.ReadPrefix(words, out var count);
        var unit = words[length..];
        var (each, printed) = unit.StartsWith("个月") ? (30.4m, 2)
            : unit.StartsWith("个多月") ? (30.4m, 3)
            : unit.StartsWith("天") || unit.StartsWith("日") ? (1, 1)
            : unit.StartsWith("周") ? (7, 1)
            : unit.StartsWith("年") ? (365, 1)
            : (0m, 0);
        var stated = length == 0 || count is <= 0 or > 1000 || printed == 0 ? (int?)null : (int)(count * each);
        length += printed;
        return stated;
    }
}

/// <summary>A later number of one series with an earlier date.</summary>
internal sealed class NumberRule : IContradictionRule
{
    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var series = set.Documents.Where(d => d.Document is { Number: not null, Date: not null })
            .Select(d => (Document: d, Parts: Split(d.Document.Number!)))
            .Where(d => d.Parts.Serial > 0)
            .GroupBy(d => d.Parts.Series, StringComparer.Ordinal);
        foreach (var group in series)
        {
            var ordered = group.OrderBy(d => d.Parts.Serial).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                var (before, after) = (ordered[i - 1].Document, ordered[i].Document);
                if (after.Document.Date < before.Document.Date)
                {
                    yield return new(
                        ContradictionKind.NumberAgainstDate,
                        Severity.Note,
                        [before.AtHead(), after.AtHead()],
                        $"{after.Document.Number}（{after.Document.Date:yyyy-MM-dd}）编号在后，日期却早于{before.Document.Number}（{before.Document.Date:yyyy-MM-dd}），生效先后容易弄错。",
                        ScopeMayExplain: true);
                }
            }
        }
    }

    private static (string Series, int Serial) Split(string number)
    {
        var close = number.IndexOf('〕', StringComparison.Ordinal);
        return close > 0 && int.TryParse(number.AsSpan(close + 1).TrimEnd('号'), out var serial) ? (number[..(close + 1)], serial) : ("", 0);
    }
}
