namespace Bihuan.Official.Layout;

/// <summary>A kind of paragraph. It becomes a style of the .docx and a class of the page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Font">Its type.</param>
/// <param name="Points">Its size.</param>
/// <param name="Line">The exact height of a line in twips, so that no font can change the count of lines.</param>
/// <param name="Align">How its lines stand; <see langword="null"/> for both sides.</param>
internal sealed record TextStyle(string Name, FontRole Font, double Points, int Line, Alignment? Align = null)
{
    /// <summary>The first line's indent in characters.</summary>
    public double Indent { get; init; }

    /// <summary>The width of a character in points.</summary>
    public double Character => IsText ? PageFigures.Character : Points;

    /// <summary>1 to 4 for headings, 0 for others.</summary>
    public int Level { get; init; }

    /// <summary>Whether 28 of its characters make a line.</summary>
    public bool IsText => Points == PageFigures.Size3;

    public static readonly TextStyle Text = new("Text", FontRole.Body, PageFigures.Size3, PageFigures.Line) { Indent = 2 };
    public static readonly TextStyle Heading1 = new("Heading1", FontRole.Hei, PageFigures.Size3, PageFigures.Line) { Indent = 2, Level = 1 };
    public static readonly TextStyle Heading2 = new("Heading2", FontRole.Kai, PageFigures.Size3, PageFigures.Line) { Indent = 2, Level = 2 };
    public static readonly TextStyle Heading3 = new("Heading3", FontRole.Body, PageFigures.Size3, PageFigures.Line) { Indent = 2, Level = 3 };
    public static readonly TextStyle Heading4 = new("Heading4", FontRole.Body, PageFigures.Size3, PageFigures.Line) { Indent = 2, Level = 4 };
    public static readonly TextStyle Title = new("Title", FontRole.Title, PageFigures.Size2, PageFigures.TitleLine, Alignment.Center);
    public static readonly TextStyle Recipients = new("Recipients", FontRole.Body, PageFigures.Size3, PageFigures.Line);
    public static readonly TextStyle Number = new("Number", FontRole.Body, PageFigures.Size3, PageFigures.Line, Alignment.Center);
    public static readonly TextStyle NumberAside = new("NumberAside", FontRole.Body, PageFigures.Size3, PageFigures.Line, Alignment.Left);
    public static readonly TextStyle SerialNumber = new("SerialNumber", FontRole.Body, PageFigures.Size3, PageFigures.Line, Alignment.Left);
    public static readonly TextStyle Secrecy = new("Secrecy", FontRole.Hei, PageFigures.Size3, PageFigures.Line, Alignment.Left);
    public static readonly TextStyle Attached = new("Attached", FontRole.Body, PageFigures.Size3, PageFigures.Line, Alignment.Left);
    public static readonly TextStyle AttachmentLabel = new("AttachmentLabel", FontRole.Hei, PageFigures.Size3, PageFigures.Line, Alignment.Left);
    public static readonly TextStyle Signature = new("Signature", FontRole.Body, PageFigures.Size3, PageFigures.Line, Alignment.Right);
    public static readonly TextStyle Signatures = new("Signatures", FontRole.Body, PageFigures.Size3, PageFigures.Line, Alignment.Left);
    public static readonly TextStyle SealNote = new("SealNote", FontRole.Kai, PageFigures.Size4, PageFigures.Line, Alignment.Right);
    public static readonly TextStyle Caption = new("Caption", FontRole.Hei, PageFigures.Size4, PageFigures.Line, Alignment.Center);
    public static readonly TextStyle Imprint = new("Imprint", FontRole.Body, PageFigures.Size4, PageFigures.ImprintLine, Alignment.Left);

    public static readonly IReadOnlyList<TextStyle> All = [Text, Heading1, Heading2, Heading3, Heading4, Title, Recipients, Number, NumberAside, SerialNumber, Secrecy, Attached, AttachmentLabel, Signature, Signatures, SealNote, Caption, Imprint];

    public static TextStyle Heading(int level) => level switch { 1 => Heading1, 2 => Heading2, 3 => Heading3, _ => Heading4 };
}

/// <summary>A stretch of a paragraph. <c>\n</c> breaks the line, <c>\t</c> goes to the next stop.</summary>
internal sealed record Piece(string Text, FontRole? Font = null, bool Bold = false, string? Link = null);

/// <summary>What stands on the pages, from above: both writers and the count of pages go by it.</summary>
internal abstract record FlowItem;

/// <summary>A paragraph.</summary>
internal sealed record FlowText(TextStyle Style, IReadOnlyList<Piece> Pieces) : FlowItem
{
    public FlowText(TextStyle style, string text)
        : this(style, [new Piece(text)])
    {
    }

    /// <summary>Indents of all lines, in characters.</summary>
    public double Left { get; init; }

    /// <summary>Indent at the right, in characters.</summary>
    public double Right { get; init; }

    /// <summary>How far the first line begins before the others, in characters; what follows a tab begins where they do.</summary>
    public double Hanging { get; init; }

    /// <summary>What stands at the right end of the line.</summary>
    public IReadOnlyList<Piece> Aside { get; init; } = [];

    /// <summary>Several texts side by side instead of one, each centred in its share of the width.</summary>
    public IReadOnlyList<string> Abreast { get; init; } = [];

    /// <summary>No page break between it and what follows.</summary>
    public bool KeepNext { get; init; }

    /// <summary>The red rule below it.</summary>
    public bool RedRule { get; init; }

    /// <summary>It begins a page.</summary>
    public bool NewPage { get; init; }
}

/// <summary>An exact empty height in twips.</summary>
internal sealed record FlowSpace(int Height, bool KeepNext = false) : FlowItem
{
    public static FlowSpace Line { get; } = new(PageFigures.Line);
}

/// <summary>The red mark.</summary>
/// <param name="Mark">Its words.</param>
/// <param name="Points">The size of its type.</param>
/// <param name="Scale">The width of its characters in per cent.</param>
internal sealed record FlowMark(IssuerMark Mark, double Points, int Scale) : FlowItem
{
    public int Line => PageFigures.Twips(Points * PageFigures.MarkLine);

    public int Height => Line * Mark.Names.Count;

    /// <summary>From the top of its first line to the top of its characters, in twips.</summary>
    public int InkTop => PageFigures.Twips(Points * ((PageFigures.MarkLine * PageFigures.BaseLine) - PageFigures.InkTop));

    /// <summary>As large as the width allows: narrower characters first, then smaller ones.</summary>
    public static FlowMark Of(IssuerMark mark, double points)
    {
        const double Room = (PageFigures.Width / 20d) - 8;
        const int Narrowest = 66;
        var joint = mark.Names.Count > 1;
        var count = mark.Names.Max(n => n.Length) + mark.Suffix.Length;
        var size = joint ? Math.Min(points, 34) : points;
        var scale = (int)Math.Clamp(Math.Floor(Room / (count * size) * 100), Narrowest, 100);
        size = Math.Clamp(Math.Floor(Room / (count * scale / 100d) * 2) / 2, 10, size);
        return new(mark, size, scale);
    }
}

/// <summary>A table.</summary>
internal sealed record FlowTable(Table Table, bool KeepNext) : FlowItem;

/// <summary>A chart.</summary>
internal sealed record FlowChart(Chart Chart) : FlowItem;
