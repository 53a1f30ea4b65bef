using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Reading;
using Bihuan.Reading.Json;

namespace Bihuan.Cli;

/// <summary>The languages of the command line.</summary>
internal enum Language
{
    /// <summary>中文, the default.</summary>
    Chinese,

    /// <summary>English.</summary>
    English,
}

/// <summary>Every text that the command line itself says, in both languages side by side. Words of the documents, and the doubts
/// and explanations that the reader wrote about them, stay Chinese.</summary>
internal sealed class Words(Language language)
{
    /// <summary>The language in use.</summary>
    public Language Language => language;

    /// <summary>Parts a list inside a cell.</summary>
    public string Comma => T("、", ", ");

    /// <summary>Parts statements inside a cell.</summary>
    public string Semicolon => T("；", "; ");

    /// <summary>Between a name and what is said of it.</summary>
    public string Colon => T("：", ": ");

    // ---- the report

    public string ReportTitle => T("公文读取结果", "What the documents say");

    public string Documents => T("公文目录", "Documents");

    public string Counts => T("读出事项", "What was read");

    public string Review => T("需要人工核对", "For a person to check");

    public string Contradictions => T("矛盾核对", "Contradictions");

    public string Problems => T("需要注意", "To note");

    public string Repairs => T("文本修整", "Repairs");

    public string Ordinal => T("序号", "No.");

    public string File => T("来源文件", "File");

    public string DocumentNumber => T("文号", "Document");

    public string DocumentTitle => T("标题", "Title");

    public string Issuers => T("发文机关", "Issued by");

    public string Date => T("成文日期", "Date");

    public string Category => T("栏目", "Section of the gazette");

    public string Registration => T("规范性文件编号", "Registration number");

    public string SignedAs => T("落款", "Signed as");

    public string Addressees => T("主送机关", "Addressed to");

    public string Attachments => T("附件", "Attachments");

    public string BasedOn => T("制定依据", "Based on");

    public string Repeals => T("废止文件", "Repeals");

    public string CommitmentCount => T("读出事项数", "Read");

    public string KindHeader => T("类别", "Kind");

    public string Count => T("数量", "Count");

    public string ToReview => T("待核对", "To check");

    public string Clause => T("条款", "Clause");

    public string Doubts => T("存疑", "Doubts");

    public string Confidence => T("可信度", "Confidence");

    public string SeverityHeader => T("程度", "Severity");

    public string Places => T("位置", "Places");

    public string Why => T("说明", "Why");

    public string Scope => T("可能因口径不同", "Scope may explain it");

    public string Total => T("合计", "Total");

    public string Yes => T("是", "yes");

    public string No => T("否", "no");

    public string None => T("无", "none");

    public string NoContradictions => T("没有发现矛盾。", "No contradictions were found.");

    public string NothingToReview => T("没有需要核对的事项。", "Nothing needs checking.");

    public string NoneOfKind => T("所选类别没有读出事项。", "Nothing of the kinds asked for was found.");

    public string Gazette(string title, string? issue) => issue is null ? title : $"{title}{T("　", ", ")}{issue}";

    public string Summary(int documents, int commitments, int review, int contradictions, int proofs) => T(
        $"共读取公文 {documents} 份，读出事项 {commitments} 项，其中需人工核对 {review} 项；发现矛盾 {contradictions} 处，另有 {proofs} 处核对一致。",
        $"{Plural(documents, "document")}; {Plural(commitments, "item")} read, {review} to be checked by a person; {Plural(contradictions, "contradiction")} found, {Plural(proofs, "check")} came out right.");

    public string Proofs(int count) => T($"另有 {count} 处核对一致（合计、计数或数值相符）。", $"{Plural(count, "check")} came out right (totals, counts or values agree).");

    public string Further(int count, string how) => T($"……其余 {count} 项用 {how} 查看。", $"… {count} more: use {how}.");

    public string ScopeMayExplain => T("（口径不同也可能造成）", " (a different scope may explain it)");

    public string Written(string path) => T($"已写入 {path}。", $"Written to {path}.");

    public string Progress(string name, double megabytes) => T(
        string.Create(CultureInfo.InvariantCulture, $"正在读取 {name}（{megabytes:0.#} MB）……"),
        string.Create(CultureInfo.InvariantCulture, $"Reading {name} ({megabytes:0.#} MB) …"));

    // ---- the ledger

    public string LedgerSheet => T("督查台账", "Task ledger");

    public string LedgerNumber => T("编号", "Task no.");

    public string Chapter => T("一级标题", "Chapter");

    public string Section => T("二级标题", "Section");

    public string Body => T("任务内容", "Task");

