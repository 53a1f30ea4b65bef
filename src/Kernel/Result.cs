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

    /// <summary>A value is a result.</summary>
    public static implicit operator Result<T>(T value) => new Done(value);

    /// <summary>A single reason is a refusal.</summary>
    public static implicit operator Result<T>(Problem problem) => new Refused([problem]);

    /// <summary>Goes on with the value, or with the reasons.</summary>
    /// <typeparam name="TOut">What both ways lead to.</typeparam>
    public TOut Match<TOut>(Func<T, TOut> done, Func<IReadOnlyList<Problem>, TOut> refused)
    {
        ArgumentNullException.ThrowIfNull(done);
        ArgumentNullException.ThrowIfNull(refused);
        return this switch
        {
            Done(var value) => done(value),
            Refused(var problems) => refused(problems),
            _ => throw new InvalidOperationException("A result is done or refused."),
        };
    }

    /// <summary>Makes another value of the value; a refusal stays what it is.</summary>
    /// <typeparam name="TOut">The other value.</typeparam>
    public Result<TOut> Map<TOut>(Func<T, TOut> map) =>
        Match<Result<TOut>>(value => new Result<TOut>.Done(map(value)), problems => new Result<TOut>.Refused(problems));
}
