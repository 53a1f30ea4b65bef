namespace Bihuan.Kernel;

/// <summary>Something a person can put right. Bad input is expected, so it travels as a value.</summary>
/// <param name="Code">A stable code, such as <c>READ-003</c>; the message may be reworded, the code not.</param>
/// <param name="Field">The place in the input that the problem is about: a file, a field, a row.</param>
/// <param name="Message">One sentence in the user's language: what was found, what was expected, what to do.</param>
public sealed record Problem(string Code, string Field, string Message)
{
    /// <summary>What the sentence speaks of, in the order of its placeholders, where the sentence is worded at the edge.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>A problem whose sentence stands in the resources under its code and is worded in the reader's language where it is shown.</summary>
    /// <param name="code">The code.</param>
    /// <param name="field">The field.</param>
    /// <param name="values">What was found and what was expected, for the placeholders of the sentence.</param>
    public static Problem Coded(string code, string field, params IReadOnlyList<string> values) => new(code, field, "") { Values = values };
}

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

    /// <summary>Several reasons are a refusal.</summary>
    public static implicit operator Result<T>(List<Problem> problems) => new Refused(problems);

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

/// <summary>Results that are on their way.</summary>
public static class ResultTasks
{
    /// <summary>Makes another value of the value once it is there; a refusal stays what it is.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <typeparam name="TOut">The other value.</typeparam>
    public static async Task<Result<TOut>> MapAsync<T, TOut>(this Task<Result<T>> result, Func<T, Task<TOut>> map)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(map);
        return await (await result).Match<Task<Result<TOut>>>(async value => new Result<TOut>.Done(await map(value)), problems => Task.FromResult<Result<TOut>>(new Result<TOut>.Refused(problems)));
    }
}
