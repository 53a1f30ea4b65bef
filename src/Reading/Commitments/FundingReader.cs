namespace Bihuan.Reading.Commitments;

/// <summary>Funding rules (经费规则).</summary>
internal sealed class FundingReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
