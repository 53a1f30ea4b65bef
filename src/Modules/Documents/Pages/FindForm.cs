using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Bihuan.Kernel;
using Bihuan.Platform;
using Bihuan.Reading;
using Bihuan.Reading.Json;

namespace Bihuan.Documents;

/// <summary>How a field is filled in.</summary>
internal enum Form
{
    Line,
    Long,
    Lines,
    Number,
    Day,
    Yes,
    YesNo,
    Choice,
    Rows,
    Fixed,
}

/// <summary>A field of a find's form. Its value is text; empty for none.</summary>
internal sealed class Field
{
    public required string Name { get; init; }

    public required string Label { get; init; }

    public required Form Form { get; init; }

    public required string Value { get; set; }

    public bool MayBeEmpty { get; init; }

    public string EnumName { get; init; } = "";

    /// <summary>What may be chosen; of a step that was taken or not, the words for yes and no.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>How a line is written, where it has parts.</summary>
    public string? Note { get; init; }

    /// <summary>The type of its value.</summary>
    public Type? Type { get; init; }

    /// <summary>Forms inside the form, such as the figures of a task.</summary>
    public List<FieldRow> Rows { get; init; } = [];

    /// <summary>An empty form for a further one.</summary>
    public Func<FieldRow>? NewRow { get; init; }

    /// <summary>How many rows there were.</summary>
    public int RowsBefore { get; init; }

    /// <summary>The value as it was, to leave alone what nobody touched.</summary>
    public required string Before { get; init; }

    /// <summary>Whether anything in it was changed.</summary>
    public bool IsChanged => Form switch
    {
        Form.Fixed => false,
        Form.Rows => Rows.Count != RowsBefore || Rows.Any(r => r.IsNew || r.Fields.Any(f => f.IsChanged)),
        _ => Value != Before,
    };
}

/// <summary>One of several forms inside a form.</summary>
/// <param name="Fields">Its fields.</param>
/// <param name="What">The thing as it was.</param>
/// <param name="IsNew">Whether it was added.</param>
internal sealed record FieldRow(IReadOnlyList<Field> Fields, string What, bool IsNew = false);

/// <summary>Makes a form of a find and a find of a form. What the form cannot hold stays as it was.</summary>
internal static class FindForm
{
    private const string Indicator = "indicator";
    private const string Quantity = "quantity";

    private static readonly HashSet<string> LongFields = ["body", "action", "content", "condition", "breach", "duties", "item", "basis", "scope", "when"];

    public static IEnumerable<Field> Read(string kind, string what, Words words)
    {
        var commitment = ReadingJson.Read(what);
        return FindFields.Editable(kind).SelectMany(info => FieldsOf(info, kind, info.Get!(commitment), commitment, words));
    }

    /// <summary>The find with what was changed, as <c>ReadingJson</c> writes it; a value that is no number or day stays in it as text, and is refused.</summary>
    public static string Write(string what, IReadOnlyList<Field> fields)
    {
        var node = JsonNode.Parse(what)!.AsObject();
        Write(node, fields);
        return node.ToJsonString(ReadingJson.Compact);
    }

