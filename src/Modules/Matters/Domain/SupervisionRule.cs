namespace Bihuan.Matters;

/// <summary>The figures by which lamps are lit (亮灯规则). All are data: the shipped ones are proposals that a district confirms or changes.</summary>
/// <param name="SignWithinWorkingDays">Working days after the issue within which the lead signs.</param>
/// <param name="SignWithinHoursUrgent">Hours within which it signs for an urgent matter.</param>
/// <param name="BlueWorkingDays">Working days before the due day from which the lamp is blue.</param>
/// <param name="YellowWorkingDays">Working days before the due day from which it is yellow.</param>
/// <param name="BehindPoints">Points behind the planned progress beyond which it is yellow.</param>
/// <param name="MissedReportsRed">Reports missed in a row at which it is red.</param>
/// <param name="ReturnsYellow">Returns by the accepting unit at which it is yellow.</param>
/// <param name="ReturnsRed">Returns at which it is red.</param>
/// <param name="AcceptWithinWorkingDays">Working days within which the accepting unit decides on what was handed in.</param>
/// <param name="ReopenWithinDays">Calendar days after the end within which a matter can be reopened.</param>
/// <param name="FirstReportAfterDays">No report is due within so many calendar days after the issue.</param>
internal sealed record LampFigures(
    int SignWithinWorkingDays,
    int SignWithinHoursUrgent,
    int BlueWorkingDays,
    int YellowWorkingDays,
    int BehindPoints,
    int MissedReportsRed,
    int ReturnsYellow,
    int ReturnsRed,
    int AcceptWithinWorkingDays,
    int ReopenWithinDays,
    int FirstReportAfterDays);

/// <summary>When a step of the ladder is taken by itself.</summary>
/// <param name="Step">The step.</param>
/// <param name="WorkingDays">Working days after the due day; before it where negative, on it where 0.</param>
internal sealed record LadderLine(LadderStep Step, int WorkingDays);

/// <summary>How matters are supervised from a day on (督办规则): the figures of the lamps and the ladder, with who says so.</summary>
/// <param name="From">The first day.</param>
/// <param name="Figures">The figures of the lamps.</param>
/// <param name="Ladder">The steps taken by themselves, in order.</param>
/// <param name="Source">The document that sets them, or the note on the shipped proposal.</param>
/// <param name="Kind">The kind of matters they are for; <see langword="null"/> for all that have none of their own.</param>
/// <param name="Id">Its identity; <see langword="null"/> for a shipped one.</param>
internal sealed record SupervisionRule(DateOnly From, LampFigures Figures, IReadOnlyList<LadderLine> Ladder, string Source, MatterKindId? Kind = null, Guid? Id = null);

/// <summary>Every rule of supervision that is known: the shipped ones, and those of the district.</summary>
internal sealed class SupervisionRules(IReadOnlyList<SupervisionRule> rules)
{
    /// <summary>The rule for a kind on a day: the kind's own before the general one, the latest first.</summary>
    /// <returns><see langword="null"/> on days before the first rule: outside the days it knows, a rule refuses.</returns>
    public SupervisionRule? On(MatterKindId? kind, DateOnly day) =>
        Latest(rules.Where(r => kind is not null && r.Kind == kind), day) ?? Latest(rules.Where(r => r.Kind is null), day);

    /// <summary>The kinds that have a rule of their own on a day.</summary>
    public IReadOnlyList<MatterKindId> KindsWithOwn(DateOnly day) => [.. rules.Where(r => r.Kind is not null && r.From <= day).Select(r => r.Kind!.Value).Distinct()];

    private static SupervisionRule? Latest(IEnumerable<SupervisionRule> among, DateOnly day) => among.Where(r => r.From <= day).MaxBy(r => r.From);
}