    public string Leaders => T("牵头领导", "Lead leaders");

    public string LeadUnits => T("牵头单位", "Lead units");

    public string SupportingUnits => T("责任（配合）单位", "Responsible or supporting units");

    public string Implementers => T("具体实施", "carried out by");

    public string Streets => T("街道", "Streets");

    public string OpenEnded => T("开放名单", "List is open");

    public string DeadlineText => T("完成时限", "Deadline");

    public string DueDate => T("截止日期", "Due date");

    public string RecurrenceHeader => T("周期", "Recurrence");

    public string Figures => T("量化指标", "Figures");

    public string Progressing => T("进展情况", "Progress");

    public string Outcome => T("办结情况", "Outcome");

    public string Remarks => T("备注", "Remarks");

    /// <summary>The heading of a column for one year or one named column of a table.</summary>
    public string Keyed(string label, string key, bool plain)
    {
        var year = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var name = year ? T($"{key}年", key) : key;
        return plain ? name : T($"{name}（{label}）", $"{name} ({label})");
    }

    // ---- explaining a clause

    public string Where => T("位置", "Where");

    public string Above => T("上级标题", "Headings above");

    public string Printed => T("原文", "As printed");

    public string Mended => T("修整后", "As mended");

    public string Below => T("下设条款", "Clauses below");

    public string ReadFrom => T("读出事项", "Read from it");

    public string ReadBy => T("识别规则", "Read by");

    public string NothingRead => T("这一条没有读出任务、指标、期限等事项。", "Nothing that commits anyone was read from this clause.");

    public string NothingRepaired => T("这一条没有修整。", "Nothing was mended here.");

    public string Nearest(IEnumerable<string> places) => T($"相近的条款有：{string.Join('、', places)}。", $"Places near it: {string.Join(", ", places)}.");

    public string DocumentsAre(IEnumerable<string> documents) => T($"文件中的公文有：{string.Join('、', documents)}。", $"The file holds: {string.Join(", ", documents)}.");

    // ---- what can go wrong

    public string NoFile(string command) => T($"请给出要读取的文件，例如：bihuan {command} 公报.txt。", $"Name a file to read, such as: bihuan {command} gazette.txt.");

    public string OneFile => T("explain 一次只看一个文件，请只给出一个文件。", "explain looks at one file at a time; name only one.");

    public string NoCommand => T("请给出命令：read、contradictions、explain 或 fire（用 --help 查看说明）。", "Give a command: read, contradictions, explain or fire (--help describes them).");

    public string Missing(string path) => T($"找不到文件“{path}”，请检查路径。", $"The file “{path}” does not exist; check the path.");

    public string Folder(string path) => T($"“{path}”是文件夹，请给出具体文件。", $"“{path}” is a folder; name a file.");

    public string Denied(string path) => T($"没有权限读取“{path}”，请检查文件权限。", $"“{path}” may not be read; check its permissions.");

    public string Unreadable(string path) => T($"“{path}”读取失败，可能正被占用或磁盘有误，请稍后再试。", $"“{path}” could not be read: it may be in use or the disk faulty; try again.");

    public string TooLarge(string path, long bytes, long limit) => T(
        string.Create(CultureInfo.InvariantCulture, $"文件“{path}”有 {bytes / 1048576d:0.##} MB，超过了 {limit / 1048576d:0.##} MB 的上限；请拆分后再读，或用 --max-size 调高上限。"),
        string.Create(CultureInfo.InvariantCulture, $"“{path}” has {bytes / 1048576d:0.##} MB, above the limit of {limit / 1048576d:0.##} MB; split it, or raise the limit with --max-size."));

    public string CannotWrite(string path) => T($"无法写入“{path}”，请检查文件夹是否存在、是否有权限、文件是否正在使用。", $"“{path}” cannot be written; check that the folder exists, that you may write there, and that the file is not open.");

    public string OutIsInput(string path) => T($"--out 指向了输入文件“{path}”，请换一个文件名。", $"--out is the input file “{path}”; choose another name.");

    public string OutIsFolder(string path) => T($"--out 的“{path}”是文件夹，请给出文件名。", $"--out names the folder “{path}”; name a file.");

    public string NoFolder(string path) => T($"--out 的文件夹“{path}”不存在，请先建立。", $"The folder “{path}” of --out does not exist; create it first.");

    public string NoValue(string option) => T($"选项 {option} 后面缺少取值。", $"Option {option} needs a value.");

    public string Twice(string option) => T($"选项 {option} 只能给一次。", $"Option {option} may be given once only.");

