using System.Globalization;
using Bihuan.Kernel;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Wildfire.Tests;

/// <summary>Expected values as files, and what comes of a door.</summary>
internal static class Tables
{
    /// <summary>Rows of a file of a folder of these tests: first lines that say how they were made, a line of names, rows.</summary>
    public static List<Row> Read(string folder, string name)
    {
        var lines = File.ReadLines(Path.Combine(Shared.Repository, "tests", "Wildfire.Tests", folder, name)).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(',')).ToList();
        return [.. lines.Skip(1).Select(cells => new Row(lines[0].Zip(cells).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)))];
    }

    /// <summary>Equal within a share of the value, or absolutely where the value goes towards 0 by a difference of larger ones.</summary>
    public static void Close(double expected, double actual, double relative, double absolute, string what) =>
        Assert.True(Math.Abs(actual - expected) <= Math.Max(absolute, relative * Math.Abs(expected)), $"{what}: expected {expected:R}, found {actual:R}");

    /// <summary>The value of a result that is done.</summary>
    public static T Value<T>(this Result<T> result) => result.Match(value => value, problems => throw new InvalidOperationException(string.Join("; ", problems.Select(Whole))));

    /// <summary>Code and place of each reason of a refusal.</summary>
    public static string Reasons<T>(this Result<T> result) => result.Match(_ => "done", problems => string.Join("; ", problems.Select(p => $"{p.Code} {p.Field}".Trim())));

    /// <summary>Code, place and values of each reason of a refusal.</summary>
    public static string WholeReasons<T>(this Result<T> result) => result.Match(_ => "done", problems => string.Join("; ", problems.Select(Whole)));

    private static string Whole(Problem problem) => $"{problem.Code} {problem.Field} {string.Join(' ', problem.Values)}".Trim();
}

/// <summary>A row by the names of its columns.</summary>
internal sealed class Row(Dictionary<string, string> cells)
{
    /// <summary>The text of a column.</summary>
    public string this[string name] => cells[name];

    /// <summary>The number of a column, 0 where it is empty.</summary>
    public double Number(string name) => cells[name].Length > 0 ? double.Parse(cells[name], CultureInfo.InvariantCulture) : 0;

    /// <summary>The computed value is that of the column.</summary>
    public void Holds(string name, double found, double relative, double absolute = 0) => Tables.Close(Number(name), found, relative, absolute, $"{name} of {this}");

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', cells.Select(p => $"{p.Key}={p.Value}"));
}
