using System.Text;
using System.Text.Json;
using Bihuan.TestKit;

namespace Bihuan.Reading.Tests;

/// <summary>A document of the corpus with its labels; the schema stands in <c>Corpus/README.md</c>.</summary>
/// <param name="Name">File name.</param>
/// <param name="Text">What the file holds, undecoded mark-up included.</param>
/// <param name="Labels">The whole label file.</param>
internal sealed record CorpusFile(string Name, string Text, JsonElement Labels)
{
    /// <summary>The kinds that are labelled completely.</summary>
    public IReadOnlyList<string> Labelled { get; } = Strings(Labels.GetProperty("labelled"));

    /// <summary>The labelled documents.</summary>
    public IReadOnlyList<JsonElement> Documents { get; } = [.. Labels.GetProperty("documents").EnumerateArray()];

    /// <summary>The labelled commitments of all documents.</summary>
    public IReadOnlyList<JsonElement> Commitments { get; } =
        [.. Labels.GetProperty("documents").EnumerateArray().SelectMany(d => d.GetProperty("commitments").EnumerateArray())];

    /// <summary>The contradictions put in on purpose.</summary>
    public IReadOnlyList<JsonElement> Contradictions { get; } = [.. Labels.GetProperty("contradictions").EnumerateArray()];

    /// <summary>Reads the file as the product does.</summary>
    public ReadResult Read() => Reader.Read(((Kernel.Result<SourceText>.Done)Bihuan.Reading.Input.InputReader.Read(System.Text.Encoding.UTF8.GetBytes(Text), Name)).Value);

    /// <summary>All files of the corpus, by name.</summary>
    public static IReadOnlyList<CorpusFile> All()
    {
        var folder = Path.Combine(Shared.Repository, "tests", "Reading.Tests", "Corpus");
        return
        [
            .. Directory.GetFiles(folder, "*.labels.json").Order(StringComparer.Ordinal).Select(labels =>
            {
                var stem = labels[..^".labels.json".Length];
                var path = new[] { ".txt", ".md", ".html" }.Select(e => stem + e).Single(File.Exists);
                using var parsed = JsonDocument.Parse(File.ReadAllText(labels));
                return new CorpusFile(Path.GetFileName(path), File.ReadAllText(path), parsed.RootElement.Clone());
            }),
        ];
    }

    private static IReadOnlyList<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(s => s.GetString()!)];
}

/// <summary>Compares labels with what was read, field by field.</summary>
internal static class LabelComparer
{
    private static readonly string[] Romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

