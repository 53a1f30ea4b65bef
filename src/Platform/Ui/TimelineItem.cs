namespace Bihuan.Platform;

/// <summary>A line of a timeline.</summary>
/// <param name="From">The first day; <see langword="null"/> where it is not known.</param>
/// <param name="To">The last day; <see langword="null"/> where it has not ended.</param>
/// <param name="Text">What happened or held.</param>
/// <param name="Detail">More about it, such as the clause.</param>
/// <param name="Address">Where it is shown in full.</param>
/// <param name="IsNow">Whether it holds on the day shown.</param>
/// <param name="IsPoint">Whether it happened on <paramref name="From"/> rather than holding since.</param>
/// <param name="IsDoubtful">Whether a day is not certain.</param>
public sealed record TimelineItem(DateOnly? From, DateOnly? To, string Text, string? Detail = null, string? Address = null, bool IsNow = false, bool IsPoint = false, bool IsDoubtful = false);
