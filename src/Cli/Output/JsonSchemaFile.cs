using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bihuan.Kernel;
using Bihuan.Reading;
using Bihuan.Reading.Json;

namespace Bihuan.Cli.Output;

/// <summary>Makes the JSON Schema of the report from the very type information that writes it, with the doc comments of the records as
/// descriptions. <c>docs/reading.schema.json</c> is its output; a test compares.</summary>
internal static partial class JsonSchemaFile
{
    /// <summary>Records that get a definition of their own, so that the schema names each once.</summary>
    private static readonly IReadOnlyList<Type> Defined =
    [
        typeof(SourceReport), typeof(Gazette), typeof(ContentsEntry), typeof(Repair), typeof(DocumentReport), typeof(Contradiction), typeof(FindingPlace), typeof(Problem),
        typeof(Deadline), typeof(Recurrence), typeof(Term), typeof(GroupMember), typeof(IndicatorPart), .. Kinds.Types,
    ];

    private static readonly Dictionary<string, string> Comments = LoadComments();

    /// <summary>The schema as it is checked in.</summary>
    public static string Make()
    {
        var root = Object(typeof(ReadingReport));
        var definitions = new JsonObject
        {
            ["commitment"] = new JsonObject
            {
                ["description"] = Describe("T:" + typeof(Commitment).FullName),
                ["oneOf"] = new JsonArray([.. Kinds.All.Select(k => Reference(k))]),
            }
        };
        foreach (var type in Defined)
        {
            definitions[NameOf(type)] = Object(type);
        }

        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "reading.schema.json",
            ["title"] = "Bihuan reading",
        };
        foreach (var (name, value) in root)
        {
            schema[name] = value?.DeepClone();
        }

        schema["$defs"] = definitions;
        return schema.ToJsonString(ReadingJson.Indented) + "\n";
    }

    /// <summary>A record, each field with its schema and description; all fields are always written.</summary>
    private static JsonObject Object(Type type)
    {
        var properties = new JsonObject();
        foreach (var field in ReadingJson.Fields(type))
        {
            var schema = Field(type, field);
            if (DescriptionOf(type, field) is { Length: > 0 } description)
            {
                schema["description"] = description;
            }

            properties[field.Name] = schema;
        }

        return new()
        {
            ["description"] = Describe("T:" + type.FullName),
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. properties.Select(p => JsonValue.Create(p.Key))]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Field(Type owner, JsonPropertyInfo field)
    {
        if (field.Name is "kind" && Kinds.Types.Contains(owner))
        {
            return new() { ["const"] = Kinds.NameOf(owner) };
        }

        var schema = Of(field.PropertyType);
        return field.IsGetNullable && Nullable.GetUnderlyingType(field.PropertyType) is null ? OrNull(schema) : schema;
    }

    private static JsonObject Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return OrNull(Of(underlying));
        }
        if (type == typeof(Commitment))
        {
            return Reference("commitment");
        }
        if (Defined.Contains(type))
        {
            return Reference(NameOf(type));
        }
        if (type.IsEnum)
        {
            return new() { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(n)))]) };
        }
        if (type == typeof(decimal))
        {
            return new() { ["type"] = "number" };
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return new() { ["type"] = "array", ["items"] = Of(type.GetGenericArguments()[0]) };
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            return new() { ["type"] = "object", ["additionalProperties"] = Of(type.GetGenericArguments()[1]) };
        }

        var plain = ReadingJson.Indented.GetJsonSchemaAsNode(type, new() { TreatNullObliviousAsNonNullable = true });
        return plain as JsonObject ?? throw new NotSupportedException($"{type} has no schema.");
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        switch (schema["type"])
        {
            case JsonValue single:
                schema["type"] = new JsonArray(single.DeepClone(), "null");
                return schema;
            case null when schema["enum"] is JsonArray values:
                values.Add(null);
                return schema;
            case null:
                return new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
            default:
                return schema;
        }
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static string NameOf(Type type) => Kinds.Types.Contains(type) ? Kinds.NameOf(type)
        : JsonNamingPolicy.CamelCase.ConvertName(type.Name.EndsWith("Report", StringComparison.Ordinal) ? type.Name[..^"Report".Length] : type.Name);

    private static string DescriptionOf(Type type, JsonPropertyInfo field)
    {
        switch (field.Name)
        {
            case "start" when field.PropertyType == typeof(int):
                return "Offset of the first character in the input text as decoded, in UTF-16 code units.";
            case "end" when field.PropertyType == typeof(int):
                return "Offset one past the last character in the input text as decoded, in UTF-16 code units.";
            case "kind" when Kinds.Types.Contains(type):
                return "The kind of commitment.";
            default:
                // Fields of a record's constructor are described by its param tags, the others by their own summary.
                for (var owner = type; owner is not null; owner = owner.BaseType)
                {
                    var name = owner.GetProperties().FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == field.Name)?.Name;
                    if (Comments.TryGetValue($"P:{owner.FullName}.{name}", out var comment) || Comments.TryGetValue($"T:{owner.FullName}#{name}", out comment))
                    {
                        return comment;
                    }
                }

                return "";
        }
    }

    private static string Describe(string member) => Comments.GetValueOrDefault(member, "");

    /// <summary>Summaries by member, and (behind #) the parameters of types and constructors, of the doc files beside the assemblies.</summary>
    private static Dictionary<string, string> LoadComments()
    {
        var comments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in (Type[])[typeof(Problem), typeof(Commitment), typeof(JsonSchemaFile)])
        {
            var members = XDocument.Load(Path.ChangeExtension(assembly.Assembly.Location, ".xml")).Descendants("member");
            foreach (var member in members)
            {
                var name = member.Attribute("name")!.Value;
                if (member.Element("summary") is { } summary)
                {
                    comments[name] = Flatten(summary);
                }
                foreach (var param in member.Elements("param").Where(_ => name.StartsWith("T:", StringComparison.Ordinal) || name.Contains(".#ctor", StringComparison.Ordinal)))
                {
                    var type = name.StartsWith("T:", StringComparison.Ordinal) ? name : "T:" + name[2..name.IndexOf(".#ctor", StringComparison.Ordinal)];
                    comments[$"{type}#{param.Attribute("name")!.Value}"] = Flatten(param);
                }
            }
        }

        return comments;
    }

    /// <summary>Text of a doc comment: references and code as bare names, on one line.</summary>
    private static string Flatten(XElement element) => Blanks().Replace(
        string.Concat(element.DescendantNodes().Select(n => n switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "paramref" } reference => Referenced(reference),
            _ => "",
        })),
        " ").Trim();

    private static string Referenced(XElement reference)
    {
        var target = (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))?.Value ?? "";
        var name = target[(target.LastIndexOf('.') + 1)..];
        return reference.Attribute("langword") is not null ? target : JsonNamingPolicy.CamelCase.ConvertName(name);
    }

    [GeneratedRegex(@"\s{1,1000}", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
