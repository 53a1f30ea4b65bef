using System.Security.Cryptography;
using System.Text;

namespace Bihuan.Persistence;

/// <summary>A field and its value as one token among those of the text, so that a filter costs no more than a word. It begins with a private-use
/// character, which no folded text has.</summary>
internal static class SearchTag
{
    private const char Mark = '\uE000';

    /// <summary>The token: a hash, because a value may hold what a token may not. Sixteen digits make a clash between two values of one district
    /// less likely than a broken disk.</summary>
    public static string Of(string field, string value) => Mark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{field}\0{value}")).AsSpan(0, 8));

    /// <summary>The distinct tokens of some fields.</summary>
    public static IEnumerable<string> Of(IEnumerable<(string Field, string Value)> fields) => fields.Select(f => Of(f.Field, f.Value)).Distinct(StringComparer.Ordinal);
}
