namespace Bihuan.Hazards;

/// <summary>The figures of the control index (管控指数) from a day on.</summary>
/// <param name="Start">Where everybody begins.</param>
/// <param name="OverdueEach">Off for each problem that is overdue.</param>
/// <param name="OverdueMost">Off for these at most.</param>
/// <param name="SentBackEach">Off for each that the superior sent back within twelve months.</param>
/// <param name="SentBackMost">Off for these at most.</param>
/// <param name="NotMendedEach">Off for each that ended and is not mended.</param>
/// <param name="NotMendedMost">Off for these at most.</param>
/// <param name="QuotaEach">Off for each of the last four quarters whose quota was missed.</param>
/// <param name="QuotaMost">Off for these at most.</param>
/// <param name="GoodFrom">优: from here on.</param>
/// <param name="FairFrom">良.</param>
/// <param name="WeakFrom">中; below it 差.</param>
internal sealed record IndexFigures(
    decimal Start, decimal OverdueEach, decimal OverdueMost, decimal SentBackEach, decimal SentBackMost, decimal NotMendedEach, decimal NotMendedMost, decimal QuotaEach, decimal QuotaMost, decimal GoodFrom, decimal FairFrom, decimal WeakFrom);

/// <summary>The rule of the control index, with where it is from.</summary>
internal sealed record IndexRule(DateOnly From, IndexFigures Figures, string Source);

/// <summary>How a unit stands by the index.</summary>
internal enum IndexLevel
{
    /// <summary>优.</summary>
    Good,

    /// <summary>良.</summary>
    Fair,

    /// <summary>中.</summary>
    Weak,

    /// <summary>差.</summary>
    Poor,
}

/// <summary>What takes from the index.</summary>
internal enum IndexPart
{
    /// <summary>逾期未销号.</summary>
    Overdue,

    /// <summary>上级退回.</summary>
    SentBack,

    /// <summary>未整改到位.</summary>
    NotMended,

    /// <summary>季度报送未完成.</summary>
    Quota,
}

/// <summary>What one part takes off.</summary>
/// <param name="Part">Which.</param>
/// <param name="Count">How many.</param>
/// <param name="Off">What they take.</param>
internal sealed record IndexLine(IndexPart Part, int Count, decimal Off);

/// <summary>A unit's control index on a day, with what it is made of.</summary>
/// <param name="Value">From 0 up.</param>
/// <param name="Level">How that is called.</param>
/// <param name="Lines">What took how much.</param>
internal sealed record ControlIndex(decimal Value, IndexLevel Level, IReadOnlyList<IndexLine> Lines)
{
    /// <summary>Computes it: what each part takes, no more than its most, from the start; never below 0.</summary>
    public static ControlIndex Of(IndexFigures f, int overdue, int sentBack, int notMended, int quota)
    {
        IndexLine[] lines =
        [
            Line(IndexPart.Overdue, overdue, f.OverdueEach, f.OverdueMost), Line(IndexPart.SentBack, sentBack, f.SentBackEach, f.SentBackMost),
            Line(IndexPart.NotMended, notMended, f.NotMendedEach, f.NotMendedMost), Line(IndexPart.Quota, quota, f.QuotaEach, f.QuotaMost),
        ];
        var value = Math.Max(0, f.Start - lines.Sum(l => l.Off));
        return new(value, value >= f.GoodFrom ? IndexLevel.Good : value >= f.FairFrom ? IndexLevel.Fair : value >= f.WeakFrom ? IndexLevel.Weak : IndexLevel.Poor, lines);
    }

    private static IndexLine Line(IndexPart part, int count, decimal each, decimal most) => new(part, count, Math.Min(count * each, most));
}
