using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;

namespace Bihuan.Matters;

/// <summary>It was taken up again after its end. Other modules hear of it by <c>ISubscriber</c>.</summary>
public interface IMatterTakenUpAgain : IEvent;

/// <summary>How a matter that another module opened stands after an entry of the journal, with the moments at which its lamp turns. The module keeps what it needs
/// of it in its own table, within the same commit; so a list of its own is narrowed by lamps without asking matters.</summary>
/// <param name="Id">The matter.</param>
/// <param name="Key">By which the module finds its thing again; see <see cref="MatterOrigin"/>.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsOpen">Whether somebody still has to do something.</param>
/// <param name="Lead">Who does it.</param>
/// <param name="Accepting">Who accepts.</param>
/// <param name="DueDay">The last day.</param>
/// <param name="DueAt">The first moment that is too late.</param>
/// <param name="BlueFrom">From when the lamp is blue at least.</param>
/// <param name="YellowFrom">From when it is yellow at least.</param>
/// <param name="YellowUntil">Until when it is yellow at least, for a known time.</param>
/// <param name="RedFrom">From when it is red.</param>
/// <param name="End">How it ended.</param>
/// <param name="Ended">When.</param>
/// <param name="Returns">How often what was handed in was returned since it was opened or taken up again.</param>
public sealed record MatterPulse(
    MatterId Id, string Key, MatterState State, bool IsOpen, UnitId? Lead, UnitId? Accepting, DateOnly? DueDay, DateTimeOffset? DueAt, DateTimeOffset? BlueFrom, DateTimeOffset? YellowFrom, DateTimeOffset? YellowUntil, DateTimeOffset? RedFrom,
    MatterEnd? End, DateTimeOffset? Ended, int Returns)
{
    /// <summary>For a projection: how the matter of an entry stands, where a module opened it.</summary>
    /// <param name="recorded">The entry.</param>
    /// <param name="module">The module, as in <see cref="MatterOrigin.Module"/>.</param>
    /// <param name="db">The commit's context, in which the matter's state is at hand.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns><see langword="null"/> for entries of anything else, and in a rebuild where a later entry brings the state.</returns>
    public static async ValueTask<MatterPulse?> After(Recorded recorded, string module, BihuanContext db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(db);
        return recorded.Entry.StreamKind == "matter" && await db.FindAsync<Matter>([MatterId.From(recorded.Entry.StreamId)], cancel) is { Terms.Origin: { } origin } m && origin.Module == module
            ? new(m.Id, origin.Key, m.State, m.IsOpen, m.Lead, m.Accepting, m.DueDay, m.DueAt, m.BlueFrom, m.YellowFrom, m.YellowUntil, m.RedFrom, m.End, m.Ended, m.Returns) : null;
    }
}