    /// <summary>The fields in which a commitment differs from its label, each with what was expected and what was read.
    /// Empty: it is right. A key that the label lacks is not judged.</summary>
    public static IReadOnlyList<Difference> Differences(JsonElement label, Commitment read)
    {
        var it = new Comparison(label);
        it.Text("place", read.Place);
        switch (read)
        {
            case TaskCommitment t:
                it.Optional("number", t.Number);
                it.Set("leaders", t.Leaders);
                it.Set("leadUnits", t.LeadUnits);
                it.Set("units", t.Units);
                it.Set("streets", t.Streets);
                it.Flag("openEnded", t.OpenEnded);
                it.Deadline("deadline", t.Deadline);
                it.Holds("bodyStart", t.Body);
                it.Holds("bodyEnd", t.Body);
                break;
            case QuantityCommitment q:
                it.Number("value", q.Value);
                it.Number("upper", q.Upper);
                it.Number("from", q.From);
                it.Text("unit", q.Unit);
                it.OneOf("comparator", q.Comparator.ToString());
                it.Overlap("subject", q.Subject, 0.6);
                break;
            case IndicatorCommitment i:
                it.Text("name", i.Name, WithoutUnit);
                it.Text("unit", i.Unit);
                it.Years("targets", i.Targets);
                it.Number("baseline", i.Baseline);
                it.Optional("binding", i.Binding);
                it.Set("leadUnits", i.LeadUnits);
                break;
            case BreakdownCommitment b:
                it.Text("locality", b.Locality);
                it.Years("targets", b.Targets);
                it.Columns("columns", b.Columns);
                it.Flag("total", b.Total);
                break;
            case HazardCommitment h:
                it.Text("name", h.Name);
                it.Number("number", h.Number);
                it.Set("supervising", h.Supervising);
                it.Deadline("deadline", h.Deadline);
                it.Number("items", h.Items.Count);
                break;
            case ThresholdCommitment t:
                it.Text("level", t.Level, WithoutLevelWord);
                it.OneOf("purpose", t.Purpose.ToString());
                it.OneOf("measure", t.Measure.ToString());
                it.Bound("lower", t.Lower, t.Unit);
                it.Bound("upper", t.Upper, t.Unit);
                it.Flag("lowerInclusive", t.LowerInclusive);
                it.Flag("upperInclusive", t.UpperInclusive);
                break;
            case MeasureCommitment m:
                it.Text("level", m.Level, WithoutLevelWord);
                it.Text("who", m.Who);
                it.Overlap("action", m.Action, 0.8);
                break;
            case GroupCommitment g:
                it.Text("name", g.Name);
                it.Set("leadUnits", g.LeadUnits);
                it.Set("units", g.Units);
                it.Members("members", g.Members);
                break;
            case ReportingDutyCommitment r:
                it.Optional("who", r.Who);
                it.Set("to", r.To);
                it.Deadline("deadline", r.Deadline);
                it.Holds("content", r.Content + r.Text);
                break;
            case MeetingCommitment m:
                it.Optional("who", m.Who);
                it.Holds("what", m.What);
                it.Number("minimum", m.Minimum);
                it.OneOf("per", m.Per?.ToString());
                break;
            case PenaltyCommitment p:
                it.Holds("breach", p.Breach + p.Text);
                it.Optional("authority", p.Authority);
                it.Optional("target", p.Target);
                it.Number("fineFrom", p.FineFrom);
                it.Number("fineTo", p.FineTo);
                break;
            case AppointmentCommitment a:
                it.Text("person", a.Person);
                it.OneOf("action", a.Action.ToString());
                it.Text("post", a.Post);
                it.Text("unit", a.Unit);
                it.Flag("concurrent", a.Concurrent);
                it.Number("probationYears", a.ProbationYears);
                it.Number("termYears", a.TermYears);
                it.Text("manner", a.Manner);
                break;
            case PortfolioCommitment p:
                it.Text("post", p.Post);
                it.Text("person", p.Person);
                it.Set("manages", p.Manages);
                it.Set("liaises", p.Liaises);
                break;
            case FundingCommitment f:
                it.OneOf("rule", f.Rule.ToString());
                it.Number("percent", f.Percent);
                it.Number("yuan", f.Yuan);
                it.Number("instalment", f.Instalment);
                it.Term("term", f.Term);
                break;
            case EnterpriseCommitment e:
                it.Number("number", e.Number);
                it.Text("name", e.Name);
                it.Set("members", e.Members);
                it.Optional("category", e.Category, Unnumbered);
                break;
            case FormFieldCommitment f:
                it.Number("number", f.Number);
                it.Text("field", f.Field);
                it.Text("unit", f.Unit);
                it.Optional("section", f.Section);
                break;
            case DecisionCommitment d:
                it.Number("number", d.Number);
                it.Text("item", d.Item);
                it.Text("unit", d.Unit);
                it.Deadline("planned", d.Planned);
                it.Procedures("procedures", d.Procedures);
                break;
            case CitationCommitment c:
                it.Text("title", c.Title);
                it.Text("number", c.Number);
                it.OneOf("role", c.Role.ToString());
                break;
        }

        return it.Found;
    }

    /// <summary>The fields that say which thing a commitment is about; what an optional label must share with what was read.</summary>
    public static bool IsIdentity(string field) => field is "value" or "unit" or "name" or "who" or "person" or "title";

    /// <summary>White space and width taken out, so that only the words are compared.</summary>
    public static string Plain(string? text)
    {
        var plain = new StringBuilder(text?.Length ?? 0);
        foreach (var c in text ?? "")
        {
            if (c is >= 'Ⅰ' and <= 'Ⅻ')
            {
                plain.Append(Romans[c - 'Ⅰ']);
            }
            else if (!char.IsWhiteSpace(c))
            {
                plain.Append(c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c);
            }
        }

        return plain.ToString();
    }

