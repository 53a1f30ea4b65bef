using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Bihuan.Reading.Json;

/// <summary>The one way in which commitments are written as JSON and read back: camelCase, unescaped Chinese, common fields first, a range
/// as start and end. Its schema is <c>docs/reading.schema.json</c>.</summary>
public static class ReadingJson
{
    /// <summary>On one line, for storage.</summary>
    public static JsonSerializerOptions Compact { get; } = MakeOptions(indented: false);

    /// <summary>Indented, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = MakeOptions(indented: true);

    /// <summary>The fields of a type as the JSON has them, in order.</summary>
    public static IReadOnlyList<JsonPropertyInfo> Fields(Type type) => [.. Compact.GetTypeInfo(type).Properties];

    /// <summary>A commitment as JSON.</summary>
    public static string Write(Commitment commitment)
    {
        ArgumentNullException.ThrowIfNull(commitment);
        return JsonSerializer.Serialize(commitment, commitment.GetType(), Compact);
    }

    /// <summary>A commitment that <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static Commitment Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var kind = document.RootElement.TryGetProperty("kind", out var value) ? value.GetString() : null;
        return kind is not null && Kinds.All.Contains(kind, StringComparer.Ordinal)
            ? (Commitment)document.RootElement.Deserialize(Kinds.TypeOf(kind), Compact)!
            : throw new JsonException($"There is no kind {kind}.");
    }

    private static JsonSerializerOptions MakeOptions(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            NewLine = "\n",
            RespectNullableAnnotations = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new ShortDecimal() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Shape } },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Common fields first, then a kind's own; a range becomes <c>start</c> and <c>end</c>.</summary>
    private static void Shape(JsonTypeInfo type)
    {
        if (type.Type == typeof(Commitment))
        {
            // The kind is a field already, so no further mark is needed.
            type.PolymorphismOptions = new() { UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
            foreach (var kind in Kinds.Types)
            {
                type.PolymorphismOptions.DerivedTypes.Add(new(kind));
            }
        }

        if (type.Kind is not JsonTypeInfoKind.Object || type.Properties.FirstOrDefault(p => p.PropertyType == typeof(SourceRange)) is not { } range)
        {
            return;
        }

        var (get, set) = (range.Get!, range.Set);
        var start = type.CreateJsonPropertyInfo(typeof(int), "start");
        start.Get = o => ((SourceRange)get(o)!).Start;
        var end = type.CreateJsonPropertyInfo(typeof(int), "end");
        end.Get = o => ((SourceRange)get(o)!).End;
        if (set is not null)
        {
            start.Set = (o, value) => set(o, (SourceRange)get(o)! with { Start = (int)value! });
            end.Set = (o, value) => set(o, (SourceRange)get(o)! with { End = (int)value! });
        }

        List<JsonPropertyInfo> others = [.. type.Properties.Where(p => p != range)];
        type.Properties.Clear();
        if (!typeof(Commitment).IsAssignableFrom(type.Type))
        {
            foreach (var property in (List<JsonPropertyInfo>)[.. others, start, end])
            {
                type.Properties.Add(property);
            }

            return;
        }

        string[] common = ["kind", "place", "start", "end", "text", "confidence", "doubts"];
        others.AddRange([start, end]);
        foreach (var property in others.OrderBy(p => common.IndexOf(p.Name) is var at and >= 0 ? at : common.Length))
        {
            type.Properties.Add(property);
        }
    }

    /// <summary>5.0 and 5.00 are written 5.</summary>
    private sealed class ShortDecimal : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToString("0.############################", CultureInfo.InvariantCulture));
    }
}
