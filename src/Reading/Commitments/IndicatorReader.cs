namespace Bihuan.Reading.Commitments;

/// <summary>Indicator tables by year (指标).</summary>
internal sealed class IndicatorReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
