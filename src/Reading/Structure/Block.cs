using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure;

/// <summary>A paragraph or a table, in reading order, before anything is known of documents and clauses.</summary>
/// <param name="Text">The mended paragraph; empty for a table.</param>
/// <param name="Range">All of it in the source.</param>
/// <param name="BlankBefore">Whether an empty line or a page break stands before it.</param>
internal sealed record Block(MappedText Text, SourceRange Range, bool BlankBefore)
{
    /// <summary>The lines of a table as printed, and whether blank lines (a page break, perhaps) stand before each; empty for a paragraph.</summary>
    public IReadOnlyList<(SourceRange Range, bool AfterBlank)> TableLines { get; init; } = [];

    /// <summary>The table that the format states, where it does.</summary>
    public SourceTable? Stated { get; init; }

    /// <summary>The number the paragraph begins with.</summary>
    public Marker? Marker { get; init; }

    /// <summary>Whether it is a line of a table of contents whose page stood behind a tab.</summary>
    public bool IsContentsEntry { get; init; }

    /// <summary>Whether it is a table.</summary>
    public bool IsTable => Stated is not null || TableLines.Count > 0;

    /// <summary>The mended words.</summary>
    public string Value => Text.Value;
}
