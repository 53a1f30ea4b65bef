using Bihuan.Kernel;

namespace Bihuan.Reading;

/// <summary>Something that a clause commits anyone to, or a fact that commitments rest on (承诺事项), before a person has adopted it.</summary>
public abstract record Commitment
{
    /// <summary>Its kind as the JSON names it.</summary>
    public abstract string Kind { get; }

    /// <summary>The place in the document, such as <c>三（四）2</c>.</summary>
    public required string Place { get; init; }

    /// <summary>Where it is printed.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>The words it was read from, mended.</summary>
    public required string Text { get; init; }

    /// <summary>From 0 to 1; 1 where the layout leaves no choice. Below <see cref="ReviewBelow"/> a person should look.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Why it may be wrong, in Chinese, one sentence each; empty where there is no doubt.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Confidence below which the summary lists a commitment for review.</summary>
    public const double ReviewBelow = 0.8;
}

/// <summary>What a row of a task table says of a task.</summary>
[Flags]
internal enum TaskParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>牵头领导.</summary>
    Leaders = 1,

    /// <summary>牵头单位.</summary>
    LeadUnits = 2,

    /// <summary>责任单位.</summary>
    ResponsibleUnits = 4,

    /// <summary>配合单位.</summary>
    SupportUnits = 8,

    /// <summary>推进单位.</summary>
    Implementers = 16,

    /// <summary>完成时限.</summary>
    Deadline = 32,
}

/// <summary>A task (任务) given to somebody.</summary>
public sealed record TaskCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "task";

    /// <summary>Its printed number, such as <c>68</c> or <c>2.1</c>; <see langword="null"/> where it has none.</summary>
    public string? Number { get; init; }

    /// <summary>What is to be done, without number and attribution.</summary>
    public required string Body { get; init; }

    /// <summary>The heading it stands under, without its number; <see langword="null"/> where none.</summary>
    public string? Title { get; init; }

    /// <summary>The chapter heading with its number, such as 一、…; <see langword="null"/> where none.</summary>
    public string? Chapter { get; init; }

    /// <summary>The section heading with its number, such as （一）…; <see langword="null"/> where none.</summary>
    public string? Section { get; init; }

    /// <summary>Which part of it these units answer for (甲局负责学校), as printed; <see langword="null"/> for all of it.</summary>
    public string? Scope { get; init; }

    /// <summary>Leaders named (牵头领导、责任领导), as printed, spaces inside a name taken out.</summary>
    public IReadOnlyList<string> Leaders { get; init; } = [];

    /// <summary>Lead units (牵头单位), as printed.</summary>
    public IReadOnlyList<string> LeadUnits { get; init; } = [];

    /// <summary>Responsible, co-operating or supporting units (责任单位、配合单位), as printed, streets left out where named singly or as 各街道.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Units that carry it out under the lead (具体实施、推进), as printed.</summary>
    public IReadOnlyList<string> Implementers { get; init; } = [];

    /// <summary>Streets (街道), as printed; 各街道 is kept as such.</summary>
    public IReadOnlyList<string> Streets { get; init; } = [];

    /// <summary>Whether the list of units is open: 等部门、单位.</summary>
    public bool OpenEnded { get; init; }

    /// <summary>By when; <see langword="null"/> where no deadline is printed for it.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>The figures in its body.</summary>
    public IReadOnlyList<QuantityCommitment> Quantities { get; init; } = [];

    /// <summary>What its own row does not print and was taken from a merged cell or the row above.</summary>
    internal TaskParts CarriedDown { get; init; }

    /// <summary>Whether the words about it do not surely say who leads it.</summary>
    internal bool LeadInferred { get; init; }
}

/// <summary>How a figure is meant.</summary>
public enum Comparator
{
    /// <summary>5家.</summary>
    Exactly,

    /// <summary>7.5%左右, 约.</summary>
    About,

    /// <summary>80家以上, 不低于, 不少于, 至少, ≥.</summary>
    AtLeast,

    /// <summary>超过, 突破, 20余个, 多, ＞.</summary>
    MoreThan,

    /// <summary>3.5%以内, 不超过, 最多, ≤.</summary>
    AtMost,

    /// <summary>低于, 不足, ＜.</summary>
    LessThan,

    /// <summary>达到110亿元, 提升至64%.</summary>
    To,

    /// <summary>达到50%以上.</summary>
    ToAtLeast,
}