    public string BadValue(string option, string value, IEnumerable<string> allowed) => T(
        $"选项 {option} 不认识“{value}”，可用的值有：{string.Join('、', allowed)}。",
        $"Option {option} does not know “{value}”; it takes: {string.Join(", ", allowed)}.");

    public string BadSize(string value) => T($"选项 --max-size 的“{value}”不对，应为 1 至 1024 之间的数字（MB）。", $"Option --max-size cannot be “{value}”; give a number of MB from 1 to 1024.");

    public string UnknownOption(string token, string command) => T($"不认识选项“{token}”，用 bihuan {command} --help 查看可用的选项。", $"There is no option “{token}”; bihuan {command} --help lists them.");

    public string BadCommandLine(string detail) => T($"命令行有误（{detail}），用 --help 查看说明。", $"The command line is wrong ({detail}); --help describes it.");

    public string NoClause => T("请用 --clause 给出条款，例如：--clause '某政办〔2022〕5号 三（二）1'。", "Name the clause with --clause, such as: --clause '某政办〔2022〕5号 三（二）1'.");

    public string NoSuchDocument(string clause) => T($"没有找到“{clause}”所指的公文。", $"No document of the file is meant by “{clause}”.");

    public string NoSuchPlace(string document, string place) => T($"“{document}”中没有条款“{place}”。", $"“{document}” has no clause “{place}”.");

    public string Ambiguous(string clause) => T($"“{clause}”对得上不止一份公文，请写明文号。", $"“{clause}” fits more than one document; give its number.");

    public string Interrupted => T("已中断，没有写入任何文件。", "Interrupted; nothing was written.");

    public string Unexpected(string type) => T(
        $"程序内部出错（{type}），没有写入任何文件；请设 BIHUAN_DEBUG=1 重新运行，并把显示的内容报告给维护者。",
        $"Something went wrong inside the program ({type}); nothing was written. Run again with BIHUAN_DEBUG=1 and report what it shows.");

    /// <summary>A problem of the reader in the language in use. The reader's own sentence is Chinese and names figures that the English leaves out.</summary>
    public string Problem(Problem problem) => language is Language.Chinese ? problem.Message : problem.Code switch
    {
        "INP-001" => $"“{problem.Field}” is empty.",
        "INP-002" => $"“{problem.Field}” is larger than the limit; split it, or raise the limit with --max-size.",
        "INP-003" => $"“{problem.Field}” is a binary file and no text; it takes plain text (UTF-8, GB18030), .docx, .pdf with a text layer, .html or Markdown.",
        "INP-004" => $"“{problem.Field}” is an old Word document (.doc or .wps); save it as .docx.",
        "INP-005" => $"“{problem.Field}” is protected by a password; remove it and save again.",
        "INP-006" => $"“{problem.Field}” is a workbook; only the text of documents is read here.",
        "INP-007" => $"“{problem.Field}” is an archive and no document.",
        "INP-008" => $"The Word document “{problem.Field}” is broken; repair it in Word and save it again.",
        "INP-009" => $"The packed content of “{problem.Field}” is out of all proportion (a zip bomb?); it was not opened.",
        "INP-010" => $"“{problem.Field}” is an encrypted PDF; remove the password.",
        "INP-011" => $"“{problem.Field}” has no text layer; it is most likely a scan, so run text recognition (OCR) first.",
        "INP-012" => $"The PDF “{problem.Field}” is broken; export it again.",
        "INP-013" => $"The fonts of the PDF “{problem.Field}” do not say which characters they show; use the Word original or OCR.",
        "INP-014" => $"“{problem.Field}” has more content than the limit allows; split it.",
        "INP-015" => $"“{problem.Field}” is nested too deeply for a document; it was not read.",
        "INP-016" => $"“{problem.Field}” mixes UTF-8 and GB18030; save it as UTF-8.",
        "INP-017" => $"“{problem.Field}” is neither UTF-8 nor GB18030 text; save it as UTF-8.",
        "INP-018" => $"“{problem.Field}” is in another Unicode encoding; save it as UTF-8.",
        "INP-019" => $"“{problem.Field}” holds no text.",
        "INP-020" => $"“{problem.Field}” took too long to open; export it again or split it.",
        "INP-021" => $"“{problem.Field}” could not be read and is most likely damaged; export it again.",
        "READ-021" => $"“{problem.Field}” is not one unit of the registry; a person must place it.",
        "READ-020" => $"“{problem.Field}” is no government document: it has neither a number nor tasks, figures or deadlines. If it is one, check that its text is whole.",
        // Problems of the command line are written in the language in use.
        _ => problem.Message,
    };

    // ---- values

    public string Bool(bool value) => value ? Yes : No;

