using System.Buffers;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments.Quantities;

/// <summary>Finds the figures in a stretch of running text (数量). One pass; every figure looks a bounded way back and ahead, so the time
/// is linear in the text, whatever it holds.</summary>
internal static class QuantityScanner
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("0123456789一二两三四五六七八九十百千半〇零《》“”。！？\n");

    /// <summary>A quotation or title longer than this has lost its closing mark.</summary>
    private const int LongestQuotation = 80;

    /// <summary>The figures of a text, in order.</summary>
    /// <param name="text">A task's body, a paragraph, a sentence.</param>
    /// <param name="place">The place of the clause it stands in.</param>
    public static IReadOnlyList<QuantityCommitment> Scan(MappedText text, string place)
    {
        var value = text.Value;
        List<QuantityCommitment>? found = null;
        Previous? previous = null;
        Change? change = null;
        int? year = null;
        var sentence = 0;
        var quotation = -1;
        var title = -1;
        for (var at = Next(value, 0); at >= 0;)
        {
            var c = value[at];
            if (!Numeral.CanBegin(c))
            {
                switch (c)
                {
                    case '“':
                        quotation = at;
                        break;
                    case '”':
                        quotation = -1;
                        break;
                    case '《':
                        title = at;
                        break;
                    case '》':
                        title = -1;
                        break;
                    default:
                        // A sentence ends only outside brackets that hold one; a title never holds one.
                        (sentence, previous, change, year, title, quotation) = (at + 1, null, null, null, -1, -1);
                        break;
                }

                at = Next(value, at + 1);
                continue;
            }

            if (FigureLexer.ReadDate(value, at, out var printedYear) is > 0 and var dateLength)
            {
                if (printedYear is not null && title < 0 && IsTargetYear(value, at, dateLength))
                {
                    year = printedYear;
                }

                at = Next(value, at + dateLength);
                continue;
            }

            var floor = Math.Max(sentence, previous?.Figure.End ?? 0);
            var isFigure = FigureLexer.TryRead(value, at, floor, out var figure, out var next);
            if (isFigure && !(title >= 0 && at - title <= LongestQuotation))
            {
                var quoted = quotation >= 0 && at - quotation <= LongestQuotation ? quotation : -1;
                if (quoted < 0 || figure.Compared)
                {
                    Add(text, place, figure, floor, quoted, year, ref previous, ref change, ref found);
                }
            }

            at = Next(value, Math.Max(next, at + 1));
        }

        return found ?? (IReadOnlyList<QuantityCommitment>)[];
    }

    private static void Add(MappedText text, string place, Figure figure, int floor, int quoted, int? year, ref Previous? previous, ref Change? change, ref List<QuantityCommitment>? found)
    {
        var value = text.Value;
        var wordsEnd = figure.CueStart;
        if (quoted >= 0 && quoted + 1 == figure.CueStart)
        {
            wordsEnd = quoted;
        }

        var clauseStart = Phrase.ClauseStart(value, previous?.FloorFor(wordsEnd) ?? floor, wordsEnd, out var cut);
        if (Change.Opens(value, figure, clauseStart) is >= 0 and var opening)
        {
            change = new(figure.Value, figure.Unit, opening, clauseStart);
            return;
        }

        decimal? from = null;
        if (change is { } pending)
        {
            if (figure.CueStart - pending.WordsEnd <= Phrase.Reach && (pending.Unit.Length == 0 || pending.Unit.Equals(figure.Unit, StringComparison.Ordinal)))
            {
                (from, wordsEnd, clauseStart) = (pending.Value, pending.WordsEnd, pending.ClauseStart);
                figure = figure with { Before = figure.Before is Cue.None or Cue.Is or Cue.BareTo ? Cue.To : figure.Before };
            }

            change = null;
        }
        if (figure.Class == UnitClass.Share && !figure.Compared && figure.Start > 0 && value[figure.Start - 1] == '的' && BoundOfPart(value, clauseStart, figure.Start, out var bound) is >= 0 and var boundStart)
        {
            // 不超过总投资的30%: what the share is of stands between.
            figure = figure with { Before = bound };
            wordsEnd = boundStart;
        }
        if (!figure.Compared && SubjectReader.ReachedPerPiece(value, clauseStart, wordsEnd).Cue >= 0)
        {
            figure = figure with { Before = Cue.To };
        }
        if (!figure.Compared && SubjectReader.FrequencyCue(value, clauseStart, wordsEnd) is not Cue.None and var frequency)
        {
            figure = figure with { Before = frequency };
        }
        else if (figure.Casual && !figure.Compared && figure.Value == 1 && figure.Class != UnitClass.Share)
        {
            return;
        }
        if (figure.Before == Cue.BareTo && from is null && !HasChangeVerb(value, clauseStart, wordsEnd)
            && !(previous is not null && previous.Figure.End == figure.CueStart && HasChangeVerb(value, previous.ClauseStart, previous.Figure.CueStart)))
        {
            figure = figure with { Before = Cue.None };
        }

        var subject = SubjectReader.Read(value, figure, clauseStart, wordsEnd, cut, previous);
        if (subject.Repeated && figure.Before == Cue.None)
        {
            figure = figure with { Before = previous!.Figure.Before };
        }
        if (IsAnnounced(value, clauseStart, figure.CueStart))
        {
            subject = subject with { Qualifier = true, Confidence = Math.Min(subject.Confidence, 0.6), Doubt = "这是对所列事项的计数，不一定是指标。" };
        }
        if (figure.Casual && !figure.Compared && figure.Class is not (UnitClass.Set or UnitClass.Share) && !(subject.Verb.Length > 0 && figure.CueStart - clauseStart <= subject.Verb.Length + 6))
        {
            subject = subject with { Qualifier = true, Confidence = Math.Min(subject.Confidence, 0.6), Doubt = subject.Doubt ?? "汉字数目多是提法，不一定是指标。" };
        }
        if (figure.Start > 0 && value[figure.Start - 1] == '前' && figure.Class == UnitClass.Count)
        {
            subject = subject with { Qualifier = true, Confidence = Math.Min(subject.Confidence, 0.6), Doubt = "“前”后的数目是名次，不是数量。" };
        }

        var shared = previous is not null && ReferenceEquals(previous.Subject.Shares, subject.Shares) ? previous.Share + 1 : 0;
        previous = new(figure, subject, clauseStart, shared);
        var start = Math.Min(subject.Start, figure.CueStart);
        var end = Math.Max(subject.End, figure.End);
        var words = text.Slice(start, end - start);
        (found ??= []).Add(new QuantityCommitment
        {
            Place = place,
            Range = words.Range,
            Text = words.Value,
            Subject = subject.Words,
            Comparator = figure.Comparator,
            Value = figure.Value,
            Upper = figure.Upper,
            Unit = figure.Unit,
            From = from,
            Aspirational = IsStrivenFor(value, start, figure.CueStart),
            Year = year,
            Qualifier = subject.Qualifier,
            Confidence = subject.Confidence,
            Doubts = subject.Doubt is { } doubt ? [doubt] : [],
        });
    }

    /// <summary>以下四项, 上述3个: counts what the text itself lists.</summary>
    private static bool IsAnnounced(string value, int clauseStart, int end) =>
        end - clauseStart >= 2 && value.AsSpan(end - 2, 2) is "以下" or "下列" or "如下" or "上述" or "下述";

    private static int Next(string value, int from)
    {
        if (from >= value.Length)
        {
            return -1;
        }

        var at = value.AsSpan(from).IndexOfAny(Marks);
        return at < 0 ? -1 : from + at;
    }

    /// <summary>Whether a printed year is the one for which the figures hold: not 较2020年, 2000年前建设的, 自2019年以来.</summary>
    private static bool IsTargetYear(string value, int at, int length)
    {
        var before = at > 0 ? value[at - 1] : '\0';
        var rest = value.AsSpan(at + length);
        return before is not ('较' or '比' or '自' or '从' or '由' or '与' or '以' or '〔' or '过')
            && !rest.StartsWith("以来", StringComparison.Ordinal) && !rest.StartsWith("前建", StringComparison.Ordinal) && !rest.StartsWith("以前", StringComparison.Ordinal)
            && !rest.StartsWith("起", StringComparison.Ordinal) && !rest.StartsWith("后建", StringComparison.Ordinal);
    }

    /// <summary>Whether 力争, 争取 or 努力 reaches the figure: it holds on to the end of its sentence or up to 确保.</summary>
    private static bool IsStrivenFor(string value, int start, int end)
    {
        const int Scope = 100;
        var from = Math.Max(0, Math.Min(start, end) - Scope);
        var span = value.AsSpan(from, end - from);
        var stop = span.LastIndexOfAny("。；！？\n");
        span = stop >= 0 ? span[(stop + 1)..] : span;
        var promise = span.LastIndexOf("确保", StringComparison.Ordinal);
        span = promise >= 0 ? span[promise..] : span;
        if (span.Contains("力争", StringComparison.Ordinal) || span.Contains("力求", StringComparison.Ordinal) || span.Contains("努力实现", StringComparison.Ordinal) || span.Contains("努力达到", StringComparison.Ordinal)
            || span.Contains("努力新增", StringComparison.Ordinal))
        {
            return true;
        }

        return span.Contains("争取", StringComparison.Ordinal) || IsEffort(span);
    }

    /// <summary>努力 before what is to be reached; not 共同努力.</summary>
    private static bool IsEffort(ReadOnlySpan<char> span)
    {
        var at = span.LastIndexOf("努力", StringComparison.Ordinal);
        return at >= 0 && (at == 0 || span[at - 1] is '，' or '、' or '年' or '前' or '底' or '并') && at + 2 < span.Length && span[at + 2] is not ('，' or '下');
    }

    /// <summary>The words of comparison before the whole that a share is taken of.</summary>
    private static int BoundOfPart(string value, int clauseStart, int end, out Cue cue)
    {
        for (var i = end - 1; i > clauseStart; i--)
        {
            if (ComparatorCues.ReadBefore(value, clauseStart, i, out cue) is var start && start < i && cue is Cue.AtLeast or Cue.AtMost or Cue.MoreThan or Cue.LessThan && i - start > 1)
            {
                return start;
            }
        }

        cue = Cue.None;
        return -1;
    }

    private static bool HasChangeVerb(string value, int clauseStart, int end)
    {
        for (var i = clauseStart; i < end; i++)
        {
            if (ComparatorCues.ReadChangeVerb(value.AsSpan(i, end - i)) > 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first half of 由30%提高到45%.</summary>
    private sealed record Change(decimal Value, string Unit, int WordsEnd, int ClauseStart)
    {
        private const int LongestLead = 12;

        /// <summary>Whether a figure is what a change starts from.</summary>
        /// <returns>Where 由 or 从 stands; -1 where it is none.</returns>
        public static int Opens(string text, in Figure figure, int clauseStart)
        {
            var from = -1;
            for (var i = figure.Start - 1; i >= Math.Max(clauseStart, figure.Start - LongestLead); i--)
            {
                if (text[i] is '由' or '从')
                {
                    from = i;
                    break;
                }
            }
            if (from < 0)
            {
                return -1;
            }

            var at = figure.End;
            for (var skip = 0; skip < 4 && at < text.Length; skip++, at++)
            {
                var verb = ComparatorCues.ReadChangeVerb(text.AsSpan(at));
                if (at + verb < text.Length && text[at + verb] is '到' or '至' or '为')
                {
                    return FigureLexer.IsNear(text, at + verb + 1, text.Length) || FigureLexer.IsNear(text, at + verb + 2, text.Length) ? from : -1;
                }
            }

            return -1;
        }
    }
}
