using System.Text;
using Xunit;
using static Bihuan.Reading.Tests.Input.Inputs;

namespace Bihuan.Reading.Tests.Input;

public class HtmlReaderTests
{
    private const string Site = """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>标题 - 柳溪区人民政府</title><meta name="ArticleTitle" content="关于修路的通知"><style>p{color:red}</style></head>
        <body><div class="header"><a href="/">首页</a> 柳溪区人民政府</div><div class="nav"><a>政务公开</a><a>办事服务</a></div>
        <div class="wrap"><div class="position">当前位置：<a>首页</a> &gt; <a>政策文件</a></div>
        <div class="TRS_Editor"><p>各镇人民政府：</p><p>　　一、加快建设
        柳溪大道&nbsp;&nbsp;等道路，面积<b>3</b>km<sup>2</sup>以上。<br>　　二、按期完工。</p><p style="display: none">隐藏的话</p><script>var x='脚本';</script>
        <table border="1"><tr><th rowspan="2">部门</th><th colspan="2">任务</th></tr><tr><td>上半年</td><td>下半年</td></tr>
        <tr><td>住建局</td><td><p>修路</p><p>架桥</p></td><td>验收&lt;两座&gt;</td></tr></table><p>特此通知。</p></div></div>
        <div class="footer">主办：柳溪区人民政府办公室 ICP备00000000号</div></body></html>
        """;

    private static readonly string[] Expected =
    [
        "关于修路的通知", "各镇人民政府：", "一、加快建设柳溪大道 等道路，面积3km2以上。", "二、按期完工。", "部门\t任务", "上半年\t下半年", "住建局\t修路 架桥\t验收<两座>", "特此通知。",
    ];

    [Fact]
    public void TheArticle_IsReadWithoutThePageAroundIt()
    {
        var source = Read(Site, "a.html");

        Assert.Equal(Expected, source.Lines());
        Assert.Equal(["0,0,2,1:部门", "0,1,1,2:任务", "1,1,1,1:上半年", "1,2,1,1:下半年", "2,0,1,1:住建局", "2,1,1,1:修路 架桥", "2,2,1,1:验收<两座>"], source.Cells());
        Assert.Equal(InputFormat.Html, source.Format);
    }

    [Fact]
    public void APageIsKnownByItsContent_InTheEncodingItStates()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        var source = Read(gb.GetBytes(Site.Replace("utf-8", "gb2312", StringComparison.Ordinal)), "下载.txt");

        Assert.Equal(Expected, source.Lines());
        Assert.Equal("gb18030", source.EncodingName);
    }

    [Fact]
    public void WithoutANamedArticle_TheBodyIsReadWithoutFurniture()
    {
        var source = Read("<html><body><ul class='menu'><li>首页<li>政务</ul><header>柳溪</header><p>当前位置：首页 > 文件</p><p>正文的第一段有很多字，写在这里作为正文。</p><p>正文的第二段也有很多字。</p></body></html>", "a.htm");

        Assert.Equal(["正文的第一段有很多字，写在这里作为正文。", "正文的第二段也有很多字。"], source.Lines());
        Assert.Equal(2, source.Repairs.Count(r => r.Kind == RepairKind.DroppedPageFurniture));
    }

    [Fact]
    public void LayoutTables_AreReadAsBlocks_AndDataTablesInThemAsTables()
    {
        var source = Read("<html><body><table><tr><td>左<td><p>甲</p><table><tr><td>一<td>二<tr><td>三<td>四</table><p>乙</p></table></body></html>", "a.html");

        Assert.Equal(["左", "甲", "一\t二", "三\t四", "乙"], source.Lines());
        Assert.Single(source.Tables);
    }

    [Fact]
    public void OrderedLists_PrintTheirNumbers()
    {
        var source = Read("<html><body><ol start=3><li>甲<li value=7>乙<li>丙</ol><ol style='list-style-type: cjk-ideographic'><li>丁<li>戊</ol><ol type=a><li>己</ol><ul><li>庚</ul></body></html>", "a.html");

        Assert.Equal(["3. 甲", "7. 乙", "8. 丙", "一、丁", "二、戊", "a. 己", "庚"], source.Lines());
    }

    [Fact]
    public void APageWithoutWords_IsRefused() => Assert.Equal("INP-019", Refused("<html><body><script>x</script></body></html>"u8.ToArray(), "a.html").Code);
}
