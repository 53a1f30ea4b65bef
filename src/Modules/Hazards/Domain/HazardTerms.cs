using Bihuan.Enterprises;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>What kind of danger it is (隐患类别).</summary>
internal enum HazardCategory
{
    /// <summary>消防.</summary>
    Fire,

    /// <summary>燃气.</summary>
    Gas,

    /// <summary>用电.</summary>
    Electrical,

    /// <summary>危险化学品.</summary>
    Chemical,

    /// <summary>建设施工.</summary>
    Construction,

    /// <summary>房屋建筑.</summary>
    Building,

    /// <summary>交通运输.</summary>
    Traffic,

    /// <summary>特种设备.</summary>
    Equipment,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>Where a hazard stands (隐患状态). Whatever lies between plan and end is its matter's.</summary>
internal enum HazardState
{
    /// <summary>已登记.</summary>
    Registered,

    /// <summary>已定级.</summary>
    Graded,

    /// <summary>整改中: its matter runs.</summary>
    Rectifying,

    /// <summary>未整改到位: the matter ended, and not as fulfilled; may be planned again.</summary>
    NotMended,

    /// <summary>已销号.</summary>
    Cancelled,

    /// <summary>已作废: registered by mistake, or twice.</summary>
    Dropped,
}

/// <summary>How a hazard came to be known (发现途径).</summary>
internal enum FoundBy
{
    /// <summary>日常检查: seen by an officer.</summary>
    Officer,

    /// <summary>检查表检查: by a checklist.</summary>
    Inspection,

    /// <summary>专项行动.</summary>
    Campaign,

    /// <summary>举报.</summary>
    Report,

    /// <summary>文件交办: named by a document.</summary>
    Document,
}

/// <summary>One thing that is wrong (隐患内容).</summary>
/// <param name="Text">What.</param>
/// <param name="Standard">The edition of the standard that held on the day of finding.</param>
/// <param name="Clause">The clause that it breaks.</param>
internal sealed record HazardItem(string Text, string? Standard = null, string? Clause = null);

/// <summary>Everything that is entered of a hazard.</summary>
internal sealed record HazardTerms
{
    /// <summary>The premises that it lies in; one hazard may lie over several.</summary>
    public IReadOnlyList<PremisesId> Premises { get; init; } = [];

    /// <summary>Where in them, in words.</summary>
    public string Place { get; init; } = "";

    /// <summary>Where, WGS 84; the premises' own point where none is given.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>The street; the premises' own where none is given.</summary>
    public UnitId? Street { get; init; }

    /// <summary>What kind of danger it is.</summary>
    public HazardCategory Category { get; init; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<HazardItem> Items { get; init; } = [];

    /// <summary>What is done until it is mended (临时管控措施).</summary>
    public string? Interim { get; init; }

    /// <summary>The unit in charge: who has it mended; that of the premises where none is given.</summary>
    public UnitId? Lead { get; init; }

    /// <summary>What people call it: the first thing that is wrong.</summary>
    public string Title => Items.Count > 0 ? Items[0].Text : Place;
}

/// <summary>Who found it.</summary>
/// <param name="By">In which way.</param>
/// <param name="Unit">For which unit.</param>
/// <param name="Post">In which post.</param>
/// <param name="Inspection">By which inspection.</param>
/// <param name="Source">Which campaign, report or document, in words.</param>
internal sealed record Finder(FoundBy By, UnitId Unit, PostId? Post = null, InspectionId? Inspection = null, string? Source = null);

/// <summary>What a photograph shows.</summary>
internal enum PhotographSide
{
    /// <summary>整改前.</summary>
    Before,

