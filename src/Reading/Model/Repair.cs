namespace Bihuan.Reading;

/// <summary>The kinds of damage that the reader mends.</summary>
public enum RepairKind
{
    /// <summary>A paragraph that a page break had cut was joined.</summary>
    JoinedParagraph,

    /// <summary>A character doubled at a break was dropped.</summary>
    DroppedDoubledCharacters,

    /// <summary>Half- and full-width forms were mixed; one form was taken.</summary>
    UnifiedWidth,

    /// <summary>A bracket was opened in one width and closed in the other.</summary>
    UnifiedBracketPair,

    /// <summary>Left-over mark-up of a conversion (** or an HTML tag) was passed over.</summary>
    DroppedMarkup,

    /// <summary>Numbering printed at one level was read at another.</summary>
    MovedNumbering,

    /// <summary>A table row that a page break had cut was joined.</summary>
    JoinedRow,

    /// <summary>A merged cell was carried down to the rows it covers.</summary>
    CarriedCellDown,

    /// <summary>A table header repeated on the next page was passed over.</summary>
    DroppedRepeatedHeader,

    /// <summary>Page furniture (page numbers, running heads) was passed over.</summary>
    DroppedPageFurniture,

    /// <summary>Bytes that are no text in the encoding were replaced.</summary>
    ReplacedBytes,
}

/// <summary>One repair with its place; nothing is mended in silence.</summary>
/// <param name="Kind">What kind of damage.</param>
/// <param name="Range">Where in the source text; empty ranges mark a point.</param>
/// <param name="Note">What was done, for a person, where the kind alone does not say it.</param>
public sealed record Repair(RepairKind Kind, SourceRange Range, string Note = "");
