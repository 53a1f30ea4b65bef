using System.Text.RegularExpressions;

namespace Bihuan.Persistence;

/// <summary>The written form of a file's hash: the digest's name, a colon, 64 hexadecimal digits in lower case.</summary>
public static partial class FileHash
{
    /// <summary>Writes one.</summary>
    public static string Of(string suite, ReadOnlySpan<byte> value) => $"{suite}:{Convert.ToHexStringLower(value)}";

    /// <summary>Whether a text is one. Only such a text ever becomes part of a path.</summary>
    public static bool IsOne(string text) => Whole().IsMatch(text);

    /// <summary>Every hash that stands in a text, such as an entry's payload.</summary>
    public static IEnumerable<string> In(string text) => Anywhere().Matches(text).Select(m => m.Value);

    /// <summary>Suite and digits.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static (string Suite, string Digits) Split(string hash) =>
        IsOne(hash) ? (hash[..^65], hash[^64..]) : throw new FormatException("This is no hash of a file.");

    /// <summary>Where a store keeps the file: by suite, spread over 256 folders.</summary>
    internal static string Place(string hash)
    {
        var (suite, digits) = Split(hash);
        return $"{suite}/{digits[..2]}/{digits}";
    }

    /// <summary>The hash of a place; <see langword="null"/> for anything else that lies in the store.</summary>
    internal static string? OfPlace(string place) =>
        place.Split('/') is [var suite, { Length: 2 } start, var digits] && digits.StartsWith(start, StringComparison.Ordinal) && IsOne($"{suite}:{digits}") ? $"{suite}:{digits}" : null;

    [GeneratedRegex(@"\A[A-Z][A-Z0-9-]{1,15}:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\b[A-Z][A-Z0-9-]{1,15}:[0-9a-f]{64}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Anywhere();
}
