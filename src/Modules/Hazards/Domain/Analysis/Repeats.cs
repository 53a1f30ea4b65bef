namespace Bihuan.Hazards;

/// <summary>By what hazards are alike.</summary>
internal enum RepeatGround
{
    /// <summary>同一类别.</summary>
    Category,

    /// <summary>同一条款.</summary>
    Clause,
}

/// <summary>Whoever breaks the same again soon after it was cancelled (屡改屡犯).</summary>
internal static class Repeats
{
    /// <summary>A hazard among others of its like.</summary>
    /// <param name="FoundOn">Number of the day of finding.</param>
    /// <param name="CancelledOn">That of cancellation; 0 where it was not.</param>
    public readonly record struct Like(HazardId Id, int FoundOn, int CancelledOn);

    /// <summary>The hazards found within some months after a like one was cancelled; the day of cancellation counts.</summary>
    /// <param name="likes">Hazards of one kind in one place.</param>
    /// <param name="months">How many months.</param>
    /// <returns>The repeated ones, the last found first.</returns>
    public static IReadOnlyList<Like> Of(IReadOnlyCollection<Like> likes, int months)
    {
        if (likes.Count < 2)
        {
            return [];
        }

        var cancelled = likes.Where(l => l.CancelledOn > 0).OrderBy(l => l.CancelledOn).ToList();
        List<Like> repeated = [];
        var next = 0;
        Like? last = null, before = null;
        foreach (var like in likes.OrderBy(l => l.FoundOn).ThenBy(l => l.Id.Value))
        {
            // The last one cancelled by that day is the nearest, and if it is too long ago, so are all others.
            while (next < cancelled.Count && cancelled[next].CancelledOn <= like.FoundOn)
            {
                (before, last) = (last, cancelled[next++]);
            }

            // One that was found and cancelled on one day does not come after itself.
            var nearest = last?.Id == like.Id ? before : last;
            if (nearest is { } earlier && DateOnly.FromDayNumber(earlier.CancelledOn).AddMonths(months).DayNumber >= like.FoundOn)
            {
                repeated.Add(like);
            }
        }

        repeated.Reverse();
        return repeated;
    }
}
