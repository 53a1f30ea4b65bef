namespace Bihuan.Reading.Contradictions;

/// <summary>Tells whether two printed names mean the same indicator: what is left of a name without words of counting, scope and effort.</summary>
internal static class SubjectKey
{
    /// <summary>Longer words first, so that 国家级 goes before 国家.</summary>
    private static readonly string[] Noise =
    [
        "目标任务", "新增", "国家级", "国家", "规模以上", "规上", "累计", "数量", "总量", "总数", "总额", "规模", "数", "全区", "我区", "全市", "全县", "本区", "辖区", "培育", "认定", "达到", "提高到", "提升至", "目标", "任务", "分解", "完成", "实现", "力争", "确保", "全年", "五年", "年内",
        "规划", "指标", "情况", "左右", "以上", "的", "和", "与", "及", "等", "、", "“", "”", " ", "（", "）", "(", ")", "《", "》",
    ];

    /// <summary>The distinct characters of what is left, sorted; too little to tell things apart gives an empty key.</summary>
    /// <param name="name">A subject, an indicator's name or a table's title.</param>
    /// <param name="keepBrackets">Whether words in brackets say what is counted (高企有效数) or only the unit (家).</param>
    public static string Of(string name, bool keepBrackets = false)
    {
        const int Shortest = 4;
        var rest = keepBrackets ? name : WithoutBrackets(name);
        foreach (var word in Noise)
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        }

        var letters = rest.Where(c => char.IsLetter(c)).Distinct().Order().ToArray();
        return letters.Length < Shortest ? "" : new(letters);
    }

    /// <summary>The name without its brackets and what they hold.</summary>
    public static string WithoutBrackets(string name)
    {
        var kept = new List<char>(name.Length);
        var depth = 0;
        foreach (var c in name)
        {
            depth += c is '（' ? 1 : 0;
            if (depth == 0)
            {
                kept.Add(c);
            }

            depth -= c is '）' && depth > 0 ? 1 : 0;
        }

        return new([.. kept]);
    }
}
