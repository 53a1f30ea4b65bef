using System.Collections.Frozen;
using System.Reflection;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace Bihuan.Web.Shell;

/// <summary>The guide (<c>docs/guide</c>), built into the program. The first line of each page names the addresses that it helps with.</summary>
internal static class HelpPages
{
    private const string Prefix = "guide/";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoIdentifiers().Build();
    private static readonly FrozenDictionary<(string Slug, bool English), HelpPage> Pages = Load().ToFrozenDictionary(p => (p.Slug, p.IsEnglish));

    /// <summary>The pages of a language, in reading order.</summary>
    public static IReadOnlyList<HelpPage> All(bool english) => [.. Pages.Values.Where(p => p.IsEnglish == english).OrderBy(p => p.Order)];

    /// <summary>A page; Chinese where there is no English.</summary>
    public static HelpPage? Find(string slug, bool english) => Pages.GetValueOrDefault((slug, english)) ?? Pages.GetValueOrDefault((slug, false));

    /// <summary>The page that helps with an address of ours: that whose address has the most parts in common with it. <c>*</c> stands for any one part.</summary>
    public static string AddressFor(string path)
    {
        var asked = Parts(path.Split('?', '#')[0]);
        var best = Pages.Values.SelectMany(p => p.Addresses.Select(a => (p.Slug, Parts: Parts(a))))
            .Where(p => p.Parts.Length <= asked.Length && p.Parts.Zip(asked).All(pair => pair.First == "*" || pair.First == pair.Second))
            .OrderByDescending(p => p.Parts.Length).FirstOrDefault();
        return best.Slug is null ? "/help" : $"/help/{best.Slug}";

        static string[] Parts(string address) => address.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<HelpPage> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Read(name[Prefix.Length..], reader.ReadToEnd());
        }
    }

    /// <summary>Reads <c>&lt;!-- 3 /documents --&gt;</c>, then the title, then the text. Links between pages of the guide become addresses.</summary>
    internal static HelpPage Read(string file, string text)
    {
        var english = file.EndsWith(".en.md", StringComparison.Ordinal);
        var slug = file[..^(english ? ".en.md".Length : ".md".Length)];
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        string[] head = lines[0].StartsWith("<!--", StringComparison.Ordinal) ? lines[0][4..].Replace("-->", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        var title = lines.FirstOrDefault(l => l.StartsWith("# ", StringComparison.Ordinal))?[2..] ?? slug;
        var html = Markdown.ToHtml(string.Join('\n', head.Length > 0 ? lines[1..] : lines), Pipeline)
            .Replace(".en.md", "", StringComparison.Ordinal).Replace(".md", "", StringComparison.Ordinal)
            .Replace("src=\"images/", "src=\"/help/images/", StringComparison.Ordinal)
            .Replace("href=\"", "href=\"/help/", StringComparison.Ordinal).Replace("href=\"/help/http", "href=\"http", StringComparison.Ordinal).Replace("href=\"/help//", "href=\"/", StringComparison.Ordinal);
        return new(slug, english, head.Length > 0 && int.TryParse(head[0], out var order) ? order : 99, title, [.. head.Skip(1)], new MarkupString(html));
    }
}

/// <summary>A page of the guide.</summary>
/// <param name="Slug">Its file's name.</param>
/// <param name="IsEnglish">English, else Chinese.</param>
/// <param name="Order">Its place in the guide.</param>
/// <param name="Title">Its title.</param>
/// <param name="Addresses">The beginnings of the addresses it helps with.</param>
/// <param name="Html">Its text; the guide is ours, and HTML in it is not taken over.</param>
internal sealed record HelpPage(string Slug, bool IsEnglish, int Order, string Title, IReadOnlyList<string> Addresses, MarkupString Html);
