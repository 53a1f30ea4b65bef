namespace Bihuan.Reading.Commitments;

/// <summary>Leaders' portfolios (分工).</summary>
internal sealed class PortfolioReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