/// <summary>A figure that a clause prints for something (数量).</summary>
public sealed record QuantityCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "quantity";

    /// <summary>What is counted or measured.</summary>
    public required string Subject { get; init; }

    /// <summary>How the figure is meant.</summary>
    public required Comparator Comparator { get; init; }

    /// <summary>The figure, in <see cref="Unit"/>; the lower one of a range.</summary>
    public required decimal Value { get; init; }

    /// <summary>The upper figure of a range (2-3名), else <see langword="null"/>.</summary>
    public decimal? Upper { get; init; }

    /// <summary>The unit with its multiple as printed: %, 家, 万家, 亿元, 亩, 个工作日.</summary>
    public required string Unit { get; init; }

    /// <summary>The figure that a change starts from (由…提高到…), else <see langword="null"/>.</summary>
    public decimal? From { get; init; }

    /// <summary>Whether it is striven for rather than promised: 力争, 争取.</summary>
    public bool Aspirational { get; init; }

    /// <summary>The year it is to be reached, where the sentence says so.</summary>
    public int? Year { get; init; }

    /// <summary>Whether it only says what is counted (总投资20亿元以上的项目) and is no target itself.</summary>
    public bool Qualifier { get; init; }
}

/// <summary>What the yearly figures of an indicator are.</summary>
public enum IndicatorKind
{
    /// <summary>The level of the year or at its end.</summary>
    Level,

    /// <summary>Added up since the first year; never falls.</summary>
    Cumulative,

    /// <summary>Of the single year.</summary>
    Annual,

    /// <summary>A percentage or a rate of growth.</summary>
    Rate,
}

/// <summary>A row of an indicator table (指标): targets by year.</summary>
public sealed record IndicatorCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "indicator";

    /// <summary>The name as printed, breaks mended.</summary>
    public required string Name { get; init; }

    /// <summary>The group it stands in (指标类别), or <see langword="null"/>.</summary>
    public string? Group { get; init; }

    /// <summary>The unit of its figures.</summary>
    public required string Unit { get; init; }

    /// <summary>What its figures are.</summary>
    public required IndicatorKind IndicatorKind { get; init; }

    /// <summary>约束性 or 预期性, where printed.</summary>
    public string? Binding { get; init; }

    /// <summary>The figure of the base year; <see langword="null"/> where none is printed.</summary>
    public decimal? Baseline { get; init; }

    /// <summary>The base year, where a column names it.</summary>
    public int? BaselineYear { get; init; }

    /// <summary>The base year's unit, where it differs from <see cref="Unit"/>.</summary>
    public string? BaselineUnit { get; init; }

    /// <summary>The target of each year that a column names; <see langword="null"/> for a dash. One name with several figures has <see cref="Parts"/>.</summary>
    public required IReadOnlyDictionary<int, decimal?> Targets { get; init; }

    /// <summary>For a row that holds several indicators (1, 2, 3): each with its name and targets, in order.</summary>
    public IReadOnlyList<IndicatorPart> Parts { get; init; } = [];

    /// <summary>Lead units, as printed.</summary>
    public IReadOnlyList<string> LeadUnits { get; init; } = [];

    /// <summary>The cells as printed, by year.</summary>
    public required IReadOnlyDictionary<int, string> Printed { get; init; }
}

/// <summary>One of several indicators that share a row.</summary>
/// <param name="Name">The name as printed.</param>
/// <param name="Targets">By year; <see langword="null"/> for a dash.</param>
public sealed record IndicatorPart(string Name, IReadOnlyDictionary<int, decimal?> Targets);

/// <summary>A row of a breakdown (分解): one place's share of an indicator by year.</summary>
public sealed record BreakdownCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "breakdown";

    /// <summary>What is broken down: the table's title.</summary>
    public required string Indicator { get; init; }

    /// <summary>The street, zone or unit of the row.</summary>
    public required string Locality { get; init; }

    /// <summary>The unit of the figures, where known.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether the row is the total of the others.</summary>
    public bool Total { get; init; }

    /// <summary>By year; for a breakdown with other columns see <see cref="Columns"/>.</summary>
    public required IReadOnlyDictionary<int, decimal?> Targets { get; init; }

    /// <summary>Figures under columns that are no years, by heading.</summary>
    public IReadOnlyDictionary<string, decimal?> Columns { get; init; } = new Dictionary<string, decimal?>(StringComparer.Ordinal);
}