    /// <summary>整改后.</summary>
    After,
}

/// <summary>A photograph of a hazard.</summary>
/// <param name="No">Counts up within the hazard, from 1.</param>
/// <param name="Side">What it shows.</param>
/// <param name="Taken">As handed in.</param>
/// <param name="Round">Of which plan, from 1; 0 before the first.</param>
/// <param name="At">When it was handed in.</param>
internal sealed record Photograph(int No, PhotographSide Side, NewPhotograph Taken, int Round, DateTimeOffset At);

/// <summary>Why a spot has no photograph after (无法拍摄原因), such as a building that is gone.</summary>
/// <param name="Spot">The number of the photograph before.</param>
/// <param name="Why">The reason.</param>
/// <param name="Round">Of which plan.</param>
internal sealed record SpotExcused(int Spot, string Why, int Round);

/// <summary>What a firm told of its work (企业整改反馈).</summary>
/// <param name="No">Counts up within the hazard, from 1.</param>
/// <param name="Firm">The firm.</param>
/// <param name="FirmName">What it was called then.</param>
/// <param name="Text">What it did.</param>
/// <param name="Photographs">After, each at the spot of one before.</param>
/// <param name="Round">Of which plan.</param>
/// <param name="At">When it was told.</param>
/// <param name="By">The account that told it.</param>
/// <param name="IsTaken">Whether the unit in charge took it over; <see langword="null"/> while it waits.</param>
/// <param name="Why">Why it was sent back.</param>
internal sealed record FirmStatement(int No, EnterpriseId Firm, string FirmName, string Text, IReadOnlyList<NewPhotograph> Photographs, int Round, DateTimeOffset At, Guid? By, bool? IsTaken = null, string? Why = null);

/// <summary>How the grade was found.</summary>
internal enum GradeWay
{
    /// <summary>直接判定: a direct item of the standard.</summary>
    Direct,

    /// <summary>综合判定: by a panel.</summary>
    Combined,

    /// <summary>挂牌决定认定: by the decision that lists it.</summary>
    Decision,
}

/// <summary>One of a panel, by post or by unit, and how they voted.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Post">The post.</param>
/// <param name="Major">Whether they judged it major.</param>
internal sealed record PanelVote(UnitId Unit, PostId? Post, bool Major);

/// <summary>A grade with what it rests on (定级).</summary>
/// <param name="Grade">How grave.</param>
/// <param name="Way">How it was found.</param>
/// <param name="Standard">The standard.</param>
/// <param name="Clause">The direct item.</param>
/// <param name="Panel">The panel's votes.</param>
/// <param name="Conclusion">The conclusion as it is printed.</param>
/// <param name="IsExperts">Whether the panel is one of experts (专家技术论证), of whom a standard may ask more.</param>
/// <param name="By">The unit that judged; filled in.</param>
/// <param name="On">On which day; filled in.</param>
internal sealed record Judgement(
    HazardGrade Grade, GradeWay Way, string? Standard = null, string? Clause = null, IReadOnlyList<PanelVote>? Panel = null, string? Conclusion = null, bool IsExperts = false, UnitId? By = null, DateOnly? On = null);

/// <summary>A plan with its five fields: 责任、措施、资金、时限、预案.</summary>
/// <param name="Lead">Who has it mended.</param>
/// <param name="Accepting">The competent body that accepts; never the doer.</param>
/// <param name="Supporting">Who helps.</param>
/// <param name="Responsible">责任: who answers, in the firm and beyond.</param>
/// <param name="Post">The public post that answers.</param>
/// <param name="Measures">措施.</param>
/// <param name="Money">资金, in yuan.</param>
/// <param name="Due">时限: the last day.</param>
/// <param name="Emergency">预案: what is done if it happens meanwhile.</param>
internal sealed record RectificationPlan(UnitId Lead, UnitId Accepting, IReadOnlyList<UnitId> Supporting, string Responsible, PostId? Post, string Measures, decimal Money, DateOnly Due, string Emergency);

/// <summary>That it went to the unit that holds the power (移送).</summary>
/// <param name="From">From which unit.</param>
/// <param name="To">To which.</param>
/// <param name="Why">The reason.</param>
/// <param name="Basis">The basis of the other's power.</param>
/// <param name="On">On which day.</param>
internal sealed record Handing(UnitId? From, UnitId To, string Why, string Basis, DateOnly On);
