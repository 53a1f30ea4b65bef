using Bihuan.Wildfire.Behaviour;
using Xunit;

namespace Bihuan.Wildfire.Tests.Behaviour;

/// <summary>The examples of the fire science sheet, §7, digit by digit.</summary>
public sealed class WorkedExampleTests
{
    [Theory]
    [InlineData(2, 5, 6, 7, 80, 90, 11, 30, 25, 0.85383, 24.19724, 28.3761, 11.30926, 1.98217, 2.70837, 2267.376, 1.77365, 6.55113)]
    [InlineData(105, 7, 8, 9, 75, 110, 9, 110, 35, 0.62344, 14.54672, 100.8496, 8.71473, 1.66182, 2.75746, 2357.657, 1.62813, 4.86662)]
    public void Rothermel_GivesTheExamples(
        int number, double w1, double w10, double w100, double herb, double woody, double windKmh, double windTo, double slopePercent, double still, double rate, double direction, double effective, double lengthToWidth, double flame, double intensity, double back, double flank)
    {
        var bed = FuelBed.Of(FuelModels.Of(number)!, FuelMoisture.Percent(w1, w10, w100, herb, woody));

        var fire = bed.Spread(windKmh * 1000 / 60, Conversions.Radians(windTo), slopePercent / 100);

        Assert.Equal(still, bed.RateNoWindNoSlope, 5);
        Assert.Equal(rate, fire.HeadRate, 5);
        Assert.Equal(direction, Conversions.Degrees(fire.HeadingFromUpslope), 4);
        Assert.Equal(effective, fire.EffectiveWind * 60 / 1000, 5);
        Assert.Equal(lengthToWidth, fire.LengthToWidth, 5);
        Assert.Equal(flame, fire.FlameLength, 5);
        Assert.Equal(intensity, fire.FirelineIntensity, 3);
        Assert.Equal(back, fire.BackRate, 5);
        Assert.Equal(flank, fire.FlankRate, 5);
    }
}
