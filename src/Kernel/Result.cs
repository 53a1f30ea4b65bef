namespace Bihuan.Kernel;

/// <summary>Something a person can put right. Bad input is expected, so it travels as a value.</summary>
/// <param name="Code">A stable code, such as <c>READ-003</c>; the message may be reworded, the code not.</param>
/// <param name="Field">The place in the input that the problem is about: a file, a field, a row.</param>
/// <param name="Message">One sentence in the user's language: what was found, what was expected, what to do.</param>
public sealed record Problem(string Code, string Field, string Message);

/// <summary>Either the value asked for, or every reason why there is none.</summary>
/// <typeparam name="T">The value.</typeparam>
public abstract record Result<T>
{
    private Result()
    {
    }

    /// <summary>It worked.</summary>
    /// <param name="Value">What was asked for.</param>
    public sealed record Done(T Value) : Result<T>;

    /// <summary>It was refused, with all reasons at once.</summary>
    /// <param name="Problems">At least one.</param>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : Result<T>;
}
