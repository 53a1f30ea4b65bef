using System.Collections.Frozen;

namespace Bihuan.Reading.Commitments.Quantities;

/// <summary>The verbs with which government documents say what is done: 新增, 打造, 启动. Closed enough to list; it decides only how a
/// subject is worded, never whether a figure is one.</summary>
internal static class DoingVerbs
{
    private const string Verbs =
        "策划 新增 新建 新改建 新改扩建 新开 新设 新招 新引进 新认定 新培育 新创建 新签 新签约 新开工 建设 建成 建成投用 建立 建好 打造 培育 培养 培训 培优 引进 引育 引培 引入 招引 招聘 招录 招收 选聘 选派 选育 选取 " +
        "择优选取 遴选 评选 评定 认定 命名 实施 完成 启动 开展 开工 开工建设 开通 开设 开办 开建 开发 开放 推进 加快推进 推广 推出 推行 组织 组织实施 组建 成立 设立 设置 下设 配置 配备 配套 布设 布局 铺设 安装 加装 敷设 架设 投放 投用 投入 投产 竣工 " +
        "整治 整治提升 整合 提升 提升改造 优化 优化提升 改造 改造提升 改建 扩建 改扩建 迁建 修建 修复 修缮 修订 维修 治理 清理 清淤 清退 清零 拆除 拆违 淘汰 关停 关闭 腾退 腾出 盘活 收储 收回 出让 供应 供给 处置 化解 消除 排查 排查整治 检查 抽查 巡查 检测 监测 检修 整改 " +
        "谋划 谋划上线 上线 落地 落户 引进落户 储备 入库 纳入 列入 申报 申请 申领 授权 获批 获评 获得 获取 争取 争创 创建 创成 创办 创评 夺取 筹集 筹建 筹措 筹备 安排 安置 拨付 下达 发放 兑现 给予 予以 补助 奖励 资助 扶持 支持 减免 减负 让利 退税 帮扶 帮助 救助 慰问 服务 覆盖 惠及 受益 " +
        "举办 承办 召开 开行 开办 制定 编制 出台 发布 公布 印发 归集 汇集 共享 梳理 收集 征集 采集 办理 办结 受理 解决 解决落实 调解 查处 查办 立案 侦破 移交 交付 供地 供电 建房 分配 配租 配售 销售 采购 购置 更新 更换 替换 增加 增设 增补 增殖 增投 减少 削减 压减 压降 减排 取消 取消或合并 合并 精简 下放 承接 转移 转化 转让 转型 流转 种植 栽植 补植 造林 绿化 养护 播种 收购 收割 演练 宣讲 宣传 走访 联系 对接 签约 签订 签署 招商 促成 拉动 带动 撬动 实现 促进 推动 备案 参保 就业 转移就业 掘进 打通 贯通 疏通 连通 联通 接入 接通 通车 补录 录入 登记 发展 壮大 做强 做大 设 建 办 保障 解危 升级 迭代 迭代升级 输送 输出 出口 进口 利用 使用 依托 形成 构建 搭建 孵化 集聚 吸引 集中攻克 攻克 突破 制修订 主导制定 参与制定 挖潜 挖潜新增 提供 落实 选树 树立 表彰 通报 储存 出栏 存栏 生产 回收 回购 清运 处理 处置利用 养殖 放流 修编 抓好 做好 建强 配强 用好 放映 播放 演出 加固 增派 打捞 监督 抽检 抽测 评估 鉴定 划定 划分 认养 认领 捐赠 采用 运营 投运 并网 装机 开挖 浇筑 完工 验收 收治 接诊 接待 签发 制作 拍摄 刊发 编印 发送 推送 传承 保护 开采 列出 包含 保有 拥有 保留 撤销 关闭 合建 共建 联建 新设立";

    private static readonly FrozenDictionary<char, string[]> ByFirst = Verbs
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Distinct(StringComparer.Ordinal)
        .GroupBy(v => v[0])
        .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(v => v.Length).ToArray());

    private static readonly string[] Adverbs = ["重点", "累计", "年均", "每年", "新", "再", "集中", "统筹", "联合", "共同", "择优"];

    /// <summary>Nouns of action that close an enumeration and hold for each of its items: 12个甲、7个乙改造.</summary>
    private static readonly string[] SharedActions =
    [
        "新建扩建", "新改扩建", "改造提升", "整治提升", "改扩建", "新建", "扩建", "改建", "改造", "建设", "整治", "提升", "治理", "修复", "修缮", "创建", "培育", "认定", "评定", "申报", "征收", "拆迁", "搬迁",
    ];

    private static readonly FrozenSet<string> LightVerbs = new[] { "实施", "完成", "启动", "开展", "推进", "加快推进", "组织", "组织实施", "基本完成" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The verbs that the text begins with, one after the other: 谋划上线, 新建和优化提升, 重点打造好.</summary>
    /// <returns>Their length; 0 where it begins with none.</returns>
    public static int ReadPrefix(ReadOnlySpan<char> text)
    {
        var adverb = 0;
        foreach (var word in Adverbs)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                adverb = word.Length;
                break;
            }
        }

        var end = 0;
        var at = adverb > 0 && ReadOne(text) == 0 ? adverb : 0;
        while (ReadOne(text[at..]) is > 0 and var length)
        {
            end = at += length;
            if (at < text.Length && text[at] is '和' or '、' or '及' or '并' or '或' && ReadOne(text[(at + 1)..]) > 0)
            {
                at++;
            }
        }

        return end;
    }

    /// <summary>The first verb in the text and those right behind it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">Behind the verbs.</param>
    /// <returns>Where they begin; -1 where there is none.</returns>
    public static int Find(ReadOnlySpan<char> text, out int end)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // Single characters such as 设 and 建 are verbs only at the front.
            if (ReadOne(text[i..]) is var one && (one > 1 || (one == 1 && i == 0)))
            {
                end = i + ReadPrefix(text[i..]);
                return i;
            }
        }

        end = 0;
        return -1;
    }

    /// <summary>The action at the end of a noun phrase that an enumeration shares, such as 改造; empty where there is none.</summary>
    public static string SharedActionOf(ReadOnlySpan<char> noun)
    {
        foreach (var action in SharedActions)
        {
            if (noun.Length > action.Length && noun.EndsWith(action, StringComparison.Ordinal))
            {
                return action;
            }
        }

        return "";
    }

    /// <summary>Whether the verb says nothing without an action behind its object: 实施…改造.</summary>
    public static bool IsLight(string verb) => LightVerbs.Contains(verb);

    /// <summary>The single verb that the text begins with.</summary>
    /// <returns>Its length; 0 where it begins with none.</returns>
    public static int ReadOne(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !ByFirst.TryGetValue(text[0], out var verbs))
        {
            return 0;
        }

        foreach (var verb in verbs)
        {
            if (text.StartsWith(verb, StringComparison.Ordinal))
            {
                return verb.Length;
            }
        }

        return 0;
    }
}