    private static IEnumerable<Field> FieldsOf(JsonPropertyInfo info, string kind, object? value, Commitment? of, Words words)
    {
        var label = FindFields.Label(kind, info.Name, words);
        var type = Nullable.GetUnderlyingType(info.PropertyType) ?? info.PropertyType;
        var empty = info.IsGetNullable || Nullable.GetUnderlyingType(info.PropertyType) is not null;
        if (type == typeof(Deadline))
        {
            var deadline = (Deadline?)value;
            return [Make(info.Name + ".printed", label, Form.Line, deadline?.Printed ?? "", empty), Make(info.Name + ".date", words["review.dueOn", label], Form.Day, deadline?.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", empty)];
        }
        if (type == typeof(Term))
        {
            var term = (Term?)value;
            return
            [
                Make(info.Name + ".from", words["review.termFrom", label], Form.Line, term?.From ?? "", empty: true),
                Make(info.Name + ".count", label, Form.Number, term is null ? "" : FindFields.Text(term.Count, words), empty),
                Choice(info.Name + ".unit", words["review.termUnit", label], typeof(TermUnit), term?.Unit.ToString() ?? "", empty),
            ];
        }

        return
        [
            type switch
            {
                _ when type == typeof(string) => Make(info.Name, label, LongFields.Contains(info.Name) ? Form.Long : Form.Line, (string?)value ?? "", empty),
                _ when type == typeof(bool) && empty => Make(info.Name, label, Form.YesNo, value is bool yes ? yes ? "true" : "false" : "", empty),
                _ when type == typeof(bool) => Make(info.Name, label, Form.Yes, value is true ? "true" : "", empty),
                _ when type == typeof(decimal) || type == typeof(int) => Make(info.Name, label, Form.Number, value is null ? "" : FindFields.Text(value, words), empty),
                _ when type == typeof(IReadOnlyList<string>) => Lined((IReadOnlyList<string>)value!, words["review.onePerLine"]),
                _ when type == typeof(IReadOnlyList<GroupMember>) => Lined(((IReadOnlyList<GroupMember>)value!).Select(Line), words["review.memberForm"]),
                _ when type == typeof(IReadOnlyDictionary<int, decimal?>) => Lined(((IReadOnlyDictionary<int, decimal?>)value!).Select(y => $"{y.Key}: {FindFields.Text(y.Value, words)}"), words["review.yearForm"]),
                _ when type == typeof(IReadOnlyDictionary<int, string>) => Lined(((IReadOnlyDictionary<int, string>)value!).Select(y => $"{y.Key}: {y.Value}"), words["review.yearForm"]),
                _ when type == typeof(IReadOnlyDictionary<string, decimal?>) => Lined(((IReadOnlyDictionary<string, decimal?>)value!).Select(y => $"{y.Key}: {FindFields.Text(y.Value, words)}"), words["review.columnForm"]),
                _ when type == typeof(IReadOnlyDictionary<string, bool?>) => Lined(((IReadOnlyDictionary<string, bool?>)value!).Select(y => $"{y.Key}: {(y.Value is { } yes ? words[yes ? "review.yes" : "review.no"] : "")}"), words["review.procedureForm"], words["review.yes"], words["review.no"]),
                _ when type == typeof(IReadOnlyList<QuantityCommitment>) => Rows([.. ((IReadOnlyList<QuantityCommitment>)value!).Select(q => Figure(q))], () => Figure(NewFigure(of!)) with { IsNew = true }),
                _ when type == typeof(IReadOnlyList<IndicatorPart>) => Rows([.. ((IReadOnlyList<IndicatorPart>)value!).Select(Part)], () => Part(new("", new Dictionary<int, decimal?>())) with { IsNew = true }),
                _ when type.IsEnum => Choice(info.Name, label, type, value?.ToString() ?? "", empty),
                _ => Make(info.Name, label, Form.Fixed, FindFields.Text(value, words), empty),
            },
        ];

        Field Make(string name, string title, Form form, string text, bool empty) => new() { Name = name, Label = title, Form = form, Value = text, Before = text, MayBeEmpty = empty, Type = type };

        Field Lined(IEnumerable<string> lines, string note, params IReadOnlyList<string> options)
        {
            var text = string.Join('\n', lines);
            return new() { Name = info.Name, Label = label, Form = Form.Lines, Value = text, Before = text, Note = note, Type = type, Options = options };
        }

        Field Rows(List<FieldRow> rows, Func<FieldRow> add) => new() { Name = info.Name, Label = label, Form = Form.Rows, Value = "", Before = "", Rows = rows, RowsBefore = rows.Count, NewRow = add, Type = type };

        FieldRow Figure(QuantityCommitment figure) => new([.. FindFields.Editable(Quantity).SelectMany(f => FieldsOf(f, Quantity, f.Get!(figure), figure, words))], ReadingJson.Write(figure));

        FieldRow Part(IndicatorPart part) => new(
            [.. ReadingJson.Fields(typeof(IndicatorPart)).SelectMany(f => FieldsOf(f, Indicator, f.Get!(part), null, words))],
            JsonSerializer.Serialize(part, ReadingJson.Compact));

        static Field Choice(string name, string title, Type of, string text, bool empty) => new() { Name = name, Label = title, Form = Form.Choice, Value = text, Before = text, MayBeEmpty = empty, EnumName = of.Name, Options = Enum.GetNames(of), Type = of };

        static string Line(GroupMember member) => $"{member.Role}|{member.Person}|{string.Join('、', member.Posts)}";
    }

    /// <summary>A figure that a person adds stands where the find stands.</summary>
    private static QuantityCommitment NewFigure(Commitment of) =>
        new() { Place = of.Place, Range = of.Range, Text = of.Text, Confidence = 1, Subject = "", Comparator = Comparator.ToAtLeast, Value = 0, Unit = "" };

    private static void Write(JsonObject node, IReadOnlyList<Field> fields)
    {
        foreach (var field in fields.Where(f => f.IsChanged))
        {
            var value = field.Value.Trim();
            if (field.Form is Form.Rows)
            {
                node[field.Name] = new JsonArray([.. field.Rows.Select(row =>
                {
                    var one = JsonNode.Parse(row.What)!.AsObject();
                    Write(one, row.Fields);
                    return (JsonNode)one;
                })]);
                continue;
            }
            if (field.Name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0)
            {
                WritePart(node, field.Name[..dot], field.Name[(dot + 1)..], value, field);
                continue;
            }

            node[field.Name] = ValueOf(field, value);
        }
    }

    /// <summary>A deadline or a term, of which one part was changed.</summary>
    private static void WritePart(JsonObject node, string name, string part, string value, Field field)
    {
        var isTerm = part is "count" or "unit" or "from";
        var whole = node[name]?.DeepClone().AsObject() ?? (isTerm
            ? new JsonObject { ["count"] = null, ["unit"] = "day", ["from"] = null }
            : new JsonObject { ["printed"] = "", ["precision"] = "day", ["continuing"] = false, ["immediate"] = false, ["yearInferred"] = false });
        whole[part] = ValueOf(field, value) ?? (part == "printed" ? "" : null);
        var none = isTerm ? whole["count"] is null : whole["printed"]?.ToString() is null or "" && whole["date"] is null;
        node[name] = none ? null : whole;
    }

    private static JsonNode? ValueOf(Field field, string value) => field.Form switch
    {
        Form.Yes => value == "true",
        Form.YesNo => value.Length == 0 ? null : value == "true",
        Form.Number => Number(value),
        Form.Choice => value.Length == 0 ? null : char.ToLowerInvariant(value[0]) + value[1..],
        Form.Lines when field.Type == typeof(IReadOnlyList<GroupMember>) => new JsonArray([.. Lines(value).Select(Member)]),
        Form.Lines when field.Type == typeof(IReadOnlyDictionary<int, string>) => Pairs(value, text => text),
        Form.Lines when field.Type == typeof(IReadOnlyDictionary<string, bool?>) => Pairs(value, text => text.Length == 0 ? null : text == field.Options[0] ? true : text == field.Options[1] ? false : text),
        Form.Lines when field.Type != typeof(IReadOnlyList<string>) => Pairs(value, Number),
        Form.Lines => new JsonArray([.. Lines(value).Select(l => (JsonNode)l)]),
        _ => value.Length == 0 && (field.MayBeEmpty || field.Form is Form.Day) ? null : value,
    };

    /// <summary>What is no number stays text, and is refused with the find.</summary>
    private static JsonNode? Number(string value) =>
        value.Length == 0 ? null : decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonNode.Parse(number.ToString("0.############################", CultureInfo.InvariantCulture)) : value;

    private static string[] Lines(string value) => value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static JsonNode Member(string line)
    {
        var parts = line.Split('|', '｜');
        var person = parts.Length > 1 ? parts[1].Trim() : "";
        return new JsonObject
        {
            ["role"] = parts[0].Trim(),
            ["person"] = person.Length == 0 ? null : person,
            ["posts"] = new JsonArray([.. (parts.Length > 2 ? parts[2] : "").Split('、', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => (JsonNode)p)]),
        };
    }

    private static JsonObject Pairs(string value, Func<string, JsonNode?> read)
    {
        var pairs = new JsonObject();
        foreach (var line in Lines(value))
        {
            var colon = line.AsSpan().LastIndexOfAny(':', '：');
            pairs[(colon < 0 ? line : line[..colon]).Trim()] = read(colon < 0 ? "" : line[(colon + 1)..].Trim());
        }

        return pairs;
    }
}
