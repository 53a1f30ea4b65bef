namespace Bihuan.Organisation;

/// <summary>What kind of unit (机构类别).</summary>
public enum UnitKind
{
    /// <summary>部门: a department of the government and its centres.</summary>
    Department,

    /// <summary>垂直管理机构: a bureau that answers to a higher level.</summary>
    VerticalBureau,

    /// <summary>街道、镇、乡.</summary>
    Street,

    /// <summary>功能区.</summary>
    Zone,

    /// <summary>党委机构.</summary>
    PartyBody,

    /// <summary>人大、政协、监委、法院、检察院.</summary>
    CourtOrCongress,

    /// <summary>群团组织.</summary>
    MassOrganisation,

    /// <summary>国有企业.</summary>
    StateCompany,

    /// <summary>公用事业、通信.</summary>
    Utility,

    /// <summary>部队、武警、人武部.</summary>
    Military,

    /// <summary>指挥部、领导小组.</summary>
    Group,

    /// <summary>Whatever else, governments among them.</summary>
    Other,
}

/// <summary>What a further name of a unit is worth.</summary>
public enum AliasKind
{
    /// <summary>别名: means this unit and no other.</summary>
    Alias,

    /// <summary>简称: a short form without a head noun, used in lists.</summary>
    ShortForm,

    /// <summary>存疑: may mean this unit; offered, never taken.</summary>
    Uncertain,
}

/// <summary>What a post is in its unit.</summary>
public enum PostKind
{
    /// <summary>正职: who heads the unit.</summary>
    Head,

    /// <summary>副职.</summary>
    Deputy,

    /// <summary>班子成员.</summary>
    Member,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>In which way a leader answers for something (分工方式).</summary>
public enum DutyKind
{
    /// <summary>主管.</summary>
    Leads,

    /// <summary>负责.</summary>
    Answers,

    /// <summary>分管.</summary>
    Manages,

    /// <summary>联系.</summary>
    Liaises,
}

/// <summary>What kind of standing group.</summary>
public enum GroupKind
{
    /// <summary>领导小组.</summary>
    LeadingGroup,

    /// <summary>指挥部.</summary>
    Headquarters,

    /// <summary>委员会.</summary>
    Committee,

    /// <summary>办公室.</summary>
    Office,

    /// <summary>工作组、专班.</summary>
    WorkingGroup,

    /// <summary>服务小组.</summary>
    ServiceGroup,

    /// <summary>联系组.</summary>
    LiaisonGroup,

    /// <summary>专家组.</summary>
    ExpertGroup,

    /// <summary>联席会议、审查会议.</summary>
    ReviewMeeting,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>How the member of a group is named.</summary>
public enum RoleBy
{
    /// <summary>Whoever holds a post on the day.</summary>
    Post,

    /// <summary>A whole unit.</summary>
    Unit,

    /// <summary>A named person, in the post that the list gives.</summary>
    Holder,
}
