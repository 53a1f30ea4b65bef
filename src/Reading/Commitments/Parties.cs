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
        "室", "开发区", "功能区", "社区", "村", "学校", "校", "银行", "支行", "协会", "商会", "派出所", "平台", "署", "馆", "处", "科", "联盟", "党组", "党委", "防指", "指办", "监管局",
    ];

    /// <summary>Endings of persons and undertakings that have duties.</summary>
    private static readonly string[] RoleEnds =
    [
        "企业", "个人", "服务人", "管理人", "使用人", "所有人", "监护人", "承包人", "经办人", "河长", "湖长", "林长", "田长", "路长", "出租人", "承租人", "负责人", "责任人", "经营者", "生产者", "用户", "业主", "人员", "人口", "员工", "干部", "职工", "网格员", "协管员", "联络员", "管理员", "民警",
        "领导", "主体", "申请人", "当事人", "房东", "居民", "村民", "群众", "公民", "法人", "组织", "者", "员", "团队", "专家", "中介", "物业", "各地", "主任", "局长", "区长", "县长",
        "市长", "镇长", "书记", "总指挥", "指挥长", "教师", "学生", "院校", "高校", "医院", "商户", "场所",
    ];

    /// <summary>Whether the words end as the name of a body does.</summary>
    public static bool EndsAsBody(ReadOnlySpan<char> text) => Words.EndsWithAny(Bare(text), BodyEnds);

    /// <summary>Whether the words end as the name of a body or of a role does.</summary>
    public static bool EndsAsParty(ReadOnlySpan<char> text)
    {
        text = Bare(text);
        return Words.EndsWithAny(text, BodyEnds) || Words.EndsWithAny(text, RoleEnds);
    }

    /// <summary>What may stand before a subject and is no part of it.</summary>
    private static readonly string[] Introductions = ["请", "并由", "由", "特别是", "同时", "此外", "其中", "再由", "原则上由", "具体由", "希望", "并请", "要求", "分别由", "统一由", "以及"];

    /// <summary>What stands behind a subject: modal verbs, prepositions, adverbs and the verbs of office work.</summary>
    private static readonly string[] AfterSubject =
    [
        "应当", "应", "要", "须", "必须", "需", "负责", "可以", "可", "将", "于", "在", "自", "按", "每", "定期", "及时", "分别", "会同", "根据", "依据", "结合", "对", "汇总", "统一", "立即",
        "主动", "发现", "接到", "接报", "收到", "积极", "组织", "牵头", "视情", "向", "报", "通过", "严格", "切实", "不得", "完成", "制定", "建立", "召开", "指定", "明确", "把", "从", "依法",
        "原则上", "至少", "具体", "做好", "开展", "落实", "审核", "梳理", "收集", "整理", "研究", "一般", "抄", "反馈", "提交", "推送", "如", "征集", "举行", "举办", "适时", "实行", "认真",
        "半年", "年度", "集中", "统筹", "配合", "印发", "，",
    ];

    /// <summary>Finds who acts in a part of a sentence: where the name begins and how long it is; length 0 where the part names nobody.</summary>
    public static (int Start, int Length) Subject(ReadOnlySpan<char> part)
    {
        const int Longest = 60;
        var start = 0;
        foreach (var word in Introductions)
        {
            if (part.StartsWith(word, StringComparison.Ordinal) && word.Length > start)
            {
                start = word.Length;
            }
        }

        var text = part[start..];
        var depth = 0;
        for (var i = 0; i <= Math.Min(text.Length - 1, Longest); i++)
        {
            depth += text[i] is '（' or '“' or '《' ? 1 : text[i] is '）' or '”' or '》' ? -1 : 0;
            if (i < 2 || depth > 0)
            {
                continue;
            }
            foreach (var word in AfterSubject)
            {
                // The name of a body holds no sentence of its own.
                if (text[i..].StartsWith(word, StringComparison.Ordinal) && EndsAsParty(text[..i]) && !StartsAsOther(text) && !HoldsVerb(text[..i]))
                {
                    return (start, i);
                }
            }
        }

        return default;
    }

    private static bool HoldsVerb(ReadOnlySpan<char> name)
    {
        foreach (var verb in (ReadOnlySpan<string>)["推送", "报送", "已经", "最终", "告知", "督促", "》"])
        {
            if (name.IndexOf(verb, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A part that begins with a preposition or a verb has its subject elsewhere: 对各部门…, 组织各单位….</summary>
    private static bool StartsAsOther(ReadOnlySpan<char> text)
    {
        foreach (var word in (ReadOnlySpan<string>)["对", "将", "把", "向", "组织", "督促", "指导", "协调", "加强", "为", "按照", "根据", "依托", "通过", "经", "会同", "配合", "做好", "落实", "建立", "在", "于", "从", "与", "凡", "并", "自", "及时", "立即", "报", "由于",
            "告知", "上述", "传达", "让", "使", "引导", "推动", "鼓励", "支持", "委托", "采取", "制定", "加快", "不", "《", "若", "因", "一旦", "发生", "协助", "明确", "确保", "全面", "要", "应"])
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                // 在区人员, 自建房业主: a preposition that is part of the name is followed by no verb before its end; seldom, and short.
                return word is not ("在" or "自") || text.IndexOf('，') is >= 0 and < 4;
            }
        }

        return false;
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
}
