using Bihuan.Reading.Commitments.Quantities;

namespace Bihuan.Reading.Commitments;

/// <summary>Figures in running text (数量). Which of them belong to a task, a threshold, a penalty or a funding rule is for the caller to say.</summary>
internal sealed class QuantityReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Kind is not (NodeKind.Clause or NodeKind.Paragraph) || node.Text.IsEmpty)
            {
                continue;
            }

            foreach (var quantity in QuantityScanner.Scan(node.Text, node.Place))
            {
                found.Add(quantity);
            }
        }
    }
}
