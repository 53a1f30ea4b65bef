using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Bihuan.Kernel;
using Bihuan.Platform;
using Bihuan.Reading;
using Bihuan.Reading.Json;

namespace Bihuan.Documents;

/// <summary>A find in words: its main sentence and its fields, in the person's language.</summary>
internal static class FindFields
{
    private static readonly HashSet<string> Common = ["kind", "place", "start", "end", "text", "confidence", "doubts"];

    /// <summary>A field with its label and value.</summary>
    internal sealed record Shown(string Name, string Label, string Value);

    /// <summary>The sentence that says what a find is.</summary>
    public static string Title(Commitment what, Words words) => what switch
    {
        TaskCommitment t => t.Body,
        QuantityCommitment q => Figure(q, words),
        IndicatorCommitment i => i.Name,
        BreakdownCommitment b => $"{b.Indicator} · {b.Locality}",
        HazardCommitment h => h.Name,
        ThresholdCommitment t => $"{t.Level} · {t.Subject ?? words["enum.Measure." + t.Measure]}{Bounds(t)}",
        MeasureCommitment m => m.Action,
        GroupCommitment g => g.Name,
        ReportingDutyCommitment r => r.Content,
        MeetingCommitment m => m.What,
        PenaltyCommitment p => p.Breach,
        AppointmentCommitment a => $"{a.Person} · {words["enum.AppointmentAction." + a.Action]} · {a.Unit}{a.Post}",
        PortfolioCommitment p => $"{p.Person} · {p.Post}",
        FundingCommitment f => $"{words["enum.FundingRule." + f.Rule]} · {f.Subject ?? f.Text}",
        EnterpriseCommitment e => e.Name,
        FormFieldCommitment f => $"{f.Form} · {f.Field}",
        DecisionCommitment d => d.Item,
        CitationCommitment c => c.Display,
        _ => what.Text,
    };

    /// <summary>The fields that have a value, without those that the sentence holds already.</summary>
    public static IReadOnlyList<Shown> Of(Commitment what, Words words)
    {
        var title = Title(what, words);
        List<Shown> shown = [];
        foreach (var field in ReadingJson.Fields(what.GetType()).Where(f => !Common.Contains(f.Name) && f.Name is not "display"))
        {
            var value = Text(field.Get!(what), words);
            if (value.Length > 0 && value != title)
            {
                shown.Add(new(field.Name, Label(what.Kind, field.Name, words), value));
            }
        }

        return shown;
    }

    /// <summary>A field's name as people call it.</summary>
    public static string Label(string kind, string name, Words words)
    {
        var own = $"field.{kind}.{name}";
        return words.All.ContainsKey(own) ? words[own] : words["field." + name];
    }

    /// <summary>Fields of a kind, for its form.</summary>
    public static IReadOnlyList<JsonPropertyInfo> Editable(string kind) => [.. ReadingJson.Fields(Kinds.TypeOf(kind)).Where(f => !Common.Contains(f.Name) && f.Set is not null)];

    /// <summary>A value in words; empty for none and for a plain no.</summary>
    public static string Text(object? value, Words words) => value switch
    {
        null or false => "",
        true => words["review.yes"],
        string s => s,
        decimal d => Number(d),
        int i => i.ToString(CultureInfo.InvariantCulture),
        Enum e => words[$"enum.{e.GetType().Name}.{e}"],
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Deadline d => d.Date is { } date ? $"{d.Printed} → {date:yyyy-MM-dd}" : d.Printed,
        Term t => $"{t.From} {Number(t.Count)}{words["enum.TermUnit." + t.Unit]}".Trim(),
        QuantityCommitment q => Figure(q, words),
        GroupMember m => $"{m.Role}{words["ui.colon"]}{string.Join(' ', ((string?[])[m.Person, string.Join(words["review.comma"], m.Posts)]).Where(s => !string.IsNullOrEmpty(s)))}",
        IndicatorPart p => $"{p.Name}{words["ui.colon"]}{Text(p.Targets, words)}",
        IReadOnlyDictionary<int, decimal?> years => string.Join("  ", years.Where(y => y.Value is not null).Select(y => $"{y.Key}: {Number(y.Value!.Value)}")),
        IReadOnlyDictionary<int, string> years => string.Join("  ", years.Select(y => $"{y.Key}: {y.Value}")),
        IReadOnlyDictionary<string, decimal?> columns => string.Join("  ", columns.Where(c => c.Value is not null).Select(c => $"{c.Key}: {Number(c.Value!.Value)}")),
        IReadOnlyDictionary<string, bool?> columns => string.Join(words["review.comma"], columns.Where(c => c.Value is true).Select(c => c.Key)),
        IEnumerable<string> list => string.Join(words["review.comma"], list),
        IEnumerable<object> many => string.Join("\n", many.Select(m => Text(m, words))),
        _ => value.ToString() ?? "",
    };

    private static string Figure(QuantityCommitment q, Words words)
    {
        var value = Number(q.Value) + (q.Upper is { } upper ? "–" + Number(upper) : "") + q.Unit;
        return $"{q.Subject}{words["ui.colon"]}{(q.Year is { } year ? year.ToString(CultureInfo.InvariantCulture) + " " : "")}{words["review.comparator." + q.Comparator, value]}";
    }

    private static string Bounds(ThresholdCommitment t)
    {
        var lower = t.Lower is { } l ? (t.LowerInclusive == true ? " ≥" : " >") + Number(l) : "";
        var upper = t.Upper is { } u ? (t.UpperInclusive == true ? " ≤" : " <") + Number(u) : "";
        return lower.Length + upper.Length == 0 ? "" : $"{lower}{upper} {t.Unit}";
    }

    private static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
