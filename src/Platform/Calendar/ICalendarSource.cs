namespace Bihuan.Platform;

/// <summary>Gives what stands in somebody's calendar: days by which something is due. Found by itself, scoped, like a handler. For an account it runs as that
/// account, so that what it asks through <see cref="Mediator"/> or <see cref="IRights"/> gives what the person may see; for a unit as the program.</summary>
public interface ICalendarSource
{
    /// <summary>The entries of an owner.</summary>
    /// <param name="owner">Whose calendar.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<IReadOnlyList<CalendarEntry>> Entries(CalendarOwner owner, DateOnly from, DateOnly to, CancellationToken cancel);
}

/// <summary>Whose calendar it is: an account's or a unit's.</summary>
/// <param name="Account">The account.</param>
/// <param name="Unit">The unit.</param>
public sealed record CalendarOwner(Guid? Account, Guid? Unit);

/// <summary>Something in a calendar (日历事项), on a day or at a moment.</summary>
/// <param name="Uid">Stays the same however the entry changes, such as <c>matter-0198…</c>; the feed adds the district's address.</param>
/// <param name="Title">One line, in the language of the person asked for.</param>
/// <param name="Day">The day, in the district.</param>
/// <param name="Changed">When it was last changed; the feed stays the same, byte for byte, until something does.</param>
public sealed record CalendarEntry(string Uid, string Title, DateOnly Day, DateTimeOffset Changed)
{
    /// <summary>When it begins, where it has an hour; <see cref="Day"/> is then the day of it.</summary>
    public DateTimeOffset? Moment { get; init; }

    /// <summary>How long it takes, where it has an hour.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromHours(1);

    /// <summary>More about it.</summary>
    public string? Description { get; init; }

    /// <summary>The page about it, such as <c>/matters/…</c>.</summary>
    public string? Link { get; init; }

    /// <summary>What it is, such as a kind of deadline.</summary>
    public string? Category { get; init; }

    /// <summary>How many days before it reminds: at nine in the morning for a day, at the same hour for a moment.</summary>
    public IReadOnlyList<int> AlarmDaysBefore { get; init; } = [];

    /// <summary>Counts up when day or hour changes (RFC 5545 §3.8.7.4).</summary>
    public int Sequence { get; init; }

    /// <summary>It will not be. It stays in the calendar, struck out, so that programs that keep copies learn of it.</summary>
    public bool IsCancelled { get; init; }
}
