using Bihuan.Kernel;

namespace Bihuan.Documents;

/// <summary>A document's identity (公文). Each version of a document is a document of its own.</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct DocumentId(Guid Value) : IId<DocumentId>
{
    /// <inheritdoc/>
    public static DocumentId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out DocumentId id) => Id.TryParse(text, out id);
}

/// <summary>An upload's identity (导入).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct ImportId(Guid Value) : IId<ImportId>
{
    /// <inheritdoc/>
    public static ImportId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out ImportId id) => Id.TryParse(text, out id);
}

/// <summary>An adopted rule's identity (规定).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct RuleId(Guid Value) : IId<RuleId>
{
    /// <inheritdoc/>
    public static RuleId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out RuleId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of one adoption (采纳).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct AdoptionId(Guid Value) : IId<AdoptionId>
{
    /// <inheritdoc/>
    public static AdoptionId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out AdoptionId id) => Id.TryParse(text, out id);
}
