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

    /// <summary>The lead and the lamp of a moment, read together.</summary>
    /// <typeparam name="T">A record of the lead, the lamp and a count, which stays 0.</typeparam>
    public static Expression<Func<Matter, T>> With<T>(DateTimeOffset at)
    {
        var lamp = At(at);
        var made = typeof(T).GetConstructors()[0];
        return Expression.Lambda<Func<Matter, T>>(
            Expression.New(made, [Expression.Property(lamp.Parameters[0], nameof(Matter.Lead)), lamp.Body, Expression.Constant(0)], typeof(T).GetProperty("Lead")!, typeof(T).GetProperty("Lamp")!, typeof(T).GetProperty("Count")!), lamp.Parameters);
    }

    /// <summary>How much a matter needs somebody: 0 for red down to 4 for what no lamp runs on. For an order; names of colours do not sort by gravity.</summary>
    public static Expression<Func<Matter, int>> Need(DateTimeOffset at) => m =>
        !m.IsOpen || m.State == MatterState.Paused || m.State == MatterState.Declined ? 4
        : m.RedFrom <= at ? 0
        : m.YellowFrom <= at || m.YellowUntil > at ? 1
        : m.BlueFrom <= at ? 2
        : 3;

    /// <summary>Matters whose lamp has a colour at a moment.</summary>
    public static Expression<Func<Matter, bool>> Is(LampColour colour, DateTimeOffset at)
    {
        var lamp = At(at);
        return Expression.Lambda<Func<Matter, bool>>(Expression.Equal(lamp.Body, Expression.Constant(colour, typeof(LampColour?))), lamp.Parameters);
    }
}
