namespace Bihuan.Official.Tests;

/// <summary>Invented documents of an invented district, of every layout.</summary>
internal static class Samples
{
    /// <summary>The families that the tests' machines have (.ci/install: fonts-noto-cjk).</summary>
    public static readonly FontMap Fonts = FontMap.Default with { Available = new HashSet<string>(StringComparer.Ordinal) { "Noto Serif CJK SC", "Noto Sans CJK SC" } };

    private static readonly DateOnly Day = new(2022, 3, 15);

    private static readonly Imprint Printed = new(["区委办公室", "区人大常委会办公室", "区政协办公室"], "东江区人民政府办公室", Day);

    /// <summary>督办单: a notice with a form.</summary>
    public static OfficialDocument Notice => new(OfficialLayout.Document, "关于加快推进老旧管网改造工作的督办通知", Day)
    {
        Kind = "督办单",
        Urgency = Urgency.Urgent,
        Mark = IssuerMark.Of("东江区人民政府督查室"),
        Number = "东政督〔2022〕3号",
        Recipients = ["区住房和城乡建设局"],
        Body =
        [
            Paragraph.Of("根据区政府重点工作安排，现将下列事项予以督办，请按要求抓好落实，并于规定时限前书面反馈办理结果。"),
            new Table([new(22), new(28), new(22), new(28)],
            [
                [Label("督办事项"), Cell.Of("老旧燃气管网改造", columns: 3)],
                [Label("牵头单位"), Cell.Of("区住房和城乡建设局"), Label("责任领导"), Cell.Of("分管副区长")],
                [Label("交办日期"), Cell.Of("2022年1月10日"), Label("办理时限"), Cell.Of("2022年3月31日")],
                [Label("办理要求"), Cell.Of("年内完成改造12.5公里；每月25日前报送进度；完工后组织验收并提交验收记录。", columns: 3)],
                [Label("目前进展"), Cell.Of("完成3.2公里，落后计划进度18个百分点，亮红灯。", columns: 3)],
                [Label("督办意见"), Cell.Of("1.一周内排出剩余路段施工计划；\n2.由分管领导牵头召开协调会；\n3.3月25日前反馈整改情况。", columns: 3)],
            ])
            { HeaderRows = 0, Points = 14, RowHeight = 12 },
            new Paragraph([new("联系人及电话见"), new("督查平台", Link: "https://example.org/matters/17"), new("。")]),
        ],
        Signature = new(["东江区人民政府督查室"], SealPlace.Note),
        Imprint = Printed,
    };

    /// <summary>通报: headings, a long table, charts, attachments, a document to a superior with secrecy.</summary>
    public static OfficialDocument Bulletin => new(OfficialLayout.Document, "东江区人民政府办公室关于2022年第一季度重点工作推进情况的通报", Day)
    {
        Kind = "通报",
        SerialNumber = "000012",
        Secrecy = Secrecy.Confidential,
        SecrecyPeriod = "1年",
        Urgency = Urgency.MostUrgent,
        Mark = IssuerMark.Of("东江区人民政府办公室"),
        Number = "东政办〔2022〕18号",
        Signers = ["王明远"],
        Recipients = ["各街道办事处", "区政府各部门、各直属单位"],
        Body =
        [
            Paragraph.Of("现将2022年第一季度重点工作推进情况通报如下。"),
            new Heading(1, "总体情况"),
            Paragraph.Of("一季度共督办事项136项，办结41项，正常推进80项，逾期15项。"),
            new Chart(ChartKind.Bars, "图1　各单位逾期事项", ["区住房和城乡建设局", "区应急管理局", "新港街道办事处", "区综合行政执法局（城市管理局）", "区科学技术局"], [new("逾期", [5, 4, 3, 2, 1])]) { Unit = "项" },
            new Heading(1, "主要问题"),
            new Heading(2, "进度不平衡。", [new("部分单位季度进度低于计划"), new("10个百分点以上", Bold: true), new("。")]),
            new Heading(2, "反馈不及时。", [new("有7项事项连续两次未按期反馈。")]),
            new Heading(3, "材料不完整"),
            new Heading(4, "缺少验收记录"),
            new Heading(1, "逾期事项清单"),
            Table.List([new(10, Alignment.Center), new(40), new(30), new(20, Alignment.Center)], ["序号", "事项", "牵头单位", "时限"],
                Enumerable.Range(1, 34).Select(i => (IReadOnlyList<string>)[$"{i}", $"重点工程第{i}标段建设进度滞后", i % 3 == 0 ? "区住房和城乡建设局" : "新港街道办事处", $"2022年{(i % 3) + 1}月"])) with { Caption = "表1　逾期事项" },
            Paragraph.Of("请各单位对照问题抓紧整改。"),
        ],
        Attachments =
        [
            new("各月办结情况", [new Chart(ChartKind.Line, "图2　各月办结事项", ["1月", "2月", "3月"], [new("本年", [9, 12, 20]), new("上年", [7, 8, 15])]) { Unit = "项" },
                new Chart(ChartKind.Columns, "图3　各街道办结率", ["新港", "大桥", "城关", "白石"], [new("办结率", [82.5m, 76, 91, 64])]) { Unit = "%" }]),
            new("关于进一步严格督查督办工作纪律和反馈时限的若干要求", [new Heading(1, "反馈时限"), Paragraph.Of("每月25日前反馈一次。")]),
        ],
        Signature = new(["东江区人民政府办公室"], SealPlace.Note),
        Note = "此件公开发布",
        Imprint = Printed,
    };

