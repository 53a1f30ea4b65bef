using System.Globalization;

namespace Bihuan.Kernel;

/// <summary>An area (面积), held in mu (亩) so that mu, hectares and square metres are all exact: 1 公顷 is 15 亩, 1 平方米 is 0.0015 亩.</summary>
/// <remarks>The factors are those of <see cref="UnitsOfMeasure"/>.</remarks>
public readonly record struct Area : IComparable<Area>
{
    private static readonly UnitOfMeasure MuUnit = UnitsOfMeasure.Shipped["亩"];
    private static readonly UnitOfMeasure HectareUnit = UnitsOfMeasure.Shipped["公顷"];
    private static readonly UnitOfMeasure SquareMetreUnit = UnitsOfMeasure.Shipped["平方米"];

    private Area(decimal mu)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mu);
        InMu = mu;
    }

    /// <summary>In mu; exact.</summary>
    public decimal InMu { get; }

    /// <summary>In hectares; rounded in the 28th figure where the mu are no multiple of three.</summary>
    public decimal InHectares => UnitsOfMeasure.Convert(InMu, MuUnit, HectareUnit);

    /// <summary>In square metres; rounded as <see cref="InHectares"/> is.</summary>
    public decimal InSquareMetres => UnitsOfMeasure.Convert(InMu, MuUnit, SquareMetreUnit);

    /// <summary>So many mu.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than none.</exception>
    public static Area Mu(decimal mu) => new(mu);

    /// <summary>So many hectares.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than none.</exception>
    public static Area Hectares(decimal hectares) => new(UnitsOfMeasure.Convert(hectares, HectareUnit, MuUnit));

    /// <summary>So many square metres.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than none.</exception>
    public static Area SquareMetres(decimal squareMetres) => new(UnitsOfMeasure.Convert(squareMetres, SquareMetreUnit, MuUnit));

    /// <summary>Reads an area with its unit: 3亩, 2公顷, 1.5万亩, 0.8平方公里.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out Area area)
    {
        area = default;
        if (!Quantity.TryParse(text, out var quantity) || !string.Equals(quantity!.Unit.Unit.Dimension, MuUnit.Dimension, StringComparison.Ordinal))
        {
            return false;
        }

        area = new Area(quantity.Base);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Area other) => InMu.CompareTo(other.InMu);

    /// <summary>Both areas together.</summary>
    public static Area operator +(Area left, Area right) => new(left.InMu + right.InMu);

    /// <summary>Whether the left one is smaller.</summary>
    public static bool operator <(Area left, Area right) => left.InMu < right.InMu;

    /// <summary>Whether the left one is larger.</summary>
    public static bool operator >(Area left, Area right) => left.InMu > right.InMu;

    /// <summary>Whether the left one is not larger.</summary>
    public static bool operator <=(Area left, Area right) => left.InMu <= right.InMu;

    /// <summary>Whether the left one is not smaller.</summary>
    public static bool operator >=(Area left, Area right) => left.InMu >= right.InMu;

    /// <summary>In both units: 30亩（2公顷）, 1亩（约0.0667公顷）.</summary>
    public override string ToString()
    {
        var hectares = Math.Round(InHectares, 4);
        var about = Hectares(hectares) == this ? "" : "约";
        return string.Create(CultureInfo.InvariantCulture, $"{InMu:0.############################}亩（{about}{hectares:0.####}公顷）");
    }
}
