namespace Bihuan.Matters;

/// <summary>Where a matter stands in the loop (design §6).</summary>
public enum MatterState
{
    /// <summary>拟办: not issued yet.</summary>
    Draft,

    /// <summary>已交办: the lead unit has not signed for it.</summary>
    Issued,

    /// <summary>已退签: the lead unit declined, with a reason; the issuer decides anew.</summary>
    Declined,

    /// <summary>已签收: nothing reported yet.</summary>
    SignedFor,

    /// <summary>办理中.</summary>
    InHand,

    /// <summary>申请办结: the accepting unit has it.</summary>
    HandedIn,

    /// <summary>退回: there are points to mend.</summary>
    Returned,

    /// <summary>暂停: by a document; no lamp runs.</summary>
    Paused,

    /// <summary>重启: taken up again after its end.</summary>
    Reopened,

    /// <summary>办结: accepted, with its end.</summary>
    Accepted,

    /// <summary>撤销: withdrawn by a document.</summary>
    Withdrawn,

    /// <summary>作废: a draft that was never issued.</summary>
    Dropped,
}

/// <summary>How a matter ended (办结结论). Closed is not fulfilled.</summary>
public enum MatterEnd
{
    /// <summary>完成.</summary>
    Fulfilled,

    /// <summary>部分完成.</summary>
    Partly,

    /// <summary>未完成.</summary>
    NotFulfilled,

    /// <summary>撤销: withdrawn by a document.</summary>
    Withdrawn,
}

/// <summary>How pressing a matter is (紧急程度).</summary>
public enum Urgency
{
    /// <summary>平件.</summary>
    Normal,

    /// <summary>加急: signed for within hours.</summary>
    Urgent,

    /// <summary>特急.</summary>
    Extreme,
}

/// <summary>Who may see a matter beyond the units concerned (知悉范围). State secrets do not belong on this platform.</summary>
public enum Secrecy
{
    /// <summary>公开: may be shown to the public.</summary>
    Public,

    /// <summary>内部: whoever may see matters.</summary>
    Internal,

    /// <summary>限制: the units and leaders concerned and the supervision office.</summary>
    Restricted,
}

/// <summary>What a unit is to a matter.</summary>
public enum PartyRole
{
    /// <summary>牵头单位.</summary>
    Lead,

    /// <summary>配合单位.</summary>
    Supporting,

    /// <summary>验收单位.</summary>
    Accepting,
}

/// <summary>How often the lead unit reports (反馈周期).</summary>
public enum ReportRhythm
{
    /// <summary>不定期: only when asked.</summary>
    None,

    /// <summary>每周.</summary>
    Weekly,

    /// <summary>每半月.</summary>
    HalfMonthly,

    /// <summary>每月.</summary>
    Monthly,

    /// <summary>每季度.</summary>
    Quarterly,

    /// <summary>指定日期.</summary>
    GivenDays,
}

/// <summary>A step of the ladder (督办阶梯).</summary>
public enum LadderStep
{
    /// <summary>提醒: before the day.</summary>
    Reminder,

    /// <summary>催办: on the day.</summary>
    Urge,

    /// <summary>督办单.</summary>
    Notice,

    /// <summary>约谈建议.</summary>
    Talk,

    /// <summary>通报.</summary>
    Bulletin,
}

/// <summary>Official documents about matters (文种).</summary>
public enum OfficialKind
{
    /// <summary>督办单: about one matter, to its lead.</summary>
    SupervisionNotice,

    /// <summary>通报: how matters stand.</summary>
    Bulletin,

    /// <summary>年度清单: every matter of a document or year with its end.</summary>
    AnnualList,

    /// <summary>办结证明: of one matter that was accepted.</summary>
    ClosingCertificate,
}
