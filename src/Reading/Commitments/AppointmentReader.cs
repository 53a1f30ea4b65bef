namespace Bihuan.Reading.Commitments;

/// <summary>Appointments and removals (任免).</summary>
internal sealed class AppointmentReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
    }
}
