namespace Bihuan.Reading.Commitments;

/// <summary>Reads one family of commitments out of a document's tree. Stateless: one instance serves all threads.</summary>
internal interface ICommitmentReader
{
    /// <summary>Adds what it finds, in text order.</summary>
    void Read(Document document, ICollection<Commitment> found);
}
