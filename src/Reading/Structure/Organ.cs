using System.Buffers;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure;

/// <summary>How names of issuing bodies and lines of titles look (机关名称、标题行).</summary>
internal static class Organ
{
    private static readonly string[] Suffixes =
    [
        "人民政府", "政府办公室", "人民政府办公厅", "办公室", "办公厅", "委员会", "管委会", "安委会", "管理委员会", "人民代表大会常务委员会", "指挥部", "领导小组", "局", "厅", "委", "部", "院", "总队", "支队", "大队",
        "中心", "集团", "公司", "街道办事处", "镇政府", "乡政府", "党组", "党委", "工委", "联合会", "总工会", "协会", "银行", "署", "处", "办", "小组", "公安部", "国务院", "专班", "督查室", "研究室", "信息室", "总站", "分校", "学院", "大学", "园区",
    ];

    /// <summary>Words that end the title of a document.</summary>
    private static readonly string[] TitleEnds =
    [
        "通知", "通报", "决定", "意见", "公告", "通告", "方案", "办法", "细则", "规定", "条例", "报告", "计划", "规划", "预案", "要点", "函", "批复", "请示", "纪要", "命令", "令", "名单", "解读", "清单", "目录", "措施", "制度", "规则", "章程", "标准", "指南", "规程", "公报",
        "分解", "任务书", "责任书", "汇总表", "一览表", "分解表", "安排表", "统计表", "登记表", "讲话", "发言", "致辞", "安排", "工作总结", "若干政策", "政策", "承诺书", "倡议书", "议案", "答复", "信息", "简报", "动态", "职责", "分工", "名册",
    ];

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("，。；：、！？0123456789关");
    private static readonly SearchValues<char> NotInTitles = SearchValues.Create("。；！？");

    /// <summary>Whether text reads as the name of one body, or of several parted by spaces.</summary>
    public static bool IsName(string value)
    {
        if (value.Length is < 3 or > 60 || value.AsSpan().IndexOfAny(NotInNames) >= 0)
        {
            return false;
        }

        foreach (var part in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Length < 3 || !Words.EndsWithAny(part, Suffixes))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a block may be a line of a title: no sentence, no number of a list, no day.</summary>
    public static bool IsTitleLine(Block block)
    {
        var value = block.Value;
        return !block.IsTable && block.Marker is null && value.Length is > 1 and <= 120
            && value.AsSpan().IndexOfAny(NotInTitles) < 0
            && value[^1] is not ('：' or '，' or '、')
            && !value.StartsWith("附件", StringComparison.Ordinal)
            && !DateLine.TryParse(value, out _)
            && !ContentsReader.IsEntry(value)
            && !(value[0] is '【' && value[^1] is '】')
            && !(value[0] is '（' && value[^1] is '）' && value.Contains("正文", StringComparison.Ordinal))
            && !DocumentNumber.TryParseWhole(value, out _);
    }

    /// <summary>Whether text ends as titles of documents do, a bracket such as （2021-2025年） or （试行） set aside.</summary>
    public static bool EndsAsTitle(string value)
    {
        var text = value.AsSpan().TrimEnd();
        while (text.Length > 2 && text[^1] is '）' && text.LastIndexOf('（') is > 0 and var open)
        {
            text = text[..open].TrimEnd();
        }

        return Words.EndsWithAny(text.TrimEnd('》'), TitleEnds);
    }
}
