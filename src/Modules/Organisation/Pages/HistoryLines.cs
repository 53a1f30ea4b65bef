using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>What happened, as lines of a timeline.</summary>
internal static class HistoryLines
{
    public static IReadOnlyList<TimelineItem> Of(IEnumerable<Happening> all, Words words, DateOnly day) => [.. all.Select(h => new TimelineItem(
        h.Day, null, Sentence(h, words), h.Source is { } source ? $"{source.Document} {source.Place}" : null, Address(h), IsNow: h.Day == day, IsPoint: true))];

    private static string Sentence(Happening h, Words words) =>
        h.Kind == HappeningKind.UnitBegan && h.What.Length > 0 ? words["happening.UnitSplit", h.Subject, h.What] : words["happening." + h.Kind, h.Subject, h.What, h.Other];

    private static string? Address(Happening h) =>
        h.Person is { } person ? $"/organisation/people/{person.Value}" : h.Group is { } group ? $"/organisation/groups/{group.Value}" : h.Unit is { } unit ? $"/organisation/units/{unit.Value}" : null;
}
