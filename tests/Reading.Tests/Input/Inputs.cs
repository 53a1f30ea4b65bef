using System.Text;
using Bihuan.Kernel;
using Bihuan.Reading.Input;
using Xunit;

namespace Bihuan.Reading.Tests.Input;

/// <summary>Short ways to read what a test has built.</summary>
internal static class Inputs
{
    public static SourceText Read(byte[] bytes, string name, InputLimits? limits = null)
    {
        var result = InputReader.Read(bytes, name, limits);
        return result is Result<SourceText>.Done(var source) ? source
            : throw new Xunit.Sdk.XunitException("Refused: " + string.Join("; ", ((Result<SourceText>.Refused)result).Problems.Select(p => p.Code + " " + p.Message)));
    }

    public static SourceText Read(string text, string name, InputLimits? limits = null) => Read(Encoding.UTF8.GetBytes(text), name, limits);

    public static Problem Refused(byte[] bytes, string name, InputLimits? limits = null)
    {
        var result = InputReader.Read(bytes, name, limits);
        var problem = Assert.Single(Assert.IsType<Result<SourceText>.Refused>(result).Problems);
        Assert.Equal(name, problem.Field);
        Assert.Contains(name, problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("。", problem.Message, StringComparison.Ordinal);
        return problem;
    }

    public static string[] Lines(this SourceText source) => source.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Each cell as <c>row,column,rowspan,columnspan:text</c>, sliced from the text.</summary>
    public static string[] Cells(this SourceText source, int table = 0) =>
        [.. source.Tables[table].Cells.Select(c => $"{c.Row},{c.Column},{c.RowSpan},{c.ColumnSpan}:{source.Slice(c.Range)}")];
}
