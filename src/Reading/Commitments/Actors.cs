using Bihuan.Reading.Text;
using Bihuan.Reading.Units;

namespace Bihuan.Reading.Commitments;

/// <summary>Finds who acts in a clause of a plan: the unit, team or post it begins with (区防汛办、各街道、总指挥长), told from the verb or
/// adverb that follows.</summary>
internal static class Actors
{
    private const int Longest = 48;

    /// <summary>What names of units, teams and posts end in.</summary>
    private static readonly string[] Suffixes =
    [
        "指挥部", "指挥所", "指挥中心", "指挥机构", "防指", "办公室", "委员会", "人民政府", "政府", "街道", "办事处", "部门", "单位", "队伍", "大队", "支队", "中队", "总队", "分队", "小分队",
        "队", "中心", "公司", "企业", "领导小组", "小组", "工作组", "专家组", "组", "专班", "领导", "负责人", "负责同志", "同志", "指挥长", "总指挥", "副总指挥", "指挥官", "指挥员", "人员", "成员",
        "主任", "局长", "区长", "县长", "市长", "镇长", "乡长", "书记", "委办", "专家", "群众", "居民", "学校", "医院", "机构", "社区", "村委会", "居委会", "社区居委会", "站", "台", "军", "部队",
        "民兵", "武警", "局", "委", "办", "部", "厅", "府", "院", "所", "处", "科", "会", "乡", "镇", "村", "园区", "指", "管委会", "业主", "经营者", "责任人", "志愿者", "个人", "公众", "市民",
        "干部", "队员", "民警", "工作专班", "联防队", "救援力量", "力量", "集团", "银行", "运营商", "两办",
    ];

    /// <summary>What may follow the one who acts: modals, adverbs and the verbs of plans.</summary>
    private static readonly string[] Follows =
    [
        "应", "须", "必须", "要", "可", "将", "立即", "立刻", "及时", "迅速", "尽快", "适时", "视情", "负责", "组织", "启动", "进入", "加强", "做好", "按", "根据", "依据", "依托", "密切", "发布", "派出", "派",
        "提供", "加大", "加密", "靠前", "配合", "协助", "协同", "赶赴", "赶到", "前往", "奔赴", "率", "带领", "带队", "牵头", "会同", "指导", "协调", "召开", "召集", "在", "开展", "落实", "实施", "执行", "保持", "停止",
        "暂停", "关闭", "转移", "疏散", "撤离", "通知", "报告", "上报", "向", "对", "依法", "主动", "全力", "共同", "分别", "统一", "坚持", "严格", "严防", "严密", "全面", "随时", "收到", "接到", "接报", "24小时", "实行",
        "值班", "值守", "到岗", "到位", "坐镇", "主持", "参加", "参与", "承担", "督促", "督导", "检查", "巡查", "监测", "调度", "调集", "调派", "调配", "下达", "发出", "宣布", "决定", "批准", "请求", "成立", "设立", "建立",
        "完善", "制定", "采取", "准备", "待命", "集结", "进行", "利用", "通过", "充分", "切实", "确保", "保障", "维护", "不得", "禁止", "继续", "认真", "第一时间", "做到", "增加", "强化", "注意", "关注", "与", "为", "把",
        "以", "提前", "同时", "适当", "定期", "每", "分析", "研判", "会商", "制作", "滚动", "抢修", "救治", "救援", "抢险", "支援", "增援", "服从", "履行", "依照", "即", "马上", "进驻", "深入", "动员", "发动", "指挥", "统筹",
        "取消", "停课", "停工", "停业", "实时", "收集", "汇总", "跟踪", "掌握", "核实", "处置", "防范", "加派", "预置", "预留", "备足", "优先", "全程", "全员", "全部", "全天", "如", "若", "于", "委派", "指派", "选派", "申请",
        "牢固", "需", "主要", "发现", "得知", "获悉", "方可", "一律", "清理", "封闭", "管控", "控制", "救助", "安置", "妥善", "积极", "尽职", "联合", "联系", "落细", "贯彻", "传达", "接受", "开设", "开放", "启用", "印发", "转发",
    ];

