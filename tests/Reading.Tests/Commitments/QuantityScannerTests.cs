using System.Globalization;
using Bihuan.Reading.Commitments.Quantities;
using Bihuan.TestKit;
using CsCheck;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public sealed class QuantityScannerTests
{
    /// <summary>What a sentence commits to: subject|comparator|figure|unit, each on its own; 限定 ones and doubtful ones left out.</summary>
    [Theory]
    // The comparator before the number.
    [InlineData("培训护林员不少于120人。", "培训护林员|AtLeast|120|人")]
    [InlineData("绿化覆盖率不低于42%。", "绿化覆盖率|AtLeast|42|%")]
    [InlineData("全年举办讲座至少6场。", "举办讲座|AtLeast|6|场")]
    [InlineData("单体投资≥3亿元。", "单体投资|AtLeast|3|亿元")]
    [InlineData("游客接待量超过85万人次。", "游客接待量|MoreThan|85|万人次")]
    [InlineData("专利授权突破900件。", "专利授权|MoreThan|900|件")]
    [InlineData("湖区水质达标率高于95%。", "湖区水质达标率|MoreThan|95|%")]
    [InlineData("办件差评率＜0.5%。", "办件差评率|LessThan|0.5|%")]
    [InlineData("管网漏损率低于9%。", "管网漏损率|LessThan|9|%")]
    [InlineData("事故起数控制在12起以内。", "事故起数|AtMost|12|起")]
    [InlineData("单件办理时间不超过3个工作日。", "单件办理时间|AtMost|3|个工作日")]
    [InlineData("许可办理“最多5个工作日”。", "许可办理时间|AtMost|5|个工作日")]
    [InlineData("每户补助最高2万元。", "每户补助|AtMost|2|万元")]
    [InlineData("能耗强度≤0.38吨标煤/万元。", "能耗强度|AtMost|0.38|吨标煤/万元")]
    [InlineData("引进青年人才约300名。", "引进青年人才|About|300|名")]
    [InlineData("旅游收入达到56亿元。", "旅游收入|To|56|亿元")]
    [InlineData("苗圃面积累计达700亩。", "苗圃面积累计|To|700|亩")]
    [InlineData("提升污水集中处理率至97%。", "污水集中处理率|To|97|%")]
    [InlineData("将平均候诊时间压缩至25分钟。", "平均候诊时间|To|25|分钟")]
    // Behind it.
    [InlineData("工业增加值增长6.5%左右。", "工业增加值增长|About|6.5|%")]
    [InlineData("建成口袋公园15个以上。", "建成口袋公园|AtLeast|15|个")]
    [InlineData("粮食播种面积稳定在8.3万亩以上。", "粮食播种面积|AtLeast|8.3|万亩")]
    [InlineData("千人病床数达到6张以上。", "千人病床数|ToAtLeast|6|张")]
    [InlineData("登记失业率在3%以内。", "登记失业率|AtMost|3|%")]
    [InlineData("培育家庭农场40余家。", "培育家庭农场|MoreThan|40|家")]
    [InlineData("盘活闲置厂房20多万平方米。", "盘活闲置厂房|MoreThan|20|万平方米")]
    [InlineData("组建专家团队3个（含）以上。", "组建专家团队|AtLeast|3|个")]
    // The number before what it counts.
    [InlineData("新建8座智慧公厕。", "新建智慧公厕|Exactly|8|座")]
    [InlineData("创建2个以上省级美丽牧场。", "创建省级美丽牧场|AtLeast|2|个")]
    [InlineData("启动首批市级5个低碳村落建设。", "启动首批市级低碳村落建设|Exactly|5|个")]
    [InlineData("完成26万平方米标准厂房。", "完成标准厂房|Exactly|26|万平方米")]
    [InlineData("打造松涛巷、竹影巷（东段）等6条风貌街巷。", "打造风貌街巷|Exactly|6|条")]
    [InlineData("谋划上线“云上菜场”“掌上校园”等便民应用12个。", "谋划上线便民应用|Exactly|12|个")]
    [InlineData("启动青禾小学、白石中学等9所学校的新建扩建。", "启动学校新建扩建|Exactly|9|所")]
    [InlineData("择优选取2-3家评估机构。", "择优选取评估机构|Exactly|2～3|家")]
    // Enumerations carry verb and action.
    [InlineData("新增发明专利210件、软件著作权45件。", "新增发明专利|Exactly|210|件;新增软件著作权|Exactly|45|件")]
    [InlineData("培育18家星级茶坊、4个共享菜园。", "培育星级茶坊|Exactly|18|家;培育共享菜园|Exactly|4|个")]
    [InlineData("实施6个旧厂区、11个老小区改造。", "实施旧厂区改造|Exactly|6|个;实施老小区改造|Exactly|11|个")]
    [InlineData("新增众创空间3家以上，领军团队8个、博士60名。", "新增众创空间|AtLeast|3|家;新增领军团队|Exactly|8|个;新增博士|Exactly|60|名")]
    [InlineData("力争准点率提高4%、投诉率下降7%。", "准点率提高|Exactly|4|%;投诉率下降|Exactly|7|%")]
    [InlineData("城区、集镇和村庄的生活垃圾分类覆盖率分别达到100%、95%和90%。", "城区|To|100|%;集镇|To|95|%;村庄的生活垃圾分类覆盖率|To|90|%")]
    // Ranges and changes.
    [InlineData("每班配备辅导员3至5名。", "每班配备辅导员|Exactly|3～5|名")]
    [InlineData("轮岗教师比例10%—15%。", "轮岗教师比例|Exactly|10～15|%")]
    [InlineData("单体面积5～8亩。", "单体面积|Exactly|5～8|亩")]
    [InlineData("罚没款在500元以上2000元以下。", "罚没款|AtLeast|500～2000|元")]
    [InlineData("就地就诊率由68%提高到75%。", "就地就诊率|To|75|%|由68")]
    [InlineData("社区食堂从9家增加到21家以上。", "社区食堂|ToAtLeast|21|家|由9")]
    [InlineData("平均办结时长由12天压缩至7天以内。", "平均办结时长|AtMost|7|天|由12")]
    // Shares.
    [InlineData("确保全县80%的行政村通公交。", "行政村通公交占比|Exactly|80|%")]
    [InlineData("资助比例不超过项目总投入的35%。", "资助比例|AtMost|35|%")]
    [InlineData("新增仓储用地实现100%“拿地即开工”模式供应。", "新增仓储用地“拿地即开工”模式供应|Exactly|100|%")]
    [InlineData("湿地保护率提高2.5个百分点。", "湿地保护率提高|Exactly|2.5|个百分点")]
    [InlineData("参保率达到百分之九十八以上。", "参保率|ToAtLeast|98|%")]
    [InlineData("检查频次较上年下降15%。", "检查频次较上年下降|Exactly|15|%")]
    [InlineData("税收总量翻一番。", "税收总量翻|Exactly|1|番")]
    // Numbers as printed.
    [InlineData("整治散乱场所1,800处。", "整治散乱场所|Exactly|1800|处")]
    [InlineData("新增市场主体3.4万家以上。", "新增市场主体|AtLeast|3.4|万家")]
    [InlineData("清查点位一百三十六个。", "清查点位|Exactly|136|个")]
    [InlineData("补植林木三万株。", "补植林木|Exactly|3|万株")]
    [InlineData("同时发生两起以上险情。", "发生险情|AtLeast|2|起")]
    [InlineData("亩均税收达到48万元/亩。", "亩均税收|To|48|万元/亩")]
    [InlineData("利用外资5亿美元。", "利用外资|Exactly|5|亿美元")]
    [InlineData("累计节能量达到9万吨标煤。", "累计节能量|To|9|万吨标煤")]
    [InlineData("年满16周岁。", "|AtLeast|16|周岁")]
    [InlineData("地块容积率不低于1.8。", "地块容积率|AtLeast|1.8|")]
    [InlineData("新改扩建污水管道65公里，推广节水器具2万套。", "新改扩建污水管道|Exactly|65|公里;推广节水器具|Exactly|2|万套")]
    [InlineData("每半年至少开展1次演练。", "每半年开展演练|AtLeast|1|次")]
    [InlineData("每季度召开例会不少于一次。", "每季度召开例会|AtLeast|1|次")]
    [InlineData("建设标准提高到每亩不少于2600元。", "建设标准每亩|AtLeast|2600|元")]
    // A bare measure leans on the clause before.
    [InlineData("建立救助资金池，规模不低于90万元。", "救助资金池规模|AtLeast|90|万元")]
    [InlineData("策划乡村音乐节，全年举办不少于8场。", "举办乡村音乐节|AtLeast|8|场")]
    [InlineData("培育茶叶龙头企业7家，产值超过4亿元。", "培育茶叶龙头企业|Exactly|7|家;茶叶龙头企业产值|MoreThan|4|亿元")]
    [InlineData("组建抢险队5支，每支不少于15人。", "组建抢险队|Exactly|5|支;每支抢险队|AtLeast|15|人")]
    [InlineData("地区生产总值达到860亿元，同比增长6%。", "地区生产总值|To|860|亿元;地区生产总值同比增长|Exactly|6|%")]
    // Sums of a set, and the set.
    [InlineData("建设总投资超过600亿元的70余个支撑项目。", "支撑项目总投资|MoreThan|600|亿元;建设支撑项目|MoreThan|70|个")]
    [InlineData("引进落户总投资8亿元以上的制造项目14个。", "引进落户总投资8亿元以上的制造项目|Exactly|14|个")]
    [InlineData("完成30家年耗2000吨标煤以上企业节能诊断。", "完成年耗2000吨标煤以上企业节能诊断|Exactly|30|家")]
    [InlineData("总收入60万元以上的村占比达到88%以上。", "总收入60万元以上的村占比|ToAtLeast|88|%")]
    public void ASentence_IsReadAs(string sentence, string expected)
    {
        var read = QuantityScanner.Scan(MappedTexts.Verbatim(sentence), "一").Where(q => !q.Qualifier && (q.Confidence >= Commitment.ReviewBelow || q.Subject.Length == 0)).Select(Written);

        Assert.Equal(expected, string.Join(';', read));
    }

    /// <summary>Numbers that are names, dates, ordinals and manners of speaking.</summary>
    [Theory]
    [InlineData("围绕“246”布局，推动5G和R&D平台建设。")]
    [InlineData("推进G329国道、618省道和3号线二期开工。")]
    [InlineData("改善PM2.5和PM10浓度，淘汰国Ⅲ柴油车。")]
    [InlineData("架设220KV云台变至110KV溪口变线路。")]
    [InlineData("根据《河道保洁三年行动（2021-2023年）》（某政办发〔2021〕59号）精神。")]
    [InlineData("联系电话：0571-61234567，地址：松柏路488号1幢2层。")]
    [InlineData("经区政府第104次常务会议审议，第3项议题通过。")]
    [InlineData("2022年2月15日前报送，3月至5月集中整治，10月底验收。")]
    [InlineData("按照GB25506和GB/T9704执行，房间B0908。")]
    [InlineData("建成“15分钟办事圈”，构建15分钟健身圈，24小时值守。")]
    [InlineData("实行“一对一”服务和“最多跑一地”改革，建立一支队伍、一个平台。")]
    [InlineData("落实“两个确立”，坚定“四个自信”，开展“百日攻坚”。")]
    [InlineData("启动集卡整治五年行动，谋划三年规划，近五年来成效明显。")]
    [InlineData("迎接党的二十大，编制十四五规划，吸取“6.13”事故教训。")]
    [InlineData("应当自收到之日起三个工作日内报送，15日内办结，提前5天告知。")]
    [InlineData("汽车零部件和长三角合作，三面环山，九层之台。")]
    [InlineData("会议定于8:30召开，按3.2.3.1执行，百家企业、千方百计、万众一心。")]
    public void ANameWithANumber_IsNoQuantity(string sentence) =>
        Assert.Empty(QuantityScanner.Scan(MappedTexts.Verbatim(sentence), "一").Select(Written));

    /// <summary>Figures that say which things are counted, stand in a name or count a set phrase: kept, marked, never a firm target.</summary>
    [Theory]
    [InlineData("引进总投资20亿元以上的项目。", "20亿元")]
    [InlineData("确保200人以上村落全部通水。", "200人")]
    [InlineData("推动金泰18万吨彩钢板项目生成。", "18万吨")]
    [InlineData("构建防汛七大机制。", "7大")]
    [InlineData("擦亮三张金名片。", "3张")]
    [InlineData("对开发强度未达到25%以上的存量土地开展清理。", "25%")]
    [InlineData("年销售额500万元以下的商户免收费用。", "500万元")]
    [InlineData("项目成员前3位不得变更。", "3位")]
    [InlineData("实施以下四项工程。", "4项")]
    [InlineData("淘汰35蒸吨以下燃煤锅炉。", "35蒸吨", false)]
    public void AFigureThatOnlyQualifies_IsMarked(string sentence, string figure, bool qualifies = true)
    {
        var quantity = Assert.Single(QuantityScanner.Scan(MappedTexts.Verbatim(sentence), "一"));

        Assert.Equal(figure, $"{quantity.Value.ToString(CultureInfo.InvariantCulture)}{quantity.Unit}");
        Assert.Equal(qualifies, quantity.Qualifier);
    }

    [Theory]
    [InlineData("到2025年，建成书房5家，新增座位800个。", "2025,2025")]
    [InlineData("到2025年，建成书房5家。新增座位800个。", "2025,-")]
    [InlineData("2021-2025年新增学位900个。", "2025")]
    [InlineData("较2020年增长12%。", "-")]
    [InlineData("对2000年前建设的管道全面排查，更新管道30公里。", "-")]
    [InlineData("二〇二三年新建泵站3座。", "2023")]
    public void TheYear_ComesFromTheSameSentence(string sentence, string expected) =>
        Assert.Equal(expected, string.Join(',', QuantityScanner.Scan(MappedTexts.Verbatim(sentence), "一").Select(q => q.Year?.ToString(CultureInfo.InvariantCulture) ?? "-")));

    [Theory]
    [InlineData("力争新增泊位300个，新建驿站6座。", true)]
    [InlineData("争取建成绿道12公里。", true)]
    [InlineData("努力实现出口额增长5%。", true)]
    [InlineData("新增泊位300个。", false)]
    [InlineData("力争早日开工，确保完成投资9亿元。", false)]
    [InlineData("力争早日开工。完成投资9亿元。", false)]
    public void Striving_ReachesToTheEndOfItsSentence(string sentence, bool expected) =>
        Assert.All(QuantityScanner.Scan(MappedTexts.Verbatim(sentence), "一"), q => Assert.Equal(expected, q.Aspirational));

    [Fact]
    public void TheRange_IsWhereItIsPrinted()
    {
        const string Text = "完善设施，新建驿站6座。";

        var quantity = Assert.Single(QuantityScanner.Scan(MappedTexts.Verbatim(Text, start: 1000), "三（四）2"));

        Assert.Equal("三（四）2", quantity.Place);
        Assert.Equal("新建驿站6座", Text[(quantity.Range.Start - 1000)..(quantity.Range.End - 1000)]);
        Assert.Equal("新建驿站6座", quantity.Text);
    }

    /// <summary>Whatever it is given, it answers, and every range lies in the text.</summary>
    [Fact]
    public void AnyMixOfCuesAndDigits_IsReadWithoutFault()
    {
        string[] pieces =
        [
            "0", "1", "12", "2025年", "3.5", "1,800", "7.", "百", "一百三十六", "两", "半", "万", "亿", "零", "百分之", "%", "个", "家", "万元/亩", "个工作日", "人", "大", "号", "KV", "小时", "年", "月", "日",
            "不低于", "不超过", "达到", "由", "从", "提高到", "至", "到", "以上", "以内", "左右", "余", "多", "约", "力争", "分别", "等", "的", "和", "、", "，", "。", "；", "（", "）", "“", "”", "《", "》", "\n", "-", "—", "～", "/", ".", ":",
            "新增", "实施", "改造", "学校", "每", "第", "前", "其中", "至少", "总投资", "《", "A", "≥", "\uD840\uDC0B", "\uD840", " ", "\0",
        ];
        Gen.Int[0, pieces.Length - 1].Array[0, 60].Select(picks => string.Concat(picks.Select(i => pieces[i]))).Sample(
            text =>
            {
                foreach (var quantity in QuantityScanner.Scan(MappedTexts.Verbatim(text), "一"))
                {
                    Assert.InRange(quantity.Range.Start, 0, quantity.Range.End);
                    Assert.InRange(quantity.Range.End, quantity.Range.Start + 1, text.Length);
                    Assert.Equal(quantity.Text, text[quantity.Range.Start..quantity.Range.End]);
                    Assert.InRange(quantity.Confidence, 0, 1);
                    Assert.True(quantity.Upper is null || quantity.Upper > quantity.Value);
                }
            },
            iter: 20_000);
    }

    /// <summary>A line without any punctuation holds up to 60,000 figures: anything quadratic would take many minutes.</summary>
    [Theory]
    [InlineData("新增3个")]
    [InlineData("（（（")]
    [InlineData("5家、")]
    [InlineData("由3%提高")]
    [InlineData("“《1")]
    [InlineData("等等2")]
    public void AnEndlessLine_IsReadInTimeThatGrowsWithIt(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, 300_000 / piece.Length));

        var took = Effort.Of(() => QuantityScanner.Scan(MappedTexts.Verbatim(line), "一"));

        Assert.True(took < TimeSpan.FromSeconds(60), $"{took}");
    }

    private static string Written(QuantityCommitment q) => string.Create(
        CultureInfo.InvariantCulture,
        $"{q.Subject}|{q.Comparator}|{q.Value}{(q.Upper is { } upper ? $"～{upper}" : "")}|{q.Unit}{(q.From is { } from ? $"|由{from}" : "")}");
}
