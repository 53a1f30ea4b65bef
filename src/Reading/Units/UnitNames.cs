using System.Buffers;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Units;

/// <summary>What names of units look like (机构名称的构词). Closed-class endings only; no unit is listed here.</summary>
internal static class UnitNames
{
    /// <summary>Endings of one character that make a unit, unless the word is one of <see cref="CommonWords"/>.</summary>
    private static readonly SearchValues<char> OneCharacterEndings = SearchValues.Create("局委办部院会厅署处站所队联团司社企镇乡村组馆室台协党");

    private static readonly string[] LongerEndings =
    [
        "中心", "集团", "单位", "部门", "主体", "机构", "街道", "大学", "学校", "中学", "小学", "企业", "政府", "基地", "园区", "开发区", "新区", "高新区", "示范区",
        "功能区", "管理区", "分行", "支行", "银行", "人行", "党组", "社区", "产业园", "创业园", "科技园", "镇街", "街镇", "经营者", "管理方", "业主", "责任人",
    ];

    /// <summary>Everyday words that end like a unit but are none.</summary>
    private static readonly string[] CommonWords =
    [
        "全部", "内部", "外部", "局部", "干部", "大部", "社会", "机会", "大会", "晚会", "展会", "峰会", "盛会", "集会", "场所", "住所", "厕所", "处所", "到处", "好处", "益处",
        "用处", "平台", "舞台", "出台", "后台", "前台", "排队", "车站", "网站", "库站", "家乡", "城乡", "返乡", "故乡", "关联", "互联", "物联", "串联", "统一办", "承办", "协办", "督办",
        "交办", "举办", "主办", "查办", "领办", "帮办", "代办", "联办", "快办", "教室", "科室", "实验室", "会同", "编组", "分组", "重组", "体会", "约会", "一会", "不会", "都会", "才会", "将会", "也会",
        "布局", "格局", "结局", "全局", "大局", "委托", "团团", "公司司", "商协", "妥协", "入党", "建党", "政党", "农村", "乡村", "城中村", "新农村",
    ];

    /// <summary>Whether a name ends like one of a unit: 局, 委员会, 街道, 公司, 各有关单位. A bracket that closes the name is passed over.</summary>
    public static bool LooksLikeUnit(ReadOnlySpan<char> name)
    {
        name = WithoutClosingBracket(name.Trim());
        if (name.Length < 2 || name.Length > 60)
        {
            return false;
        }

        foreach (var ending in LongerEndings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        // 各县, 各市区: all of the places, as bodies that answer.
        if (name[0] is '各' && name[^1] is '县' or '市' or '区')
        {
            return true;
        }
        if (!OneCharacterEndings.Contains(name[^1]))
        {
            return false;
        }

        foreach (var word in CommonWords)
        {
            if (name.EndsWith(word, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it is a street, town or township, or all of them (各街道): they answer for their own area.</summary>
    public static bool IsStreet(ReadOnlySpan<char> name)
    {
        name = WithoutClosingBracket(name.Trim());
        return name.EndsWith("街道", StringComparison.Ordinal)
            || name.EndsWith("街道办事处", StringComparison.Ordinal)
            || name.EndsWith("街道办", StringComparison.Ordinal)
            || name.EndsWith("镇街", StringComparison.Ordinal)
            || name.EndsWith("街镇", StringComparison.Ordinal)
            || name.EndsWith("镇人民政府", StringComparison.Ordinal)
            || name.EndsWith("乡人民政府", StringComparison.Ordinal)
            || name.EndsWith("镇政府", StringComparison.Ordinal)
            || name.EndsWith("乡政府", StringComparison.Ordinal)
            || (name.Length > 1 && name[^1] is '乡' or '镇' && !Words.EndsWithAny(name, ["小镇", "城镇", "城乡", "家乡"]));
    }

    /// <summary>The name without a bracket that closes it: 政务办（交易办） gives 政务办, and so does 科技局&lt;科协&gt;.</summary>
    public static ReadOnlySpan<char> WithoutClosingBracket(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
        {
            return name;
        }

        var opening = name[^1] switch { '）' => '（', ')' => '(', '>' => '<', '〉' => '〈', '》' => '《', ']' => '[', _ => '\0' };
        var at = opening == '\0' ? -1 : name.LastIndexOf(opening);
        return at > 0 ? name[..at].TrimEnd() : name;
    }
}
