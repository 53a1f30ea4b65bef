using System.Linq.Expressions;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The lamp of a moment as an expression that both databases understand, from the moments that the last change left behind. A test
/// holds that it says the same as <see cref="Lamps.At"/>.</summary>
internal static class LampIn
{
    /// <summary>The lamp; <see langword="null"/> where none runs: drafts, ended matters, paused ones.</summary>
    /// <param name="at">The moment, not before the last change.</param>
    public static Expression<Func<Matter, LampColour?>> At(DateTimeOffset at) => m =>
        !m.IsOpen || m.State == MatterState.Paused || m.State == MatterState.Declined ? null
        : m.RedFrom <= at ? LampColour.Red
        : m.YellowFrom <= at || m.YellowUntil > at ? LampColour.Yellow
        : m.BlueFrom <= at ? LampColour.Blue
        : m.State == MatterState.Issued ? LampColour.Grey
        : LampColour.Green;

    /// <summary>Matters whose lamp has a colour at a moment.</summary>
    public static Expression<Func<Matter, bool>> Is(LampColour colour, DateTimeOffset at)
    {
        var lamp = At(at);
        return Expression.Lambda<Func<Matter, bool>>(Expression.Equal(lamp.Body, Expression.Constant(colour, typeof(LampColour?))), lamp.Parameters);
    }
}
