namespace Bihuan.Enterprises;

/// <summary>Whether a firm or premises is at work (状态).</summary>
public enum RegisterState
{
    /// <summary>正常: a firm operates, premises are in use.</summary>
    Active,

    /// <summary>停业、停用.</summary>
    Stopped,

    /// <summary>注销、关闭、拆除.</summary>
    Closed,
}

/// <summary>The legal form of a firm (组织形式).</summary>
public enum LegalForm
{
    /// <summary>公司.</summary>
    Company,

    /// <summary>个体工商户.</summary>
    SoleTrader,

    /// <summary>个人独资、合伙企业.</summary>
    Partnership,

    /// <summary>农民专业合作社.</summary>
    Cooperative,

    /// <summary>机关、事业单位.</summary>
    PublicBody,

    /// <summary>社会组织.</summary>
    Association,

    /// <summary>村（居）民委员会、村集体.</summary>
    Village,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>In which position somebody answers (责任岗位). Nobody is entered as a resident.</summary>
public enum ResponsibleRole
{
    /// <summary>主要负责人.</summary>
    Principal,

    /// <summary>法定代表人.</summary>
    LegalRepresentative,

    /// <summary>安全管理人.</summary>
    SafetyManager,

    /// <summary>消防安全管理人.</summary>
    FireSafetyManager,

    /// <summary>物业负责人.</summary>
    PropertyManager,

    /// <summary>属地包保、网格等公职.</summary>
    PublicPost,

    /// <summary>其他岗位.</summary>
    Other,
}

/// <summary>What a firm has to do with premises (使用关系).</summary>
public enum UseRole
{
    /// <summary>产权.</summary>
    Owner,

    /// <summary>使用、承租.</summary>
    User,

    /// <summary>物业管理.</summary>
    Manager,
}

/// <summary>How gas comes to premises (用气).</summary>
public enum GasUse
{
    /// <summary>未知.</summary>
    Unknown,

    /// <summary>不用气.</summary>
    None,

    /// <summary>管道气.</summary>
    Pipe,

    /// <summary>瓶装气.</summary>
    Bottle,
}

/// <summary>In which system a position is given (坐标系). What is kept is always WGS 84.</summary>
public enum CoordinateSystem
{
    /// <summary>WGS 84, as GPS gives it.</summary>
    Wgs84,

    /// <summary>GCJ-02 (国测局坐标), as most Chinese maps give it.</summary>
    Gcj02,

    /// <summary>BD-09 (百度坐标).</summary>
    Bd09,
}

/// <summary>Why two entries may be one (疑似重复的依据).</summary>
public enum DuplicateGround
{
    /// <summary>统一社会信用代码相同.</summary>
    Code,

    /// <summary>名称相同.</summary>
    Name,

    /// <summary>地址相同.</summary>
    Address,

    /// <summary>位置相近.</summary>
    Place,
}

/// <summary>What happened to an entry (履历).</summary>
public enum RegisterHappening
{
    /// <summary>登记.</summary>
    Registered,

    /// <summary>更正.</summary>
    Corrected,

    /// <summary>更名.</summary>
    Renamed,

    /// <summary>迁址.</summary>
    Moved,

    /// <summary>停用.</summary>
    Stopped,

    /// <summary>关闭.</summary>
    Closed,

    /// <summary>恢复.</summary>
    Reopened,

    /// <summary>被吸收合并.</summary>
    Absorbed,

    /// <summary>吸收合并他方.</summary>
    TookOver,

    /// <summary>作为重复并入.</summary>
    MergedAway,

    /// <summary>并入了重复.</summary>
    MergedIn,

    /// <summary>单位进驻.</summary>
    FirmCame,

    /// <summary>单位撤离.</summary>
    FirmLeft,

    /// <summary>判定不是同一个.</summary>
    ToldApart,
}
