using Bihuan.Kernel;
using Bihuan.Platform;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Bihuan.Messaging;

/// <summary>Writes entries as an iCalendar file (RFC 5545).</summary>
internal sealed class CalendarWriter(Letters letters, MessagingSettings settings)
{
    private const string Zone = "Asia/Shanghai";

    /// <summary>The file. The same entries give the same bytes.</summary>
    /// <param name="name">What calendar programs call it.</param>
    /// <param name="entries">What stands in it.</param>
    public string Write(string name, IEnumerable<CalendarEntry> entries)
    {
        var host = Uri.TryCreate(settings.Address, UriKind.Absolute, out var address) ? address.Host : "bihuan";
        var calendar = new Calendar { ProductId = "-//Bihuan//Bihuan//ZH", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("X-WR-TIMEZONE", Zone);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        calendar.AddTimeZone(TimeZone());
        calendar.Events.AddRange(entries.OrderBy(e => e.Day).ThenBy(e => e.Uid, StringComparer.Ordinal).Select(e => Event(e, host)));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private CalendarEvent Event(CalendarEntry entry, string host)
    {
        var day = new CalDateTime(entry.Day.Year, entry.Day.Month, entry.Day.Day);
        var made = new CalendarEvent
        {
            Uid = $"{entry.Uid}@{host}",
            Summary = entry.Title,
            Description = entry.Description,
            DtStamp = new CalDateTime(entry.Changed.UtcDateTime, CalDateTime.UtcTzId),
            LastModified = new CalDateTime(entry.Changed.UtcDateTime, CalDateTime.UtcTzId),
            Sequence = entry.Sequence,
            Status = entry.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = TransparencyType.Transparent,
            Start = entry.Moment is { } from ? Local(from) : day,
            End = entry.Moment is { } begin ? Local(begin + entry.Length) : new CalDateTime(entry.Day.AddDays(1).Year, entry.Day.AddDays(1).Month, entry.Day.AddDays(1).Day),
        };
        if (entry.Category is { Length: > 0 } category)
        {
            made.Categories = [category];
        }
        if (entry.Link is { } link && Uri.TryCreate(letters.Absolute(link), UriKind.Absolute, out var page) && page.Scheme is "http" or "https")
        {
            made.Url = page;
        }
        if (!entry.IsCancelled)
        {
            foreach (var days in entry.AlarmDaysBefore.Distinct().Order())
            {
                // For a whole day counted from its midnight: nine o'clock that many days before.
                made.Alarms.Add(new() { Action = AlarmAction.Display, Description = entry.Title, Trigger = new(entry.Moment is null ? Duration.FromHours(9 - (24 * days)) : Duration.FromDays(-days)) });
            }
        }

        return made;
    }

    /// <summary>China has had no summer time since 1991, so one rule says it all.</summary>
    private static VTimeZone TimeZone()
    {
        var zone = new VTimeZone(Zone);
        var standard = new VTimeZoneInfo("STANDARD") { TimeZoneName = "CST", OffsetFrom = new UtcOffset("+0800"), OffsetTo = new UtcOffset("+0800"), Start = new CalDateTime(1991, 9, 15, 0, 0, 0) };
        zone.TimeZoneInfos.Add(standard);
        return zone;
    }

    private static CalDateTime Local(DateTimeOffset moment) => new(DateTime.SpecifyKind(DistrictDay.Local(moment).DateTime, DateTimeKind.Unspecified), Zone);
}
