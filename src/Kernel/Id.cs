namespace Bihuan.Kernel;

/// <summary>A typed identity. Underneath every id is a UUID of version 7, which sorts by time; the type keeps them apart.</summary>
/// <remarks>A module declares <c>public readonly record struct MatterId(Guid Value) : IId&lt;MatterId&gt; { public static MatterId From(Guid value) => new(value); }</c>
/// and makes one with <c>Id.New&lt;MatterId&gt;(clock)</c>.</remarks>
/// <typeparam name="TSelf">The id's own type.</typeparam>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }

    /// <summary>The id of a UUID that is known already.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Makes and reads typed ids.</summary>
public static class Id
{
    /// <summary>A new id.</summary>
    /// <typeparam name="T">The id's type.</typeparam>
    /// <param name="clock">Its time is kept in the id's first 48 bits, in milliseconds.</param>
    public static T New<T>(TimeProvider clock)
        where T : struct, IId<T>
    {
        ArgumentNullException.ThrowIfNull(clock);
        return T.From(Guid.CreateVersion7(clock.GetUtcNow()));
    }

    /// <summary>Reads an id. The empty UUID and UUIDs of another version are refused, so that a mistyped or foreign id does not pass.</summary>
    /// <typeparam name="T">The id's type.</typeparam>
    /// <param name="text">The UUID in its usual form, with or without hyphens.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse<T>(ReadOnlySpan<char> text, out T id)
        where T : struct, IId<T>
    {
        id = default;
        if (!Guid.TryParse(text, out var value) || value.Version != 7)
        {
            return false;
        }

        id = T.From(value);
        return true;
    }
}
