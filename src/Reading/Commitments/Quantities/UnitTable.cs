using System.Collections.Frozen;

namespace Bihuan.Reading.Commitments.Quantities;

/// <summary>What kind of thing a unit counts: it decides how the words after a figure are understood.</summary>
internal enum UnitClass
{
    /// <summary>No unit printed.</summary>
    None,

    /// <summary>A measure word (量词): 个, 家, 项. What follows it is the thing counted.</summary>
    Count,

    /// <summary>People and households, which name what they count: 人, 户, 人次.</summary>
    People,

    /// <summary>Money.</summary>
    Money,

    /// <summary>Length, area, volume, mass, energy and the like.</summary>
    Size,

    /// <summary>A share or a rate: %, 个百分点, 倍, 成, 番.</summary>
    Share,

    /// <summary>Time: 天, 个工作日, 小时, 年, 周岁.</summary>
    Time,

    /// <summary>大, as in 三大攻坚战: counts a set that has a name.</summary>
    Set,
}

/// <summary>The units of measure and measure words of government documents, read by longest match. Closed classes of the language.</summary>
internal static class UnitTable
{
    /// <summary>Multiples that are kept in the unit, as printed (3.4万家 is 3.4 of 万家).</summary>
    private static readonly string[] Multiples = ["万亿", "千万", "百万", "十万", "亿", "万", "千", "百"];

    private static readonly (UnitClass Class, string Units)[] Listed =
    [
        (UnitClass.Count,
            "个 家 项 名 件 套 台 所 座 条 处 只 辆 艘 架 支 批 次 场 本 篇 份 张 间 栋 幢 片 块 类 组 对 道 门 科 株 棵 头 羽 尾 粒 枚 口 " +
            "种 款 部 卷 册 期次 节 堂 课时 班次 层 扇 根 具 把 盏 盘 宗 起 例 位 对次 标箱 标准箱 TEU 床 学位 班 车位 泊位 单 票 笔 盒 瓶 桶 箱 包 袋 杆 面 榀 段 村 镇 乡 眼 顶 张床 席 " +
            "个批次 频次 批次 台次 台套 辆次 车次 航次 列次 艘次 架次 班列 列 条次 件次 家次 场次 趟 轮 遍 回 届次"),
        (UnitClass.People, "人 户 人次 户次 人份 人天 人日 户家庭"),
        (UnitClass.Money, "元 元人民币 人民币 美元 欧元 日元 英镑 港元 港币"),
        (UnitClass.Size,
            "平方米 平方公里 平方千米 平米 ㎡ m² m2 km² 立方米 立方 m³ m3 方 亩 公顷 ha 公里 千米 里 海里 米 厘米 毫米 分米 km m cm mm " +
            "吨 吨标煤 吨标准煤 吨标油 蒸吨 载重吨 总吨 吨位 公斤 千克 斤 克 毫克 微克 kg t g tce 升 毫升 L ml " +
            "千瓦 千瓦时 兆瓦 兆瓦时 吉瓦 瓦 度 度电 kW kWh MW MWp MWh GW GWh kVA 千伏安 伏安 马力 摄氏度 ℃ 分贝 dB " +
            "兆 M带宽 比特 字节 GB TB PB EB TFLOPS PFLOPS EFLOPS Mbps Gbps 帕 兆帕 微克/立方米 毫克/立方米 毫克/升 分"),
        (UnitClass.Share, "% ‰ 个百分点 百分点 个点 倍 成 番 个基点 BP"),
        (UnitClass.Time,
            "年 个月 周 个星期 天 日 个工作日 工作日 个自然日 自然日 个交易日 个日历天 日历天 小时 个小时 工作小时 分钟 秒钟 秒 刻钟 周岁 岁 个季度 学时 课时 周年 周次 个学期 学年 个年度 h min"),
        (UnitClass.Set, "大"),
    ];

