using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Wildfire.Tests;

/// <summary>Every problem has a sentence in both languages, and no sentence is left over.</summary>
public sealed partial class WordsTests
{
    private static readonly Dictionary<string, string[]> Words = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(Source, "words.json")))!;

    private static string Source => Path.Combine(Shared.Repository, "src", "Wildfire");

    [Fact]
    public void EveryCode_HasWords_AndEveryWordACode()
    {
        var used = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).SelectMany(l => Code().Matches(l)).Select(m => m.Groups["code"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(used.Count > 40, $"{used.Count}");
        Assert.Equal(Words.Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void BothLanguages_SayTheSameValues() => Assert.All(Words, word =>
    {
        var (chinese, english) = (word.Value[0], word.Value[1]);
        Assert.Equal(2, word.Value.Length);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", chinese);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", english);
        Assert.True(Places(chinese).SequenceEqual(Places(english)), word.Key);
    });

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("\"(?<code>FIRE-[0-9]{3})\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Place();
}
