using System.Security.Cryptography;
using System.Text;
using Bihuan.Persistence;
using Bihuan.Reading;
using Bihuan.Reading.Json;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>Fills clauses, finds, citations and contradictions from the readings' files.</summary>
internal sealed class DocumentProjection(Readings readings) : IProjection
{
    /// <summary>Findings that were added but may not be in the database yet.</summary>
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);

    private BihuanContext? _addedTo;

    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        switch (recorded.Happened)
        {
            case DocumentRead read:
                await Add(read, (await readings.Open<StoredReading>(read.Reading, cancel)).Documents[read.Index], db, cancel);
                break;
            case ImportFinished finished:
                var documents = finished.Documents;
                await Add((await readings.Open<StoredReading>(finished.Reading, cancel)).Contradictions, p => p.Document >= 0 ? documents[p.Document] : null, db, cancel);
                break;
            case ImportCompared compared:
                await Add((await readings.Open<StoredFindings>(compared.Findings, cancel)).Contradictions, p => p.Id, db, cancel);
                break;
        }
    }

    private static async ValueTask Add(DocumentRead read, StoredDocument document, BihuanContext db, CancellationToken cancel)
    {
        List<ClauseRow> clauses = [];
        List<FindRow> finds = [];
        var places = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Clauses.Count; i++)
        {
            var c = document.Clauses[i];
            clauses.Add(new()
            {
                Document = read.Id,
                Ordinal = i,
                Parent = c.Parent,
                Depth = c.Depth,
                Kind = c.Kind,
                Numbering = c.Numbering,
                Label = c.Label,
                Place = c.Place,
                IsFirst = c.Place.Length > 0 && places.Add(c.Place),
                Heading = c.Heading,
                Text = c.Text,
                Table = c.Table,
            });
        }

        for (var i = 0; i < document.Finds.Count; i++)
        {
            var f = document.Finds[i];
            finds.Add(new()
            {
                Document = read.Id,
                Ordinal = i,
                Kind = f.Kind,
                Place = f.Place,
                Clause = f.Clause,
                Text = f.Text,
                Confidence = f.Confidence,
                Doubts = f.Doubts,
                Marks = f.Marks,
                Units = f.Units,
                Hash = f.Hash,
                What = f.What,
            });
            if (f.Kind == "citation" && ReadingJson.Read(f.What) is CitationCommitment citation)
            {
                db.Add(new CitationRow
                {
                    Document = read.Id,
                    Find = i,
                    Place = f.Place,
                    Role = citation.Role,
                    Title = citation.Title,
                    TitleKey = citation.Title is { } title ? Titles.Key(title) : null,
                    Number = citation.Number,
                    Display = citation.Display,
                });
            }
        }

        db.AddRange(clauses);
        db.AddRange(finds);
        await SearchClauses.Index(db, read, clauses, finds, cancel);
    }

    private async ValueTask Add(IReadOnlyList<StoredContradiction> found, Func<StoredPlace, DocumentId?> idOf, BihuanContext db, CancellationToken cancel)
    {
        if (!ReferenceEquals(_addedTo, db))
        {
            _addedTo = db;
            _added.Clear();
        }

        foreach (var c in found)
        {
            var places = c.Places.Select(p => new ContradictionPlace(idOf(p), p.Name, p.Place, p.Excerpt)).ToList();
            var fingerprint = FingerprintOf(c.Kind, places, c.Explanation);
            if (!_added.Add(fingerprint) || await db.Set<ContradictionRow>().AnyAsync(r => r.Fingerprint == fingerprint, cancel))
            {
                continue;
            }

            var documents = places.Select(p => p.Document).OfType<DocumentId>().Distinct().ToList();
            db.Add(new ContradictionRow
            {
                Fingerprint = fingerprint,
                Kind = c.Kind,
                Severity = c.Severity,
                Weight = (int)c.Severity,
                Explanation = c.Explanation,
                ScopeMayExplain = c.ScopeMayExplain,
                Between = places.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() > 1,
                Places = places,
            });
            db.AddRange(documents.Select(d => new ContradictionDocumentRow { Fingerprint = fingerprint, Document = d }));
        }
    }

    private static string FingerprintOf(ContradictionKind kind, List<ContradictionPlace> places, string explanation)
    {
        var text = new StringBuilder().Append(kind).Append('\n').Append(explanation);
        foreach (var place in places.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Place, StringComparer.Ordinal))
        {
            text.Append('\n').Append(place.Name).Append('\t').Append(place.Place);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}

/// <summary>Compares titles as people do: without spaces, quotes, brackets and signs of a draft.</summary>
internal static class Titles
{
    /// <summary>What the title of an explanation says that it is.</summary>
    public const string Explanation = "解读"; // not-a-text

    /// <summary>Letters and digits of a title alone.</summary>
    public static string Key(string title) => string.Concat(title.Where(char.IsLetterOrDigit));

    /// <summary>Whether a title says that it changes another.</summary>
    public static bool IsAmendment(string title) => title.Contains("修订", StringComparison.Ordinal) || title.Contains("修改", StringComparison.Ordinal) || title.Contains("修正", StringComparison.Ordinal); // not-a-text

    /// <summary>What is left of a title that amends: the name of the thing amended.</summary>
    public static string Core(string title)
    {
        var quoted = title.IndexOf('《', StringComparison.Ordinal) is var open and >= 0 && title.LastIndexOf('》') is var close && close > open ? title[(open + 1)..close] : Bare(title);
        return Key(quoted);

        static string Bare(string title)
        {
            var start = Math.Max(title.LastIndexOf("印发", StringComparison.Ordinal), title.LastIndexOf("公布", StringComparison.Ordinal)); // not-a-text
            var text = start >= 0 ? title[(start + 2)..] : title;
            foreach (var word in (string[])["的通知", "的公告", "的决定", "（修订）", "（修订稿）", "（修订版）", "(修订)", "修订", "修改", "修正", "关于", "《", "》"]) // not-a-text
            {
                text = text.Replace(word, "", StringComparison.Ordinal);
            }

            return DropYear(text);
        }

        static string DropYear(string text)
        {
            // （2024年修订） has lost its word above; what is left of the bracket says only when.
            var open = text.LastIndexOf('（');
            return open > 0 && text.EndsWith('）') && text.AsSpan(open).IndexOfAnyExcept("（）0123456789年月版本次第一二三四五六七八九十".AsSpan()) < 0 ? text[..open] : text; // not-a-text
        }
    }

    /// <summary>The title that an explanation (解读) explains; <see langword="null"/> where it is none.</summary>
    public static string? Explained(string title)
    {
        if (!title.Contains("解读", StringComparison.Ordinal)) // not-a-text
        {
            return null;
        }

        var open = title.IndexOf('《', StringComparison.Ordinal);
        var close = title.LastIndexOf('》');
        return open >= 0 && close > open ? Key(title[(open + 1)..close]) : Key(title.Replace("政策", "", StringComparison.Ordinal).Replace("解读", "", StringComparison.Ordinal)); // not-a-text
    }
}
