namespace Bihuan.Reading.Commitments;

/// <summary>Hazards with deadline and supervising units (挂牌督办隐患).</summary>
internal sealed class HazardReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
