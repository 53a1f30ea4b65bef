using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>One refusable step after another.</summary>
internal static class Results
{
    /// <summary>Goes on with the value; a refusal stays what it is.</summary>
    public static Result<TOut> Then<T, TOut>(this Result<T> result, Func<T, Result<TOut>> next) =>
        result.Match(next, problems => new Result<TOut>.Refused(problems));
}
