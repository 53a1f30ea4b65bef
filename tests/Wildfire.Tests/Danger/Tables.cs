using System.Globalization;
using Bihuan.Kernel;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Wildfire.Tests.Danger;

/// <summary>Expected values as files: the first lines say how they were made, then a line of names, then rows.</summary>
internal static class Tables
{
    /// <summary>Rows of a file beside the tests of an area.</summary>
    internal static List<Dictionary<string, string>> Read(string area, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Shared.Repository, "tests", "Wildfire.Tests", area, name)).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var heads = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => heads.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal))];
    }

    /// <summary>A number of a row.</summary>
    internal static double Number(this Dictionary<string, string> row, string name) => double.Parse(row[name], CultureInfo.InvariantCulture);

    /// <summary>Equal within a share of the value, or absolutely where the value goes towards 0 by a difference of larger ones.</summary>
    internal static void Close(double expected, double actual, double relative, double absolute, string what) =>
        Assert.True(Math.Abs(actual - expected) <= Math.Max(absolute, relative * Math.Abs(expected)), $"{what}: expected {expected:R}, found {actual:R}");

    /// <summary>The value of a result that is done.</summary>
    internal static T Value<T>(this Result<T> result) => result.Match(value => value, problems => throw new InvalidOperationException(string.Join("; ", problems.Select(p => $"{p.Code} {p.Field} {string.Join(' ', p.Values)}"))));

    /// <summary>The reasons of a refusal, as code and place.</summary>
    internal static string Reasons<T>(this Result<T> result) => result.Match(_ => "done", problems => string.Join("; ", problems.Select(p => $"{p.Code} {p.Field} {string.Join(' ', p.Values)}".Trim())));
}
