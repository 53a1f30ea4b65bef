using Bihuan.Kernel;

namespace Bihuan.Reading;

/// <summary>All that was read from one file.</summary>
/// <param name="Source">The decoded text that every range points into.</param>
/// <param name="Gazette">What the gazette says of itself; <see langword="null"/> for a single document.</param>
/// <param name="Documents">In printed order; empty where the file holds no government document.</param>
/// <param name="Contradictions">Inside the file.</param>
/// <param name="Repairs">All that was mended, in text order.</param>
/// <param name="Problems">What a person should know of: nothing found, units not resolved.</param>
public sealed record ReadResult(
    SourceText Source,
    Gazette? Gazette,
    IReadOnlyList<Document> Documents,
    IReadOnlyList<Contradiction> Contradictions,
    IReadOnlyList<Repair> Repairs,
    IReadOnlyList<Problem> Problems);
