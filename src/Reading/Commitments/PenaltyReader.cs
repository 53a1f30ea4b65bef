namespace Bihuan.Reading.Commitments;

/// <summary>Legal consequences (法律责任).</summary>
internal sealed class PenaltyReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
