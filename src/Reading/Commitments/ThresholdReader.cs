namespace Bihuan.Reading.Commitments;

/// <summary>Conditions of grades and response levels (分级标准、启动条件).</summary>
internal sealed class ThresholdReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
