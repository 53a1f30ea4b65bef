namespace Bihuan.Platform;

/// <summary>Something that people are told (通知). Not part of the journal: it points to what is.</summary>
public sealed class Notification
{
    /// <summary>UUID v7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account it is for; <see langword="null"/> where it is for everybody with a permission.</summary>
    public Guid? Account { get; init; }

    /// <summary>The permission whose holders it is for.</summary>
    public string? Permission { get; init; }

    /// <summary>The unit that the permission must reach.</summary>
    public Guid? Unit { get; init; }

    /// <summary>The key of its text.</summary>
    public required string TextKey { get; init; }

    /// <summary>The values of its text.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Where it leads.</summary>
    public string? Link { get; init; }

    /// <summary>Whether it may reach people in their quiet hours.</summary>
    public bool Urgent { get; init; }

    /// <summary>Whether it has been handed to the channels beside the pages: mail, robots. Set together with the deliveries that came of it.</summary>
    public bool IsRouted { get; set; }

    /// <summary>When, by the district's clock.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Names what it tells, so that a subscriber that runs twice tells it once.</summary>
    public required string Once { get; init; }
}

/// <summary>Links of notifications.</summary>
public static class NoticeLinks
{
    /// <summary>The key in the address that says by which way a person came.</summary>
    public const string Key = "via";

    /// <summary>A link that says by which way a person came, so that the page it leads to can tell.</summary>
    /// <param name="link">The notification's link.</param>
    /// <param name="way">Such as <c>notice</c> or <c>mail</c>.</param>
    public static string By(string link, string way)
    {
        ArgumentNullException.ThrowIfNull(link);
        return $"{link}{(link.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Key}={way}";
    }
}

/// <summary>Until when somebody has seen their notifications.</summary>
public sealed class NotificationReader
{
    /// <summary>The account.</summary>
    public required Guid Account { get; init; }

    /// <summary>Everything up to here has been seen.</summary>
    public DateTimeOffset SeenUntil { get; set; }
}