    /// <summary>函.</summary>
    public static OfficialDocument Letter => new(OfficialLayout.Letter, "东江区人民政府办公室关于商请协助核查燃气用户数据的函", Day)
    {
        Kind = "函",
        Urgency = Urgency.Urgent,
        Mark = IssuerMark.Of("东江区人民政府办公室", ""),
        Number = "东政办函〔2022〕7号",
        Recipients = ["市燃气集团"],
        Body = [.. Enumerable.Range(1, 9).Select(i => Paragraph.Of($"为做好第{i}批燃气用户安全检查，现商请贵单位协助核对用户数量、入户检查率和整改情况，并请于收到本函之日起5个工作日内函复。"))],
        Signature = new(["东江区人民政府办公室"], SealPlace.Room),
        Imprint = Printed,
    };

    /// <summary>A long document of one character, 22 lines of 28 characters a page.</summary>
    public static OfficialDocument Grid => new(OfficialLayout.Plain, "满页试排", Day) { Body = [.. Enumerable.Range(0, 4).Select(_ => Paragraph.Of(new string('督', (28 * 30) - 2)))] };

    /// <summary>Two issuers with two seals.</summary>
    public static OfficialDocument Joint => new(OfficialLayout.Document, "关于联合开展燃气安全排查的通知", Day)
    {
        Mark = new(["东江区应急管理局", "东江区住房和城乡建设局"]),
        Number = "东应急〔2022〕9号",
        Recipients = ["各街道办事处"],
        Body = [Paragraph.Of("现就有关事项通知如下。"), Paragraph.Of("请认真组织实施。")],
        Signature = new(["东江区应急管理局", "东江区住房和城乡建设局"], SealPlace.Room),
        Imprint = Printed,
    };

    /// <summary>命令.</summary>
    public static OfficialDocument Order => new(OfficialLayout.Order, "", Day)
    {
        Mark = IssuerMark.Of("东江区人民政府禁火令", ""),
        Number = "第2号",
        Body = [Paragraph.Of("自2022年4月1日起至4月10日止，全区林区及林缘500米范围内禁止一切野外用火。")],
        Signature = new(["东江区人民政府"], SealPlace.None),
    };

    /// <summary>纪要.</summary>
    public static OfficialDocument Minutes => new(OfficialLayout.Minutes, "研究老旧管网改造工作", Day) { Mark = IssuerMark.Of("专题会议纪要", ""), Number = "东专纪〔2022〕4号", Body = [Paragraph.Of("会议听取了进展汇报。")] };

    /// <summary>A document whose text has so many paragraphs of one line, with an imprint: it ends at every place of a page.</summary>
    public static OfficialDocument OfLength(int paragraphs) => new(OfficialLayout.Document, "关于督办事项办理情况的通报", Day)
    {
        Mark = IssuerMark.Of("东江区人民政府督查室"),
        Number = "东政督〔2022〕4号",
        Body = [.. Enumerable.Range(1, paragraphs).Select(i => Paragraph.Of($"第{i}项已按期办结。"))],
        Signature = new(["东江区人民政府督查室"]),
        Imprint = Printed,
    };

    /// <summary>The same with paragraphs of several lines full of figures, whose widths fonts differ about.</summary>
    public static OfficialDocument WithFigures(int paragraphs) => OfLength(0) with
    {
        Body = [.. Enumerable.Range(1, paragraphs).Select(i => Paragraph.Of($"第{i}项{new string('督', i * 5 % 9)}完成投资{i * 137}万元，占年度计划的{i * 3}.5%，比上年同期增加{i * 11}万元" + (i % 3 == 0 ? "。" : $"，其中GB 50028标准段{i}公里，涉及{i * 40}户，已于2022年3月{i}日验收。")))],
    };

    public static IReadOnlyDictionary<string, OfficialDocument> All { get; } = new Dictionary<string, OfficialDocument>(StringComparer.Ordinal)
    {
        ["notice"] = Notice,
        ["bulletin"] = Bulletin,
        ["letter"] = Letter,
        ["grid"] = Grid,
        ["joint"] = Joint,
        ["order"] = Order,
        ["minutes"] = Minutes,
    };

    private static Cell Label(string text) => Cell.Of(text, heading: true);
}
