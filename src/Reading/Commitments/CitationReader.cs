namespace Bihuan.Reading.Commitments;

/// <summary>Citations of other documents (引用).</summary>
internal sealed class CitationReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
