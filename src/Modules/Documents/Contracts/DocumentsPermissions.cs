namespace Bihuan.Documents;

/// <summary>What one may do with documents.</summary>
public static class DocumentsPermissions
{
    /// <summary>Read and search documents.</summary>
    public const string View = "documents.view";

    /// <summary>Upload documents, cancel an upload.</summary>
    public const string Import = "documents.import";

    /// <summary>Accept, edit and reject what was read; say which unit a name means.</summary>
    public const string Review = "documents.review";

    /// <summary>Hand accepted finds to the modules; set a document's status.</summary>
    public const string Adopt = "documents.adopt";

    /// <summary>Decide which of two contradicting places holds.</summary>
    public const string Decide = "documents.decide";
}