    /// <summary>Words that begin like a unit but are none: what must not follow the unit.</summary>
    private static readonly FrozenDictionary<string, string[]> NotBefore = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["个"] = ["性", "别", "体工", "人信", "案", "股"],
        ["人"] = ["民", "才", "口", "员", "均", "工", "大", "社", "力", "身", "家", "物", "防", "事", "类"],
        ["家"] = ["庭", "长", "园", "政", "电"],
        ["户"] = ["籍", "口", "外", "型", "均", "厕"],
        ["项"] = ["目"],
        ["名"] = ["单", "称", "录", "义", "额", "牌"],
        ["台"] = ["风", "账", "阶"],
        ["条"] = ["例", "件", "款", "块"],
        ["次"] = ["年", "日", "月", "要", "生"],
        ["场"] = ["所", "地", "馆", "景", "站"],
        ["部"] = ["门", "分", "队", "委", "级", "署"],
        ["位"] = ["于", "置", "居", "列"],
        ["元"] = ["旦", "素", "件", "月"],
        ["方"] = ["面", "案", "式", "米", "法", "针", "向", "可", "位", "便"],
        ["分"] = ["别", "局", "公", "管", "类", "级", "批", "期", "布", "之", "步", "组", "片", "队", "流", "工", "支", "园", "值"],
        ["成"] = ["立", "为", "果", "效", "员", "本", "功", "熟", "长", "品", "年", "交", "都", "套", "份", "绩"],
        ["度"] = ["假", "过", "量", "电价"],
        ["年"] = ["级", "龄", "轻", "检", "报", "货", "终", "均"],
        ["日"] = ["常", "报", "元", "照"],
        ["天"] = ["然", "津", "台", "气", "猫", "府", "空"],
        ["米"] = ["其"],
        ["面"] = ["积", "向", "对", "临", "上", "粉", "料", "试"],
        ["头"] = ["部", "等"],
        ["口"] = ["岸", "径", "罩", "腔", "号", "粮", "袋"],
        ["班"] = ["子", "组", "级", "列"],
        ["节"] = ["能", "约", "点", "水", "日", "庆", "假"],
        ["道"] = ["路", "德", "口"],
        ["门"] = ["口", "户", "诊", "店", "牌"],
        ["科"] = ["技", "学", "研", "目", "级", "室", "创"],
        ["对"] = ["于", "外", "口", "接", "象", "标", "应", "策", "照", "上"],
        ["类"] = ["型", "似"],
        ["种"] = ["植", "养", "业", "子", "类"],
        ["份"] = ["额"],
        ["本"] = ["地", "市", "区", "县", "级", "科", "年", "土", "月", "次", "行", "单"],
        ["单"] = ["位", "项", "个", "独", "体", "一"],
        ["村"] = ["民", "级", "庄"],
        ["镇"] = ["级"],
        ["乡"] = ["村", "镇", "贤"],
        ["层"] = ["面", "级", "次"],
        ["包"] = ["括", "含", "联", "保"],
        ["把"] = ["手", "关", "握"],
        ["起"] = ["点", "步", "草", "来", "诉", "用", "重"],
        ["组"] = ["织", "建", "长", "成", "团"],
        ["支"] = ["持", "付", "撑", "出", "部", "队", "路", "线"],
        ["块"] = ["链"],
        ["段"] = ["落"],
        ["瓦"] = ["斯"],
        ["升"] = ["级", "至", "到", "高", "规"],
        ["克"] = ["服", "难"],
        ["回"] = ["收", "归", "复", "访", "落"],
        ["轮"] = ["候", "换", "岗", "流"],
        ["根"] = ["据", "本", "治"],
        ["床"] = ["位数"],
        ["周"] = ["边", "期", "围", "转"],
        ["里"] = ["程", "面"],
        ["大"] = ["学", "学生", "队", "厦", "道", "楼", "会", "数据", "赛", "型", "于", "幅", "力", "约", "量", "棚", "小", "报告", "以", "精神"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<char, (string Unit, UnitClass Class)[]> ByFirst = Listed
        .SelectMany(l => l.Units.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(u => (Unit: u, l.Class)))
        .DistinctBy(u => u.Unit)
        .GroupBy(u => u.Unit[0])
        .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(u => u.Unit.Length).ToArray());

    /// <summary>The longest unit at a place, without multiple or denominator.</summary>
    /// <returns>Its length; 0 where there is none.</returns>
    public static int ReadPlain(ReadOnlySpan<char> text, out UnitClass unitClass)
    {
        unitClass = UnitClass.None;
        if (text.IsEmpty || !ByFirst.TryGetValue(text[0], out var candidates))
        {
            return 0;
        }

        foreach (var (unit, candidateClass) in candidates)
        {
            if (text.StartsWith(unit, StringComparison.Ordinal) && !IsOtherWord(text, unit))
            {
                unitClass = candidateClass;
                return unit.Length;
            }
        }

        return 0;
    }

    /// <summary>Whether a small number in Chinese characters before this unit may be meant as a figure: 三家, but not 三面 or 九层.</summary>
    public static bool IsCountedInWords(string unit) => unit.Length > 1 || "个家项名座条处次场所支张种类份台套辆栋幢起人户天年周倍成番亩元米里吨%".Contains(unit, StringComparison.Ordinal);

    /// <summary>A multiple kept in the unit: 万, 亿, 百万 …</summary>
    public static int ReadMultiple(ReadOnlySpan<char> text)
    {
        foreach (var multiple in Multiples)
        {
            if (text.StartsWith(multiple, StringComparison.Ordinal))
            {
                return multiple.Length;
            }
        }

        return 0;
    }

    /// <summary>A denominator with its stroke: /亩, /万人, /平方米·月.</summary>
    public static int ReadDenominator(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && text[length] is '/' or '·' && (length > 0 || text[0] == '/'))
        {
            var rest = text[(length + 1)..];
            var multiple = ReadMultiple(rest);
            var unit = ReadPlain(rest[multiple..], out _);
            if (unit == 0)
            {
                // 元/月: 月 and 季 are no units of their own, since 3月 is a date.
                unit = rest[multiple..] is ['月' or '季' or '人' or '户', ..] ? 1 : 0;
            }
            if (unit + multiple == 0)
            {
                break;
            }

            length += 1 + multiple + unit;
        }

        return length;
    }

    private static bool IsOtherWord(ReadOnlySpan<char> text, string unit)
    {
        var rest = text[unit.Length..];
        if (char.IsAsciiLetter(unit[^1]))
        {
            return rest is [var next, ..] && char.IsAsciiLetterOrDigit(next);
        }
        if (NotBefore.TryGetValue(unit, out var followers))
        {
            foreach (var follower in followers)
            {
                if (rest.StartsWith(follower, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
