namespace Bihuan.Reading.Commitments;

/// <summary>What is done at a level or on a condition (响应措施).</summary>
internal sealed class MeasureReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
