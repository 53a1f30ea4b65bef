using Bihuan.Kernel;

namespace Bihuan.Reading.Contradictions;

/// <summary>Deadlines before the document's own date, and plans outside the year that the document is for.</summary>
internal sealed class DeadlineRule : IContradictionRule
{
    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var group in Deadlines(set).Where(d => d.In.Document.Date is { } issued && d.Deadline.Date < issued).GroupBy(d => (d.In, d.Deadline.Date)))
        {
            var (document, date) = group.Key;
            var continuing = group.Any(d => d.Deadline.Continuing);
            yield return new(
                ContradictionKind.DeadlineBeforeIssue,
                continuing ? Severity.Note : Severity.Warning,
                [.. group.Select(d => document.At(d.Commitment))],
                $"期限“{group.First().Deadline.Printed}”（{date:yyyy-MM-dd}）早于发文日{document.Document.Date:yyyy-MM-dd}，共{group.Count()}处，只能读作既往节点。",
                ScopeMayExplain: continuing);
        }
        foreach (var (document, commitment, deadline) in Deadlines(set))
        {
            if (commitment is DecisionCommitment && ValueRule.SingleYear(document.Document) is { } year && deadline.Date is { } date && date.Year != year)
            {
                yield return new(ContradictionKind.OutsidePeriod, Severity.Warning, [document.At(commitment)], $"目录属{year}年度，此项计划{deadline.Printed}完成，不在该年度内。", ScopeMayExplain: true);
            }
        }
    }

    private static IEnumerable<(SourcedDocument In, Commitment Commitment, Deadline Deadline)> Deadlines(ReadingSet set)
    {
        foreach (var document in set.Documents)
        {
            foreach (var commitment in document.Document.Commitments)
            {
                var deadline = commitment switch
                {
                    TaskCommitment task => task.Deadline,
                    HazardCommitment hazard => hazard.Deadline,
                    ReportingDutyCommitment duty => duty.Deadline,
                    DecisionCommitment decision => decision.Planned,
                    _ => null,
                };
                if (deadline?.Date is not null && (commitment is not TaskCommitment given || IsOwn(document.Document, given)))
                {
                    yield return (document, commitment, deadline);
                }
            }
        }
    }

    /// <summary>Whether the deadline is printed in the task's own row or words, not carried down from a merged cell above.</summary>
    private static bool IsOwn(Document document, TaskCommitment task) =>
        task.Deadline is { } deadline && (task.Text.Contains(deadline.Printed, StringComparison.Ordinal) || !task.Doubts.Any(d => d.Contains("期限", StringComparison.Ordinal)) || document.Date is null);
}

/// <summary>A period whose stated length (为期3个月, 百日) its dates do not have.</summary>
internal sealed class DurationRule : IContradictionRule
{
    /// <summary>Months are counted as 30 to 31 days, and a few days either way are no contradiction.</summary>
    private const int Tolerance = 3;

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var document in set.Documents.Where(d => d.Document.Date is not null))
        {
            foreach (var node in document.Document.Nodes.Where(n => n.WholeText.Value.Contains("为期", StringComparison.Ordinal) || n.WholeText.Value.Contains("历时", StringComparison.Ordinal)))
            {
                if (Check(document, node) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private static Contradiction? Check(SourcedDocument document, ClauseNode node)
    {
        var text = node.WholeText.Value;
        var at = text.IndexOf("为期", StringComparison.Ordinal);
        at = at < 0 ? text.IndexOf("历时", StringComparison.Ordinal) : at;
        if (StatedDays(text.AsSpan(at + 2, Math.Min(8, text.Length - at - 2))) is not { } stated)
        {
            return null;
        }

        var sentence = text[Math.Max(0, text.LastIndexOf('。', Math.Max(0, at - 1)) + 1)..Math.Min(text.Length, at + 60)];
        var period = DeadlineReader.Scan(sentence, document.Document.Date).FirstOrDefault(d => d.Role == DeadlineRole.Period);
        if (period.Deadline?.Date is not { } end)
        {
            return null;
        }

        var start = Start(sentence.AsSpan(0, period.End), document.Document.Date);
        if (start is not { } from || end < from)
        {
            return null;
        }

        var days = end.DayNumber - from.DayNumber + 1;
        var places = new List<FindingPlace> { document.At(node) };
        var words = $"自{from:yyyy-MM-dd}至{end:yyyy-MM-dd}含首尾共{days}天，文中却写“{text.AsSpan(at, Math.Min(8, text.Length - at)).ToString().Split('的', '，', '。')[0]}”";
        var hundred = document.Document.Nodes.FirstOrDefault(n => n.WholeText.Value.Contains("百日", StringComparison.Ordinal));
        if (hundred is not null && Math.Abs(days - 100) > Tolerance)
        {
            places.Add(document.At(hundred));
            words += "，又称“百日”";
        }

        return Math.Abs(days - stated) > Tolerance || places.Count > 1
            ? new(ContradictionKind.WrongDuration, Severity.Warning, places, words + "，期限不合。", ScopeMayExplain: true)
            : null;
    }

    /// <summary>3个月, 三个月, 100天, 半年.</summary>
    private static int? StatedDays(ReadOnlySpan<char> words)
    {
        var length = ChineseNumeral.ReadPrefix(words, out var count);
        var unit = words[length..];
        return length == 0 || count is < 1 or > 1000 ? null
            : unit.StartsWith("个月") || unit.StartsWith("个多月") ? (int)(count * 30.4m)
            : unit.StartsWith("天") || unit.StartsWith("日") ? (int)count
            : unit.StartsWith("周") ? (int)count * 7
            : unit.StartsWith("年") ? (int)(count * 365)
            : null;
    }

    private static DateOnly? Start(ReadOnlySpan<char> sentence, DateOnly? issued)
    {
        if (sentence.Contains("即日起", StringComparison.Ordinal))
        {
            return issued;
        }

        var first = DeadlineReader.Scan(sentence.ToString(), issued).FirstOrDefault(d => d.Role is DeadlineRole.Start or DeadlineRole.Date);
        return first.Deadline?.Date;
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
            .GroupBy(d => d.Parts.Series);
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
                        $"{after.Document.Number}（{after.Document.Date:yyyy-MM-dd}）编号在后，日期却早于{before.Document.Number}（{before.Document.Date:yyyy-MM-dd}）。",
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
