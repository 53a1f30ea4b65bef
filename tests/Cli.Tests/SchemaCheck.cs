using System.Text.Json;

namespace Bihuan.Cli.Tests;

/// <summary>Holds a value against the parts of JSON Schema that our schema uses; any other keyword is an error, so that nothing passes unseen.</summary>
internal static class SchemaCheck
{
    public static List<string> Errors(JsonElement value, JsonElement schema, JsonElement root)
    {
        var errors = new List<string>();
        Check(value, schema, root, "", errors);
        return errors;
    }

    private static void Check(JsonElement value, JsonElement schema, JsonElement root, string path, List<string> errors)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            switch (rule.Name)
            {
                case "$schema" or "$id" or "title" or "description" or "$defs" or "properties" or "required" or "format":
                    break;
                case "$ref":
                    Check(value, root.GetProperty("$defs").GetProperty(rule.Value.GetString()!["#/$defs/".Length..]), root, path, errors);
                    break;
                case "type":
                    var types = rule.Value.ValueKind is JsonValueKind.Array ? rule.Value.EnumerateArray().Select(t => t.GetString()!) : [rule.Value.GetString()!];
                    if (!types.Any(t => Is(value, t)))
                    {
                        errors.Add($"{path} is {value.ValueKind}, not {rule.Value}");
                    }

                    break;
                case "const":
                    if (!JsonElement.DeepEquals(value, rule.Value))
                    {
                        errors.Add($"{path} is not {rule.Value}");
                    }

                    break;
                case "enum":
                    if (!rule.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)))
                    {
                        errors.Add($"{path} {value} is none of {rule.Value}");
                    }

                    break;
                case "anyOf" or "oneOf":
                    var fitting = rule.Value.EnumerateArray().Count(s => Errors(value, s, root).Count == 0);
                    if (fitting == 0 || (rule.Name is "oneOf" && fitting > 1))
                    {
                        errors.Add($"{path} fits {fitting} of {rule.Name}");
                    }

                    break;
                case "items":
                    if (value.ValueKind is JsonValueKind.Array)
                    {
                        foreach (var (i, item) in value.EnumerateArray().Index())
                        {
                            Check(item, rule.Value, root, $"{path}/{i}", errors);
                        }
                    }

                    break;
                case "additionalProperties":
                    if (value.ValueKind is JsonValueKind.Object)
                    {
                        Properties(value, schema, rule.Value, root, path, errors);
                    }

                    break;
                default:
                    errors.Add($"{path}: the check does not know {rule.Name}");
                    break;
            }
        }
    }

    private static void Properties(JsonElement value, JsonElement schema, JsonElement additional, JsonElement root, string path, List<string> errors)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            errors.AddRange(required.EnumerateArray().Select(r => r.GetString()!).Where(r => !value.TryGetProperty(r, out _)).Select(r => $"{path} lacks {r}"));
        }
        foreach (var property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out var own))
            {
                Check(property.Value, own, root, $"{path}/{property.Name}", errors);
            }
            else if (additional.ValueKind is JsonValueKind.False)
            {
                errors.Add($"{path} has {property.Name}, which the schema does not know");
            }
            else
            {
                Check(property.Value, additional, root, $"{path}/{property.Name}", errors);
            }
        }
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind is JsonValueKind.Null,
        _ => false,
    };
}
