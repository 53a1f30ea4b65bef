using Bihuan.Kernel;

namespace Bihuan.Matters;

/// <summary>What is scored (考核项目). Logging in is not, nor anything else that is no work on a matter.</summary>
internal enum ScoreItem
{
    /// <summary>完成情况.</summary>
    Fulfilment,

    /// <summary>反馈及时.</summary>
    Reports,

    /// <summary>签收及时.</summary>
    Signing,

    /// <summary>红灯天数.</summary>
    RedDays,

    /// <summary>退回.</summary>
    Returns,

    /// <summary>延期.</summary>
    Extensions,
}

/// <summary>The figures by which units are scored (考核计分). The points of all items come to 100.</summary>
/// <param name="FulfilmentPoints">At most for what ended fulfilled, of all that ended or is past its day.</param>
/// <param name="PartlyPercent">What an end as partly fulfilled is worth, in percent of a fulfilled one.</param>
/// <param name="ReportsPoints">At most for reports in time.</param>
/// <param name="LateReportPercent">What a late report is worth.</param>
/// <param name="SigningPoints">At most for signing in time.</param>
/// <param name="LateSigningPercent">What late signing is worth.</param>
/// <param name="RedDaysPoints">At most taken away for red days.</param>
/// <param name="PointsPerRedDay">Taken away for each day on which a matter was red.</param>
/// <param name="ReturnsPoints">At most taken away for returns.</param>
/// <param name="PointsPerReturn">Taken away for each return.</param>
/// <param name="ExtensionsPoints">At most taken away for extensions.</param>
/// <param name="PointsPerExtension">Taken away for each extension granted.</param>
/// <param name="ObjectWithinDays">Calendar days within which the unit can object.</param>
internal sealed record ScoreFigures(
    decimal FulfilmentPoints,
    int PartlyPercent,
    decimal ReportsPoints,
    int LateReportPercent,
    decimal SigningPoints,
    int LateSigningPercent,
    decimal RedDaysPoints,
    decimal PointsPerRedDay,
    decimal ReturnsPoints,
    decimal PointsPerReturn,
    decimal ExtensionsPoints,
    decimal PointsPerExtension,
    int ObjectWithinDays)
{
    /// <summary>The most points of an item.</summary>
    public decimal Most(ScoreItem item) => item switch
    {
        ScoreItem.Fulfilment => FulfilmentPoints,
        ScoreItem.Reports => ReportsPoints,
        ScoreItem.Signing => SigningPoints,
        ScoreItem.RedDays => RedDaysPoints,
        ScoreItem.Returns => ReturnsPoints,
        _ => ExtensionsPoints,
    };
}

/// <summary>How units are scored from a day on (考核规则).</summary>
/// <param name="From">The first day; a period is scored by the rule of its last day.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Source">The document that sets them, or the note on the shipped proposal.</param>
/// <param name="Id">Its identity; <see langword="null"/> for a shipped one, which is a proposal.</param>
internal sealed record ScoreRule(DateOnly From, ScoreFigures Figures, string Source, Guid? Id = null);

/// <summary>Every rule of scores that is known: the shipped ones, and those of the district.</summary>
internal sealed class ScoreRules(IReadOnlyList<ScoreRule> rules)
{
    /// <summary>The rule of a day, the district's own before a shipped one of the same day; <see langword="null"/> before the first.</summary>
    public ScoreRule? On(DateOnly day) => rules.Where(r => r.From <= day).OrderByDescending(r => r.From).ThenBy(r => r.Id is null).FirstOrDefault();
}

[EventType("matters.score-rule-set")]
internal sealed record ScoreRuleSet(Guid Id, ScoreRule Rule) : IEvent;

[EventType("matters.score-rule-revoked")]
internal sealed record ScoreRuleRevoked : IEvent;

/// <summary>A rule of scores that the district set: dated (考核规则).</summary>
[Stream("score-rule")]
internal sealed class DistrictScoreRule : State
{
    public Guid Id { get; private set; }

    public override Guid Key => Id;

    public ScoreRule Rule { get; private set; } = null!;

    public bool Revoked { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case ScoreRuleSet e:
                (Id, Rule) = (e.Id, e.Rule);
                break;
            case ScoreRuleRevoked:
                Revoked = true;
                break;
        }
    }
}
