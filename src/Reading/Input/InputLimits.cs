namespace Bihuan.Reading.Input;

/// <summary>What one input may cost. Input is hostile until read; every limit ends in a clear problem, never in an exception.</summary>
public sealed record InputLimits
{
    /// <summary>The limits that hold where a caller sets none.</summary>
    public static InputLimits Default { get; } = new();

    /// <summary>The largest file, in bytes.</summary>
    public long MaxBytes { get; init; } = 64L << 20;

    /// <summary>All parts of a packed file (docx parts, PDF streams) unpacked, in bytes.</summary>
    public long MaxUnpackedBytes { get; init; } = 256L << 20;

    /// <summary>Unpacked over packed size; held only above 16 MB unpacked, since short XML packs well.</summary>
    public int MaxRatio { get; init; } = 100;

    /// <summary>Entries of a packed file.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>Pages of a PDF.</summary>
    public int MaxPages { get; init; } = 5_000;

    /// <summary>Characters of decoded text; also the cap on letters of a PDF.</summary>
    public int MaxCharacters { get; init; } = 64 << 20;

    /// <summary>Levels to which elements may be nested (XML and Markdown; HTML is flattened below this level, as browsers do).</summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>The last resort against a parser that does not come back: a file that takes longer is refused.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(60);
}
