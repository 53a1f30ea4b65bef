using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>Of what figures are asked.</summary>
/// <param name="From">The first day of the period.</param>
/// <param name="To">The last day; what was annulled, mended or taken up again after it is not looked at.</param>
/// <param name="Unit">Only what this unit and those below it found and enforced; <see langword="null"/> for the whole district.</param>
public sealed record FigureScope(DateOnly From, DateOnly To, UnitId? Unit = null);

/// <summary>A figure of a form (报表指标): a count of records, or the sum of what stands in them. Nobody types it.</summary>
/// <param name="No">Its number in the form.</param>
/// <param name="Section">The part of the form.</param>
/// <param name="Field">What the form calls it.</param>
/// <param name="Unit">In which unit the form wants it.</param>
/// <param name="Value">The figure, in that unit.</param>
/// <param name="Records">How many records stand behind it.</param>
/// <param name="Meaning">What is counted and by which day, in the words of its definition.</param>
/// <param name="Address">The page with these very records.</param>
public sealed record HazardFigure(int No, string Section, string Field, string Unit, decimal Value, int Records, string Meaning, string Address);

/// <summary>Gives the figures of hazards and enforcement to whoever reports them (一次采集), as far as the person may see the records behind them.</summary>
public interface IHazardFigures
{
    /// <summary>The figures of a form for a period.</summary>
    /// <param name="form">The key of the form, such as <c>gas</c>.</param>
    /// <param name="scope">Of what.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>In the form's order; refused with <c>HAZ-450</c> for a form that is not known, with <c>HAZ-451</c> for days that its definition does not know,
    /// with <c>HAZ-452</c> for a period that ends before it begins.</returns>
    ValueTask<Result<IReadOnlyList<HazardFigure>>> Of(string form, FigureScope scope, CancellationToken cancel);
}
