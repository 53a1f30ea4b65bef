namespace Bihuan.Reading.Commitments;

/// <summary>Recognises a post (职务) by its words: the closed vocabulary of Chinese public posts, read from the end.</summary>
internal static class Posts
{
    /// <summary>What a post ends with; longer words first, so that 大队长 is not read as 队长.</summary>
    private static readonly string[] Heads =
    [
        .. new[]
        {
            "主任委员", "主任科员", "主任督学", "调研员", "巡视员", "科员", "办事员", "秘书长", "检察长", "审判长", "董事长", "理事长", "监事长", "审计长", "参谋长", "指挥长",
            "总指挥", "指挥官", "指挥员", "总队长", "支队长", "大队长", "中队长", "分队长", "组长", "队长", "局长", "区长", "县长", "市长", "省长", "州长", "旗长", "盟长", "镇长", "乡长",
            "村长", "院长", "校长", "部长", "处长", "科长", "厅长", "司长", "所长", "站长", "馆长", "园长", "社长", "台长", "行长", "会长", "庭长", "厂长", "段长", "船长", "股长",
            "警长", "督察长", "委员长", "场长", "室长", "班长", "店长", "主任", "主席", "书记", "常委", "委员", "成员", "工程师", "会计师", "经济师", "规划师", "农艺师",
            "统计师", "审计师", "建筑师", "园艺师", "畜牧师", "兽医师", "药师", "医师", "教导员", "指导员", "政治委员", "政委", "司令员", "司令", "协理员",
            "督学", "督导", "专员", "督察专员", "监察专员", "审判员", "检察员", "陪审员", "仲裁员", "公证员", "书记员", "总监", "总裁", "总经理", "经理", "董事", "监事", "监事会主席",
            "总编辑", "编辑", "主编", "顾问", "参事", "馆员", "研究员", "教授", "讲师", "助理", "秘书", "干事", "召集人", "负责人", "联络员", "监督员", "法定代表人",
            "代表", "警务专员", "首席代表", "飞行检查员", "警监", "警督", "法官", "检察官", "执法官", "信息官", "数据官",
        }.OrderByDescending(h => h.Length),
    ];

    /// <summary>What may stand before the head and belongs to the post whatever comes before it.</summary>
    private static readonly string[] Modifiers =
    [
        "常务", "第一", "第二", "代理", "执行", "首席", "专职", "兼职", "名誉", "行政", "候任", "挂职", "不驻会", "驻会", "高级", "中级", "助理",
        "一级", "二级", "三级", "四级", "正科级", "副科级", "正处级", "副处级", "正局级", "副局级", "正股级", "副股级", "正县级", "副县级",
        "副", "正", "总", "代", "政治", "局长", "主任", "区长", "县长", "市长", "镇长", "乡长", "院长", "校长", "部长",
    ];

    /// <summary>Bodies inside a unit whose post is printed behind the unit's name (局党委书记). Taken into the post only where a unit is left.</summary>
    private static readonly string[] InnerBodies =
    [
        "机关党委", "机关党总支", "机关党支部", "机关纪委", "党组", "党委", "党工委", "党总支", "党支部", "纪委", "纪工委", "纪检监察组", "审判委员会", "检察委员会",
        "监事会", "董事会",
    ];

    /// <summary>How many characters at the end of <paramref name="text"/> name a post; 0 where none do.</summary>
    public static int LengthAtEnd(ReadOnlySpan<char> text)
    {
        var length = 0;
        foreach (var head in Heads)
        {
            if (text.EndsWith(head, StringComparison.Ordinal))
            {
                length = head.Length;
                break;
            }
        }
        if (length == 0)
        {
            return 0;
        }

        for (var grown = true; grown;)
        {
            grown = false;
            var before = text[..^length];
            foreach (var modifier in Modifiers)
            {
                // A word such as 局长 only belongs to the post in 局长助理; elsewhere it would eat the end of a unit's name.
                if (before.EndsWith(modifier, StringComparison.Ordinal) && (modifier[^1] is not ('长' or '任') || text[^length..].StartsWith("助理")))
                {
                    length += modifier.Length;
                    grown = true;
                    break;
                }
            }
            if (grown)
            {
                continue;
            }

            foreach (var body in InnerBodies)
            {
                if (before.EndsWith(body, StringComparison.Ordinal) && LeavesUnit(before[..^body.Length]))
                {
                    length += body.Length;
                    grown = true;
                    break;
                }
            }
        }

        return length;
    }

    /// <summary>Whether all of it names a post.</summary>
    public static bool IsPost(ReadOnlySpan<char> text) => text.Length > 0 && LengthAtEnd(text) == text.Length;

    /// <summary>How many characters at the start name a person's post that a name of 2 to 4 characters follows up to the end; 0 where none do.</summary>
    public static int LengthBeforeName(ReadOnlySpan<char> text)
    {
        for (var name = 2; name <= 4 && name < text.Length; name++)
        {
            if (LengthAtEnd(text[..^name]) > 0)
            {
                return text.Length - name;
            }
        }

        return 0;
    }

    /// <summary>区纪委副书记 has the unit 区纪委, but 财政局党组书记 the unit 财政局: what is left must be more than a division's name.</summary>
    private static bool LeavesUnit(ReadOnlySpan<char> rest) => rest.Length == 0 || (rest.Length > 1 && rest[^1] is not ('省' or '市' or '区' or '县' or '州' or '旗' or '盟'));
}