/// <summary>A hazard with its deadline and supervising units (挂牌督办隐患).</summary>
public sealed record HazardCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "hazard";

    /// <summary>Its number in the list.</summary>
    public int? Number { get; init; }

    /// <summary>The unit or area.</summary>
    public required string Name { get; init; }

    /// <summary>The address as printed.</summary>
    public string? Address { get; init; }

    /// <summary>性质.</summary>
    public string? Nature { get; init; }

    /// <summary>What is wrong, item by item, in order.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>Standards named in the items, such as GB25506.</summary>
    public IReadOnlyList<string> Standards { get; init; } = [];

    /// <summary>督办单位, as printed.</summary>
    public IReadOnlyList<string> Supervising { get; init; } = [];

    /// <summary>整改期限.</summary>
    public Deadline? Deadline { get; init; }
}

/// <summary>What a threshold measures.</summary>
public enum Measure
{
    /// <summary>Burned or stricken area.</summary>
    Area,

    /// <summary>死亡.</summary>
    Deaths,

    /// <summary>重伤.</summary>
    SeriousInjuries,

    /// <summary>受伤 without 重, or 中毒.</summary>
    Injuries,

    /// <summary>中毒.</summary>
    Poisoned,

    /// <summary>死亡（含失踪）, 失踪.</summary>
    Missing,

    /// <summary>Time that the event lasts.</summary>
    Hours,

    /// <summary>直接经济损失.</summary>
    Loss,

    /// <summary>降雨量.</summary>
    Rainfall,

    /// <summary>Wind force or speed.</summary>
    Wind,

    /// <summary>Temperature.</summary>
    Temperature,

    /// <summary>Events at the same time.</summary>
    Events,

    /// <summary>Streets, towns or places concerned.</summary>
    Places,

    /// <summary>People evacuated or in danger.</summary>
    People,

    /// <summary>Households.</summary>
    Households,

    /// <summary>Water level.</summary>
    WaterLevel,

    /// <summary>Another measure; the subject says which.</summary>
    Other,

    /// <summary>A condition that needs a person's judgement.</summary>
    Qualitative,
}

/// <summary>One condition of a grade or response level (分级标准、启动条件).</summary>
public sealed record ThresholdCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "threshold";

    /// <summary>The grade or level, as printed: 一般, 特别重大, IV级, III级, 红色.</summary>
    public required string Level { get; init; }

    /// <summary>Whether it grades the event (灾害分级) or starts a response (启动条件).</summary>
    public required ThresholdPurpose Purpose { get; init; }

    /// <summary>What is measured.</summary>
    public required Measure Measure { get; init; }

    /// <summary>The measure's words, such as 受害森林面积.</summary>
    public string? Subject { get; init; }

    /// <summary>Lower bound in <see cref="Unit"/>, or <see langword="null"/>.</summary>
    public decimal? Lower { get; init; }

    /// <summary>Whether the lower bound itself counts, by the document's own statement or the usual meaning (以上 in, 超过 out).</summary>
    public bool? LowerInclusive { get; init; }

    /// <summary>Upper bound in <see cref="Unit"/>, or <see langword="null"/>.</summary>
    public decimal? Upper { get; init; }

    /// <summary>Whether the upper bound itself counts.</summary>
    public bool? UpperInclusive { get; init; }

    /// <summary>The unit as printed: 公顷, 亩, 人, 小时, 万元; empty for a condition without a figure.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What else must hold, as printed; the whole condition where it is qualitative.</summary>
    public string? Condition { get; init; }
}

/// <summary>What a threshold decides.</summary>
public enum ThresholdPurpose
{
    /// <summary>The grade of the event.</summary>
    Grade,

    /// <summary>The level of the response.</summary>
    Response,

    /// <summary>The level of a warning.</summary>
    Warning,
}

/// <summary>What is to be done at a level or on a condition (响应措施、预警响应).</summary>
public sealed record MeasureCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "measure";

    /// <summary>The level it belongs to, or <see langword="null"/>.</summary>
    public string? Level { get; init; }

    /// <summary>Who acts, as printed; <see langword="null"/> where the sentence names nobody.</summary>
    public string? Who { get; init; }

    /// <summary>What is done.</summary>
    public required string Action { get; init; }

    /// <summary>On what condition, such as 持续燃烧5小时未能有效控制的.</summary>
    public string? When { get; init; }

    /// <summary>The level whose measures hold as well (在III级响应的基础上), or <see langword="null"/>.</summary>
    public string? CumulativeOn { get; init; }
}

