using System.Text;
using System.Text.Json;
using Bihuan.Reading.Json;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Cli.Tests;

public sealed class ReadCommandTests : IDisposable
{
    private readonly CommandLine _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Summary_NamesTheDocumentsAndCountsWhatWasRead()
    {
        var ran = _run.Run("read", _run.Add("a.txt", CommandLine.Notice));

        Assert.Equal(0, ran.Code);
        Assert.Empty(ran.Error);
        Assert.Contains(CommandLine.Number, ran.Out, StringComparison.Ordinal);
        Assert.Contains("2023-02-06", ran.Out, StringComparison.Ordinal);
        Assert.Contains("读出事项", ran.Out, StringComparison.Ordinal);
        Assert.Matches(@"任务\s+3", ran.Out);
    }

    [Fact]
    public void RedirectedOutput_IsPlainAndNotCut()
    {
        const string Long = "乡村振兴和水环境治理任务分解的通知";
        var ran = _run.Run("read", _run.Add("a.txt", CommandLine.Notice.Replace("重点工作任务分解的通知", Long, StringComparison.Ordinal)));

        Assert.DoesNotContain('\u001b', ran.Out);
        Assert.DoesNotContain('│', ran.Out);
        Assert.Contains(Long, ran.Out, StringComparison.Ordinal);
    }

    private const string Registry =
        """
        { "government": { "name": "望湖区人民政府", "level": "district" },
          "units": [
            { "name": "望湖区教育局", "kind": "department", "level": "district", "aliases": ["区教育局"] },
            { "name": "望湖区财政局", "kind": "department", "level": "district", "aliases": ["区财政局"] },
            { "name": "望湖区住房和城乡建设局", "kind": "department", "level": "district", "aliases": ["区住建局"] },
            { "name": "望湖区民政局", "kind": "department", "level": "district", "aliases": ["区民政局"] } ] }
        """;

