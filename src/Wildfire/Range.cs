using Bihuan.Kernel;

namespace Bihuan.Wildfire;

/// <summary>Ranges at the door of a computation. What stands in a range is finite by that.</summary>
internal static class Range
{
    /// <summary>The refusal of a value outside of its range, or of none at all.</summary>
    public static Problem Refusal(string field, double value, double least, double most, string unit = "") =>
        Problem.Coded("FIRE-201", field, value.ToString(), $"{least}–{most}{(unit.Length > 0 ? " " : "")}{unit}");

    /// <summary>Adds a refusal unless the value stands in the range.</summary>
    public static void Check(List<Problem> problems, string field, double value, double least, double most, string unit = "")
    {
        if (!(value >= least && value <= most))
        {
            problems.Add(Refusal(field, value, least, most, unit));
        }
    }
}
