using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Platform;

/// <summary>Who asks, and which day is shown. One for each HTTP request, circuit or command line; handed on to the scope of each request.</summary>
public sealed class Caller
{
    /// <summary>Who acts.</summary>
    public Acting Acting { get; set; } = Acting.Program;

    /// <summary>Whether the program itself acts (set-up, sample, scheduled work), which needs no permission.</summary>
    public bool IsProgram { get; set; }

    /// <summary>The past day that is shown; <see langword="null"/> for now.</summary>
    public DateOnly? AsOf { get; set; }

    internal void CopyTo(Caller other) => (other.Acting, other.IsProgram, other.AsOf) = (Acting, IsProgram, AsOf);
}

/// <summary>The one door to every feature: checks the permission, opens a scope, runs the handler, tries again after a clash.</summary>
/// <param name="scopes">Makes a scope for each request, so that a long-lived page holds no context.</param>
/// <param name="caller">Who asks.</param>
/// <param name="meters">Counts what was asked and what was refused.</param>
public sealed class Mediator(IServiceScopeFactory scopes, Caller caller, Meters meters)
{
    /// <summary>How often a request is run when other changes keep coming first. Requests that carry the version a person has seen refuse
    /// by themselves, so trying again never overwrites what somebody did not see.</summary>
    private const int Tries = 8;

    private static readonly ConcurrentDictionary<Type, object> Runners = new();

    /// <summary>Does what is asked.</summary>
    /// <typeparam name="TResult">What it gives back.</typeparam>
    /// <param name="request">What is asked.</param>
    /// <param name="reason">Why, where the person was asked; kept in the journal.</param>
    /// <param name="cancel">Cancels.</param>
    public async ValueTask<Result<TResult>> Send<TResult>(IRequest<TResult> request, string? reason = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = Meters.NameOf(request.GetType());
        var began = Stopwatch.GetTimestamp();
        using var trace = meters.Begin(name);
        try
        {
            var result = await SendAgain(request, reason, cancel);
            meters.Ended(name, result is Result<TResult>.Done ? "done" : "refused", Stopwatch.GetElapsedTime(began), result is Result<TResult>.Refused refused ? refused.Problems : []);
            return result;
        }
        catch
        {
            meters.Ended(name, "failed", Stopwatch.GetElapsedTime(began), []);
            throw;
        }
    }

    private async ValueTask<Result<TResult>> SendAgain<TResult>(IRequest<TResult> request, string? reason, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Run(request, reason, trial: false, cancel);
            }
            catch (ConcurrencyException) when (attempt < Tries)
            {
                // Who came first is done by now; a short, growing pause keeps a crowd from meeting again.
                await Task.Delay(TimeSpan.FromMilliseconds(5 * attempt * attempt), cancel);
            }
            catch (ConcurrencyException)
            {
                return Problem.Coded("PLATFORM-003", "");
            }
        }
    }

    /// <summary>What would refuse the request now; empty where nothing would. Nothing is written.</summary>
    public async ValueTask<IReadOnlyList<Problem>> Check<TResult>(IRequest<TResult> request, CancellationToken cancel = default) =>
        (await Run(request, reason: null, trial: true, cancel)).Match<IReadOnlyList<Problem>>(_ => [], problems => problems);

    private async ValueTask<Result<TResult>> Run<TResult>(IRequest<TResult> request, string? reason, bool trial, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        caller.CopyTo(services.GetRequiredService<Caller>());
        var ledger = services.GetRequiredService<LedgerScope>();
        (ledger.Acting, ledger.Reason, ledger.Trial) = (caller.Acting, reason, trial);

        if (await Refusal(request, services, cancel) is { } refusal)
        {
            return refusal;
        }
        if (caller.AsOf is { } day)
        {
            // Rights were asked of today; from here on the scope reads the copy of that day.
            var opened = await services.GetRequiredService<PastDays>().Open(day, progress: null, cancel);
            if (opened is not Result<PastDay>.Done(var past))
            {
                return opened.Map<TResult>(_ => throw new InvalidOperationException("A refused day has no value."));
            }

            services.GetRequiredService<ShownPast>().Path = past.Path;
        }

        var runner = (Runner<TResult>)Runners.GetOrAdd(request.GetType(), static (type, result) => Activator.CreateInstance(typeof(Runner<,>).MakeGenericType(type, result))!, typeof(TResult));
        var result = await runner.Run(request, services, cancel);
        meters.Queried(Meters.NameOf(request.GetType()), services.GetRequiredService<BihuanContext>().CommandsSent);
        return result;
    }

    private async ValueTask<Problem?> Refusal<TResult>(IRequest<TResult> request, IServiceProvider services, CancellationToken cancel)
    {
        if (request is ICommand<TResult> && caller.AsOf is { } day)
        {
            return Problem.Coded("PLATFORM-002", "", day.ToString("yyyy-MM-dd"));
        }
        if (caller.IsProgram || request.GetType().GetCustomAttribute<OpenToAllAttribute>() is not null)
        {
            return null;
        }

        var rights = services.GetRequiredService<IRights>();
        if (request.GetType().GetCustomAttribute<NeedsLogInAttribute>() is not null)
        {
            return await rights.IsLoggedIn(cancel) ? null : Problem.Coded("PLATFORM-001", "");
        }

        var allowed = request.GetType().GetCustomAttribute<NeedsAttribute>() is { Permission: var permission }
            && (request is IForUnit about ? await rights.May(permission, about.Unit, cancel) : await rights.May(permission, cancel));
        return allowed ? null : Problem.Coded("PLATFORM-001", "");
    }

    private abstract class Runner<TResult>
    {
        public abstract ValueTask<Result<TResult>> Run(IRequest<TResult> request, IServiceProvider services, CancellationToken cancel);
    }

    private sealed class Runner<TRequest, TResult> : Runner<TResult>
        where TRequest : IRequest<TResult>
    {
        public override ValueTask<Result<TResult>> Run(IRequest<TResult> request, IServiceProvider services, CancellationToken cancel) =>
            services.GetRequiredService<IHandler<TRequest, TResult>>().Handle((TRequest)request, cancel);
    }
}
