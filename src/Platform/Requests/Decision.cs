using Bihuan.Kernel;
using Bihuan.Persistence;

namespace Bihuan.Platform;

/// <summary>Something that shall happen to a state, new or known.</summary>
/// <param name="State">The state, new or loaded in this scope.</param>
/// <param name="Happened">What happens to it.</param>
/// <param name="Effective">The day from which it holds, where that is not today.</param>
public sealed record Change(State State, IEvent Happened, DateOnly? Effective = null);

/// <summary>What was decided: what to give back, and the changes, none where nothing needs to change.</summary>
/// <typeparam name="T">What is given back.</typeparam>
/// <param name="Value">It.</param>
/// <param name="Changes">In order.</param>
public sealed record Decision<T>(T Value, params IReadOnlyList<Change> Changes);

/// <summary>Hands out new ids, so that decisions take them as an argument.</summary>
/// <param name="clock">The district's clock.</param>
public sealed class NewIds(TimeProvider clock)
{
    /// <summary>A new id.</summary>
    /// <typeparam name="T">The id's type.</typeparam>
    public T New<T>()
        where T : struct, IId<T> => Id.New<T>(clock);
}

/// <summary>Carries decisions out.</summary>
public static class Decisions
{
    /// <summary>Records the changes of a decision and commits them; a refusal changes nothing.</summary>
    /// <typeparam name="T">What is given back.</typeparam>
    /// <param name="ledger">The scope's ledger.</param>
    /// <param name="decided">The decision.</param>
    /// <param name="cancel">Cancels.</param>
    public static async ValueTask<Result<T>> Carry<T>(this Ledger ledger, Result<Decision<T>> decided, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(decided);
        if (decided is Result<Decision<T>>.Done(var decision))
        {
            foreach (var change in decision.Changes)
            {
                ledger.Record(change.State, change.Happened, change.Effective);
            }

            await ledger.Commit(cancel);
        }

        return decided.Map(d => d.Value);
    }
}
