namespace Bihuan.Reading.Commitments;

/// <summary>What is done at a level or on a condition (响应措施、预警响应、处置措施). An item in which several act one after the other
/// gives a measure for each of them.</summary>
internal static class MeasureReader
{
    /// <summary>Adds the measures of a plan, in text order.</summary>
    public static void Read(IReadOnlyList<PlanItem> items, ICollection<Commitment> found)
    {
        foreach (var item in items)
        {
            if (item.Part == PlanPart.Measure)
            {
                foreach (var measure in Split(item))
                {
                    found.Add(measure);
                }
            }
        }
    }

    /// <summary>The measures of one paragraph, one for each that acts in it.</summary>
    internal static IEnumerable<MeasureCommitment> Split(PlanItem item)
    {
        var text = item.Text;
        var value = text.Value;
        var from = 0;
        var who = "";
        string? when = null;
        var actors = 0;
        var sentenceStart = 0;
        var conditionEnd = 0;
        string? condition = null;
        var newSentence = true;
        for (var at = 0; at < value.Length;)
        {
            var end = value.AsSpan(at).IndexOfAny("，。；：\n");
            end = end < 0 ? value.Length : at + end;
            var clause = value.AsSpan(at, end - at);
            if (newSentence)
            {
                sentenceStart = at;
                condition = IsCondition(clause) && end < value.Length && value[end] == '，' ? clause.ToString() : null;
                conditionEnd = condition is null ? at : end + 1;
                if (at == 0)
                {
                    (when, from) = (condition, conditionEnd);
                }
            }

            var length = Actors.LengthIn(clause);
            if (length > 0 && Actors.Name(clause[..length]) is var actor && actor != who && !(Actors.IsEverybody(actor) && at > from))
            {
                // Words before the first actor, such as 必要时，, belong to the same deed, as does the condition of the first sentence.
                var start = at == conditionEnd ? sentenceStart : at;
                if (actors > 0 && start > from || start > from + LongestLead)
                {
                    if (Build(item, when, who, from, start) is { } before)
                    {
                        yield return before;
                    }
                    (from, when) = at == conditionEnd ? (at, condition) : (at, sentenceStart <= from ? when : null);
                }
                who = actor;
                actors++;
            }
            else if (newSentence && length == 0 && condition is null && actors > 1 && who.Length > 0)
            {
                // Several have been named; who does what this sentence says is not said.
                if (Build(item, when, who, from, at) is { } before)
                {
                    yield return before;
                }
                (from, who, when) = (at, "", null);
            }

            newSentence = end < value.Length && value[end] is '。' or '；' or '\n';
            at = end + 1;
        }
        if (Build(item, when, who, from, value.Length, actors == 0) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Words before the first actor that are no deed of their own, such as 必要时，.</summary>
    private const int LongestLead = 6;

    /// <summary>A clause that ends in 的, 时 or 后 says on what condition the next one holds.</summary>
    private static bool IsCondition(ReadOnlySpan<char> clause) =>
        clause.Length is > 3 and < 80 && clause[^1] is '的' or '时' or '后' && !clause.EndsWith("及时", StringComparison.Ordinal) && !clause.EndsWith("目的", StringComparison.Ordinal);

    private static MeasureCommitment? Build(PlanItem item, string? when, string who, int from, int to, bool nobody = false)
    {
        var words = item.Text.Slice(from, to - from);
        var action = words.Value.AsSpan().TrimEnd("，。；：\n 、").Length;
        if (action < 2)
        {
            return null;
        }

        // The one who acts is left out of what is done where the words begin with it.
        var acting = who.Length > 0 && words.Value.StartsWith(who, StringComparison.Ordinal) ? who.Length : 0;
        var deed = words.Value[acting..action].TrimStart('，', '：');

        // An item with no subject at all is done by the body that starts the response. Where others were named before, it may be any of them.
        var inferred = nobody && who.Length == 0 && item.Activator is not null;
        return new()
        {
            Place = item.Place,
            Range = words.RangeOf(0, action),
            Text = words.Value[..action],
            Level = item.Level,
            Who = who.Length > 0 ? who : inferred ? item.Activator : null,
            Action = deed.Length > 1 ? deed : words.Value[..action],
            When = when,
            CumulativeOn = item.CumulativeOn,
            Confidence = inferred ? 0.75 : who.Length > 0 ? 0.95 : 0.85,
            Doubts = inferred ? [$"句中没有写明由谁执行，按启动响应的“{item.Activator}”理解。"] : [],
        };
    }
}
