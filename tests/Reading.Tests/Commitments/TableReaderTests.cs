using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>Tables and lists of invented documents, read through the whole reader.</summary>
public class TableReaderTests
{
    private static List<T> Read<T>(string title, string table, string intro = "")
        where T : Commitment =>
        [.. Reader.Read(new SourceText($"青禾区人民政府办公室关于印发{title}的通知\n\n青政办〔2022〕8号\n\n各街道办事处：\n\n现将{title}印发给你们。\n\n附件：{title}\n\n青禾区人民政府办公室\n\n2022年3月8日\n\n附件\n\n{title}\n\n{intro}{table}\n"))
            .Documents.SelectMany(d => d.Commitments).OfType<T>()];

    [Fact]
    public void AnIndicatorTable_WithItsOwnUnitColumnAndBinding_IsReadCellByCell()
    {
        var found = Read<IndicatorCommitment>("青禾区绿色发展指标表（2021—2025年）", "类别\t指标名称\t单位\t2020年\t2023年\t2025年\t属性\t责任单位\n水\t河道优良比例\t%\t85.5\t90\t≥95\t约束性\t区治水办\n\t再生水管网\t公里\t—\t12\t[30]\t预期性\t区住建局、区水务局");

        Assert.Equal(2, found.Count);
        var ratio = found[0];
        Assert.Equal(("河道优良比例", "水", "%", IndicatorKind.Rate, "约束性"), (ratio.Name, ratio.Group, ratio.Unit, ratio.IndicatorKind, ratio.Binding));
        Assert.Equal((85.5m, 2020), (ratio.Baseline, ratio.BaselineYear));
        Assert.Equal(new Dictionary<int, decimal?> { [2023] = 90, [2025] = 95 }, ratio.Targets);
        var pipes = found[1];
        Assert.Null(pipes.Baseline);
        Assert.Equal(("水", "公里", "预期性", IndicatorKind.Cumulative), (pipes.Group, pipes.Unit, pipes.Binding, pipes.IndicatorKind));
        Assert.Equal(["区住建局", "区水务局"], pipes.LeadUnits);
        Assert.Equal("[30]", pipes.Printed[2025]);
    }

    [Fact]
    public void ATransposedTable_GivesAnIndicatorAColumn()
    {
        var found = Read<IndicatorCommitment>("青禾区步道建设目标", "年份\t新建步道（公里）\t绿地率（%）\n2022年\t12\t38.5\n2023年\t15\t39\n2024年\t—\t40");

        Assert.Equal(["新建步道", "绿地率"], found.Select(f => f.Name));
        Assert.Equal(["公里", "%"], found.Select(f => f.Unit));
        Assert.Equal(new Dictionary<int, decimal?> { [2022] = 12, [2023] = 15, [2024] = null }, found[0].Targets);
    }

    [Fact]
    public void GroupedYears_AreReadBelowTheirHeading()
    {
        var found = Read<IndicatorCommitment>("青禾区养老服务目标", "序号\t指标\t分年度目标\t\t\t牵头单位\n\t\t2022年\t2023年\t2024年\t\n1\t累计新增床位（张）\t100\t220\t350\t区民政局\n2\t老年食堂数量（家）\t8\t9\t10\t区民政局");

        Assert.Equal(new Dictionary<int, decimal?> { [2022] = 100, [2023] = 220, [2024] = 350 }, found[0].Targets);
        Assert.Equal([IndicatorKind.Cumulative, IndicatorKind.Level], found.Select(f => f.IndicatorKind));
    }

    [Fact]
    public void ASingleTargetColumn_TakesTheYearOfTheTitle()
    {
        var found = Read<IndicatorCommitment>("2023年青禾区重点指标", "序号\t指标名称\t计量单位\t目标值\t牵头单位\n1\t新增就业\t万人\t1.2\t区人社局\n2\t空气优良率\t%\t92\t生态环境分局");

        Assert.Equal([2023, 2023], found.Select(f => f.Targets.Keys.Single()));
        Assert.Equal(["万人", "%"], found.Select(f => f.Unit));
    }

