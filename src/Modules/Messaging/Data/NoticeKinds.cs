using System.Text.RegularExpressions;
using Bihuan.Platform;

namespace Bihuan.Messaging;

/// <summary>The kinds of notices: every text of a module whose key begins with <c>notice.</c>, so that none is forgotten.</summary>
internal static partial class NoticeKinds
{
    /// <summary>The keys, in order.</summary>
    public static IReadOnlyList<string> All(Words words) => [.. words.All.Keys.Where(k => k.StartsWith("notice.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>What a kind says, with dots for what differs.</summary>
    public static string Say(string kind, Words words) => Placeholder().Replace(words[kind], "…");

    [GeneratedRegex(@"(?:\{\d\}){1,9}")]
    private static partial Regex Placeholder();
}
