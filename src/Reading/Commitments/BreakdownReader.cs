namespace Bihuan.Reading.Commitments;

/// <summary>Breakdowns by place (分解).</summary>
internal sealed class BreakdownReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
