using Microsoft.AspNetCore.WebUtilities;

namespace Bihuan.Matters;

/// <summary>What of the list's address makes a view: filters, order, group, columns and form. Not the page, nor the month of the calendar.</summary>
internal static class ViewAddress
{
    public const int Longest = 2_000;

    /// <summary>The keys of filters.</summary>
    public static IReadOnlyList<string> Filters { get; } =
        ["q", "state", "lamp", "unit", "role", "document", "chapter", "kind", "post", "place", "parent", "from", "to", "help", "end", "endedFrom", "endedTo", "issuedFrom", "redFrom", "reportFrom", "reportTo"];

    /// <summary>Every key of a view, in the order in which it is kept.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Filters, "order", "group", "cols", "view", "by"];

    /// <summary>What of an address is kept: the known keys that have a value, in one order, so that the same view reads the same.</summary>
    public static string Of(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        return string.Join('&', Keys.Where(k => values.TryGetValue(k, out var v) && !string.IsNullOrEmpty(v[0])).Select(k => $"{k}={Uri.EscapeDataString(values[k][0]!)}"));
    }

    /// <summary>Keys of an address that make no view.</summary>
    public static IReadOnlyList<string> Unknown(string? query) => [.. QueryHelpers.ParseQuery(query).Keys.Where(k => !Keys.Contains(k))];
}
