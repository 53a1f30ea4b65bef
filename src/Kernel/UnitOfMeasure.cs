using System.Globalization;

namespace Bihuan.Kernel;

/// <summary>A unit was asked for that the registry does not know, or two units that do not measure the same.</summary>
/// <param name="message">Which, in Chinese.</param>
public sealed class UnitException(string message) : Exception(message);

/// <summary>A unit of measure (计量单位): 亩, 公顷, 户, %, 元/平方米.</summary>
/// <remarks>A value in it times <see cref="Factor"/>, divided by <see cref="Divisor"/>, is the value in the base unit of its dimension.
/// The divisor belongs to a unit such as 元/公顷, whose factor is no finite decimal.</remarks>
/// <param name="Symbol">The name it is printed with.</param>
/// <param name="Dimension">What it measures: <c>area</c>, <c>households</c>, <c>money/area</c>. Only units of one dimension convert.</param>
/// <param name="Factor">Base units in one such unit.</param>
/// <param name="Divisor">1, but for a unit with a slash.</param>
/// <param name="Source">Where the factor comes from.</param>
public sealed record UnitOfMeasure(string Symbol, string Dimension, decimal Factor, decimal Divisor, string Source)
{
    /// <inheritdoc/>
    public override string ToString() => Symbol;
}

/// <summary>A unit as printed, with its multiple: 亿元, 万户, 个工作日, 亩.</summary>
/// <param name="Printed">The words.</param>
/// <param name="Multiple">亿 is 100,000,000; 1 where none is printed.</param>
/// <param name="Unit">The unit without its multiple.</param>
public sealed record PrintedUnit(string Printed, decimal Multiple, UnitOfMeasure Unit)
{
    /// <inheritdoc/>
    public override string ToString() => Printed;
}

/// <summary>The units known, and the one place where values are converted.</summary>
public sealed class UnitsOfMeasure
{
    private readonly Dictionary<string, UnitOfMeasure> _units = new(StringComparer.Ordinal);
    private readonly (string Word, decimal Value)[] _multiples;

    private UnitsOfMeasure(UnitsFile file)
    {
        // The longest first, so that 百万 is not read as 百.
        _multiples = [.. file.Multiples.Select(m => (m.Key, Decimal(m.Value))).OrderByDescending(m => m.Key.Length)];
        foreach (var unit in file.Units)
        {
            var factor = Decimal(unit.Factor);
            if (factor <= 0 || unit.Source.Length == 0)
            {
                throw new InvalidDataException($"The unit {unit.Symbol} needs a factor above 0 and a source.");
            }

            var measure = new UnitOfMeasure(unit.Symbol, unit.Dimension, factor, 1, unit.Source);
            foreach (var name in unit.Aliases.Prepend(unit.Symbol))
            {
                if (!_units.TryAdd(name, measure))
                {
                    throw new InvalidDataException($"Two units are called {name}.");
                }
            }
        }

        if (_units.Values.GroupBy(u => u.Dimension, StringComparer.Ordinal).FirstOrDefault(d => d.All(u => u.Factor != 1)) is { } baseless)
        {
            throw new InvalidDataException($"The dimension {baseless.Key} has no base unit.");
        }
    }

    /// <summary>The registry that the product ships with: <c>data/reference/units-of-measure.json</c>.</summary>
    public static UnitsOfMeasure Shipped { get; } = LoadShipped();

    /// <summary>Every name a unit goes by.</summary>
    public IReadOnlyCollection<string> Names => _units.Keys;

    /// <summary>Reads a registry of the shape of <c>data/reference/units-of-measure.json</c>.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or contradicts itself.</exception>
    public static UnitsOfMeasure Load(Stream json) => new(ReferenceData.Read<UnitsFile>(json));

    /// <summary>The unit of that name or alias, without a multiple.</summary>
    /// <exception cref="UnitException">There is none.</exception>
    public UnitOfMeasure this[string name] => _units.TryGetValue(name, out var unit) ? unit : throw new UnitException($"不认识的计量单位“{name}”。");

    /// <summary>Reads a unit as printed: 亩, 万户, 亿元, 个工作日, 万元/亩. Blanks and brackets around it are allowed.</summary>
    /// <param name="text">The whole text of the unit.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>Whether it is known.</returns>
    public bool TryParse(string? text, out PrintedUnit? unit)
    {
        unit = null;
        var printed = (text ?? "").Trim().Trim('（', '）', '(', ')').Trim();
        if (printed.Length is 0 or > 40)
        {
            return false;
        }

        var slash = printed.IndexOfAny(['/', '／']);
        if (slash < 0)
        {
            unit = Single(printed);
        }
        else if (Single(printed[..slash]) is { } over && Single(printed[(slash + 1)..]) is { Multiple: 1 } under && over.Unit.Divisor == 1)
        {
            unit = new PrintedUnit(printed, over.Multiple, new UnitOfMeasure(
                $"{over.Unit.Symbol}/{under.Unit.Symbol}", $"{over.Unit.Dimension}/{under.Unit.Dimension}", over.Unit.Factor, under.Unit.Factor, over.Unit.Source));
        }

        return unit is not null;
    }

    /// <summary>Converts a value.</summary>
    /// <param name="value">In <paramref name="from"/>.</param>
    /// <param name="from">The unit it is in.</param>
    /// <param name="to">The unit wanted.</param>
    /// <exception cref="UnitException">They do not measure the same.</exception>
    /// <exception cref="OverflowException">The value is beyond what a decimal holds.</exception>
    public static decimal Convert(decimal value, UnitOfMeasure from, UnitOfMeasure to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (!string.Equals(from.Dimension, to.Dimension, StringComparison.Ordinal))
        {
            throw new UnitException($"“{from.Symbol}”与“{to.Symbol}”不能换算。");
        }

        // One division, and that last: what is exact stays exact.
        return from == to ? value : value * (from.Factor * to.Divisor) / (from.Divisor * to.Factor);
    }

    private PrintedUnit? Single(string printed)
    {
        if (_units.TryGetValue(printed, out var whole))
        {
            return new PrintedUnit(printed, 1, whole);
        }

        foreach (var (word, value) in _multiples)
        {
            if (printed.StartsWith(word, StringComparison.Ordinal) && _units.TryGetValue(printed[word.Length..].TrimStart(), out var unit))
            {
                return new PrintedUnit(printed, value, unit);
            }
        }

        return null;
    }

    private static decimal Decimal(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        ? value : throw new InvalidDataException($"{text} is no number.");

    private static UnitsOfMeasure LoadShipped()
    {
        using var json = ReferenceData.Open("units-of-measure.json");
        return Load(json);
    }

    private sealed record UnitsFile(IReadOnlyDictionary<string, string> Multiples, IReadOnlyList<UnitEntry> Units);

    private sealed record UnitEntry(string Symbol, IReadOnlyList<string> Aliases, string Dimension, string Factor, string Source);
}
