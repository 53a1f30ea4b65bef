using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Platform;

/// <summary>What to tell and to whom.</summary>
/// <param name="Once">Names what it tells, such as the entry's position and the kind; the same is told once.</param>
/// <param name="TextKey">The key of its text in <c>words.json</c>.</param>
/// <param name="Values">The values of the text; no names of persons.</param>
/// <param name="Link">Where it leads.</param>
public sealed record Notice(string Once, string TextKey, IReadOnlyList<string> Values, string? Link)
{
    /// <summary>For one account.</summary>
    public Guid? Account { get; init; }

    /// <summary>For everybody with this permission.</summary>
    public string? Permission { get; init; }

    /// <summary>For those whose permission reaches this unit.</summary>
    public Guid? Unit { get; init; }

    /// <summary>Cannot wait until the morning: it goes out at once over every channel, past quiet hours and digests of those who allow it.</summary>
    public bool Urgent { get; init; }
}

/// <summary>Tells people. Subscribers of the journal use it after something has happened; the open pages of this process show it at once,
/// those of other nodes within a minute.</summary>
public sealed class Notifier(BihuanContext db, TimeProvider clock, NotificationSignal signal)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Tells it, once.</summary>
    public async Task Tell(Notice notice, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (notice.Account is null && notice.Permission is null)
        {
            throw new ArgumentException("A notice is for an account or for the holders of a permission.", nameof(notice));
        }
        if (await db.Set<Notification>().AnyAsync(n => n.Once == notice.Once, cancel))
        {
            return;
        }

        var now = clock.GetUtcNow();
        db.Add(new Notification
        {
            Id = Guid.CreateVersion7(now),
            Account = notice.Account,
            Permission = notice.Permission,
            Unit = notice.Unit,
            TextKey = notice.TextKey,
            Values = notice.Values,
            Link = notice.Link,
            Urgent = notice.Urgent,
            Created = now,
            Once = notice.Once,
        });
        await db.SaveChangesAsync(cancel);
        if (signal.IsFirstOf(Kernel.DistrictDay.Of(now)))
        {
            var old = now - Kept;
            await db.Set<Notification>().Where(n => n.Created < old).ExecuteDeleteAsync(cancel);
        }

        signal.Raise();
    }
}

/// <summary>Tells the open pages of this process that there is something new.</summary>
public sealed class NotificationSignal
{
    /// <summary>Something was told, or seen.</summary>
    public event Action? Raised;

    private int _day;

    /// <summary>Whether this is the first time that a day is asked about: what is too old is taken away once a day.</summary>
    internal bool IsFirstOf(DateOnly day) => Interlocked.Exchange(ref _day, day.DayNumber) != day.DayNumber;

    /// <summary>Something was told, or seen.</summary>
    public void Raise() => Raised?.Invoke();
}
