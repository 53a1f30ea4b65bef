using Bihuan.Kernel;

namespace Bihuan.Platform;

/// <summary>Something asked of the program by a page, the API or the command line. Carries <see cref="NeedsAttribute"/>,
/// <see cref="NeedsLogInAttribute"/> or <see cref="OpenToAllAttribute"/>.</summary>
/// <typeparam name="TResult">What it gives back.</typeparam>
public interface IRequest<TResult>;

/// <summary>A request that changes something. Refused while a past day is shown.</summary>
/// <typeparam name="TResult">What it gives back.</typeparam>
public interface ICommand<TResult> : IRequest<TResult>;

/// <summary>A request that only reads.</summary>
/// <typeparam name="TResult">What it gives back.</typeparam>
public interface IQuery<TResult> : IRequest<TResult>;

/// <summary>A request about one unit, known before anything is loaded: the right must reach that unit.</summary>
public interface IForUnit
{
    /// <summary>The unit; <see langword="null"/> for what stands above all units, which takes a right over the whole district.</summary>
    Guid? Unit { get; }
}

/// <summary>Handles one request: loads, decides, records. One a scope.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResult">What it gives back.</typeparam>
public interface IHandler<in TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    /// <summary>Does what is asked, or says every reason why not.</summary>
    ValueTask<Result<TResult>> Handle(TRequest request, CancellationToken cancel);
}

/// <summary>Nothing to give back.</summary>
public readonly record struct None;