    [Fact]
    public void SeveralFiguresInACell_AreParts()
    {
        var found = Read<IndicatorCommitment>("青禾区招商目标", "类别\t指标名称\t2022年目标\t2023年目标\n招商\t签约投资超十亿元/投资超5亿元/投资超1亿元项目数（个）\t1, 2, 3\t2, 3, 4\n\t到位资金\t3亿元\t4亿元");

        Assert.Equal(["投资超十亿元", "投资超5亿元", "投资超1亿元"], found[0].Parts.Select(p => p.Name));
        Assert.Equal([2m, 3m, 4m], found[0].Parts.Select(p => p.Targets[2023]));
        Assert.All(found[0].Targets.Values, Assert.Null);
    }

    [Fact]
    public void AnEmptyCellAndMixedUnits_AreDoubted()
    {
        var found = Read<IndicatorCommitment>("青禾区目标", "指标名称\t2022年目标\t2023年目标\t2024年目标\n绿地面积\t3公顷\t\t60亩\n步道\t3公里\t4公里\t5公里");

        Assert.Equal(2, found[0].Doubts.Count);
        Assert.True(found[0].Confidence < 1);
        Assert.Empty(found[1].Doubts);
    }

    [Theory]
    [InlineData("累计新增绿地", "3公顷", "5公顷", IndicatorKind.Cumulative)]
    [InlineData("五年整治河道", "3公里", "5公里", IndicatorKind.Cumulative)]
    [InlineData("人才累计数量", "3万人", "5万人", IndicatorKind.Level)]
    [InlineData("新增绿地", "5公顷", "4公顷", IndicatorKind.Annual)]
    [InlineData("贷款增速", "5%", "6%", IndicatorKind.Rate)]
    [InlineData("劳动生产率", "30万元/人", "35万元/人", IndicatorKind.Level)]
    public void TheKind_ComesFromWordsAndUnit(string name, string first, string second, IndicatorKind expected) =>
        Assert.Equal(expected, Read<IndicatorCommitment>("青禾区目标", $"指标名称\t2022年目标\t2023年目标\n{name}\t{first}\t{second}\n绿道\t1公里\t2公里")[0].IndicatorKind);

    [Fact]
    public void ABreakdownWithStreetsInRows_TakesTheStatedUnitAndKnowsItsTotal()
    {
        var found = Read<BreakdownCommitment>("青禾区植树任务分解表", "序号\t街道\t2022年\t2023年\n1\t东溪街道\t30\t40\n2\t西溪街道\t20\t25\n合计\t\t50\t65", "单位：亩\n");

        Assert.Equal(["东溪街道", "西溪街道", "合计"], found.Select(f => f.Locality));
        Assert.Equal([false, false, true], found.Select(f => f.Total));
        Assert.All(found, f => Assert.Equal("亩", f.Unit));
        Assert.Equal(65, found[2].Targets[2023]);
        Assert.Equal("附件 第3行", found[2].Place);
    }

    [Fact]
    public void ARowThatIsTheSumOfAllOthers_IsTheTotal_WhateverItsName()
    {
        var found = Read<BreakdownCommitment>("青禾区植树任务分解表", "所属地\t2022年\t2023年\n东溪街道\t30\t40\n西溪街道\t20\t25\n青禾区\t50\t65");

        Assert.Equal([false, false, true], found.Select(f => f.Total));
    }

    [Fact]
    public void ABreakdownWithStreetsInColumns_GivesOneAStreet()
    {
        var found = Read<BreakdownCommitment>("青禾区改厕任务分解表", "序号\t指标\t单位\t东溪街道\t西溪街道\t合计\n1\t新建公厕\t座\t3\t4\t7\n2\t改造公厕\t座\t5\t6\t11");

        Assert.Equal(["东溪街道", "西溪街道", "合计"], found.Select(f => f.Locality));
        Assert.Equal(new Dictionary<string, decimal?> { ["新建公厕"] = 4, ["改造公厕"] = 6 }, found[1].Columns);
        Assert.Equal(["座", "座", "座"], found.Select(f => f.Unit));
        Assert.True(found[2].Total);
    }

