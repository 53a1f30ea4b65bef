using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Bihuan.Platform;

/// <summary>The address holds what a page shows: filters, sort, the chosen day. So a link shows the same, and Back goes back.</summary>
public static class PageAddress
{
    /// <summary>A value of the address; <see langword="null"/> where it has none.</summary>
    public static string? Query(this NavigationManager nav, string key)
    {
        ArgumentNullException.ThrowIfNull(nav);
        var mark = nav.Uri.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? null : QueryHelpers.ParseQuery(nav.Uri[mark..].Split('#')[0]).TryGetValue(key, out var values) && values.Count > 0 && values[0] is { Length: > 0 } value ? value : null;
    }

    /// <summary>Shows the same page with other values; <see langword="null"/> takes one away.</summary>
    public static void Show(this NavigationManager nav, params IReadOnlyList<(string Key, string? Value)> values) => nav.Show(replace: false, values);

    /// <summary>The same, without a step to go back to: for what changes while one types.</summary>
    public static void Show(this NavigationManager nav, bool replace, params IReadOnlyList<(string Key, string? Value)> values)
    {
        ArgumentNullException.ThrowIfNull(nav);
        ArgumentNullException.ThrowIfNull(values);
        nav.NavigateTo(nav.GetUriWithQueryParameters(values.ToDictionary(v => v.Key, v => (object?)v.Value, StringComparer.Ordinal)), replace: replace);
    }
}
