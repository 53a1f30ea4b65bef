namespace Bihuan.Reading.Commitments;

/// <summary>Figures in running text (数量).</summary>
internal sealed class QuantityReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
