using System.Globalization;

namespace Bihuan.Kernel;

/// <summary>A figure with its unit (数量), kept as printed: 3.5万亩 has the value 3.5 in 万亩, and 35000 亩 as its base value.</summary>
/// <param name="Value">The figure, in <paramref name="Unit"/> with its multiple.</param>
/// <param name="Unit">The unit as printed.</param>
public sealed record Quantity(decimal Value, PrintedUnit Unit)
{
    /// <summary>A larger figure is no government figure but a misprint, and near what a decimal holds.</summary>
    private const decimal Most = 1_000_000_000_000_000_000m;

    /// <summary>The figure in the unit without its multiple: 3.5万亩 is 35000.</summary>
    public decimal Plain => Value * Unit.Multiple;

    /// <summary>The figure in the base unit of its dimension: 2公顷 is 30 (亩), 3.5亿元 is 350000000 (元).</summary>
    public decimal Base => Plain * Unit.Unit.Factor / Unit.Unit.Divisor;

    /// <summary>A quantity in a unit as printed.</summary>
    /// <exception cref="UnitException">The unit is not known.</exception>
    public static Quantity Of(decimal value, string unit) =>
        UnitsOfMeasure.Shipped.TryParse(unit, out var printed) ? new Quantity(value, printed!) : throw new UnitException($"不认识的计量单位“{unit}”。");

    /// <summary>Reads a figure with its unit: 3.5万亩, 1,200户, 一百三十六项, 百分之五, 20 亿元.</summary>
    /// <param name="text">The whole text, without a comparator such as 左右.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>Whether the figure can be read and the unit is known.</returns>
    public static bool TryParse(string? text, out Quantity? quantity)
    {
        quantity = null;
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length is 0 or > 80)
        {
            return false;
        }

        if (!trimmed.EndsWith('‰') && ChineseNumeral.TryParsePercent(trimmed, out var percent))
        {
            quantity = Of(percent, "%");
            return true;
        }

        // Behind digits 万 belongs to the unit as printed (万亩); within Chinese characters to the number (三万亩).
        var digits = 0;
        while (digits < trimmed.Length && (ChineseNumeral.IsArabicDigit(trimmed[digits]) || trimmed[digits] is '.' or '．' or ',' or '，'))
        {
            digits++;
        }

        decimal value;
        var length = digits;
        if (digits > 0 ? !ChineseNumeral.TryParse(trimmed.AsSpan(0, digits), out value) : (length = ChineseNumeral.ReadPrefix(trimmed, out value)) == 0)
        {
            return false;
        }

        if (!UnitsOfMeasure.Shipped.TryParse(trimmed[length..], out var unit) || value > Most || value * unit!.Multiple > Most)
        {
            return false;
        }

        quantity = new Quantity(value, unit);
        return true;
    }

    /// <summary>The figure in another unit of the same dimension.</summary>
    /// <exception cref="UnitException">The unit is not known, or does not measure the same.</exception>
    public decimal In(string unit)
    {
        var to = Of(0, unit).Unit;
        return UnitsOfMeasure.Convert(Plain, Unit.Unit, to.Unit) / to.Multiple;
    }

    /// <summary>Compares by base value.</summary>
    /// <returns>Below, at or above 0 as this is less than, equal to or more than the other.</returns>
    /// <exception cref="UnitException">They do not measure the same.</exception>
    public int ComparedWith(Quantity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return !string.Equals(Unit.Unit.Dimension, other.Unit.Unit.Dimension, StringComparison.Ordinal)
            ? throw new UnitException($"“{Unit}”与“{other.Unit}”不能比较。")
            // Multiplied across, so that a divisor rounds nothing.
            : (Plain * Unit.Unit.Factor * other.Unit.Unit.Divisor).CompareTo(other.Plain * other.Unit.Unit.Factor * Unit.Unit.Divisor);
    }

    /// <summary>As printed: 3.5万亩.</summary>
    public override string ToString() => Value.ToString("0.############################", CultureInfo.InvariantCulture) + Unit.Printed;
}