    /// <summary>A figure as its clause means it: 80家以上, 达到110亿元.</summary>
    public string Figure(QuantityCommitment q)
    {
        var value = Number(q.Value) + (q.Upper is { } upper ? $"—{Number(upper)}" : "") + (language is Language.English ? " " : "") + q.Unit;
        var meant = q.Comparator switch
        {
            Comparator.Exactly => value,
            Comparator.About => T($"{value}左右", $"about {value}"),
            Comparator.AtLeast => T($"{value}以上", $"at least {value}"),
            Comparator.MoreThan => T($"超过{value}", $"more than {value}"),
            Comparator.AtMost => T($"不超过{value}", $"at most {value}"),
            Comparator.LessThan => T($"低于{value}", $"less than {value}"),
            Comparator.To => T($"达到{value}", $"reach {value}"),
            Comparator.ToAtLeast => T($"达到{value}以上", $"reach at least {value}"),
            _ => throw new ArgumentOutOfRangeException(nameof(q)),
        };
        var from = q.From is { } start ? T($"由{Number(start)}{q.Unit}", $"from {Number(start)} {q.Unit} ") : "";
        var year = q.Year is { } y ? T($"{y}年", $"in {y} ") : "";
        return $"{q.Subject}{T("：", ": ")}{year}{(q.Aspirational ? T("力争", "striving for ") : "")}{from}{meant}";
    }

    /// <summary>When it comes back: 每月25日, 每季度末, 每周五.</summary>
    public string Recurrence(Recurrence r)
    {
        var many = r.Interval > 1;
        if (language is Language.English)
        {
            var unit = Enum(r.Unit);
            var every = many ? $"every {r.Interval} {unit}s" : $"every {unit}";
            var monthOf = r.MonthOfPeriod is { } m ? $", month {m}" : "";
            var dayOf = r.DayOfPeriod is { } d ? r.Unit is RecurrenceUnit.Week ? $", day {d} of the week" : $", day {d}" : "";
            return every + monthOf + dayOf + (r.AtEnd ? ", at its end" : "");
        }

        var period = Enum(r.Unit);
        var each = "每" + (many ? $"{r.Interval}{(r.Unit is RecurrenceUnit.Month or RecurrenceUnit.Quarter ? "个" : "")}" : "") + period;
        var month = r.MonthOfPeriod is { } month1 ? r.Unit is RecurrenceUnit.Year ? $"{month1}月" : $"第{month1}个月" : "";
        var day = r.DayOfPeriod is { } day1 ? r.Unit is RecurrenceUnit.Week && day1 is >= 1 and <= 7 ? "一二三四五六日"[day1 - 1].ToString() : $"{day1}日" : "";
        return each + month + day + (r.AtEnd ? r.Unit is RecurrenceUnit.Year or RecurrenceUnit.Month ? "底" : "末" : "");
    }

    /// <summary>A term from an event: 自…起5个工作日内.</summary>
    public string Term(Term term)
    {
        var count = Number(term.Count);
        return T(
            $"{(term.From is null ? "" : $"自{term.From}起")}{count}{Enum(term.Unit)}内",
            $"within {count} {Enum(term.Unit)}{(term.Count == 1 ? "" : "s")}{(term.From is null ? "" : $" from {term.From}")}");
    }

    /// <summary>A decimal as short as it can be.</summary>
    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    // ---- kinds, fields and enumerations

    /// <summary>A kind of commitment as people call it.</summary>
    public string Kind(string kind) => kind switch
    {
        "task" => T("任务", "Tasks"),
        "quantity" => T("量化要求", "Figures"),
        "indicator" => T("年度指标", "Indicators"),
        "breakdown" => T("指标分解", "Breakdowns"),
        "hazard" => T("挂牌隐患", "Hazards"),
        "threshold" => T("分级与启动条件", "Thresholds"),
        "measure" => T("响应措施", "Measures"),
        "group" => T("组织机构", "Groups"),
        "reportingDuty" => T("报送要求", "Duties to report"),
        "meeting" => T("会议与频次", "Meetings and quotas"),
        "penalty" => T("法律责任", "Penalties"),
        "appointment" => T("人事任免", "Appointments"),
        "portfolio" => T("领导分工", "Portfolios"),
        "funding" => T("资金规定", "Funding rules"),
        "enterprise" => T("企业名单", "Enterprises"),
        "formField" => T("报表指标项", "Form fields"),
        "decision" => T("重大决策事项", "Decisions"),
        "citation" => T("文件引用", "Citations"),
        _ => kind,
    };