    [Fact]
    public void AHazardTable_GivesItemsStandardsUnitsAndDeadline()
    {
        var found = Read<HazardCommitment>("青禾区挂牌督办隐患清单", "序号\t隐患单位\t地址\t主要隐患\t性质\t督办单位\t整改期限\n1\t青禾纺织厂\t织里路3号\t1、消防通道堵塞；2、灭火器不符合GB 4351.1-2005的规定，且线路不符合国家电气安装技术标准；3、无人值\t厂房\t东溪街道、区消防大队\t2022年6月底前\n\n\t\t\t守。\t\t\t\n2\t青禾浴室\t汤口路9号\t堵塞安全出口。\t公众聚集场所\t西溪街道\t2022-9-30");

        Assert.Equal(2, found.Count);
        Assert.Equal(["消防通道堵塞", "灭火器不符合GB4351.1-2005的规定，且线路不符合国家电气安装技术标准", "无人值守"], found[0].Items);
        Assert.Equal(["GB4351.1-2005", "国家电气安装技术标准"], found[0].Standards);
        Assert.Equal(["东溪街道", "区消防大队"], found[0].Supervising);
        Assert.Equal(new DateOnly(2022, 6, 30), found[0].Deadline?.Date);
        Assert.Equal((2, "青禾浴室", "汤口路9号", "公众聚集场所"), (found[1].Number, found[1].Name, found[1].Address, found[1].Nature));
    }

    [Fact]
    public void AHazardInAClauseWithLabels_IsRead()
    {
        var found = Read<HazardCommitment>("青禾区隐患清单", "一、青禾粮库（仓前路1号）。存在问题：1.未设泄爆口；2.清扫不及时。督办单位：区粮食局。整改期限：2022年5月31日前。\n二、青禾气站（气象路2号）。存在问题：与住宅毗邻。督办单位：区住建局、东溪街道。整改期限：2022年4月20日前。");

        Assert.Equal(["青禾粮库", "青禾气站"], found.Select(f => f.Name));
        Assert.Equal(["仓前路1号", "气象路2号"], found.Select(f => f.Address));
        Assert.Equal([2, 1], found.Select(f => f.Items.Count));
        Assert.Equal(new DateOnly(2022, 4, 20), found[1].Deadline?.Date);
    }

    [Fact]
    public void ADecisionCatalogue_KnowsWhichProceduresApply()
    {
        var found = Read<DecisionCommitment>("青禾区重大行政决策事项目录", "序号\t决策事项\t承办单位\t依据\t完成时间\t决策程序\t\t\n\t\t\t\t\t公众参与\t专家论证\t风险评估\n1\t编制停车规划\t区交通局\t《青禾区停车办法》\t2022年9月\t√\t×\t—\n2\t调整水价\t区发改局\t\t2022年12月\t☑\t□\t√");

        Assert.Equal(["编制停车规划", "调整水价"], found.Select(f => f.Item));
        Assert.Equal(new Dictionary<string, bool?> { ["公众参与"] = true, ["专家论证"] = false, ["风险评估"] = null }, found[0].Procedures);
        Assert.Equal(new Dictionary<string, bool?> { ["公众参与"] = true, ["专家论证"] = false, ["风险评估"] = true }, found[1].Procedures);
        Assert.Null(found[1].Basis);
    }

    [Fact]
    public void AForm_GivesItsFieldsWithUnitsAndSections()
    {
        var found = Read<FormFieldCommitment>("青禾区桥梁统计表", "桥梁 情况\t桥梁座数（座）\t\t危桥座数（座）\t\n\t桥梁 总长（米）\t\t\t\n渡口\t\t渡船（艘）\t\t\n", "填报单位：（盖章）\n\n");

        Assert.Equal(["1 桥梁情况 桥梁座数 座", "2 桥梁情况 危桥座数 座", "3 桥梁情况 桥梁总长 米", "4  渡口 ", "5  渡船 艘"], found.Select(f => $"{f.Number} {f.Section} {f.Field} {f.Unit}"));
        Assert.All(found, f => Assert.Equal("青禾区桥梁统计表", f.Form));
    }

    [Fact]
    public void AFormWithAHeader_GivesAFieldARow()
    {
        var found = Read<FormFieldCommitment>("青禾区养老统计表", "序号\t指标名称\t计量单位\t本期数\t备注\n1\t床位\t张\t\t\n2\t护理员\t人\t\t");

        Assert.Equal(["床位 张", "护理员 人"], found.Select(f => $"{f.Field} {f.Unit}"));
    }

