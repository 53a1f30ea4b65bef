namespace Bihuan.Reading.Commitments;

/// <summary>What an emergency plan (应急预案) commits to: its conditions and its measures, out of one walk over the plan.</summary>
internal sealed class PlanReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        var items = PlanOutline.Read(document);
        ThresholdReader.Read(document, items, found);
        MeasureReader.Read(items, found);
    }
}