    /// <summary>A field of a commitment by its name in the JSON.</summary>
    public string Field(string kind, string name) => (kind, name) switch
    {
        ("citation", "number") => T("文号", "Number"),
        ("citation", "title") => T("文件名称", "Title"),
        ("citation", "issuer") => T("制发机关", "Issuer"),
        ("enterprise", "number") or ("formField", "number") or ("decision", "number") or ("hazard", "number") => T("原序号", "Printed no."),
        ("enterprise", "name") => T("企业名称", "Enterprise"),
        ("enterprise", "members") => T("成员企业", "Member companies"),
        ("hazard", "name") => T("单位或区域", "Unit or area"),
        ("indicator", "name") => T("指标名称", "Indicator"),
        ("appointment", "unit") => T("任职单位", "Unit"),
        ("decision", "unit") => T("承办部门", "Unit in charge"),
        ("appointment", "action") => T("任免", "Action"),
        ("formField", "section") => T("所在部分", "Part of the form"),
        ("portfolio", "scope") => T("总体职责", "Overall"),
        ("threshold", "subject") => T("计量内容", "What is measured"),
        ("funding", "subject") => T("资助对象", "What is funded"),
        (_, "kind") => KindHeader,
        (_, "place") => Clause,
        (_, "start") => T("起始位置", "Start"),
        (_, "end") => T("结束位置", "End"),
        (_, "text") => T("原文摘录", "Text"),
        (_, "confidence") => Confidence,
        (_, "doubts") => Doubts,
        (_, "number") => LedgerNumber,
        (_, "body") => Body,
        (_, "title") => T("所在标题", "Heading"),
        (_, "chapter") => Chapter,
        (_, "section") => Section,
        (_, "leaders") => Leaders,
        (_, "leadUnits") => LeadUnits,
        (_, "units") => T("责任（配合）单位", "Units"),
        (_, "implementers") => T("实施单位", "Carried out by"),
        (_, "streets") => Streets,
        (_, "openEnded") => OpenEnded,
        (_, "scope") => T("适用范围", "Scope"),
        (_, "deadline") => DeadlineText,
        (_, "quantities") => Figures,
        (_, "subject") => T("对象", "Subject"),
        (_, "comparator") => T("要求", "Comparator"),
        (_, "value") => T("数值", "Value"),
        (_, "upper") => T("上限", "Upper bound"),
        (_, "unit") => T("计量单位", "Unit"),
        (_, "from") => T("起点数值", "From"),
        (_, "aspirational") => T("力争目标", "Striven for"),
        (_, "year") => T("年份", "Year"),
        (_, "qualifier") => T("仅为限定", "Qualifier only"),
        (_, "name") => T("名称", "Name"),
        (_, "group") => T("指标类别", "Group"),
        (_, "indicatorKind") => T("指标性质", "Kind of figure"),
        (_, "binding") => T("约束性/预期性", "Binding or expected"),
        (_, "baseline") => T("基期值", "Baseline"),
        (_, "baselineYear") => T("基期年份", "Baseline year"),
        (_, "baselineUnit") => T("基期单位", "Baseline unit"),
        (_, "targets") => T("目标值", "Target"),
        (_, "parts") => T("分项", "Parts"),
        (_, "printed") => Printed,
        (_, "indicator") => T("分解指标", "Indicator"),
        (_, "locality") => T("街道或单位", "Locality"),
        (_, "total") => T("合计行", "Total row"),
        (_, "columns") => T("其他栏", "Other columns"),
        (_, "address") => T("地址", "Address"),
        (_, "nature") => T("性质", "Nature"),
        (_, "items") => T("隐患内容", "What is wrong"),
        (_, "standards") => T("依据标准", "Standards"),
        (_, "supervising") => T("督办单位", "Supervising units"),
        (_, "level") => T("等级", "Level"),
        (_, "purpose") => T("用途", "Purpose"),
        (_, "measure") => T("计量项", "Measure"),
        (_, "lower") => T("下限", "Lower bound"),
        (_, "lowerInclusive") => T("含下限", "Lower bound counts"),
        (_, "upperInclusive") => T("含上限", "Upper bound counts"),
        (_, "condition") => T("条件", "Condition"),
        (_, "who") => T("责任主体", "Who"),
        (_, "action") => T("措施", "Action"),
        (_, "when") => T("触发条件", "When"),
        (_, "cumulativeOn") => T("同时执行的等级", "On top of"),
        (_, "members") => T("组成人员", "Members"),
        (_, "duties") => T("职责", "Duties"),
        (_, "to") => T("报送对象", "To"),
        (_, "content") => T("报送内容", "What is reported"),
        (_, "what") => T("事项", "What"),
        (_, "minimum") => T("最少次数", "At least"),
        (_, "per") => T("每", "Per"),
        (_, "hedge") => T("限定语", "Hedge"),
        (_, "breach") => T("情形", "Breach"),
        (_, "authority") => T("处理机关", "Authority"),
        (_, "target") => T("处理对象", "Whom"),
        (_, "measures") => T("处理措施", "Measures"),
        (_, "fineFrom") => T("罚款下限（元）", "Fine from (yuan)"),
        (_, "fineTo") => T("罚款上限（元）", "Fine to (yuan)"),
        (_, "person") => T("姓名", "Name"),
        (_, "post") => T("职务", "Post"),
        (_, "concurrent") => T("兼任", "Concurrent"),
        (_, "probationYears") => T("试用期（年）", "Probation (years)"),
        (_, "manner") => T("方式", "Manner"),
        (_, "termYears") => T("聘期（年）", "Term (years)"),
        (_, "areas") => T("负责领域", "In charge of"),
        (_, "manages") => T("分管", "Manages"),
        (_, "liaises") => T("联系", "Liaises with"),
        (_, "rule") => T("规定类型", "Rule"),
        (_, "percent") => T("比例（%）", "Share (%)"),
        (_, "yuan") => T("金额（元）", "Amount (yuan)"),
        (_, "instalment") => T("第几期", "Instalment"),
        (_, "term") => T("期限", "Term"),
        (_, "category") => T("所属类别", "Category"),
        (_, "form") => T("报表", "Form"),
        (_, "field") => T("指标项", "Field"),
        (_, "item") => T("决策事项", "Matter"),
        (_, "basis") => T("法律政策依据", "Legal basis"),
        (_, "planned") => T("计划完成时间", "Planned for"),
        (_, "procedures") => T("程序", "Procedure"),
        (_, "role") => T("引用方式", "Role"),
        (_, "display") => T("全称", "In full"),
        // A field newer than its words; the tests find it.
        _ => name,
    };

