using Bihuan.Kernel;

namespace Bihuan.Reading.Input;

/// <summary>Why an input was refused: a stable code and one Chinese sentence that names the place, what was found and what is expected.</summary>
internal static class InputProblems
{
    private const string Readable = "可读的格式有：文本（UTF-8、GB18030）、docx、带文字层的 PDF、网页（html）、Markdown";

    public static Problem Empty(string name) => new("INP-001", name, $"{Named(name)}是空的，没有可读的文字。");

    public static Problem TooLarge(string name, long size, long limit) =>
        new("INP-002", name, $"{Named(name)}有 {Size(size)}，超过了 {Size(limit)} 的上限；请拆分后再读，或调高上限。");

    public static Problem Binary(string name, string what) => new("INP-003", name, $"{Named(name)}是{what}，不是文件正文；{Readable}。");

    public static Problem OldWord(string name) => new("INP-004", name, $"{Named(name)}是旧版 Word 文档（.doc 或 .wps），请用 Word 或 WPS 另存为 .docx 后再读。");

    public static Problem ProtectedOffice(string name) => new("INP-005", name, $"{Named(name)}设有打开密码，请取消密码并另存后再读。");

    public static Problem Spreadsheet(string name) => new("INP-006", name, $"{Named(name)}是 Excel 表格，这里只读文件正文；{Readable}。");

    public static Problem OtherArchive(string name, string what) => new("INP-007", name, $"{Named(name)}是{what}；{Readable}。");

    public static Problem BrokenDocx(string name, string why) => new("INP-008", name, $"{Named(name)}的 Word 文档已损坏（{why}），请用 Word 或 WPS 打开修复并另存为 .docx 后再读。");

    public static Problem ZipBomb(string name, string why) => new("INP-009", name, $"{Named(name)}的压缩内容异常（{why}），为安全起见没有打开；请核对文件来源。");

    public static Problem EncryptedPdf(string name) => new("INP-010", name, $"{Named(name)}是加密的 PDF，请解除密码后再读。");

    public static Problem NoTextLayer(string name, int pages) =>
        new("INP-011", name, $"{Named(name)}共 {pages} 页，没有文字层，多半是扫描件，请先做文字识别（OCR）后再读。");

    public static Problem BrokenPdf(string name) => new("INP-012", name, $"{Named(name)}的 PDF 已损坏或不合规范，请重新导出后再读。");

    public static Problem UnmappedPdfFont(string name) =>
        new("INP-013", name, $"{Named(name)}的 PDF 字体没有文字对照表，取不出正文，请改用原始的 Word 文档或先做文字识别（OCR）。");

    public static Problem TooMany(string name, string what, long limit) =>
        new("INP-014", name, $"{Named(name)}的{what}超过了 {limit} 的上限，请拆分后再读。");

    public static Problem TooDeep(string name, string where) => new("INP-015", name, $"{Named(name)}的{where}嵌套过深，不像正常的文件，没有读取。");

    public static Problem MixedEncodings(string name, int utf8Line, int gbLine) =>
        new("INP-016", name, $"{Named(name)}混用了两种编码（第 {utf8Line} 行是 UTF-8，第 {gbLine} 行是 GB18030），请统一存为 UTF-8 后再读。");

    public static Problem UnknownEncoding(string name, int line) =>
        new("INP-017", name, $"{Named(name)}从第 {line} 行起既不是 UTF-8 也不是 GB18030 文字，请存为 UTF-8 后再读。");

    public static Problem OddUnicode(string name, string encoding) => new("INP-018", name, $"{Named(name)}的编码是 {encoding}，请存为 UTF-8 后再读。");

    public static Problem NoText(string name) => new("INP-019", name, $"{Named(name)}里没有文字，需要有正文的文件。");

    public static Problem TooSlow(string name, TimeSpan limit) =>
        new("INP-020", name, $"{Named(name)}在 {limit.TotalSeconds:0} 秒内没有读完，结构异常，请重新导出或拆分后再读。");

    public static Problem Unreadable(string name, string format) => new("INP-021", name, $"{Named(name)}按{format}读取失败，文件多半已损坏，请重新导出后再读。");

    private static string Named(string name) => name.Length == 0 ? "该文件" : $"文件“{name}”";

    private static string Size(long bytes) =>
        bytes >= 1 << 20 ? $"{bytes / (double)(1 << 20):0.#} MB" : bytes >= 1 << 10 ? $"{bytes / 1024d:0.#} KB" : $"{bytes} 字节";
}

/// <summary>Carries a problem out of a format's reader; caught at the door of <see cref="InputReader"/>.</summary>
internal sealed class InputRefusedException : Exception
{
    public InputRefusedException()
        : this(new Problem("INP-021", "", ""))
    {
    }

    public InputRefusedException(string message)
        : this(new Problem("INP-021", "", message))
    {
    }

    public InputRefusedException(string message, Exception innerException)
        : base(message, innerException) => Problem = new("INP-021", "", message);

    public InputRefusedException(Problem problem)
        : base(problem.Message) => Problem = problem;

    public Problem Problem { get; }
}