    /// <summary>How much of a labelled phrase a read one covers, in order, from 0 to 1; a phrase twice as long as the label counts less.</summary>
    public static double Overlap(string label, string read)
    {
        var a = Words(label);
        var b = Words(read);
        if (a.Length == 0 || b.Length == 0)
        {
            return 0;
        }

        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        foreach (var c in a)
        {
            for (var j = 0; j < b.Length; j++)
            {
                current[j + 1] = c == b[j] ? previous[j] + 1 : Math.Max(previous[j + 1], current[j]);
            }

            (previous, current) = (current, previous);
        }

        double common = previous[b.Length];
        return Math.Max(2 * common / (a.Length + b.Length), common / Math.Max(a.Length, b.Length / 2.0));
    }

    private static string Words(string text) => string.Concat(Plain(text).Where(char.IsLetterOrDigit));

    private static string WithoutUnit(string name) => name.EndsWith(')') && name.LastIndexOf('(') is > 0 and var at ? name[..at] : name;

    private static string WithoutLevelWord(string level)
    {
        foreach (var word in new[] { "响应", "预警", "事故", "级" })
        {
            level = level.EndsWith(word, StringComparison.Ordinal) ? level[..^word.Length] : level;
        }

        return level;
    }

    private static string Unnumbered(string heading) => heading.IndexOf('、', StringComparison.Ordinal) is > 0 and < 4 and var at ? heading[(at + 1)..] : heading;

    /// <summary>A field that differs.</summary>
    internal readonly record struct Difference(string Field, string Expected, string Read)
    {
        public override string ToString() => $"{Field}: expected {Expected}, read {Read}";
    }

    /// <summary>Gathers the differences between one label and one commitment.</summary>
    private sealed class Comparison(JsonElement label)
    {
        public List<Difference> Found { get; } = [];

        /// <summary>Must be equal to one of the values that the label joins with a bar; a null in the label asks for none, except for the place.</summary>
        public void Text(string key, string? read, Func<string, string>? trim = null)
        {
            if (label.TryGetProperty(key, out var expected) && !(key == "place" && expected.ValueKind == JsonValueKind.Null))
            {
                trim ??= static s => s;
                var found = trim(Plain(read));
                Check(key, Plain(expected.GetString()).Split('|').Any(e => trim(e) == found), expected.GetString(), read);
            }
        }

        /// <summary>Judged only where the label says something.</summary>
        public void Optional(string key, string? read, Func<string, string>? trim = null)
        {
            if (label.TryGetProperty(key, out var expected) && expected.ValueKind == JsonValueKind.String)
            {
                Text(key, read, trim);
            }
        }

