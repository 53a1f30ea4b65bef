using Bihuan.Kernel;

namespace Bihuan.Matters;

/// <summary>Holds matters open (办结关口). A module registers its gates as scoped services; a matter is accepted only when none has a reason against it.</summary>
public interface ICloseGate
{
    /// <summary>Why this matter cannot be closed yet, every reason; empty where it can, or where the gate has nothing to do with it.</summary>
    ValueTask<IReadOnlyList<Problem>> HeldOpenBy(MatterId matter, MatterTerms terms, CancellationToken cancel);
}

/// <summary>Keeps the last day of matters for the module that opened them: there somebody else decides on it than whoever may steer the matter, as of hazards under listed
/// supervision. A module registers its gates as scoped services; it moves the day itself by <see cref="MoveDueDay"/>.</summary>
public interface IDueGate
{
    /// <summary>Why the last day of this matter is not moved here; empty where it may be.</summary>
    ValueTask<IReadOnlyList<Problem>> DueHeldBy(MatterId matter, MatterTerms terms, CancellationToken cancel);
}

/// <summary>Tells what the system knows beforehand of a figure that a report asks for, so that nobody is asked for it (一次采集).</summary>
public interface IReportFiller
{
    /// <summary>What is known of some goals of a matter, by the goal's place in the terms.</summary>
    ValueTask<IReadOnlyDictionary<int, KnownFigure>> Known(MatterId matter, MatterTerms terms, CancellationToken cancel);
}

/// <summary>A figure that is known already.</summary>
/// <param name="Reached">The figure, in the goal's unit.</param>
/// <param name="Origin">Where it is from, as one sentence.</param>
/// <param name="Address">The page that shows it.</param>
public sealed record KnownFigure(decimal Reached, string Origin, string? Address);
