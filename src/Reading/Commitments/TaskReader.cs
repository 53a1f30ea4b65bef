namespace Bihuan.Reading.Commitments;

/// <summary>Tasks (任务): numbered clauses with attribution, and rows of task lists.</summary>
internal sealed class TaskReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
