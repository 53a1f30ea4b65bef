namespace Bihuan.Reading.Commitments;

/// <summary>Fields of forms (报表指标项).</summary>
internal sealed class FormFieldReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
