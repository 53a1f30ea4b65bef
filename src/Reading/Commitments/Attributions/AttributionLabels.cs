namespace Bihuan.Reading.Commitments.Attributions;

/// <summary>The labels that say what follows them: 牵头单位：, 完成时限：.</summary>
internal static class AttributionLabels
{
    private const int LongestLabel = 14;

    /// <summary>Words a label may begin with, so that a label printed hard behind a name is still found.</summary>
    private static readonly string[] Beginnings =
    [
        "主要", "牵头", "责任", "负责", "配合", "协助", "协办", "协同", "参与", "参加", "支持", "支撑", "主办", "主责", "承办", "承建", "实施", "推进", "执行", "落实", "分管", "挂帅", "包保", "包抓",
        "联系", "挂联", "项目", "第一", "第二", "完成", "时间", "时限", "整改", "办结", "截止", "进度", "督办", "督导", "监督", "共同", "具体", "总牵头", "区级", "县级", "市级", "镇级", "街道级", "区领导", "县领导",
        "市领导", "领导", "工作", "主管", "考核", "验收", "成员", "目标", "备注", "建设", "任务", "直接",
    ];

    private static readonly string[] UnitWords = ["单位", "部门", "主体", "科室", "处室", "机构", "街道", "企业", "乡镇", "镇街", "方"];

    /// <summary>The role that a label gives to what follows, or <see cref="Role.None"/> where it is no label of an attribution.</summary>
    public static Role RoleOf(ReadOnlySpan<char> label)
    {
        label = label.Trim();
        if (label.Length is < 2 or > LongestLabel)
        {
            return Role.None;
        }
        if (Has(label, "联系人") || Has(label, "联系电话") || Has(label, "联络员") || label.SequenceEqual("备注"))
        {
            return Role.Remark;
        }
        if (Has(label, "时限") || Has(label, "期限") || Has(label, "完成时间") || Has(label, "完成日期") || Has(label, "时间要求") || Has(label, "时间节点")
            || Has(label, "截止") || Has(label, "办结时间") || Has(label, "进度要求") || Has(label, "整改时间") || label.SequenceEqual("时间安排") || label.SequenceEqual("完成节点"))
        {
            return Role.Deadline;
        }
        if (Ends(label, "领导") || Ends(label, "责任人") || Ends(label, "负责人") || Ends(label, "牵头人") || Ends(label, "负责同志") || Ends(label, "分管人") || Ends(label, "包保人"))
        {
            return Role.Leader;
        }

        var unit = EndsLikeUnitLabel(label);
        if (unit && (Has(label, "督办") || Has(label, "督导") || Has(label, "督查") || Has(label, "监督") || Has(label, "考核") || Has(label, "验收")))
        {
            return Role.Remark;
        }
        if ((unit && (Has(label, "牵头") || Has(label, "主办") || Has(label, "主责"))) || label.SequenceEqual("牵头") || Ends(label, "牵头责任"))
        {
            return Role.Lead;
        }
        if ((unit && (Has(label, "配合") || Has(label, "协助") || Has(label, "协办") || Has(label, "协同") || Has(label, "参与") || Has(label, "参加") || Has(label, "支持") || Has(label, "支撑") || Has(label, "成员") || Has(label, "联动")))
            || label.SequenceEqual("配合") || label.SequenceEqual("参与"))
        {
            return Role.Support;
        }
        if (unit && (Has(label, "责任") || Has(label, "承办") || Has(label, "落实") || Has(label, "主管") || Has(label, "负责")))
        {
            return Role.Responsible;
        }

        return unit && (Has(label, "实施") || Has(label, "推进") || Has(label, "执行") || Has(label, "承建") || Has(label, "建设")) ? Role.Implement : Role.None;
    }

    /// <summary>The label that ends before the colon at <paramref name="colon"/> and begins at or behind <paramref name="from"/>; no length where there is none.</summary>
    public static (int Start, Role Role) Before(string value, int from, int colon)
    {
        var start = colon;
        while (start > from && colon - start < LongestLabel && !IsBoundary(value[start - 1]))
        {
            start--;
        }

        var run = value.AsSpan(start, colon - start);
        for (var i = 0; i + 2 <= run.Length; i++)
        {
            if (BeginsLabel(run[i..]) && RoleOf(run[i..]) is var role and not Role.None)
            {
                // 牵头、责任单位： is one label; 牵头和责任单位 too.
                if (role == Role.Responsible && i == 0 && start - from >= 3 && value.AsSpan(start - 3, 3) is "牵头、" or "牵头，")
                {
                    return (start - 3, Role.Lead);
                }

                return (start + i, role);
            }
        }

        return (colon, Role.None);
    }

    private static bool IsBoundary(char c) => c is '，' or ',' or '；' or ';' or '。' or '、' or '\n' or '\t' or ' ' or '【' or '】' or '〔' or '〕' or '：' or ':' or '[' or ']' or '|' or '—';

    private static bool BeginsLabel(ReadOnlySpan<char> text)
    {
        foreach (var word in Beginnings)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsLikeUnitLabel(ReadOnlySpan<char> label)
    {
        // 牵头单位（部门） and 责任单位（第一个为牵头） are labels too.
        if (label[^1] is '）' && label.LastIndexOf('（') is > 0 and var bracket)
        {
            label = label[..bracket];
        }
        foreach (var word in UnitWords)
        {
            if (label.EndsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<char> label, string word) => label.Contains(word, StringComparison.Ordinal);

    private static bool Ends(ReadOnlySpan<char> label, string word) => label.EndsWith(word, StringComparison.Ordinal);
}
