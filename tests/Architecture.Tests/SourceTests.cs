using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.Reading;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Architecture.Tests;

/// <summary>What the source text itself must hold to.</summary>
public partial class SourceTests
{
    /// <summary>The reader knows the language of government documents, not this gazette: none of its people, places, firms, numbers or titles stand in the product's code.</summary>
    [Fact]
    public void Source_HoldsNoNamesOrNumbersOfTheGazette()
    {
        var names = GazetteNames();
        var source = Directory.GetFiles(Path.Combine(Shared.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        Assert.True(source.Count > 50);
        var found = source.SelectMany(file => File.ReadAllText(file) is var text ? names.Where(n => text.Contains(n, StringComparison.Ordinal)).Select(n => $"{Path.GetRelativePath(Shared.Repository, file)}: {n}") : []).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{names.Count} names looked for in {source.Count} files");
        Assert.True(names.Count > 300);
        Assert.Empty(found);
    }

    /// <summary>A pattern that can backtrack without bound is a way to stop the machine: repetition has an upper bound, or the engine does not backtrack.</summary>
    [Fact]
    public void EveryRegularExpression_IsSourceGeneratedAndBounded()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Shared.Repository, "src"), "*.cs", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.False(text.Contains("new Regex(", StringComparison.Ordinal) && !text.Contains("NonBacktracking", StringComparison.Ordinal), $"{file} makes a regular expression at run time.");
        }

        var patterns = typeof(Reader).Assembly.GetTypes().Concat(typeof(Kernel.Clause).Assembly.GetTypes()).Concat(typeof(Official.OfficialDocument).Assembly.GetTypes())
            .SelectMany(t => t.GetMembers(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(m => m.GetCustomAttribute<GeneratedRegexAttribute>()).OfType<GeneratedRegexAttribute>().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{patterns.Count} source-generated patterns");
        Assert.All(patterns, p => Assert.False(IsUnbounded(p.Pattern) && !p.Options.HasFlag(RegexOptions.NonBacktracking), p.Pattern));
    }

    [Theory]
    [InlineData("a*", true)]
    [InlineData("(?:ab)+c", true)]
    [InlineData("a{2,}", true)]
    [InlineData("a{2,80}b?", false)]
    [InlineData(@"\*[+*]", false)]
    public void AnUnboundedRepetition_IsSeen(string pattern, bool unbounded) => Assert.Equal(unbounded, IsUnbounded(pattern));

    private static bool IsUnbounded(string pattern)
    {
        // Escapes and character classes hold no repetition.
        var bare = EscapesAndClasses().Replace(pattern, "x");
        return Unbounded().IsMatch(bare);
    }

    [GeneratedRegex(@"\\.|\[(?:\\.|[^\]\\]){0,200}\]")]
    private static partial Regex EscapesAndClasses();

    [GeneratedRegex(@"[*+]|\{\d{1,4},\}")]
    private static partial Regex Unbounded();

    private static HashSet<string> GazetteNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in Shared.Facts("tasks.json").EnumerateArray())
        {
            names.UnionWith(Strings(task.GetProperty("leaders")));
        }
        foreach (var appointment in Shared.Facts("appointments.json").GetProperty("appointments").EnumerateArray())
        {
            names.Add(appointment.GetProperty("person").GetString()!);
            names.Add(appointment.GetProperty("unit").GetString()!);
        }
        foreach (var document in Shared.Facts("documents.json").GetProperty("documents").EnumerateArray())
        {
            names.Add(document.GetProperty("title").GetString()!);
            names.Add(document.GetProperty("number").GetString() ?? "");
        }
        foreach (var entry in Shared.Facts("enterprises.json").GetProperty("longteng").GetProperty("entries").EnumerateArray())
        {
            names.Add(entry.GetProperty("name").GetString()!);
            names.UnionWith(Strings(entry.GetProperty("members")));
        }
        foreach (var hazard in Shared.Facts("hazards.json").GetProperty("hazards").EnumerateArray())
        {
            names.Add(hazard.GetProperty("name").GetString()!);
        }
        foreach (var indicator in Shared.Facts("indicators.json").GetProperty("indicators").EnumerateArray())
        {
            names.Add(indicator.GetProperty("name").GetString()!);
        }
        foreach (var street in Shared.Facts("divisions.json").GetProperty("streets").EnumerateArray())
        {
            names.Add(street.GetProperty("name").GetString()!);
        }
        foreach (var unit in Shared.Facts("organization.json").GetProperty("units").EnumerateArray())
        {
            // Names that any district has, such as 财政局, are the language; those with the place in them are the gazette's.
            if (unit.GetProperty("name").GetString() is { Length: > 5 } name && (name.Contains("北仑", StringComparison.Ordinal) || name.Contains("宁波", StringComparison.Ordinal)))
            {
                names.Add(name);
            }
        }

        names.UnionWith(["北仑", "宁波", "仑政", "仑科", "仑安", "梅山", "灵峰", "芯港", "龙腾", "凤凰涅槃"]);
        names.RemoveWhere(n => n.Length < 2);

        // A collective word, not a person; a kind of zone, not a place.
        names.ExceptWith(["各区长", "保税区"]);
        return names;
    }

    private static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(v => v.GetString()!);
}