    /// <summary>A value of an enumeration of the reader.</summary>
    public string Enum(Enum value) => value switch
    {
        ContradictionKind.DifferentValues => T("数值不一", "different values"),
        ContradictionKind.FallingCumulative => T("累计值下降", "cumulative value falls"),
        ContradictionKind.WrongSum => T("分项与合计不符", "parts do not add up"),
        ContradictionKind.SumAgrees => T("分项与合计相符", "parts add up"),
        ContradictionKind.DeadlineBeforeIssue => T("时限早于发文", "deadline before issue"),
        ContradictionKind.DifferentLeads => T("牵头单位不一", "different lead units"),
        ContradictionKind.DifferentNames => T("名称不一", "different names"),
        ContradictionKind.WrongCount => T("个数与所列不符", "wrong count"),
        ContradictionKind.CountAgrees => T("个数与所列相符", "count agrees"),
        ContradictionKind.WrongDuration => T("期限长度不符", "wrong duration"),
        ContradictionKind.NumberAgainstDate => T("文号与日期次序不符", "number against date"),
        ContradictionKind.AbolishedOrRefilled => T("机构已撤或职务已变动", "abolished or refilled"),
        ContradictionKind.MixedUnits => T("计量单位混用", "mixed units"),
        ContradictionKind.OutsidePeriod => T("日期超出适用期间", "outside the period"),
        ContradictionKind.RoleAgainstPortfolio => T("职责与分工不符", "role against portfolio"),
        ContradictionKind.ValuesAgree => T("数值一致", "values agree"),
        Severity.Proof => T("核对一致", "agrees"),
        Severity.Note => T("提示", "note"),
        Severity.Warning => T("需澄清", "to clear up"),
        Severity.Error => T("相互矛盾", "contradiction"),
        Comparator.Exactly => T("等于", "exactly"),
        Comparator.About => T("左右", "about"),
        Comparator.AtLeast => T("以上（含）", "at least"),
        Comparator.MoreThan => T("超过", "more than"),
        Comparator.AtMost => T("以内（含）", "at most"),
        Comparator.LessThan => T("低于", "less than"),
        Comparator.To => T("达到", "to"),
        Comparator.ToAtLeast => T("达到以上", "to at least"),
        IndicatorKind.Level => T("期末值", "level"),
        IndicatorKind.Cumulative => T("累计值", "cumulative"),
        IndicatorKind.Annual => T("当年值", "of the year"),
        IndicatorKind.Rate => T("比率或增速", "rate"),
        Measure.Area => T("面积", "area"),
        Measure.Deaths => T("死亡人数", "deaths"),
        Measure.SeriousInjuries => T("重伤人数", "seriously injured"),
        Measure.Injuries => T("受伤人数", "injured"),
        Measure.Poisoned => T("中毒人数", "poisoned"),
        Measure.Missing => T("失踪人数", "missing"),
        Measure.Hours => T("持续时间", "hours"),
        Measure.Loss => T("经济损失", "loss"),
        Measure.Rainfall => T("降雨量", "rainfall"),
        Measure.Wind => T("风力", "wind"),
        Measure.Temperature => T("气温", "temperature"),
        Measure.Events => T("同时发生起数", "events at once"),
        Measure.Places => T("涉及地区数", "places concerned"),
        Measure.People => T("涉及人数", "people"),
        Measure.Households => T("涉及户数", "households"),
        Measure.WaterLevel => T("水位", "water level"),
        Measure.Other => T("其他", "other"),
        Measure.Qualitative => T("定性条件", "needs judgement"),
        ThresholdPurpose.Grade => T("灾害或事件分级", "grade of the event"),
        ThresholdPurpose.Response => T("响应启动", "start of the response"),
        ThresholdPurpose.Warning => T("预警分级", "level of the warning"),
        AppointmentAction.Appoint => T("任职", "appointed"),
        AppointmentAction.Remove => T("免职", "removed"),
        FundingRule.Cap => T("最高额", "cap"),
        FundingRule.Share => T("最高比例", "largest share"),
        FundingRule.Instalment => T("分期拨付", "instalment"),
        FundingRule.Grant => T("定额奖补", "fixed grant"),
        FundingRule.Publicity => T("公示期", "publicity"),
        FundingRule.Duration => T("项目周期", "duration"),
        FundingRule.Budget => T("安排资金", "budget"),
        FundingRule.Clawback => T("资金收回", "clawback"),
        CitationRole.BasedOn => T("依据", "based on"),
        CitationRole.Repeals => T("废止", "repeals"),
        CitationRole.Issues => T("印发", "issues"),
        CitationRole.Mentions => T("提及", "mentions"),
        RepairKind.JoinedParagraph => T("接合断开的段落", "joined a cut paragraph"),
        RepairKind.DroppedDoubledCharacters => T("去掉重复的字", "dropped doubled characters"),
        RepairKind.UnifiedWidth => T("统一全角半角", "unified widths"),
        RepairKind.UnifiedBracketPair => T("统一括号", "unified a pair of brackets"),
        RepairKind.DroppedMarkup => T("略去残留标记", "passed over left-over mark-up"),
        RepairKind.MovedNumbering => T("调整编号层级", "moved numbering to its level"),
        RepairKind.JoinedRow => T("接合断开的表格行", "joined a cut table row"),
        RepairKind.CarriedCellDown => T("合并单元格逐行补齐", "carried a merged cell down"),
        RepairKind.DroppedRepeatedHeader => T("略去重复的表头", "passed over a repeated header"),
        RepairKind.DroppedPageFurniture => T("略去页码页眉", "passed over page furniture"),
        RepairKind.ReplacedBytes => T("替换无法识别的字节", "replaced unreadable bytes"),
        RecurrenceUnit.Day => T("日", "day"),
        RecurrenceUnit.Week => T("周", "week"),
        RecurrenceUnit.HalfMonth => T("半月", "half-month"),
        RecurrenceUnit.Month => T("月", "month"),
        RecurrenceUnit.Quarter => T("季度", "quarter"),
        RecurrenceUnit.HalfYear => T("半年", "half-year"),
        RecurrenceUnit.Year => T("年", "year"),
        TermUnit.Hour => T("小时", "hour"),
        TermUnit.Day => T("日", "day"),
        TermUnit.WorkingDay => T("个工作日", "working day"),
        TermUnit.Week => T("周", "week"),
        TermUnit.Month => T("个月", "month"),
        TermUnit.Year => T("年", "year"),
        TermUnit.Minute => T("分钟", "minute"),
        DatePrecision.Day => T("到日", "to the day"),
        DatePrecision.Month => T("到月", "to the month"),
        DatePrecision.Quarter => T("到季度", "to the quarter"),
        DatePrecision.Year => T("到年", "to the year"),
        DatePrecision.TenDays => T("到旬", "to about ten days"),
        DatePrecision.HalfYear => T("到半年", "to the half-year"),
        InputFormat.PlainText => T("文本", "plain text"),
        InputFormat.Docx => T("Word 文档", "Word document"),
        InputFormat.Pdf => T("PDF", "PDF"),
        InputFormat.Html => T("网页", "web page"),
        InputFormat.Markdown => T("Markdown", "Markdown"),
        _ => value.ToString(),
    };

