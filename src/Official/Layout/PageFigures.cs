namespace Bihuan.Official.Layout;

/// <summary>The figures of GB/T 9704-2012 that a page is made of, in millimetres, points and twips (1/20 point). What was read in a reprint
/// and what is recalled is said at each; see standards.md §2.1.</summary>
internal static class PageFigures
{
    /// <summary>A4, 5.1 [V].</summary>
    public const int PaperWidth = 11906, PaperHeight = 16838;

    /// <summary>天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 5.2.1 [V].</summary>
    public const int Top = 2098, Left = 1587, Right = 1474;

    /// <summary>35 mm less a third of a millimetre: 22 lines of 580 are 12,760 twips, four more than 225 mm.</summary>
    public const int Bottom = 1978;

    public const int Width = PaperWidth - Left - Right, Height = PaperHeight - Top - Bottom;

    /// <summary>22 lines a page, 28 characters a line, 5.2.3 [V]; the grid is kept in the file for those who write on in it.</summary>
    public const int Lines = 22, Characters = 28, Line = 580, CharacterSpace = -848;

    /// <summary>3号, 2号 and 4号 in points.</summary>
    public const double Size3 = 16, Size2 = 22, Size4 = 14;

    /// <summary>The width of a character in points. Word's 3号 is 16 points, 28 of which are wider than the type area, so each gives up
    /// <see cref="Narrower"/> twips; both sides of a line are flush, which spreads what is left. Text does not stand on the character grid itself:
    /// LibreOffice (7.4) gives a character two places of a grid that is narrower than its type, and takes the grid's 155.4 mm for the line. With exact
    /// lines and widths, both programs break lines alike.</summary>
    public const double Character = Size3 - (Narrower / 20d);

    public const int Narrower = 6;

    /// <summary>Lines of a title; the standard leaves it open. [P]</summary>
    public const int TitleLine = 680;

    /// <summary>From the top of the type area to the top of the mark: 35 mm, 7.2.4 [R]; orders 20 mm, 10.2 [R].</summary>
    public const int MarkTop = 1984, OrderMarkTop = 1134;

    /// <summary>The mark's size, smaller where the name is long [P]: the standard wants it conspicuous and handsome.</summary>
    public const double MarkSize = 50, LetterMarkSize = 40;

    /// <summary>Its line, so that the ink of its characters has room. Base lines stand at 4/5 of an exact line, the ink begins 0.84 of the size above them.</summary>
    public const double MarkLine = 1.3, BaseLine = 0.8, InkTop = 0.84, InkBottom = 0.1;

    /// <summary>红色分隔线, 4 mm below the number and the letter's mark, 7.2.7 [R].</summary>
    public const double RuleGap = 4 * PointsPerMillimetre;

    /// <summary>From the top of the paper to the letter's mark: 30 mm; its second rule 20 mm from the bottom; both 170 mm, 10.1 [V].</summary>
    public const int LetterMarkTop = 1701, LetterRuleBottom = 1134, LetterRuleWidth = 9638, LetterRuleLeft = (PaperWidth - LetterRuleWidth) / 2;

    /// <summary>The dash of a page number stands 7 mm below the type area, 7.5 [V].</summary>
    public const int PageNumberGap = 397;

    /// <summary>版记: thick rules 0.35 mm, thin 0.25 mm, in eighths of a point, 7.4.1 [R].</summary>
    public const uint ThickRule = 8, ThinRule = 6;

    /// <summary>A line of the imprint, 4号, in twips. [P]</summary>
    public const int ImprintLine = 500;

    /// <summary>The mark's red.</summary>
    public const string Red = "FF0000";

    public const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>Twips of points.</summary>
    public static int Twips(double points) => (int)Math.Round(points * 20);
}
