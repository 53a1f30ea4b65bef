namespace Bihuan.Reading.Commitments;

/// <summary>Duties to report (报送义务).</summary>
internal sealed class ReportingDutyReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
