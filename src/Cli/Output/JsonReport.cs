using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Bihuan.Kernel;
using Bihuan.Reading;

namespace Bihuan.Cli.Output;

/// <summary>All that one run read.</summary>
/// <param name="Sources">The files, in the order given.</param>
/// <param name="Documents">Every document of every file, in printed order.</param>
/// <param name="Contradictions">What does not go together, and (severity proof) what was checked and holds.</param>
/// <param name="Problems">What a person should know of the reading as a whole.</param>
internal sealed record ReadingReport(
    IReadOnlyList<SourceReport> Sources,
    IReadOnlyList<DocumentReport> Documents,
    IReadOnlyList<Contradiction> Contradictions,
    IReadOnlyList<Problem> Problems);

/// <summary>One file as decoded.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Format">What the bytes were.</param>
/// <param name="Encoding">The encoding the bytes were read with; empty for formats that state it.</param>
/// <param name="Length">Of the decoded text, in UTF-16 code units.</param>
/// <param name="Gazette">What the gazette says of itself; null for a single document.</param>
/// <param name="Repairs">All that was mended, in text order.</param>
internal sealed record SourceReport(string Name, InputFormat Format, string Encoding, int Length, Gazette? Gazette, IReadOnlyList<Repair> Repairs);

/// <summary>One document with what its head and foot say.</summary>
/// <param name="Source">The index of its file among the sources.</param>
/// <param name="Number">The number in normal form; null where none is printed.</param>
/// <param name="Title">The title, without the breaks of its lines.</param>
/// <param name="Issuers">The issuing bodies, most senior first.</param>
/// <param name="Date">The day of signature.</param>
/// <param name="Addressees">To whom it is sent (主送机关), as printed.</param>
/// <param name="Category">The gazette's heading for it (栏目).</param>
/// <param name="Registration">A registration number printed below the number.</param>
/// <param name="SignedAs">The signature as printed, where it differs from the issuer.</param>
/// <param name="Attachments">The attachments by title, in order.</param>
/// <param name="BasedOn">The documents it is based on.</param>
/// <param name="Repeals">The documents it repeals.</param>
/// <param name="Range">All of it in the source.</param>
/// <param name="Commitments">What it commits anyone to, in text order; only the kinds asked for.</param>
internal sealed record DocumentReport(
    int Source,
    string? Number,
    string Title,
    IReadOnlyList<string> Issuers,
    DateOnly? Date,
    string? Addressees,
    string? Category,
    string? Registration,
    string? SignedAs,
    IReadOnlyList<string> Attachments,
    IReadOnlyList<string> BasedOn,
    IReadOnlyList<string> Repeals,
    SourceRange Range,
    IReadOnlyList<Commitment> Commitments);

/// <summary>The machine-readable report; its schema is <c>docs/reading.schema.json</c>.</summary>
internal static class JsonReport
{
    /// <summary>How everything is written: camelCase, unescaped Chinese, indented, a range as start and end.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Writes the report as UTF-8 without byte order mark.</summary>
    public static void Write(Findings findings, Words words, Stream output)
    {
        JsonSerializer.Serialize(output, Make(findings, words), Options);
        output.Write("\n"u8);
    }

    /// <summary>The fields of a type as the JSON has them, in order.</summary>
    public static IReadOnlyList<JsonPropertyInfo> Fields(Type type) => [.. Options.GetTypeInfo(type).Properties];

    private static ReadingReport Make(Findings findings, Words words) => new(
        [.. findings.Results.Select(r => new SourceReport(r.Source.Name, r.Source.Format, r.Source.EncodingName, r.Source.Text.Length, r.Gazette, r.Repairs))],
        [.. findings.Documents.Select(d => Make(d.Source, d.Document, findings))],
        findings.Contradictions,
        [.. findings.Results.SelectMany(r => r.Problems).Select(p => p with { Message = words.Problem(p) })]);

    private static DocumentReport Make(int source, Document d, Findings findings) => new(
        source, d.Number, d.Title, d.Issuers, d.Date, d.Addressees, d.Category, d.Registration, d.SignedAs, d.Attachments, d.BasedOn, d.Repeals, d.Range,
        [.. findings.Of(d)]);

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
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

        var get = range.Get!;
        var start = type.CreateJsonPropertyInfo(typeof(int), "start");
        start.Get = o => ((SourceRange)get(o)!).Start;
        var end = type.CreateJsonPropertyInfo(typeof(int), "end");
        end.Get = o => ((SourceRange)get(o)!).End;

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

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteRawValue(Words.Number(value));
    }
}
