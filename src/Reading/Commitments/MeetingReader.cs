namespace Bihuan.Reading.Commitments;

/// <summary>Meetings and quotas per period (会议、频次).</summary>
internal sealed class MeetingReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
