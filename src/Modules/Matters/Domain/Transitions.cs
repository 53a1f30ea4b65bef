using System.Collections.Frozen;
using Bihuan.Kernel;

namespace Bihuan.Matters;

/// <summary>What can be done to a matter.</summary>
internal enum MatterAct
{
    Edit,
    Drop,
    Issue,
    Sign,
    Decline,
    Report,
    Contribute,
    Split,
    AskExtension,
    DecideExtension,
    HandIn,
    TakeBack,
    Accept,
    Return,
    Reopen,
    Pause,
    Resume,
    Withdraw,
    Instruct,
    Urge,
    Link,
    Transfer,
    Reschedule,
}

/// <summary>The one table of what can be done in which state (状态流转表). Everything that is not in it is refused.</summary>
internal static class Transitions
{
    private static readonly MatterState[] Working = [MatterState.SignedFor, MatterState.InHand, MatterState.Returned, MatterState.Reopened];
    private static readonly MatterState[] WithLead = [MatterState.Issued, .. Working];
    private static readonly MatterState[] Open = [.. WithLead, MatterState.Declined, MatterState.HandedIn, MatterState.Paused];

    /// <summary>From where each can be done, and where it may lead. An act that leads nowhere leaves the state as it is.</summary>
    public static FrozenDictionary<MatterAct, (MatterState[] From, MatterState[] To)> Table { get; } = new Dictionary<MatterAct, (MatterState[], MatterState[])>
    {
        [MatterAct.Edit] = ([MatterState.Draft, MatterState.Declined], []),
        [MatterAct.Drop] = ([MatterState.Draft], [MatterState.Dropped]),
        [MatterAct.Issue] = ([MatterState.Draft, MatterState.Declined], [MatterState.Issued]),
        [MatterAct.Sign] = ([MatterState.Issued], [MatterState.SignedFor]),
        [MatterAct.Decline] = ([MatterState.Issued], [MatterState.Declined]),
        [MatterAct.Report] = (Working, [MatterState.InHand, MatterState.Reopened]),
        [MatterAct.Contribute] = (Working, []),
        [MatterAct.Split] = (Working, []),
        [MatterAct.AskExtension] = (Working, []),
        [MatterAct.DecideExtension] = ([.. WithLead, MatterState.HandedIn], []),
        [MatterAct.HandIn] = (Working, [MatterState.HandedIn]),
        [MatterAct.TakeBack] = ([MatterState.HandedIn], [MatterState.InHand]),
        [MatterAct.Accept] = ([MatterState.HandedIn], [MatterState.Accepted]),
        [MatterAct.Return] = ([MatterState.HandedIn], [MatterState.Returned]),
        [MatterAct.Reopen] = ([MatterState.Accepted], [MatterState.Reopened]),
        [MatterAct.Pause] = ([.. WithLead, MatterState.HandedIn], [MatterState.Paused]),
        [MatterAct.Resume] = ([MatterState.Paused], [.. WithLead, MatterState.HandedIn]),
        [MatterAct.Withdraw] = (Open, [MatterState.Withdrawn]),
        [MatterAct.Instruct] = (Open, []),
        [MatterAct.Urge] = (WithLead, []),
        [MatterAct.Transfer] = ([.. WithLead, MatterState.HandedIn], []),
        [MatterAct.Reschedule] = ([.. WithLead, MatterState.HandedIn], []),
        [MatterAct.Link] = ([MatterState.Draft, .. Open, MatterState.Accepted], []),
    }.ToFrozenDictionary();

    /// <summary>Why an act cannot be done in a matter's state; <see langword="null"/> where it can.</summary>
    public static Problem? Refusal(Matter matter, MatterAct act) =>
        Table[act].From.Contains(matter.State) ? null : Problem.Coded("MAT-001", nameof(matter.State), matter.Title, $"MatterState.{matter.State}", $"MatterAct.{act}");
}
