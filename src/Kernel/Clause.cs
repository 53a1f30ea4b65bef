namespace Bihuan.Kernel;

/// <summary>Where something comes from: a document and the place in it (条款). The words are read from the stored
/// document, never kept in code.</summary>
/// <param name="Document">The document's number as normalised, such as <c>某政办〔2022〕5号</c>, or its title where it has none.</param>
/// <param name="Place">The place in the document, such as <c>3.2.3(2)②</c>, <c>第十八条</c>, <c>三（四）2</c>, <c>附件2 第5行</c>.</param>
public sealed record Clause(string Document, string Place)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Document} {Place}";
}
