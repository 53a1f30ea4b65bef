using System.Collections;
using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Reading;
using Bihuan.Reading.Json;

namespace Bihuan.Cli.Output;

/// <summary>A column of a sheet.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Width">In characters of Excel's default font; Word takes it as a share.</param>
/// <param name="InWord">Whether the Word report shows it too: there a document heading stands above the table, and nobody fills in cells.</param>
internal sealed record Column(string Header, double Width, bool InWord = true);

/// <summary>A table of values: text, <see cref="int"/>, <see cref="decimal"/>, <see cref="DateOnly"/> or nothing.</summary>
/// <param name="Name">Of the sheet; the heading in Word.</param>
/// <param name="Columns">In order.</param>
/// <param name="Rows">As many cells each as there are columns.</param>
internal sealed record Sheet(string Name, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>The one definition of the columns of every kind, which Excel, Word and <c>explain</c> share.</summary>
internal sealed class Sheets(Findings findings, Words words)
{
    private const double Narrow = 8;
    private const double Medium = 16;
    private const double Wide = 28;
    private const double Widest = 60;

    /// <summary>Fields that every kind has; they stand at fixed places, or in the JSON alone.</summary>
    private static readonly HashSet<string> Common = ["kind", "place", "start", "end", "text", "confidence", "doubts"];

    private static readonly HashSet<string> LongFields = ["body", "items", "duties", "action", "content", "condition", "breach", "members", "item", "basis", "areas", "when", "subject", "parts"];

    private static readonly HashSet<string> MiddlingFields = ["what", "name", "form", "field", "title", "address", "indicator", "measures", "manages", "liaises", "display", "units", "leadUnits", "implementers", "supervising", "to", "who", "printed"];

    /// <summary>All documents.</summary>
    public Sheet Documents()
    {
        var several = findings.Results.Count > 1;
        List<Column> columns =
        [
            new(words.Ordinal, Narrow), new(words.DocumentNumber, 22), new(words.DocumentTitle, 48), new(words.Issuers, Wide), new(words.Date, 12),
            new(words.Category, Medium, InWord: false), new(words.Addressees, 36, InWord: false), new(words.Registration, 20, InWord: false), new(words.SignedAs, Wide, InWord: false),
            new(words.Attachments, 36, InWord: false), new(words.BasedOn, 40, InWord: false), new(words.Repeals, 40, InWord: false), new(words.CommitmentCount, 12),
        ];
        if (several)
        {
            columns.Add(new(words.File, Wide));
        }

        var rows = findings.Documents.Select((d, i) =>
        {
            List<object?> row =
            [
                i + 1, d.Document.Number, d.Document.Title, Lines(d.Document.Issuers), d.Document.Date,
                d.Document.Category, d.Document.Addressees, d.Document.Registration, d.Document.SignedAs,
                Lines(d.Document.Attachments), Lines(d.Document.BasedOn), Lines(d.Document.Repeals), findings.Of(d.Document).Count(),
            ];
            if (several)
            {
                row.Add(findings.Results[d.Source].Source.Name);
            }

            return (IReadOnlyList<object?>)row;
        });
        return new(words.Documents, columns, [.. rows]);
    }

    /// <summary>What contradicts, then what was checked and holds.</summary>
    public Sheet Contradictions() => new(
        words.Contradictions,
        [new(words.Ordinal, Narrow), new(words.SeverityHeader, 12), new(words.KindHeader, Medium), new(words.Why, Widest), new(words.Places, 40), new(words.Printed, Widest, InWord: false), new(words.Scope, 14)],
        [.. findings.Contradictions.Select((c, i) => (IReadOnlyList<object?>)
        [
            i + 1, words.Enum(c.Severity), words.Enum(c.Kind), c.Explanation, Lines(c.Places.Select(Place)), Lines(c.Places.Select(findings.Printed)), c.ScopeMayExplain ? words.Yes : null,
        ])]);

    /// <summary>A sheet for each kind that occurs, in the order of <see cref="Kinds.All"/>.</summary>
    public IEnumerable<Sheet> ByKind()
    {
        var byKind = findings.Commitments.ToLookup(c => c.Commitment.Kind);
        foreach (var kind in Kinds.All.Where(byKind.Contains))
        {
            yield return OfKind(kind, [.. byKind[kind]]);
        }
    }

    /// <summary>The commitments of one kind.</summary>
    public Sheet OfKind(string kind, IReadOnlyList<(Document Document, Commitment Commitment)> commitments) =>
        kind == "task" ? Ledger(commitments) : Generic(kind, commitments);

    /// <summary>Every field of a commitment with its label and its value in words; empty ones too.</summary>
    public IEnumerable<(string Label, string Value)> Fields(Commitment commitment) =>
        ReadingJson.Fields(commitment.GetType()).Where(f => !Common.Contains(f.Name)).Select(f => (words.Field(commitment.Kind, f.Name), Text(f.Get!(commitment))));

    /// <summary>A place as people write it: number and clause; the file too where there are several.</summary>
    public string Place(FindingPlace place) =>
        findings.Results.Count > 1 ? $"{findings.Results[place.Source].Source.Name} {place.Document} {place.Place}".TrimEnd() : $"{place.Document} {place.Place}".TrimEnd();

    /// <summary>The task ledger (督查台账): one row a task, the last columns for the officer to fill in.</summary>
    private Sheet Ledger(IReadOnlyList<(Document Document, Commitment Commitment)> tasks)
    {
        List<Column> columns =
        [
            new(words.Ordinal, Narrow), new(words.DocumentNumber, 20, InWord: false), new(words.Clause, 14), new(words.LedgerNumber, Narrow), new(words.Chapter, 18, InWord: false), new(words.Section, 18, InWord: false),
            new(words.Body, Widest), new(words.Leaders, 12), new(words.LeadUnits, 20), new(words.SupportingUnits, Wide), new(words.Streets, 14), new(words.OpenEnded, Narrow, InWord: false),
            new(words.DeadlineText, Medium), new(words.DueDate, 12), new(words.RecurrenceHeader, 12), new(words.Figures, 36, InWord: false), new(words.Confidence, Narrow, InWord: false), new(words.Doubts, Wide),
            new(words.Progressing, Wide, InWord: false), new(words.Outcome, Medium, InWord: false), new(words.Remarks, Medium, InWord: false),
        ];
        var rows = tasks.Select((t, i) =>
        {
            var task = (TaskCommitment)t.Commitment;
            var supporting = List(task.Units) + (task.Implementers.Count == 0 ? "" : $"{(task.Units.Count == 0 ? "" : words.Semicolon)}{List(task.Implementers)}（{words.Implementers}）");
            return (IReadOnlyList<object?>)
            [
                i + 1, t.Document.Name, task.Place, task.Number, task.Chapter, task.Section, task.Scope is null ? task.Body : $"{task.Body}\n（{words.Field("task", "scope")}{words.Colon}{task.Scope}）",
                List(task.Leaders), List(task.LeadUnits), supporting, List(task.Streets), task.OpenEnded ? words.Yes : null,
                task.Deadline?.Printed, task.Deadline?.Date, Recurrence(task.Deadline), Lines(task.Quantities.Where(q => !q.Qualifier).Select(words.Figure)), (decimal)Math.Round(task.Confidence, 2), Lines(task.Doubts),
                null, null, null,
            ];
        });
        return new(words.LedgerSheet, columns, [.. rows]);
    }

    private Sheet Generic(string kind, IReadOnlyList<(Document Document, Commitment Commitment)> commitments)
    {
        List<Column> columns = [new(words.Ordinal, Narrow), new(words.DocumentNumber, 20, InWord: false), new(words.Clause, 18)];
        List<Func<Commitment, object?>> cells = [];
        foreach (var field in ReadingJson.Fields(Kinds.TypeOf(kind)).Where(f => !Common.Contains(f.Name)))
        {
            var get = field.Get!;
            var label = words.Field(kind, field.Name);
            if (field.PropertyType == typeof(Deadline))
            {
                Add(label, Medium, c => ((Deadline?)get(c))?.Printed);
                Add(words.DueDate, 12, c => ((Deadline?)get(c))?.Date);
                Add(words.RecurrenceHeader, 12, c => Recurrence((Deadline?)get(c)));
            }
            else if (typeof(IEnumerable).IsAssignableFrom(field.PropertyType) && field.PropertyType.Name.StartsWith("IReadOnlyDictionary", StringComparison.Ordinal))
            {
                // One column for each year, or for each named column, that any row has.
                var keys = commitments.SelectMany(c => Entries(get(c.Commitment)!)).Select(e => e.Key).Distinct(StringComparer.Ordinal).Order(new YearsFirst()).ToList();
                foreach (var key in keys)
                {
                    Add(words.Keyed(label, key, plain: field.Name is not "printed"), 14, c => Entries(get(c)!).FirstOrDefault(e => e.Key == key).Value, inWord: field.Name is not "printed");
                }
            }
            else
            {
                // A plain no is the usual case and left blank; where the document may be silent, no is said.
                var width = LongFields.Contains(field.Name) ? 44 : MiddlingFields.Contains(field.Name) ? 26 : 14;
                Add(label, width, field.PropertyType == typeof(bool) ? c => get(c) is true ? words.Yes : null : get);
            }
        }

        Add(words.Confidence, Narrow, c => (decimal)Math.Round(c.Confidence, 2), inWord: false);
        Add(words.Doubts, Wide, c => Lines(c.Doubts));
        Add(words.Field(kind, "text"), Widest, c => c.Text, inWord: false);

        var rows = commitments.Select((c, i) => (IReadOnlyList<object?>)[i + 1, c.Document.Name, c.Commitment.Place, .. cells.Select(cell => Cell(cell(c.Commitment)))]);
        return new(words.Kind(kind), columns, [.. rows]);

        void Add(string header, double width, Func<Commitment, object?> cell, bool inWord = true)
        {
            columns.Add(new(header, width, inWord));
            cells.Add(cell);
        }
    }

    /// <summary>Figures and dates stay what they are, so that they sort and add; all else becomes words.</summary>
    private object? Cell(object? value) => value switch
    {
        int or decimal or DateOnly => value,
        _ => Text(value) is { Length: > 0 } text ? text : null,
    };

    private string Text(object? value) => value switch
    {
        null => "",
        string s => s,
        bool b => words.Bool(b),
        decimal d => Words.Number(d),
        int i => i.ToString(CultureInfo.InvariantCulture),
        Enum e => words.Enum(e),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Deadline d => string.Join(words.Semicolon, ((string?[])[d.Printed, d.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Recurrence(d)]).Where(s => !string.IsNullOrEmpty(s))),
        Term t => words.Term(t),
        QuantityCommitment q => words.Figure(q),
        GroupMember m => $"{m.Role}{words.Colon}{string.Join(' ', ((string?[])[m.Person, List(m.Posts)]).Where(s => !string.IsNullOrEmpty(s)))}",
        IndicatorPart p => $"{p.Name}{words.Colon}{Text(p.Targets)}",
        IEnumerable<string> list => List(list),
        IEnumerable many when value.GetType().GetInterfaces().Any(i => i.Name.StartsWith("IReadOnlyDictionary", StringComparison.Ordinal)) => string.Join(words.Semicolon, Entries(many).Select(e => $"{e.Key}={Text(e.Value)}")),
        IEnumerable many => Lines(many.Cast<object>().Select(Text)),
        _ => value.ToString() ?? "",
    };

    private string? Recurrence(Deadline? deadline) =>
        deadline?.Recurrence is { } recurrence ? words.Recurrence(recurrence) : deadline?.Term is { } term ? words.Term(term) : null;

    private static IEnumerable<(string Key, object? Value)> Entries(object dictionary) => dictionary switch
    {
        IReadOnlyDictionary<int, decimal?> d => d.Select(e => (e.Key.ToString(CultureInfo.InvariantCulture), (object?)e.Value)),
        IReadOnlyDictionary<int, string> d => d.Select(e => (e.Key.ToString(CultureInfo.InvariantCulture), (object?)e.Value)),
        IReadOnlyDictionary<string, decimal?> d => d.Select(e => (e.Key, (object?)e.Value)),
        IReadOnlyDictionary<string, bool?> d => d.Select(e => (e.Key, (object?)e.Value)),
        _ => throw new ArgumentOutOfRangeException(nameof(dictionary), dictionary.GetType(), null),
    };

    private string List(IEnumerable<string> values) => string.Join(words.Comma, values);

    private static string Lines(IEnumerable<string> values) => string.Join('\n', values);

    /// <summary>Years by value; named columns stay as printed behind them.</summary>
    private sealed class YearsFirst : IComparer<string>
    {
        public int Compare(string? x, string? y) => Year(x).CompareTo(Year(y));

        private static int Year(string? key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : int.MaxValue;
    }
}