    // ---- help

    /// <summary>The help text of a command; of the program where <paramref name="command"/> is neither.</summary>
    public string Help(string command) => command switch
    {
        "read" => T(
            """
            读取公文，列出其中的任务、指标、期限等事项和前后矛盾之处。

            用法：bihuan read 文件… [选项]
              文件可以是文本（UTF-8、GB18030）、docx、带文字层的 PDF、网页（html）、Markdown；给出多个文件时一并核对矛盾。

            选项：
              --format table|json|xlsx|docx   输出形式，默认 table（摘要）；xlsx 为督查台账
              --out 路径                      写入文件；xlsx、docx 不给时按第一个输入文件取名，写在当前文件夹
              --kind 类别                     只要这一类，可以给多次；类别名称：
                                              {kinds}
              --lang zh|en                    语言，默认 zh
              --registry FILE                 机构名册（JSON），列出对不上的单位名称及候选
              --max-size MB                   单个文件的上限，默认 64
            """,
            """
            Reads documents and lists what they commit anyone to, and where they contradict.

            Usage: bihuan read FILE… [options]
              FILE is plain text (UTF-8, GB18030), .docx, .pdf with a text layer, .html or Markdown. Several files are held against each other.

            Options:
              --format table|json|xlsx|docx   what comes out; table (a summary) if not given, xlsx is the task ledger
              --out PATH                      write to a file; xlsx and docx are named after the first input, in the current folder, if not given
              --kind KIND                     only this kind; may be given several times. Kinds:
                                              {kinds}
              --lang zh|en                    language; zh if not given
              --registry FILE                 units of the district (JSON); lists names that match none
              --max-size MB                   largest file; 64 if not given
            """).Replace("{kinds}", string.Join(' ', Kinds.All), StringComparison.Ordinal) + ExitCodes,
        "contradictions" => T(
            """
            核对一份或多份公文内部和相互之间的矛盾。

            用法：bihuan contradictions 文件… [选项]

            选项：
              --format table|json   输出形式，默认 table
              --lang zh|en          语言，默认 zh
              --max-size MB         单个文件的上限，默认 64
            """,
            """
            Finds what contradicts inside documents and between them.

            Usage: bihuan contradictions FILE… [options]

            Options:
              --format table|json   what comes out; table if not given
              --lang zh|en          language; zh if not given
              --max-size MB         largest file; 64 if not given
            """) + ExitCodes,
        "explain" => T(
            """
            说明一条条款的原文、修整和读出的事项。

            用法：bihuan explain 文件 --clause '文号 条款' [选项]
              公文可以写文号、标题或标题的一部分；文件只有一份公文时可以省去。括号全角半角均可。

            选项：
              --clause '文号 条款'  例如 '某政办〔2022〕5号 3.2.3(2)②'
              --lang zh|en          语言，默认 zh
              --max-size MB         单个文件的上限，默认 64
            """,
            """
            Shows the words of one clause, what was mended in them and what was read from them.

            Usage: bihuan explain FILE --clause 'DOCUMENT PLACE' [options]
              DOCUMENT is the number, the title or a part of it; leave it out where the file holds one document. Brackets of either width will do.

            Options:
              --clause 'DOCUMENT PLACE'  the clause, such as 3.2.3(2)② behind the number
              --lang zh|en               language; zh if not given
              --max-size MB              largest file; 64 if not given
            """) + ExitCodes,
        _ => T(
            """
            闭环：读取政府公文，列出每一项任务、指标和期限及其出处。

            用法：bihuan 命令 [选项]

            命令：
              read 文件…            读取公文，输出摘要、JSON、Excel 台账或 Word 报告
              contradictions 文件…  核对矛盾
              explain 文件          说明一条条款是怎样读出来的
              fire 子命令           林火：火险、火行为、蔓延（bihuan fire --help）

            用 bihuan 命令 --help 查看该命令的选项，用 bihuan --version 查看版本。
            """,
            """
            Bihuan reads government documents and lists every task, figure and deadline with the clause it came from.

            Usage: bihuan COMMAND [options]

            Commands:
              read FILE…            read documents into a summary, JSON, a workbook or a Word report
              contradictions FILE…  find what contradicts
              explain FILE          show how one clause was understood
              fire SUBCOMMAND       wildfire: danger, behaviour, growth (bihuan fire --help)

            bihuan COMMAND --help lists the options of a command, bihuan --version the version.
            """) + ExitCodes,
    };

    private string ExitCodes => "\n\n" + T(
        "退出码：0 正常，1 程序内部出错，2 输入有误（说明原因，不写入任何文件），130 被中断。",
        "Exit codes: 0 done, 1 unexpected failure, 2 bad input (said in one sentence, nothing written), 130 interrupted.") + "\n";

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private string T(string chinese, string english) => language is Language.English ? english : chinese;
}
