using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Bihuan.Reading.Tests;

/// <summary>The reader against the invented documents in <c>Corpus/</c>, in layouts other than the sample gazette's.</summary>
public sealed partial class CorpusTests(ITestOutputHelper output)
{
    private const double LeastOverall = 0.95;
    private const double LeastPerKind = 0.90;
    private const int LabelsForOwnScore = 10;
    private const int MissesShownPerFile = 40;
    private const string FirstHeldOut = "80-";

    /// <summary>The labels themselves: complete, and about words that the documents hold.</summary>
    [Fact]
    public void EveryLabel_IsAboutWordsOfItsDocument()
    {
        List<string> wrong = [];
        foreach (var file in CorpusFile.All())
        {
            var words = Haystack(file);
            var cut = file.Labels.TryGetProperty("cutByPage", out var list) ? list.EnumerateArray().Select(e => e.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
            foreach (var word in file.Documents.SelectMany(Words))
            {
                if (!cut.Contains(word) && !words.Contains(LabelComparer.Plain(word), StringComparison.Ordinal))
                {
                    wrong.Add($"{file.Name}: {word}");
                }
            }

            wrong.AddRange(file.Commitments
                .Select(c => c.GetProperty("kind").GetString()!)
                .Where(kind => !file.Labelled.Contains(kind, StringComparer.Ordinal))
                .Select(kind => $"{file.Name}: labels a {kind}, but does not list the kind as labelled"));
            wrong.AddRange(file.Contradictions
                .Select(c => c.GetProperty("kind").GetString()!)
                .Where(kind => !Enum.TryParse<ContradictionKind>(kind, ignoreCase: true, out _))
                .Select(kind => $"{file.Name}: no contradiction is of the kind {kind}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Corpus_IsLargeEnoughToJudgeBy()
    {
        var files = CorpusFile.All();
        var commitments = files.Sum(f => f.Commitments.Count);
        output.WriteLine($"{files.Count} files, {files.Sum(f => f.Documents.Count)} documents, {commitments} labelled commitments, {files.Sum(f => f.Contradictions.Count)} contradictions");

        Assert.True(files.Sum(f => f.Documents.Count) >= 40);
        Assert.True(commitments >= 600);
        Assert.True(files.Count(f => f.Labelled.Contains("task", StringComparer.Ordinal)) >= 15);
        Assert.True(files.Count(f => f.Labelled.Contains("quantity", StringComparer.Ordinal)) >= 20);
    }

    [Fact]
    public void Commitments_AreReadInOtherLayoutsToo() => Judge(CorpusFile.All());

    /// <summary>The documents that were labelled before the reader had seen any of them; <c>Corpus/README.md</c> keeps what it reached then.</summary>
    [Fact]
    public void Commitments_AreReadInHeldOutDocumentsToo() => Judge([.. CorpusFile.All().Where(f => string.CompareOrdinal(f.Name, FirstHeldOut) >= 0)]);

    private void Judge(IReadOnlyList<CorpusFile> files)
    {
        var byKind = new SortedDictionary<string, Score>(StringComparer.Ordinal);
        List<(string File, Score Score)> byFile = [];
        List<string> misses = [];
        foreach (var file in files)
        {
            var fileScore = new Score();
            List<string> fileMisses = [];
            var read = ReadCommitments(file);
            foreach (var kind in file.Labelled)
            {
                var score = Match(
                    [.. file.Commitments.Where(c => c.GetProperty("kind").GetString() == kind)],
                    [.. read.Where(c => c.Kind == kind)],
                    fileMisses);
                byKind[kind] = byKind.GetValueOrDefault(kind) + score;
                fileScore += score;
            }

            byFile.Add((file.Name, fileScore));
            misses.AddRange(fileMisses.Take(MissesShownPerFile).Select(m => $"{file.Name}  {m}"));
            if (fileMisses.Count > MissesShownPerFile)
            {
                misses.Add($"{file.Name}  … and {fileMisses.Count - MissesShownPerFile} more");
            }
        }

        var overall = byKind.Values.Aggregate(new Score(), (a, b) => a + b);
        output.WriteLine(Score.Header);
        output.WriteLine(overall.Row("all"));
        output.WriteLine("");
        foreach (var (kind, score) in byKind)
        {
            output.WriteLine(score.Row(kind));
        }

        output.WriteLine("");
        foreach (var (name, score) in byFile.Where(f => f.Score.Labels + f.Score.Read > 0).OrderBy(f => f.Score.F1))
        {
            output.WriteLine(score.Row(name));
        }

        output.WriteLine("");
        misses.ForEach(output.WriteLine);

        Assert.True(overall.F1 >= LeastOverall, $"F1 over all is {overall.F1:0.000}.");
        Assert.All(byKind.Where(k => k.Value.Labels >= LabelsForOwnScore), k => Assert.True(k.Value.F1 >= LeastPerKind, $"F1 of {k.Key} is {k.Value.F1:0.000}."));
    }

    [Fact]
    public void HeadsOfDocuments_AreRead()
    {
        var judged = 0;
        List<string> wrong = [];
        foreach (var file in CorpusFile.All().Where(f => f.Documents.Count > 0))
        {
            var read = file.Read().Documents;
            if (read.Count != file.Documents.Count)
            {
                wrong.Add($"{file.Name}: {file.Documents.Count} documents expected, {read.Count} read: {string.Join(" | ", read.Select(d => d.Name))}");
            }

            for (var i = 0; i < file.Documents.Count; i++)
            {
                var (label, document) = (file.Documents[i], i < read.Count ? read[i] : null);
                Judge("number", document?.Number);
                Judge("title", document?.Title);
                Judge("date", document?.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                Judge("addressees", document?.Addressees);
                JudgeAll("issuers", document?.Issuers);
                JudgeAll("basedOn", document?.BasedOn);
                JudgeAll("repeals", document?.Repeals);

                void Judge(string key, string? value)
                {
                    judged++;
                    var expected = label.GetProperty(key).GetString();
                    if (LabelComparer.Plain(expected) != LabelComparer.Plain(value))
                    {
                        wrong.Add($"{file.Name}: {key} “{expected}”, read “{value}”");
                    }
                }

                void JudgeAll(string key, IReadOnlyList<string>? values)
                {
                    judged++;
                    var expected = label.GetProperty(key).EnumerateArray().Select(e => LabelComparer.Plain(e.GetString())).ToHashSet(StringComparer.Ordinal);
                    if (!expected.SetEquals((values ?? []).Select(LabelComparer.Plain)))
                    {
                        wrong.Add($"{file.Name}: {key} “{string.Join('；', expected)}”, read “{string.Join('；', values ?? [])}”");
                    }
                }
            }
        }

        output.WriteLine($"{judged - wrong.Count} of {judged} fields of heads right");
        wrong.ForEach(output.WriteLine);
        Assert.True(wrong.Count <= judged * (1 - LeastOverall), $"{wrong.Count} of {judged} fields wrong.");
    }

    [Fact]
    public void ContradictionsPutInOnPurpose_AreFound_AndFewOthers()
    {
        var labelled = 0;
        var found = 0;
        List<string> notes = [];
        List<string> others = [];
        foreach (var file in CorpusFile.All())
        {
            var read = file.Read();
            var findings = read.Contradictions.Where(c => c.Severity != Severity.Proof).ToList();
            HashSet<Contradiction> borneOut = [];
            foreach (var label in file.Contradictions)
            {
                labelled++;
                var about = LabelComparer.Plain(label.GetProperty("about").GetString());
                var hits = findings.Where(f =>
                    string.Equals(f.Kind.ToString(), label.GetProperty("kind").GetString(), StringComparison.OrdinalIgnoreCase)
                    && (LabelComparer.Plain(f.Explanation).Contains(about, StringComparison.Ordinal)
                        || f.Places.Any(p => LabelComparer.Plain(read.Source.Slice(p.Range).ToString()).Contains(about, StringComparison.Ordinal)))).ToList();
                borneOut.UnionWith(hits);
                if (hits.Count > 0)
                {
                    found++;
                }
                else
                {
                    notes.Add($"{file.Name}: not found: {label}");
                }
            }

            others.AddRange(findings.Where(f => !borneOut.Contains(f)).Select(f => $"{file.Name}: beyond the labels: {f.Kind} {f.Severity} {f.Explanation}"));
        }

        output.WriteLine($"{found} of {labelled} contradictions found, {others.Count} findings beyond them");
        notes.Concat(others).ToList().ForEach(output.WriteLine);
        Assert.Equal(labelled, found);
        Assert.True(others.Count * 5 <= found, $"{others.Count} findings beyond the labels.");
    }

    [Fact]
    public void EveryLabelledPlace_IsInTheTree()
    {
        var judged = 0;
        List<string> wrong = [];
        foreach (var file in CorpusFile.All())
        {
            var places = file.Read().Documents.SelectMany(d => d.Nodes)
                .SelectMany(n => n.Table is null ? [n.Place] : n.Table.Rows.Select(r => r.Place))
                .Select(LabelComparer.Plain).ToHashSet(StringComparer.Ordinal);
            foreach (var place in file.Commitments.Select(c => c.TryGetProperty("place", out var p) ? p.GetString() : null).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                judged++;
                if (!places.Contains(LabelComparer.Plain(place)))
                {
                    wrong.Add($"{file.Name}: {place}; read: {string.Join(' ', places.Take(12))}");
                }
            }
        }

        output.WriteLine($"{judged - wrong.Count} of {judged} places found");
        wrong.ForEach(output.WriteLine);
        Assert.Empty(wrong);
    }

    /// <summary>Every commitment read, the figures inside tasks included, each once.</summary>
    private static List<Commitment> ReadCommitments(CorpusFile file)
    {
        var all = file.Read().Documents.SelectMany(d => d.Commitments).ToList();
        return
        [
            .. all.Concat(all.OfType<TaskCommitment>().SelectMany(t => t.Quantities))
                .DistinctBy(c => (c.Kind, c.Range, (c as QuantityCommitment)?.Value, c is QuantityCommitment ? null : c)),
        ];
    }

    /// <summary>Pairs labels with what was read. What differs in any judged field counts as missed and as read wrongly.</summary>
    private static Score Match(List<JsonElement> labels, List<Commitment> read, List<string> misses)
    {
        var right = 0;
        var required = labels.Where(l => !IsOptional(l)).ToList();
        List<JsonElement> missed = [];
        foreach (var label in required)
        {
            if (read.Find(c => LabelComparer.Differences(label, c).Count == 0) is { } hit)
            {
                read.Remove(hit);
                right++;
            }
            else
            {
                missed.Add(label);
            }
        }

        foreach (var label in labels.Where(IsOptional))
        {
            if (read.Find(c => !LabelComparer.Differences(label, c).Any(d => LabelComparer.IsIdentity(d.Field))) is { } hit)
            {
                read.Remove(hit);
            }
        }

        read.RemoveAll(c => c is QuantityCommitment { Qualifier: true });
        foreach (var label in missed)
        {
            var nearest = read.Select(c => LabelComparer.Differences(label, c)).MinBy(d => d.Count);
            misses.Add($"missed {Brief(label)}{(nearest is null ? "" : $"\n      nearest: {string.Join("; ", nearest.Take(4))}")}");
        }

        misses.AddRange(read.Select(c => $"beyond the labels: {c.Kind} {c.Place} “{Brief(c)}”"));
        return new(required.Count, right + read.Count, right);
    }

    private static string Brief(Commitment c) => c switch
    {
        QuantityCommitment q => $"{q.Subject} {q.Comparator} {q.Value}{q.Unit}",
        _ => c.Text.Length > 60 ? c.Text[..60] + "…" : c.Text,
    };

    private static string Brief(JsonElement label)
    {
        var values = label.EnumerateObject()
            .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && p.Name is not ("bodyEnd" or "upper"))
            .Select(p => p.Value.ToString());
        return string.Join(' ', values);
    }

    private static bool IsOptional(JsonElement label) => label.TryGetProperty("optional", out var optional) && optional.GetBoolean();

    /// <summary>The strings of a label that are words of the document.</summary>
    private static IEnumerable<string> Words(JsonElement document)
    {
        foreach (var key in new[] { "number", "title", "addressees" })
        {
            if (document.GetProperty(key).GetString() is { } word)
            {
                yield return word;
            }
        }

        foreach (var word in document.GetProperty("issuers").EnumerateArray())
        {
            yield return word.GetString()!;
        }

        foreach (var commitment in document.GetProperty("commitments").EnumerateArray())
        {
            foreach (var property in commitment.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "bodyStart" or "bodyEnd" or "person" or "post" or "locality" or "level" or "who" or "authority" or "breach" or "item" or "field" or "section" or "title"
                        when property.Value.GetString() is { } word:
                        foreach (var either in word.Split('|'))
                        {
                            yield return either;
                        }

                        break;
                    case "unit" when property.Value.GetString() is { } unit && (commitment.GetProperty("kind").GetString() is "appointment" or "decision"):
                        yield return unit;
                        break;
                    case "leaders" or "leadUnits" or "units" or "streets" or "supervising" or "to" or "manages" or "liaises"
                        or "members" when property.Value.ValueKind == JsonValueKind.Array:
                        foreach (var word in property.Value.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String))
                        {
                            yield return word.GetString()!;
                        }

                        break;
                    case "deadline" or "planned" when property.Value.ValueKind == JsonValueKind.Object:
                        yield return property.Value.GetProperty("printed").GetString()!;
                        break;
                    default:
                        break;
                }
            }
        }
    }

    /// <summary>The document's words without white space and mark-up; in a drawn table, cell by cell as well as line by line.</summary>
    private static string Haystack(CorpusFile file)
    {
        var text = file.Name.EndsWith(".txt", StringComparison.Ordinal) ? file.Text : Markup().Replace(file.Text, "");
        List<string> cells = [];
        string[]? row = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('│'))
            {
                var pieces = line.Split('│');
                row = row is null || row.Length != pieces.Length ? pieces : [.. row.Zip(pieces, (a, b) => a.Trim() + b.Trim())];
            }
            else if (row is not null)
            {
                cells.AddRange(row);
                row = null;
            }
        }

        return LabelComparer.Plain(text) + string.Join('|', cells.Select(LabelComparer.Plain));
    }

    [GeneratedRegex(@"<[^<>]{1,200}>|\*\*")]
    private static partial Regex Markup();

    /// <summary>How many labels, how many commitments read, how many of them right.</summary>
    private readonly record struct Score(int Labels, int Read, int Right)
    {
        public const string Header = "  labels    read   right      P      R     F1";

        public double Precision => Read == 0 ? 1 : (double)Right / Read;

        public double Recall => Labels == 0 ? 1 : (double)Right / Labels;

        public double F1 => Labels + Read == 0 ? 1 : 2.0 * Right / (Labels + Read);

        public static Score operator +(Score a, Score b) => new(a.Labels + b.Labels, a.Read + b.Read, a.Right + b.Right);

        public string Row(string name) => string.Create(CultureInfo.InvariantCulture, $"{Labels,8}{Read,8}{Right,8}  {Precision,5:0.000}  {Recall,5:0.000}  {F1,5:0.000}  {name}");
    }
}
