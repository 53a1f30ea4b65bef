namespace Bihuan.Reading.Commitments;

/// <summary>Working groups, leading groups and headquarters (领导小组、工作组).</summary>
internal sealed class GroupReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
