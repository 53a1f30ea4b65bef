namespace Bihuan.Reading.Commitments;

/// <summary>Decision catalogues (重大行政决策事项).</summary>
internal sealed class DecisionReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
