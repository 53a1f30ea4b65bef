using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Recognises who acts or receives (主体) by the endings that Chinese names of bodies and roles have.</summary>
internal static class Parties
{
    /// <summary>Endings of public bodies and their parts.</summary>
    private static readonly string[] BodyEnds =
    [
        "人民政府", "政府", "管委会", "委员会", "委", "局", "厅", "部", "办公室", "办公厅", "办事处", "办", "街道", "镇", "乡", "中心", "分局", "支局", "大队", "支队", "总队", "中队",
        "所", "站", "队", "院", "法院", "检察院", "机关", "部门", "单位", "机构", "会", "公司", "集团", "指挥部", "指挥所", "领导小组", "小组", "专班", "工作组", "组", "园区",
        "开发区", "功能区", "社区", "村", "学校", "校", "银行", "支行", "协会", "商会", "派出所", "平台", "署", "馆", "处", "科", "联盟", "党组", "党委", "防指", "指办", "监管局",
    ];

    /// <summary>Endings of persons and undertakings that have duties.</summary>
    private static readonly string[] RoleEnds =
    [
        "企业", "个人", "出租人", "承租人", "负责人", "责任人", "经营者", "生产者", "用户", "业主", "人员", "人口", "员工", "干部", "职工", "网格员", "协管员", "联络员", "管理员", "民警",
        "领导", "主体", "申请人", "当事人", "房东", "居民", "村民", "群众", "公民", "法人", "组织", "者", "员", "团队", "专家", "中介", "物业", "各地", "主任", "局长", "区长", "县长",
        "市长", "镇长", "书记", "总指挥", "指挥长", "教师", "学生", "院校", "高校", "医院", "商户", "场所",
    ];

    /// <summary>Whether the words end as the name of a body does.</summary>
    public static bool EndsAsBody(ReadOnlySpan<char> text) => EndsWithAny(Bare(text), BodyEnds);

    /// <summary>Whether the words end as the name of a body or of a role does.</summary>
    public static bool EndsAsParty(ReadOnlySpan<char> text)
    {
        text = Bare(text);
        return EndsWithAny(text, BodyEnds) || EndsWithAny(text, RoleEnds);
    }

    /// <summary>Without brackets, 等 and the like at the end.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        for (var cut = true; cut && !text.IsEmpty;)
        {
            cut = false;
            if (text[^1] == '）' && Sentences.OpeningOf(text, text.Length - 1, '（', 60) is > 0 and var open)
            {
                text = text[..open];
                cut = true;
            }
            else if (text[^1] is '等' or ' ')
            {
                text = text[..^1];
                cut = true;
            }
        }

        return text;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] ends)
    {
        foreach (var end in ends)
        {
            if (text.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