    [Fact]
    public void WithARegistry_NamesThatItDoesNotHaveAreListed()
    {
        var ran = _run.Run("read", _run.Add("a.txt", CommandLine.Notice), "--registry", _run.Add("units.json", Registry));

        Assert.Equal(0, ran.Code);
        Assert.Contains("“区卫健局”", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("“区教育局”（", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.json", "找不到文件")]
    [InlineData("a.txt", "机构名册不是有效的 JSON")]
    public void ABadRegistry_IsRefusedAndNothingIsWritten(string registry, string sentence)
    {
        var ran = _run.Run("read", _run.Add("a.txt", CommandLine.Notice), "--registry", registry, "--format", "json", "--out", "out.json");

        Assert.Equal(2, ran.Code);
        Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], _run.Files);
    }

    [Fact]
    public void Terminal_GetsColoursAndBoxes()
    {
        using var terminal = new CommandLine { OnTerminal = true };

        var ran = terminal.Run("read", terminal.Add("a.txt", CommandLine.Notice));

        Assert.Contains('\u001b', ran.Out);
        Assert.Contains('│', ran.Out);
    }

    [Fact]
    public void ControlCharactersOfADocument_DoNotReachTheTerminal()
    {
        var ran = _run.Run("read", _run.Add("a.txt", CommandLine.Notice.Replace("任务分解的通知", "任务\u001b[31m分解的通知", StringComparison.Ordinal)));

        Assert.DoesNotContain('\u001b', ran.Out);
    }

    public static TheoryData<string, string[]> BadCommandLines => new()
    {
        { "公报.txt", ["read"] },
        { "找不到文件“b.txt”", ["read", "b.txt"] },
        { "找不到文件“b.txt”", ["read", "a.txt", "b.txt", "--format", "json"] },
        { "是文件夹", ["read", "."] },
        { "table、json、xlsx、docx", ["read", "a.txt", "--format", "csv"] },
        { "table、json", ["contradictions", "a.txt", "--format", "xlsx"] },
        { "task、quantity", ["read", "a.txt", "--kind", "任务"] },
        { "zh、en", ["read", "a.txt", "--lang", "fr"] },
        { "--format 后面缺少取值", ["read", "a.txt", "--format"] },
        { "--out 只能给一次", ["read", "a.txt", "--out", "x", "--out", "y"] },
        { "--out 指向了输入文件", ["read", "a.txt", "--format", "json", "--out", "./a.txt"] },
        { "不存在", ["read", "a.txt", "--format", "json", "--out", "no/such/x.json"] },
        { "是文件夹", ["read", "a.txt", "--format", "json", "--out", "."] },
        { "--verbose", ["read", "a.txt", "--verbose"] },
        { "--max-size", ["read", "a.txt", "--max-size", "0"] },
        { "--max-size", ["read", "a.txt", "--max-size", "many"] },
        { "--clause", ["explain", "a.txt"] },
        { "只看一个文件", ["explain", "a.txt", "empty.txt", "--clause", "一"] },
        { "read、contradictions", ["reed", "a.txt"] },
        { "空", ["read", "empty.txt", "--format", "xlsx"] },
        { "没有读出公文", ["read", "poem.txt", "--format", "docx", "--out", "poem.docx"] },
        { "二进制", ["read", "noise.txt", "--format", "json", "--out", "x.json"] },
        { "没有读出公文", ["read", "a.txt", "poem.txt", "--format", "xlsx"] },
    };

    [Theory, MemberData(nameof(BadCommandLines))]
    public void BadInput_IsOneSentence_CodeTwo_AndNothingIsWritten(string says, string[] args)
    {
        _run.Add("a.txt", CommandLine.Notice);
        _run.Add("empty.txt", "");
        _run.Add("poem.txt", "湖上清风起，\n山间白云飞。\n");
        _run.Add("noise.txt", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0]);
        var before = _run.Files.ToList();

        var ran = _run.Run(args);

        Assert.Equal(2, ran.Code);
        Assert.Contains(says is "二进制" ? "可执行程序" : says, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(ran.Out);
        Assert.Equal(before, _run.Files);
    }

    [Fact]
    public void EveryBadFile_IsTold()
    {
        var ran = _run.Run("read", "b.txt", "c.txt");

        Assert.Equal(["找不到文件“b.txt”，请检查路径。", "找不到文件“c.txt”，请检查路径。"], ran.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void MistakesAreTold_InTheLanguageAskedFor()
    {
        var ran = _run.Run("read", "b.txt", "--lang", "en");

        Assert.Equal(2, ran.Code);
        Assert.DoesNotMatch(CommandLine.Chinese(), ran.Error);
    }

    [Fact]
    public void FilesOverTheLimit_AreRefused_AndTheLimitCanBeSet()
    {
        var file = _run.Add("a.txt", CommandLine.Notice + new string('空', 500_000));

        Assert.Equal(2, _run.Run("read", file, "--max-size", "1").Code);
        Assert.Contains("--max-size", _run.Run("read", file, "--max-size", "1").Error, StringComparison.Ordinal);
        Assert.Equal(0, _run.Run("read", file, "--max-size", "1.5").Code);
    }

    [Fact]
    public void LongInput_ShowsProgressOnStandardErrorAsOneLine()
    {
        var ran = _run.Run("read", _run.Add("a.txt", CommandLine.Notice + new string('空', 500_000)), "--format", "json");

        Assert.Equal("正在读取 a.txt（1.4 MB）……\n", ran.Error);
    }

    [Fact]
    public void Interrupted_Is130_AndNothingIsWritten()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();

        var ran = _run.Run(interrupted.Token, "read", _run.Add("a.txt", CommandLine.Notice), "--format", "xlsx");

        Assert.Equal(130, ran.Code);
        Assert.Equal(["a.txt"], _run.Files);
    }

    [Fact]
    public void WorkbookWithoutOut_IsNamedAfterTheFirstInput_AndNeverReplacesAFilledInLedger()
    {
        var file = _run.Add("公报.txt", CommandLine.Notice);

        Assert.Contains("公报.xlsx", _run.Run("read", file, "--format", "xlsx").Out, StringComparison.Ordinal);
        Assert.Contains("公报-2.xlsx", _run.Run("read", file, "--format", "xlsx").Out, StringComparison.Ordinal);
        Assert.Equal(["公报-2.xlsx", "公报.txt", "公报.xlsx"], _run.Files);
    }

    [Fact]
    public void Out_TakesAnyFormat_AndReplacesWhatIsThere()
    {
        var file = _run.Add("a.txt", CommandLine.Notice);
        _run.Add("x.json", "old");

        Assert.Equal(0, _run.Run("read", file, "--format", "json", "--out", "x.json").Code);
        Assert.Equal(0, _run.Run("read", file, "--out", "x.txt").Code);

        using var json = JsonDocument.Parse(File.ReadAllBytes(_run.PathOf("x.json")));
        Assert.Equal(CommandLine.Number, json.RootElement.GetProperty("documents")[0].GetProperty("number").GetString());
        Assert.Contains(CommandLine.Number, File.ReadAllText(_run.PathOf("x.txt")), StringComparison.Ordinal);
        Assert.Equal(["a.txt", "x.json", "x.txt"], _run.Files);
    }

    [Fact]
    public void Kinds_AreTheOnlyOnesShown()
    {
        var file = _run.Add("a.txt", CommandLine.Notice + "\n" + CommandLine.Appointments);

        using var json = JsonDocument.Parse(_run.Run("read", file, "--format", "json", "--kind", "task", "--kind", "appointment").Out);

        var kinds = json.RootElement.GetProperty("documents").EnumerateArray().SelectMany(d => d.GetProperty("commitments").EnumerateArray()).Select(c => c.GetProperty("kind").GetString()).Distinct();
        Assert.Subset(new HashSet<string?> { "task", "appointment" }, kinds.ToHashSet());
        Assert.Contains("task", kinds);
    }

    [Fact]
    public void UnexpectedFailure_IsOneSentence_CodeOne()
    {
        using var terminal = new Terminal(new MemoryStream(), new MemoryStream()) { Folder = null! };

        Assert.Equal(1, Program.Run(["read", "a.txt"], terminal, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Help_SaysAllOptionsAndKinds_InBothLanguages()
    {
        var chinese = _run.Run("read", "--help");
        var english = _run.Run("read", "--help", "--lang", "en");

        Assert.All((Ran[])[chinese, english], ran =>
        {
            Assert.Equal(0, ran.Code);
            Assert.All((string[])["--format", "--out", "--kind", "--lang", "--max-size", .. Kinds.All], option => Assert.Contains(option, ran.Out, StringComparison.Ordinal));
        });
        Assert.DoesNotMatch(CommandLine.Chinese(), english.Out);
        Assert.Equal(0, _run.Run("--help").Code);
        Assert.Contains("bihuan", _run.Run().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Process_WritesUtf8WithoutMark_AndGivesTheExitCode()
    {
        var file = _run.Add("a.txt", CommandLine.Notice);
        var (code, output) = Start("read", file, "--format", "json");

        Assert.Equal(0, code);
        Assert.Equal((byte)'{', output[0]);
        Assert.Contains(CommandLine.Number, Encoding.UTF8.GetString(output), StringComparison.Ordinal);
        Assert.Equal(2, Start("read", "none.txt").Code);

        (int Code, byte[] Output) Start(params string[] args)
        {
            var start = new System.Diagnostics.ProcessStartInfo("dotnet") { WorkingDirectory = _run.Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            start.ArgumentList.Add(typeof(Program).Assembly.Location);
            foreach (var arg in args)
            {
                start.ArgumentList.Add(arg);
            }

            using var process = System.Diagnostics.Process.Start(start)!;
            using var bytes = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(bytes);
            process.WaitForExit();
            return (process.ExitCode, bytes.ToArray());
        }
    }

    [Fact]
    public void Gazette_IsReadWhole()
    {
        var ran = _run.Run("read", Shared.PathOf("gazette/beilun-2022-02-03.txt"));

        Assert.Equal(0, ran.Code);
        Assert.Contains(Shared.Facts("documents.json").GetProperty("documents")[0].GetProperty("number").GetString()!, ran.Out, StringComparison.Ordinal);
    }
}
