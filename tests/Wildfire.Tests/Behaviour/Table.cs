using System.Globalization;
using Bihuan.Kernel;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Wildfire.Tests.Behaviour;

/// <summary>Expected values as files: lines that say how they were made, a line of names, rows.</summary>
internal static class Table
{
    /// <summary>Rows of a file of this folder.</summary>
    public static IEnumerable<Row> Read(string name)
    {
        var lines = File.ReadLines(Path.Combine(Shared.Repository, "tests", "Wildfire.Tests", "Behaviour", name)).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')).ToList();
        return lines.Skip(1).Select(cells => new Row(lines[0].Zip(cells).ToDictionary(p => p.First, p => p.Second)));
    }

    /// <summary>The value of a result that is done.</summary>
    public static T Value<T>(this Result<T> result) => Assert.IsType<Result<T>.Done>(result).Value;

    /// <summary>Code and place of each reason of a refusal.</summary>
    public static string Reasons<T>(this Result<T> result) => result.Match(_ => "done", problems => string.Join("; ", problems.Select(p => $"{p.Code} {p.Field}")));
}

/// <summary>A row by the names of its columns.</summary>
internal sealed class Row(Dictionary<string, string> cells)
{
    /// <summary>The text of a column.</summary>
    public string this[string name] => cells[name];

    /// <summary>The number of a column, 0 where it is empty.</summary>
    public double Number(string name) => cells[name].Length > 0 ? double.Parse(cells[name], CultureInfo.InvariantCulture) : 0;

    /// <summary>The computed value is that of the column.</summary>
    public void Holds(string name, double found, double relative, double absolute = 0)
    {
        var expected = Number(name);
        Assert.True(Math.Abs(found - expected) <= Math.Max(absolute, relative * Math.Abs(expected)), $"{name}: {found:R} for {expected:R} in {this}");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', cells.Select(p => $"{p.Key}={p.Value}"));
}
