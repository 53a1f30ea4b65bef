using Bihuan.Kernel;

namespace Bihuan.Matters;

/// <summary>A matter's identity (督办事项).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct MatterId(Guid Value) : IId<MatterId>
{
    /// <inheritdoc/>
    public static MatterId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out MatterId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of a kind of matters (事项类别).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct MatterKindId(Guid Value) : IId<MatterKindId>
{
    /// <inheritdoc/>
    public static MatterKindId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out MatterKindId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of a named list of matters (清单).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct MatterListId(Guid Value) : IId<MatterListId>
{
    /// <inheritdoc/>
    public static MatterListId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out MatterListId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of one issue of matters with its covering letter (交办批次).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct IssueRoundId(Guid Value) : IId<IssueRoundId>
{
    /// <inheritdoc/>
    public static IssueRoundId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out IssueRoundId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of an official document that was issued (发文).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct IssuedDocumentId(Guid Value) : IId<IssuedDocumentId>
{
    /// <inheritdoc/>
    public static IssuedDocumentId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out IssuedDocumentId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of a register of numbers (发文字号登记).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct NumberRegisterId(Guid Value) : IId<NumberRegisterId>
{
    /// <inheritdoc/>
    public static NumberRegisterId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out NumberRegisterId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of a view of the list that somebody saved (视图).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct MatterViewId(Guid Value) : IId<MatterViewId>
{
    /// <inheritdoc/>
    public static MatterViewId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out MatterViewId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of a person's choice of the view with which the list opens (默认视图).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct DefaultViewId(Guid Value) : IId<DefaultViewId>
{
    /// <inheritdoc/>
    public static DefaultViewId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out DefaultViewId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of the score of one unit for one period (考核评分表).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct ScoreSheetId(Guid Value) : IId<ScoreSheetId>
{
    /// <inheritdoc/>
    public static ScoreSheetId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out ScoreSheetId id) => Id.TryParse(text, out id);
}