/// <summary>A working group, leading group or headquarters with its members (领导小组、工作组、指挥部).</summary>
public sealed record GroupCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "group";

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>People and posts by role, in printed order.</summary>
    public IReadOnlyList<GroupMember> Members { get; init; } = [];

    /// <summary>Units that lead it.</summary>
    public IReadOnlyList<string> LeadUnits { get; init; } = [];

    /// <summary>Units that belong to it.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Whether the list is open (等部门).</summary>
    public bool OpenEnded { get; init; }

    /// <summary>What it does, as printed.</summary>
    public string? Duties { get; init; }
}

/// <summary>Somebody in a group: a named office holder, a post, or both.</summary>
/// <param name="Role">组长, 副组长, 成员, 总指挥长, 联络员, 主任.</param>
/// <param name="Person">The name, spaces inside it taken out; <see langword="null"/> where only a post is printed.</param>
/// <param name="Posts">The posts printed beside it.</param>
public sealed record GroupMember(string Role, string? Person, IReadOnlyList<string> Posts);

/// <summary>A duty to report something to somebody (报送义务).</summary>
public sealed record ReportingDutyCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "reportingDuty";

    /// <summary>Who reports; <see langword="null"/> where the sentence names nobody.</summary>
    public string? Who { get; init; }

    /// <summary>To whom.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>What is reported.</summary>
    public required string Content { get; init; }

    /// <summary>By when or how often.</summary>
    public Deadline? Deadline { get; init; }
}

/// <summary>A meeting or a quota per period (会议、频次).</summary>
public sealed record MeetingCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "meeting";

    /// <summary>Who; <see langword="null"/> where nobody is named.</summary>
    public string? Who { get; init; }

    /// <summary>What is held or handed in.</summary>
    public required string What { get; init; }

    /// <summary>How often at least; <see langword="null"/> for 定期.</summary>
    public int? Minimum { get; init; }

    /// <summary>Per what; <see langword="null"/> for 定期.</summary>
    public RecurrenceUnit? Per { get; init; }

    /// <summary>原则上, 视情: as printed.</summary>
    public string? Hedge { get; init; }
}

/// <summary>A legal consequence of a breach (法律责任).</summary>
public sealed record PenaltyCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "penalty";

    /// <summary>The breach or its consequence, as printed.</summary>
    public required string Breach { get; init; }

    /// <summary>Who decides, as printed.</summary>
    public string? Authority { get; init; }

    /// <summary>Whom it strikes: 个人, 单位, or <see langword="null"/> for anyone.</summary>
    public string? Target { get; init; }

    /// <summary>What is ordered beside or in place of a fine.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>The lowest fine in yuan, or <see langword="null"/>.</summary>
    public decimal? FineFrom { get; init; }

    /// <summary>The highest fine in yuan, or <see langword="null"/>.</summary>
    public decimal? FineTo { get; init; }
}

/// <summary>What happens to a post.</summary>
public enum AppointmentAction
{
    /// <summary>任命, 聘任, 挂职.</summary>
    Appoint,

    /// <summary>免去, 不再担任, 接受…辞职.</summary>
    Remove,
}

/// <summary>An appointment or removal (任免).</summary>
public sealed record AppointmentCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "appointment";

    /// <summary>The name, spaces inside it taken out.</summary>
    public required string Person { get; init; }

    /// <summary>What happens.</summary>
    public required AppointmentAction Action { get; init; }

    /// <summary>The post, without unit, 职务 and remarks.</summary>
    public required string Post { get; init; }

    /// <summary>The unit as printed.</summary>
    public required string Unit { get; init; }

    /// <summary>（兼）.</summary>
    public bool Concurrent { get; init; }

    /// <summary>试用期; 0 where none.</summary>
    public decimal ProbationYears { get; init; }

    /// <summary>How: 任命, 聘任, 挂职, 免去, 不再担任, 辞职.</summary>
    public required string Manner { get; init; }

    /// <summary>Years of a term (聘期三年), or <see langword="null"/>.</summary>
    public decimal? TermYears { get; init; }
}

/// <summary>A leader's portfolio (分工).</summary>
public sealed record PortfolioCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "portfolio";

    /// <summary>The post, such as 副区长.</summary>
    public required string Post { get; init; }

    /// <summary>The name, spaces inside it taken out.</summary>
    public required string Person { get; init; }

    /// <summary>What is said of the whole work, such as 主持区政府全面工作, as printed; <see langword="null"/> where nothing is.</summary>
    public string? Scope { get; init; }

    /// <summary>负责, 主管: the fields that the leader is in charge of, one by one.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>分管: units.</summary>
    public IReadOnlyList<string> Manages { get; init; } = [];

    /// <summary>联系: units.</summary>
    public IReadOnlyList<string> Liaises { get; init; } = [];
}

