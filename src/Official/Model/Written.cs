namespace Bihuan.Official;

/// <summary>What was written.</summary>
/// <param name="Fonts">Which family each role is set in, so that a page can say so.</param>
/// <param name="Pages">How many pages it should have, counted by characters and lines. The program that shows it has the last word.</param>
/// <param name="PagesAreCertain">Whether other widths of letters and digits would give the same.</param>
public sealed record Written(IReadOnlyList<FontUse> Fonts, int Pages, bool PagesAreCertain);

/// <summary>A page to print.</summary>
/// <param name="Html">The whole page; it has neither scripts nor styles in it.</param>
/// <param name="Written">What was written.</param>
public sealed record WrittenPage(string Html, Written Written);
