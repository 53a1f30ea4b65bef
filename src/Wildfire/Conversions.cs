namespace Bihuan.Wildfire;

/// <summary>Exact factors between the units of the sources and SI. Conversion happens at the boundary of a model, never inside a formula.</summary>
/// <remarks>International foot, pound and Btu(IT); the table stands at the head of the fire science sheet.</remarks>
public static class Conversions
{
    /// <summary>Metres in a foot.</summary>
    public const double MetresPerFoot = 0.3048;

    /// <summary>Kilograms in a pound.</summary>
    public const double KilogramsPerPound = 0.45359237;

    /// <summary>Kilojoules in a Btu.</summary>
    public const double KilojoulesPerBtu = 1.05505585262;

    /// <summary>Kilometres an hour in a mile an hour.</summary>
    public const double KilometresPerMile = 1.609344;

    /// <summary>Feet a minute in a mile an hour.</summary>
    public const double FeetPerMinutePerMph = 88;

    /// <summary>kg/m² in a lb/ft².</summary>
    public const double KilogramsPerSquareMetrePerPoundPerSquareFoot = KilogramsPerPound / (MetresPerFoot * MetresPerFoot);

    /// <summary>lb/ft² in a short ton an acre.</summary>
    public const double PoundsPerSquareFootPerTonPerAcre = 2000.0 / 43560.0;

    /// <summary>kJ/m² in a Btu/ft².</summary>
    public const double KilojoulesPerSquareMetrePerBtuPerSquareFoot = KilojoulesPerBtu / (MetresPerFoot * MetresPerFoot);

    /// <summary>kW/m in a Btu/ft/s.</summary>
    public const double KilowattsPerMetrePerBtuPerFootPerSecond = KilojoulesPerBtu / MetresPerFoot;

    /// <summary>kJ/kg in a Btu/lb.</summary>
    public const double KilojoulesPerKilogramPerBtuPerPound = KilojoulesPerBtu / KilogramsPerPound;

    /// <summary>Degrees to radians.</summary>
    public static double Radians(double degrees) => degrees * (Math.PI / 180);

    /// <summary>Radians to degrees.</summary>
    public static double Degrees(double radians) => radians * (180 / Math.PI);
}
