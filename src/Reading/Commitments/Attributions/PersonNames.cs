using System.Buffers;

namespace Bihuan.Reading.Commitments.Attributions;

/// <summary>What names of people look like (人名). Used only to tell a leader from a unit, never to tell who it is.</summary>
internal static class PersonNames
{
    /// <summary>The commonest family names.</summary>
    private static readonly SearchValues<char> Surnames = SearchValues.Create(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文励喻严屠管应");

    private static readonly string[] Posts =
        ["区长", "市长", "县长", "镇长", "乡长", "书记", "主任", "局长", "部长", "常委", "同志", "主席", "总经理", "董事长", "院长", "校长", "所长", "站长", "组长", "秘书长", "领导", "负责人"];

    /// <summary>Whether it is a person's post, alone or behind a name: 各区长, 王小明副区长.</summary>
    public static bool EndsWithPost(ReadOnlySpan<char> name)
    {
        foreach (var post in Posts)
        {
            if (name.EndsWith(post, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it could be a bare name of two to four characters.</summary>
    public static bool LooksLikePerson(ReadOnlySpan<char> name) =>
        name.Length is 2 or 3 or 4 && Surnames.Contains(name[0]) && !Units.UnitNames.LooksLikeUnit(name);
}
