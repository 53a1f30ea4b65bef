using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Architecture.Tests;

/// <summary>Texts stand in <c>words.json</c>, in both languages, and nowhere else.</summary>
public partial class TextTests
{
    private static readonly string Source = Path.Combine(Shared.Repository, "src");

    /// <summary>Where the platform's pages and messages are made. The reader and its command line have their own ways (ADR 0003, Words.cs).</summary>
    private static readonly string[] Parts = ["Platform", "Modules", "Official", "Web", "Persistence"];

    /// <summary>The switch names the other language in that language.</summary>
    private const string OtherLanguage = "shell.otherLanguage";

    /// <summary>Where the words are those of documents and posts, which the program looks for, not those that it says.</summary>
    private static readonly string[] Vocabulary = ["Domain", "Data", "Adopters", "Sample", "ClauseWords.cs", "SearchClauses.cs", "SearchDays.cs"];

    [Fact]
    public void EveryText_IsThereInBothLanguages_WithTheSamePlaceholders() =>
        Assert.All(Texts(), text =>
        {
            Assert.True(text.Value is [{ Length: > 0 }, { Length: > 0 }], $"{text.Key} needs one Chinese and one English text.");
            Assert.True(Placeholders(text.Value[0]).SetEquals(Placeholders(text.Value[1])), $"{text.Key}: the placeholders differ.");
            Assert.True(text.Value[0].Any(IsChinese) || text.Value[0] == text.Value[1] || !text.Value[0].Any(char.IsAsciiLetter) || text.Key == OtherLanguage, $"{text.Key}: the first text is the Chinese one.");
            Assert.False(text.Value[1].Any(IsChinese) && !text.Value[1].Contains('“', StringComparison.Ordinal) && text.Key != OtherLanguage, $"{text.Key}: the second text is the English one.");
        });

    [Fact]
    public void EveryTextThatIsAskedFor_IsThere_AndEveryTextThatIsThere_IsAskedFor()
    {
        var texts = Texts();
        var source = Files("*.cs", "*.razor").Select(File.ReadAllText).ToList();
        var asked = source.SelectMany(s => Asked().Matches(s).Select(m => m.Groups["key"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.True(asked.Count > 10);
        Assert.Equal("", string.Join(' ', asked.Where(k => !texts.ContainsKey(k)).Order(StringComparer.Ordinal)));

        // Keys that are put together at run time (Type.Member, $"prefix.{name}") begin with something that stands in the source.
        var quoted = source.SelectMany(s => Quoted().Matches(s).Select(m => m.Value.Trim('"'))).ToHashSet(StringComparer.Ordinal);
        var enums = Directory.GetFiles(Path.Combine(Source, "Reading"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).Concat(source).SelectMany(s => Enumeration().Matches(s).Select(m => m.Groups[1].Value + ".")).ToHashSet(StringComparer.Ordinal);
        var composed = source.SelectMany(s => Composed().Matches(s).Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        var unused = texts.Keys.Where(k => !quoted.Contains(k) && !enums.Contains(Prefix(k)) && !composed.Any(c => k.StartsWith(c, StringComparison.Ordinal)));
        Assert.Equal("", string.Join(' ', unused.Order(StringComparer.Ordinal)));

        static string Prefix(string key) => key[..(key.LastIndexOf('.') + 1)];
    }

    /// <summary>A library that refuses bad input has no module of its own; its texts come with whoever references it.</summary>
    [Fact]
    public void TextsOfALibrary_ComeWithWhoeverReferencesIt() => Assert.NotEqual("OFF-001", new Words([typeof(TextTests).Assembly])["OFF-001"]);

    /// <summary>What the journal holds has a name for those who read it.</summary>
    [Theory]
    [InlineData("event.", "EventType")]
    [InlineData("stream.", "Stream")]
    public void EveryEventAndStream_HasAName(string prefix, string attribute)
    {
        var names = Files("*.cs").SelectMany(f => Regex.Matches(File.ReadAllText(f), $"\\[{attribute}\\(\"([^\"]{{1,80}})\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(m => prefix + m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.True(names.Count > 10);
        Assert.Equal(names.Order(StringComparer.Ordinal), Texts().Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>Pages and messages hold no Chinese of their own; comments may, and lines that say why: <c>not-a-text</c> marks words that a document's standard fixes.</summary>
    [Fact]
    public void NoText_StandsInPagesOrCode()
    {
        var found = new List<string>();
        foreach (var file in Files("*.cs", "*.razor").Where(f => !f.Split(Path.DirectorySeparatorChar).Any(Vocabulary.Contains)))
        {
            var text = Comments().Replace(Marked().Replace(File.ReadAllText(file), ""), "");
            found.AddRange(text.Split('\n').Where(line => line.Any(IsChinese)).Select(line => $"{Path.GetRelativePath(Source, file)}: {line.Trim()}"));
        }

        Assert.Empty(found);
    }

    private static Dictionary<string, string[]> Texts() =>
        Files("words.json").SelectMany(ReadTexts).ToDictionary(StringComparer.Ordinal);

    /// <summary>Every entry of a file; a key that stands twice in it comes twice.</summary>
    private static List<KeyValuePair<string, string[]>> ReadTexts(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return [.. document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.Deserialize<string[]>()!))];
    }

    private static List<string> Files(params string[] patterns) =>
        [.. Parts.SelectMany(p => patterns.SelectMany(pattern => Directory.GetFiles(Path.Combine(Source, p), pattern, SearchOption.AllDirectories)))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules" or "Migrations"))];

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value)];

    private static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff';

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""(?:\bW(?:ords)?\[|Coded\(|TitleKey\s*=\s*)"(?<key>[^"{]{1,80})"[\],)]""")]
    private static partial Regex Asked();

    [GeneratedRegex("\"[A-Za-z][A-Za-z0-9.-]{1,80}\"")]
    private static partial Regex Quoted();

    /// <summary>The beginning of a key that is put together: <c>$"audit.{name}"</c>, <c>"audit." + name</c>.</summary>
    [GeneratedRegex("""\$?"([A-Za-z][A-Za-z0-9-]{0,40}[.-][A-Za-z0-9.-]{0,60})(?:\{|" \+|(?<=[.-])")""")]
    private static partial Regex Composed();

    [GeneratedRegex(@"\benum\s+(\w{1,60})")]
    private static partial Regex Enumeration();

    [GeneratedRegex(@"[^\n]{1,2000}// not-a-text")]
    private static partial Regex Marked();

    [GeneratedRegex(@"@\*[\s\S]{0,4000}?\*@|<!--[\s\S]{0,4000}?-->|/\*[\s\S]{0,4000}?\*/|//[^\n]{0,2000}")]
    private static partial Regex Comments();
}
