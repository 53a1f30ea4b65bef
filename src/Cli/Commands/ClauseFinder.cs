using Bihuan.Reading;

namespace Bihuan.Cli.Commands;

/// <summary>A place that <see cref="ClauseFinder"/> found: a clause, or a row of a table.</summary>
/// <param name="Document">The document.</param>
/// <param name="Place">Its place as the document has it.</param>
/// <param name="Node">The clause, or the table that holds the row.</param>
/// <param name="Row">The row, or <see langword="null"/>.</param>
internal sealed record FoundClause(Document Document, string Place, ClauseNode Node, TableRow? Row)
{
    /// <summary>All of it in the source, what stands below it included.</summary>
    public SourceRange Range => Row?.Range ?? Node.Range;

    /// <summary>It and every other clause that the document numbers alike: conditions and measures of a plan each begin with ①.</summary>
    public IEnumerable<FoundClause> Alike() =>
        Row is not null || Node.Kind is not NodeKind.Clause
            ? [this]
            : Document.Nodes.Where(n => n.Kind is NodeKind.Clause && n.Place == Node.Place).Select(n => this with { Node = n });
}

/// <summary>Finds a clause by what a person types: a document by number, title or part of the title, then a place, in brackets of any
/// style and width and with or without spaces.</summary>
internal static class ClauseFinder
{
    private const int Suggestions = 8;

    /// <summary>Finds it.</summary>
    /// <exception cref="RefusedException">It is not there, or more than one is meant; the message lists what is near.</exception>
    public static FoundClause Find(IReadOnlyList<Document> documents, string asked, Words words)
    {
        var query = Normal(asked);
        var meant = Meant(documents, query);
        if (meant.Count == 0)
        {
            throw new RefusedException($"{words.NoSuchDocument(asked)}{words.DocumentsAre(documents.Select(d => d.Name))}");
        }

        var found = meant.SelectMany(m => Places(m.Document).Where(p => Normal(p.Place) == m.Place)).DistinctBy(p => p.Document).ToList();
        return found.Count switch
        {
            1 => found[0],
            > 1 => throw new RefusedException($"{words.Ambiguous(asked)}{words.DocumentsAre(found.Select(f => f.Document.Name))}"),
            _ => throw new RefusedException($"{words.NoSuchPlace(meant[0].Document.Name, meant[0].Place)}{words.Nearest(Near(meant[0].Document, meant[0].Place))}"),
        };
    }

    /// <summary>Which documents the words may mean, each with what is then left as the place. A number is surer than a title,
    /// a title surer than a part of it, and a longer part surer than a shorter one.</summary>
    private static List<(Document Document, string Place)> Meant(IReadOnlyList<Document> documents, string query)
    {
        List<(Document, string)> byName = [];
        foreach (var name in (Func<Document, string?>[])[d => d.Number, d => d.Title])
        {
            byName.AddRange(documents.Where(d => name(d) is { Length: > 0 } n && query.StartsWith(Normal(n), StringComparison.Ordinal)).Select(d => (d, query[Normal(name(d)!).Length..])));
            if (byName.Count > 0)
            {
                // 5号 and 15号 do not begin alike, but a title may begin another.
                var shortest = byName.Min(m => m.Item2.Length);
                return byName.FindAll(m => m.Item2.Length == shortest);
            }
        }

        var byPart = documents.SelectMany(d => Places(d).Select(p => (d, Place: Normal(p.Place))).Where(p => query.EndsWith(p.Place, StringComparison.Ordinal))
                .Select(p => (p.d, p.Place, Part: query[..^p.Place.Length])))
            .Where(m => m.Part.Length == 0 || (m.Part.Length > 1 && (Normal(m.d.Title).Contains(m.Part, StringComparison.Ordinal) || Normal(m.d.Number ?? "").Contains(m.Part, StringComparison.Ordinal))))
            .ToList();
        if (byPart.Count > 0)
        {
            var longest = byPart.Max(m => m.Place.Length);
            return [.. byPart.Where(m => m.Place.Length == longest).Select(m => (m.d, m.Place)).Distinct()];
        }

        // The title may be right and the place wrong: take the document that the longest beginning fits.
        var begun = documents.Select(d => (d, Length: Enumerable.Range(2, Math.Max(0, query.Length - 1)).TakeWhile(n => Normal(d.Title).Contains(query[..n], StringComparison.Ordinal)).LastOrDefault())).MaxBy(b => b.Length);
        return begun.Length > 0 ? [(begun.d, query[begun.Length..])] : documents.Count == 1 ? [(documents[0], query)] : [];
    }

    private static IEnumerable<FoundClause> Places(Document document)
    {
        yield return new(document, "", document.Root, null);
        foreach (var node in document.Nodes)
        {
            yield return new(document, node.Place, node, null);
            foreach (var row in node.Table?.Rows ?? [])
            {
                yield return new(document, row.Place, node, row);
            }
        }
    }

    private static IEnumerable<string> Near(Document document, string place) => Places(document)
        .Select(p => p.Place).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal)
        // Who asks for 68 alone most likely means the 68 at the end of 六（一）68.
        .Select((p, i) => (Place: p, Distance: place.Length > 0 && Normal(p).EndsWith(place, StringComparison.Ordinal) ? int.MinValue : Distance(Normal(p), place), Index: i))
        .OrderBy(p => p.Distance).ThenBy(p => p.Index).Take(Suggestions).OrderBy(p => p.Index).Select(p => p.Place);

    /// <summary>Edits from one to the other, a differing head counted double: 三（二）9 is nearer to 三（二）8 than to 二（二）9.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        var common = a.Zip(b).TakeWhile(c => c.First == c.Second).Count();
        return (2 * row[b.Length]) - common;
    }

    /// <summary>Without spaces, and brackets of all styles alike: 〔2022〕, [2022] and （2022） are one.</summary>
    private static string Normal(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => c switch
    {
        '〔' or '［' or '[' or '【' or '（' or '〈' or '﹝' => '(',
        '〕' or '］' or ']' or '】' or '）' or '〉' or '﹞' => ')',
        '．' => '.',
        >= '０' and <= '９' => (char)(c - '０' + '0'),
        _ => c,
    }));
}
