using Bihuan.Documents;

namespace Bihuan.Matters;

/// <summary>What year is simulated (推演).</summary>
/// <param name="Matters">How many matters are made up, beside the drafts that are there.</param>
/// <param name="Seed">The same seed makes the same year of the same drafts.</param>
/// <param name="Until">The last day.</param>
/// <param name="Document">Issues the drafts of this document only; all drafts where <see langword="null"/>.</param>
public sealed record SimulationPlan(int Matters, int Seed, DateOnly Until, DocumentId? Document = null);

/// <summary>How far it is.</summary>
/// <param name="Day">The day on the set clock.</param>
/// <param name="Open">Matters that are open.</param>
/// <param name="Changes">Changes made so far.</param>
public sealed record SimulationProgress(DateOnly Day, int Open, int Changes);

/// <summary>What came of it.</summary>
/// <param name="Issued">Matters that took part, parts among them.</param>
/// <param name="Ends">How they ended.</param>
/// <param name="Open">Matters that are still open.</param>
/// <param name="Changes">Changes made through commands.</param>
/// <param name="Refusals">How often each reason refused a command, by code: people run into them too.</param>
public sealed record SimulationReport(int Issued, IReadOnlyDictionary<MatterEnd, int> Ends, int Open, int Changes, IReadOnlyDictionary<string, int> Refusals);

/// <summary>Plays a believable year over the organisation that is there, through the real commands: signing, reports on time and late, help asked
/// for, returns, extensions, parts, instructions, a reorganisation in July, and an honest end for each. For demonstration, load and tests.</summary>
public interface IYearSimulation
{
    /// <summary>Plays it, from the district's today on.</summary>
    /// <param name="plan">What year.</param>
    /// <param name="setClock">Sets the district's clock.</param>
    /// <param name="progress">Told once a day.</param>
    /// <param name="cancel">Stops between two days.</param>
    Task<SimulationReport> Run(SimulationPlan plan, Func<DateTimeOffset, Task> setClock, IProgress<SimulationProgress>? progress, CancellationToken cancel);
}
