namespace Bihuan.Reading.Commitments;

/// <summary>Numbered lists of enterprises (企业名单).</summary>
internal sealed class EnterpriseReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