    [Theory]
    [InlineData("1. 青禾系列企业\n\n青禾纺织有限公司\n\n青禾印染有限公司\n\n2. 东溪机械（青禾）有限公司\n\n3. 西溪集团系列企业\n\n- 西溪电器有限公司\n- 西溪照明有限公司")]
    [InlineData("1.青禾系列企业（青禾纺织有限公司、青禾印染有限公司）\n2.东溪机械（青禾）有限公司\n3.西溪集团系列企业（西溪电器有限公司、西溪照明有限公司）")]
    [InlineData("1. 青禾系列企业\n（1）青禾纺织有限公司\n（2）青禾印染有限公司\n2. 东溪机械（青禾）有限公司\n3. 西溪集团系列企业\n（1）西溪电器有限公司\n（2）西溪照明有限公司")]
    public void AnEnterpriseList_KeepsMembersWithTheirSeries(string list)
    {
        var found = Read<EnterpriseCommitment>("青禾区重点企业名单", list);

        Assert.Equal(["1 青禾系列企业: 青禾纺织有限公司|青禾印染有限公司", "2 东溪机械（青禾）有限公司: ", "3 西溪集团系列企业: 西溪电器有限公司|西溪照明有限公司"],
            found.Select(f => $"{f.Number} {f.Name}: {string.Join('|', f.Members)}"));
    }

    [Fact]
    public void AnEnterpriseList_UnderHeadings_KeepsTheirCategory()
    {
        var found = Read<EnterpriseCommitment>("青禾区重点企业名单", "一、纺织\n1.青禾纺织有限公司\n2.青禾印染有限公司\n二、机械\n3.东溪机械有限公司");

        Assert.Equal(["纺织", "纺织", "机械"], found.Select(f => f.Category));
    }

    [Fact]
    public void AnEnterpriseTable_IsRead_AndNumberedTasksAreNot()
    {
        Assert.Equal(["青禾纺织有限公司", "东溪机械有限公司"], Read<EnterpriseCommitment>("青禾区重点企业名单", "序号\t企业名称\t街道\n1\t青禾纺织有限公司\t东溪街道\n2\t东溪机械有限公司\t西溪街道").Select(f => f.Name));
        Assert.Empty(Read<EnterpriseCommitment>("青禾区任务清单", "1. 加强企业服务，走访青禾纺织有限公司。\n2. 组织检查。"));
    }

    [Fact]
    public void AnEnterpriseTable_WithANameMergedOverItsMembers_GivesOneEnterprise()
    {
        var found = Read<EnterpriseCommitment>("青禾区重点企业名单", "序号\t企业名称\t成员企业\n1\t青禾系列企业\t青禾纺织有限公司\n\t\t青禾印染有限公司\n2\t东溪机械有限公司\t");

        Assert.Equal(["1 青禾系列企业: 青禾纺织有限公司|青禾印染有限公司", "2 东溪机械有限公司: "], found.Select(f => $"{f.Number} {f.Name}: {string.Join('|', f.Members)}"));
    }

    [Fact]
    public void ACheckList_IsNoDecisionCatalogue() =>
        Assert.Empty(Read<DecisionCommitment>("青禾区检查表", "序号\t检查项目\t是否合格\n1\t灭火器\t√\n2\t通道\t×"));

    [Fact]
    public void ARosterWithAnEmptyColumn_IsNoForm() =>
        Assert.Empty(Read<FormFieldCommitment>("青禾区值班表", "周一\t陈安\t\n周二\t李宁\t\n周三\t王和\t"));

    [Fact]
    public void ATaskTableOrContactList_IsNoneOfThese()
    {
        var commitments = Read<Commitment>("青禾区任务清单", "序号\t任务\t牵头单位\t联系电话\n1\t清淤河道3条\t区水务局\t86000001\n2\t植树\t区林业局\t86000002");

        Assert.DoesNotContain(commitments, c => c.Kind is "indicator" or "breakdown" or "hazard" or "decision" or "formField" or "enterprise");
    }
}
