using System.Buffers;
using Bihuan.Reading.Text;
using Bihuan.Reading.Units;

namespace Bihuan.Reading.Commitments;

/// <summary>Tells personal names from posts and units by family name, length and ending. A closed-class list of family names
/// (百家姓 and the commoner later ones) and no given names.</summary>
internal static class PersonNames
{
    private static readonly SearchValues<char> FamilyNames = SearchValues.Create(
        "赵钱孙李来周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹"
        + "姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁"
        + "荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦"
        + "雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎闫充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权"
        + "逯盖益桓公付代邸岳商牟佘佟佴伯赏墨哈谯笪年爱阳佟帅兰原尉揭苟冼覃亓仝母旷甯修初矫亢勤励忻诸葛应竹晋楚鄢汝法归海钦仉督琴况有郇芦占战褟楼项窦撖税卿瓮闭苑农蹇展谌胥植");

    private static readonly string[] CompoundFamilyNames =
        ["欧阳", "司马", "上官", "诸葛", "闻人", "东方", "赫连", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "司空", "端木", "独孤", "南宫", "夏侯", "轩辕", "呼延", "钟离", "西门", "百里", "澹台", "申屠", "太史", "拓跋", "濮阳"];

    /// <summary>What posts end in.</summary>
    private static readonly string[] PostEndings =
    [
        "长", "主任", "书记", "委员", "成员", "调研员", "主任科员", "科员", "巡视员", "主席", "会长", "经理", "秘书", "参谋", "政委", "干事", "专员", "负责人", "领导", "人员", "总监", "董事", "教授", "工程师", "队员", "组员",
        "助理", "代表", "理事", "委派", "同志", "专干", "法人", "教导员", "指导员", "总师", "会计", "主管", "员",
    ];

    private static readonly string[] LeaderPosts =
        ["区长", "市长", "县长", "镇长", "乡长", "书记", "主任", "局长", "部长", "常委", "同志", "主席", "总经理", "董事长", "院长", "校长", "所长", "站长", "组长", "秘书长", "领导", "负责人"];

    private static readonly string[] UnitEndings =
        ["局", "委", "办", "部", "厅", "院", "所", "处", "科", "室", "会", "中心", "公司", "集团", "大队", "支队", "中队", "总队", "街道", "镇", "乡", "村", "社区", "政府", "办事处", "站", "台", "队", "学校", "医院", "银行", "组", "区", "县", "市", "省", "团", "网", "馆", "署", "社"];

    /// <summary>Whether the words, spaces inside left out, can be a person's name and are no post or unit.</summary>
    public static bool IsName(ReadOnlySpan<char> words)
    {
        if (words.Length is < 2 or > 4 || !AllIdeographs(words))
        {
            return false;
        }

        if (words.Length > 2 && Words.StartsWithAny(words, CompoundFamilyNames))
        {
            return true;
        }

        // 区长, 书记: nobody's name ends like a post with only the family name before it; longer ones are told by their whole.
        return words.Length <= 3 && FamilyNames.Contains(words[0]) && !IsPost(words) && !Words.EndsWithAny(words, UnitEndings);
    }

    /// <summary>Whether the words end as a post does.</summary>
    public static bool IsPost(ReadOnlySpan<char> words) => Words.EndsWithAny(words, PostEndings);

    /// <summary>Whether it is the post of somebody in charge, alone or behind a name: 各区长, 王小明副区长. Narrower than <see cref="IsPost"/>:
    /// among the names of an attribution 员 and 长 end units, too (武装部队员, 林长).</summary>
    public static bool IsLeaderPost(ReadOnlySpan<char> words) => Words.EndsWithAny(words, LeaderPosts);

    /// <summary>Whether the words end as a unit's name does; a bracket at the end does not count.</summary>
    public static bool IsUnit(ReadOnlySpan<char> words) => Words.EndsWithAny(UnitNames.WithoutClosingBracket(words), UnitEndings) || words.EndsWith("单位", StringComparison.Ordinal) || words.EndsWith("部门", StringComparison.Ordinal);

    /// <summary>Length of the name that the words end with right behind a post or unit (区应急局局长张三), or 0.</summary>
    /// <param name="words">A post or unit with a name behind it.</param>
    /// <param name="amongNames">Whether its neighbours in the list are such, so that a name may end as a unit does (林一科).</param>
    public static int TrailingLength(ReadOnlySpan<char> words, bool amongNames = false)
    {
        foreach (var length in (ReadOnlySpan<int>)[3, 2, 4])
        {
            if (words.Length < length + 2)
            {
                continue;
            }

            var before = words[..^length];
            if ((IsName(words[^length..]) || (amongNames && length == 3 && FamilyNames.Contains(words[^3]) && AllIdeographs(words[^3..]))) && (Words.EndsWithAny(before, PostEndings) || Words.EndsWithAny(before, UnitEndings)))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>Reads the name that the words begin with: one run, or a family name parted by a space from the given name. Gives how many
    /// characters were used, or 0.</summary>
    public static int LeadingLength(ReadOnlySpan<char> words, out string name)
    {
        name = "";
        var run = RunLength(words);
        if (run == 1 && words.Length >= 3 && words[1] == ' ' && FamilyNames.Contains(words[0]))
        {
            var given = RunLength(words[2..]);
            if (given is 1 or 2)
            {
                name = $"{words[0]}{words.Slice(2, given)}";
                return 2 + given;
            }
        }
        if (run == 2 && words.Length >= 4 && words[2] == ' ' && Words.StartsWithAny(words, CompoundFamilyNames) && RunLength(words[3..]) is (1 or 2) and var rest)
        {
            name = $"{words[..2]}{words.Slice(3, rest)}";
            return 3 + rest;
        }
        // 张某某 区应急局副局长: a rare family name is told by the post behind it.
        var beforePost = run is 2 or 3 && run + 2 < words.Length && words[run] == ' ' && !IsPost(words[..run]) && !IsUnit(words[..run]) && IsPost(words) && words[(run + 1)..].IndexOfAny(' ', '。') < 0;
        if (run is >= 2 and <= 4 && (beforePost || IsName(words[..run])))
        {
            name = words[..run].ToString();
            return run;
        }

        return 0;
    }

    private static int RunLength(ReadOnlySpan<char> words)
    {
        var i = 0;
        while (i < words.Length && Cjk.IsIdeograph(words[i]))
        {
            i++;
        }

        return i;
    }

    private static bool AllIdeographs(ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (!Cjk.IsIdeograph(c))
            {
                return false;
            }
        }

        return true;
    }
}