        /// <summary>One of the values that the label joins with a bar.</summary>
        public void OneOf(string key, string? read)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                var any = (expected.GetString() ?? "").Split('|');
                Check(key, any.Contains(read ?? "", StringComparer.OrdinalIgnoreCase), expected.GetString(), read);
            }
        }

        public void Holds(string key, string read)
        {
            if (label.TryGetProperty(key, out var expected) && expected.GetString() is { } words)
            {
                Check(key, Plain(read).Contains(Plain(words).TrimEnd('。', '；', ';'), StringComparison.Ordinal), words, read);
            }
        }

        public void Overlap(string key, string read, double least)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                Check(key, LabelComparer.Overlap(expected.GetString()!, read) >= least, expected.GetString(), read);
            }
        }

        public void Set(string key, IReadOnlyList<string> read)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                var wanted = expected.EnumerateArray().Select(e => Plain(e.GetString())).ToHashSet(StringComparer.Ordinal);
                Check(key, wanted.SetEquals(read.Select(Plain)) && wanted.Count == read.Count, string.Join('、', wanted), string.Join('、', read));
            }
        }

        public void Number(string key, decimal? read)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                Check(key, Figure(expected) == read, expected.ToString(), read?.ToString());
            }
        }

        public void Bound(string key, decimal? read, string unit)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                var (wantedBase, wantedFactor) = Base(label.GetProperty("unit").GetString()!);
                var (readBase, readFactor) = Base(unit);
                var right = Figure(expected) * wantedFactor == read * readFactor
                    && (read is null || readBase.Contains(wantedBase, StringComparison.Ordinal) || wantedBase.Contains(readBase, StringComparison.Ordinal));
                Check(key, right, $"{expected}{label.GetProperty("unit")}", $"{read}{unit}");
            }
        }

        public void Flag(string key, bool? read)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                bool? wanted = expected.ValueKind is JsonValueKind.Null ? null : expected.GetBoolean();
                Check(key, wanted == read, wanted?.ToString(), read?.ToString());
            }
        }

        public void Years(string key, IReadOnlyDictionary<int, decimal?> read)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                var right = expected.EnumerateObject().All(y => Figure(y.Value) == read.GetValueOrDefault(int.Parse(y.Name)));
                Check(key, right, expected.ToString(), string.Join(',', read));
            }
        }

        public void Columns(string key, IReadOnlyDictionary<string, decimal?> read)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                var right = expected.EnumerateObject().All(c => read.Any(r => Plain(r.Key).Contains(Plain(c.Name), StringComparison.Ordinal) && r.Value == Figure(c.Value)));
                Check(key, right, expected.ToString(), string.Join(',', read));
            }
        }

        public void Procedures(string key, IReadOnlyDictionary<string, bool?> read)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                var right = expected.EnumerateObject().All(c => read.Any(r => Plain(r.Key).EndsWith(Plain(c.Name), StringComparison.Ordinal) && r.Value == c.Value.GetBoolean()));
                Check(key, right, expected.ToString(), string.Join(',', read));
            }
        }

        public void Members(string key, IReadOnlyList<GroupMember> read)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                var wanted = expected.EnumerateArray().Select(m => Member(
                    m.GetProperty("role").GetString()!,
                    m.GetProperty("person").GetString(),
                    m.GetProperty("posts").EnumerateArray().Select(p => p.GetString()!))).ToHashSet(StringComparer.Ordinal);
                Check(key, wanted.SetEquals(read.Select(m => Member(m.Role, m.Person, m.Posts))), string.Join('；', wanted), string.Join('；', read.Select(m => Member(m.Role, m.Person, m.Posts))));
            }
        }

        public void Deadline(string key, Kernel.Deadline? read)
        {
            if (!label.TryGetProperty(key, out var expected))
            {
                return;
            }

            var right = expected.ValueKind == JsonValueKind.Null ? read is null : read is not null && Same(expected, read);
            Check(key, right, expected.ToString(), read?.ToString());
        }

        public void Term(string key, Kernel.Term? read)
        {
            if (label.TryGetProperty(key, out var expected))
            {
                Check(key, expected.ValueKind == JsonValueKind.Null || (read is not null && SameTerm(expected, read)), expected.ToString(), read?.ToString());
            }
        }

        private static bool Same(JsonElement expected, Kernel.Deadline read)
        {
            if (expected.TryGetProperty("date", out var date) && date.GetString() != read.Date?.ToString("yyyy-MM-dd"))
            {
                return false;
            }
            if (expected.TryGetProperty("recurrence", out var recurrence)
                && !(string.Equals(recurrence.GetProperty("unit").GetString(), read.Recurrence?.Unit.ToString(), StringComparison.Ordinal)
                    && (recurrence.GetProperty("day").ValueKind == JsonValueKind.Null || recurrence.GetProperty("day").GetInt32() == read.Recurrence?.DayOfPeriod)))
            {
                return false;
            }
            if (expected.TryGetProperty("term", out var term) && !(read.Term is { } readTerm && SameTerm(term, readTerm)))
            {
                return false;
            }

            return !expected.TryGetProperty("continuing", out var continuing) || continuing.GetBoolean() == read.Continuing;
        }

        private static bool SameTerm(JsonElement expected, Kernel.Term read) =>
            expected.GetProperty("count").GetDecimal() == read.Count
            && string.Equals(expected.GetProperty("unit").GetString(), read.Unit.ToString(), StringComparison.Ordinal);

        private static string Member(string role, string? person, IEnumerable<string> posts) =>
            $"{Plain(role)} {(person is null ? Plain(string.Concat(posts)) : Plain(person))}";

        private static decimal? Figure(JsonElement e) => e.ValueKind == JsonValueKind.Null ? null : e.GetDecimal();

        private static (string Base, decimal Factor) Base(string unit) =>
            unit.StartsWith('万') ? (unit[1..], 10_000) : unit.StartsWith('亿') ? (unit[1..], 100_000_000) : (unit, 1);

        private void Check(string key, bool right, string? expected, string? read)
        {
            if (!right)
            {
                Found.Add(new(key, $"“{expected}”", $"“{read}”"));
            }
        }
    }
}
