using Xunit;
using static Bihuan.Reading.Tests.Input.Inputs;

namespace Bihuan.Reading.Tests.Input;

public class MarkdownReaderTests
{
    [Fact]
    public void Marks_Go_AndNumbersStay()
    {
        const string Text = """
            ---
            title: x
            ---
            # 关于**修路**的通知

            ## 一、总体要求

            加快~~建~~设，*面积* 3 亩以上[^1]，见[附件](http://a/b)。
            紧接的一行
            3. 修路
            4. 架桥
               - 小桥
               - 大桥

            > 引用 &amp; 说明 `代码`

            ***

            1) 甲
            """;

        Assert.Equal(
            ["关于修路的通知", "一、总体要求", "加快~~建~~设，面积 3 亩以上[^1]，见附件。", "紧接的一行", "3. 修路", "4. 架桥", "小桥", "大桥", "引用 & 说明 代码", "1) 甲"],
            Read(Text, "a.md").Lines());
    }

    [Fact]
    public void PipeTables_AndHtmlTables_BecomeCells()
    {
        var source = Read("前言\n\n| 部门 | 任务 |\n|---|---|\n| 住建局 | **修路**<br>架桥 |\n\n<table><tr><td rowspan=\"2\">水利</td><td>塘</td></tr><tr><td>坝</td></tr></table>\n\n结束\n", "a.md");

        Assert.Equal("前言\n部门\t任务\n住建局\t修路 架桥\n水利\t塘\n\t坝\n结束\n", source.Text);
        Assert.Equal(["0,0,1,1:部门", "0,1,1,1:任务", "1,0,1,1:住建局", "1,1,1,1:修路 架桥"], source.Cells());
        Assert.Equal(["0,0,2,1:水利", "0,1,1,1:塘", "1,1,1,1:坝"], source.Cells(1));
    }
}
