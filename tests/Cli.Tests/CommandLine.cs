using System.Text;
using System.Text.RegularExpressions;

namespace Bihuan.Cli.Tests;

/// <summary>What a run wrote and how it ended.</summary>
internal sealed record Ran(int Code, string Out, string Error);

/// <summary>A folder of its own in which the real entry point runs, in this process. Texts and people are invented.</summary>
internal sealed partial class CommandLine : IDisposable
{
    public const string Number = "湖政办〔2023〕3号";

    public const string Notice =
        """
        湖政办〔2023〕3号

        望湖区人民政府办公室关于印发2023年重点工作任务分解的通知

        各镇人民政府、各街道办事处，区属各部门：
        现将《2023年重点工作任务分解》印发给你们，请认真组织实施。

        望湖区人民政府办公室
        2023年2月6日

        2023年重点工作任务分解

        一、改善民生
        （一）教育提升
        1.新建公办幼儿园4所，新增学位1200个以上。（牵头领导：林知远；牵头单位：区教育局；责任单位：区财政局、区住建局；完成时限：2023年9月底）
        2.改造老旧小区12个，惠及居民3000户左右。（牵头领导：林知远；牵头单位：区住建局；责任单位：各街道）
        （二）医疗提升
        3.每季度组织义诊不少于2次。（牵头单位：区卫健局；责任单位：区民政局等部门）

        """;

    public const string Appointments =
        """
        湖政干〔2023〕8号

        望湖区人民政府关于周明澈等同志职务任免的通知

        各镇人民政府、各街道办事处，区属各部门：
        经研究决定：
        周明澈任望湖区教育局副局长（试用期一年）；
        免去沈思齐望湖区水利局局长职务。

        望湖区人民政府
        2023年3月1日

        """;

    public CommandLine() => Folder = Directory.CreateTempSubdirectory("bihuan-cli-").FullName;

    public string Folder { get; }

    public bool OnTerminal { get; init; }

    public string Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public string Add(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return name;
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public IEnumerable<string> Files => Directory.EnumerateFileSystemEntries(Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    public Ran Run(params string[] args) => Run(CancellationToken.None, args);

    public Ran Run(CancellationToken interrupted, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        int code;
        using (var terminal = new Terminal(output, error) { Folder = Folder, OutIsTerminal = OnTerminal, ErrorIsTerminal = OnTerminal })
        {
            code = Program.Run(args, terminal, interrupted);
        }

        return new(code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.ExplicitCapture)]
    public static partial Regex Chinese();
}