/// <summary>A funding rule (经费规则).</summary>
public sealed record FundingCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "funding";

    /// <summary>What it sets.</summary>
    public required FundingRule Rule { get; init; }

    /// <summary>What is funded, as printed.</summary>
    public string? Subject { get; init; }

    /// <summary>A share in percent, or <see langword="null"/>.</summary>
    public decimal? Percent { get; init; }

    /// <summary>An amount in yuan, or <see langword="null"/>.</summary>
    public decimal? Yuan { get; init; }

    /// <summary>The number of an instalment, from 1.</summary>
    public int? Instalment { get; init; }

    /// <summary>On what condition it is paid.</summary>
    public string? Condition { get; init; }

    /// <summary>Days of a publicity period or another term.</summary>
    public Term? Term { get; init; }
}

/// <summary>What a funding rule sets.</summary>
public enum FundingRule
{
    /// <summary>The most that one project or firm gets.</summary>
    Cap,

    /// <summary>The largest share of the costs.</summary>
    Share,

    /// <summary>A part paid on a condition.</summary>
    Instalment,

    /// <summary>A fixed reward or subsidy.</summary>
    Grant,

    /// <summary>How long the list is made public.</summary>
    Publicity,

    /// <summary>How long a project runs.</summary>
    Duration,

    /// <summary>A sum set aside (每年新增2500万元).</summary>
    Budget,

    /// <summary>Money taken back.</summary>
    Clawback,
}

/// <summary>A numbered enterprise of a list with its member companies (企业名单).</summary>
public sealed record EnterpriseCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "enterprise";

    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The companies that belong to it, in order; empty for a single company.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The heading it stands under in a list with several, or <see langword="null"/>.</summary>
    public string? Category { get; init; }
}

/// <summary>A field of a form (报表指标项).</summary>
public sealed record FormFieldCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "formField";

    /// <summary>The form's title.</summary>
    public required string Form { get; init; }

    /// <summary>The section of the form, or <see langword="null"/>.</summary>
    public string? Section { get; init; }

    /// <summary>Counts from 1 in reading order.</summary>
    public required int Number { get; init; }

    /// <summary>The field's name without its unit.</summary>
    public required string Field { get; init; }

    /// <summary>The unit in brackets behind it, or <see langword="null"/>.</summary>
    public string? Unit { get; init; }
}

/// <summary>A row of a decision catalogue (重大行政决策事项).</summary>
public sealed record DecisionCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "decision";

    /// <summary>Its number.</summary>
    public int? Number { get; init; }

    /// <summary>The matter to be decided.</summary>
    public required string Item { get; init; }

    /// <summary>承办部门.</summary>
    public string? Unit { get; init; }

    /// <summary>法律政策依据, as printed.</summary>
    public string? Basis { get; init; }

    /// <summary>计划完成时间.</summary>
    public Deadline? Planned { get; init; }

    /// <summary>For each procedure column whether it applies; <see langword="null"/> where the cell does not say.</summary>
    public required IReadOnlyDictionary<string, bool?> Procedures { get; init; }
}

/// <summary>Why a document names another.</summary>
public enum CitationRole
{
    /// <summary>根据, 依据, 贯彻落实, 按照: it rests on it.</summary>
    BasedOn,

    /// <summary>同时废止.</summary>
    Repeals,

    /// <summary>印发, 公布: it issues it.</summary>
    Issues,

    /// <summary>It only names it.</summary>
    Mentions,
}

/// <summary>A citation of another document (引用).</summary>
public sealed record CitationCommitment : Commitment
{
    /// <inheritdoc/>
    public override string Kind => "citation";

    /// <summary>The title without the outer 《》; <see langword="null"/> where only a number is printed.</summary>
    public string? Title { get; init; }

    /// <summary>The number in normal form, or <see langword="null"/>.</summary>
    public string? Number { get; init; }

    /// <summary>Words before the title that say whose it is, such as 省市安委会; <see langword="null"/> where none.</summary>
    public string? Issuer { get; init; }

    /// <summary>Why it is named.</summary>
    public required CitationRole Role { get; init; }

    /// <summary>The document's name in full: issuer, 《title》（number）; 有关文件 where the text names none.</summary>
    public string Display => Title is null ? Number ?? $"{Issuer}有关文件" : $"{Issuer}《{Title}》{(Number is null ? "" : $"（{Number}）")}";
}