    /// <summary>A clause that begins so names nobody: verbs, adverbs and prepositions.</summary>
    private static readonly string[] NoActors =
    [
        "向", "对", "将", "把", "按", "根据", "依据", "在", "当", "如", "若", "组织", "协调", "视情", "及时", "立即", "立刻", "迅速", "请求", "增派", "派", "通知", "发出", "设立", "成立", "下设", "下达", "召开", "召集", "加强",
        "做好", "做到", "开展", "落实", "实施", "实行", "采取", "指导", "督促", "督导", "配合", "协助", "调", "动员", "要求", "责令", "保护", "保障", "确保", "维护", "严", "禁止", "停止", "暂停", "关闭", "转移", "疏散", "撤离", "必要",
        "适时", "密切", "加大", "加密", "进入", "提供", "准备", "发布", "报告", "上报", "报", "会同", "联合", "与", "并", "同时", "以", "为", "对于", "通过", "利用", "根", "应", "须", "要", "不得", "可", "统一", "迅", "全力", "全面",
        "进一步", "继续", "接", "启动", "宣布", "研究", "分析", "经", "从", "至", "建立", "健全", "制定", "完善", "强化", "收集", "汇总", "掌握", "跟踪", "指定", "明确", "营救", "抢", "封", "救", "安排", "请", "传达", "贯彻",
        "参与", "参加", "执行", "随时", "切实", "尽快", "其中", "否则", "即", "因", "持续", "发生", "一旦", "预判", "初判", "妥善", "果断", "有序", "主动", "积极", "认真", "深入", "广泛", "快速", "首次", "加快", "分别", "充分", "第一时间", "劝导", "引导", "限制", "疏导", "调集", "调派",
    ];

    /// <summary>Who everybody is: 各单位 and the like after another actor only distribute the work and begin nothing new.</summary>
    private static readonly string[] Everybody = ["各单位", "各有关单位", "各相关单位", "有关单位", "相关单位", "各成员单位", "各部门", "各有关部门", "有关部门", "相关部门", "各方", "各有关方面", "各级各部门"];

    /// <summary>Length of the actor that <paramref name="clause"/> begins with, or 0.</summary>
    public static int LengthIn(ReadOnlySpan<char> clause)
    {
        if (clause.Length < 3)
        {
            return 0;
        }
        if (Words.StartsWithAny(clause, NoActors))
        {
            return TeamLength(clause);
        }

        var from = clause.StartsWith("由", StringComparison.Ordinal) ? 1 : 0;
        var end = Math.Min(clause.Length, Longest);
        for (var p = from + 2; p < end; p++)
        {
            if (EndsAsActor(clause[from..p]) && Words.StartsWithAny(clause[p..], Follows) && !IsInsideWord(clause, p))
            {
                // 果断向队伍下达: what stands behind a preposition is not the one who acts.
                return clause[from..p].IndexOfAny('向', '把', '将') < 0 ? p : 0;
            }
        }

        return 0;
    }

    /// <summary>Teams are named after what they do (应急监测组, 抢险救援组), so that their names begin like verbs.</summary>
    private static int TeamLength(ReadOnlySpan<char> clause)
    {
        const int LongestName = 9;
        if (Words.StartsWithAny(clause, Founding))
        {
            return 0;
        }

        var end = Math.Min(clause.Length - 1, LongestName);
        for (var p = 3; p <= end; p++)
        {
            if (clause[p - 1] == '组' && clause[p] != '织' && Words.StartsWithAny(clause[p..], Follows))
            {
                return p;
            }
        }

        return 0;
    }

    private static readonly string[] Founding = ["成立", "设立", "下设", "派", "请", "会同", "调", "组建", "增派", "通知", "向", "对", "将", "把", "按", "在", "由", "组织专家", "视情", "立即", "及时", "必要"];

    /// <summary>The actor itself out of the words that <see cref="LengthIn"/> measured: of 信息由区防指 only what follows 由.</summary>
    public static string Name(ReadOnlySpan<char> words) => words[(words.LastIndexOf('由') + 1)..].ToString();

    /// <summary>Whether the words name a unit, team or post, judged by their end.</summary>
    public static bool IsActor(ReadOnlySpan<char> words) => words.Length is >= 2 and <= Longest && EndsAsActor(words) && !Words.StartsWithAny(words, NoActors);

    private static bool EndsAsActor(ReadOnlySpan<char> words) => Words.EndsWithAny(UnitNames.WithoutClosingBracket(words), Suffixes);

    /// <summary>Whether it means all units concerned and nobody by name.</summary>
    public static bool IsEverybody(ReadOnlySpan<char> actor) => actor.Length <= 8 && Words.EndsWithAny(actor, Everybody);

    /// <summary>Whether the cut would part a word: 指|挥, 组|织, 会|同, 部|门, 处|置, 防|范, 办|公.</summary>
    private static bool IsInsideWord(ReadOnlySpan<char> clause, int p)
    {
        if (p >= clause.Length)
        {
            return false;
        }

        return (clause[p - 1], clause[p]) is ('指', '挥' or '导' or '定') or ('组', '织') or ('会', '同' or '商' or '议') or ('部', '门' or '署') or ('处', '置' or '理') or ('办', '公' or '事' or '理') or ('台', '风')
            or ('所', '在' or '有' or '需') or ('科', '学' or '技') or ('站', '点') or ('军', '队') or ('政', '府') or ('队', '伍') or ('委', '员' or '托' or '派') or ('院', '校');
    }
}
