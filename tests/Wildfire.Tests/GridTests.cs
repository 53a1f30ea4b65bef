using Xunit;

namespace Bihuan.Wildfire.Tests;

/// <summary>Cells are counted from the north-west corner.</summary>
public sealed class GridTests
{
    [Fact]
    public void RowsRunFromTheNorth()
    {
        var frame = new GridFrame(4, 3, 30, 500_000, 3_300_000, 4549);
        Assert.Equal((500_015d, 3_299_985d), frame.Centre(0, 0));
        Assert.Equal((500_105d, 3_299_925d), frame.Centre(3, 2));
        var grid = new Grid<int>(frame, new int[frame.Count]);
        grid[3, 2] = 7;
        Assert.Equal(7, grid.Cells[11]);
    }

    /// <summary>Against the factors printed in the fire science sheet.</summary>
    [Fact]
    public void Conversions_AreThoseOfTheSheet()
    {
        Assert.Equal(4.88243, Conversions.KilogramsPerSquareMetrePerPoundPerSquareFoot, 5);
        Assert.Equal(0.224170, Conversions.PoundsPerSquareFootPerTonPerAcre * Conversions.KilogramsPerSquareMetrePerPoundPerSquareFoot, 6);
        Assert.Equal(11.35653, Conversions.KilojoulesPerSquareMetrePerBtuPerSquareFoot, 5);
        Assert.Equal(3.46147, Conversions.KilowattsPerMetrePerBtuPerFootPerSecond, 5); // The sheet prints 3.461470; the quotient is 3.4614693.
        Assert.Equal(2.326, Conversions.KilojoulesPerKilogramPerBtuPerPound, 9);
        Assert.Equal(0.3048 * 88 * 60 / 1000, Conversions.KilometresPerMile, 12);
    }
}
