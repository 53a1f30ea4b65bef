using System.Text.Json.Serialization.Metadata;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bihuan.Web.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";
    private const string ProblemSchema = "Problem";

    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal)
    {
        ["400"] = "The request is not put as described.",
        ["401"] = "Nobody is logged in, or the token is not valid.",
        ["403"] = "The right for this is missing.",
        ["404"] = "What is asked about was not found.",
        ["409"] = "Another change came first, a past day is shown, or the same request is still being answered.",
        ["412"] = "It was changed after the version that If-Match names.",
        ["422"] = "Refused, with every reason.",
        ["428"] = "If-Match is missing.",
        ["429"] = "Too many requests; wait as long as Retry-After says.",
        ["500"] = "The program failed; traceId finds it in the log.",
    };

    public static void AddApiDescription(this IServiceCollection services, IReadOnlyList<IModule> modules)
    {
        // Bodies and schemas follow the same rules as answers.
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.PropertyNamingPolicy = EventCatalog.Json.PropertyNamingPolicy;
            o.SerializerOptions.DefaultIgnoreCondition = EventCatalog.Json.DefaultIgnoreCondition;
            o.SerializerOptions.Encoder = EventCatalog.Json.Encoder;
            foreach (var converter in EventCatalog.Json.Converters)
            {
                o.SerializerOptions.Converters.Add(converter);
            }

            o.SerializerOptions.TypeInfoResolver = o.SerializerOptions.TypeInfoResolver?.WithAddedModifier(MissingValues.Refuse);
        });

        var comments = new DocComments([typeof(IModule).Assembly, typeof(Problem).Assembly, .. modules.Select(m => m.Assembly)]);
        services.AddOpenApi("v1", o =>
        {
            o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            o.CreateSchemaReferenceId = NameOf;
            o.AddDocumentTransformer((document, _, _) =>
            {
                Describe(document, modules);
                return Task.CompletedTask;
            });
            o.AddOperationTransformer((operation, context, _) =>
            {
                Describe(operation, context, comments);
                return Task.CompletedTask;
            });
            o.AddSchemaTransformer((schema, context, _) =>
            {
                Describe(schema, context, comments);
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>A feature's own request and answer are named after the feature: <c>ListUnitsRow</c>, <c>CreateUnit</c>.</summary>
    private static string? NameOf(JsonTypeInfo type)
    {
        if (type.Type.DeclaringType is not { } feature)
        {
            return OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        }

        return type.Type.IsGenericType || type.Kind != JsonTypeInfoKind.Object ? null : feature.Name + (type.Type.Name == "Request" ? "" : type.Type.Name);
    }

    private static void Describe(OpenApiDocument document, IReadOnlyList<IModule> modules)
    {
        document.Info = new()
        {
            Title = "Bihuan",
            Version = "v1",
            Description = "Every refusal is problem details (RFC 9457) with a stable code and every reason at once. Lists come in parts with a cursor. Writes take an Idempotency-Key; what has a version takes If-Match. Sentences follow Accept-Language (zh-CN, en). Days are days in Asia/Shanghai.",
            License = new() { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new() { Url = "/", Description = "This district's own server." }];
        document.Tags = modules.Select(m => m.Name).Where(name => document.Paths.Values.Any(p => p.Operations?.Values.Any(o => o.Tags?.Any(t => t.Name == name) == true) == true))
            .Select(name => new OpenApiTag { Name = name, Description = $"What the module {name} offers." }).ToHashSet();
        document.Components ??= new();

        // What may be null says so where it is referred to; a type that first came up as one that may be null says it a second time.
        foreach (var schema in (document.Components.Schemas?.Values ?? []).OfType<OpenApiSchema>())
        {
            schema.Type &= ~JsonSchemaType.Null;
        }

        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "A token of a machine client, made under Administration. It carries its own scope of units." },
        };
        document.AddComponent(ProblemSchema, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Why something was not done (RFC 9457).",
            Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "code", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = Text("A URN with the code."),
                ["title"] = Text("The first reason as a sentence."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The status of HTTP." },
                ["code"] = Text("The first reason's stable code."),
                ["traceId"] = Text("The number under which it stands in the log."),
                ["problems"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "Every reason.",
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["code"] = Text("Stable."), ["field"] = Text("The field it is about."), ["message"] = Text("One sentence.") },
                    },
                },
            },
        });

        static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, DocComments comments)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequestEndpoint>().FirstOrDefault() is { } endpoint)
        {
            var feature = endpoint.Request.DeclaringType ?? endpoint.Request;
            operation.OperationId = char.ToLowerInvariant(feature.Name[0]) + feature.Name[1..];
            operation.Summary = comments.SummaryOf(endpoint.Request) ?? feature.Name;
            operation.Tags = new HashSet<OpenApiTagReference> { new(endpoint.Request.Assembly.GetName().Name!.Split('.')[^1], context.Document) };
            if (endpoint.Request.GetProperty("Version") is null && operation.Parameters is { } given)
            {
                operation.Parameters = [.. given.Where(p => p.Name != "If-Match")];
            }

            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.Description is null) ?? [])
            {
                var property = endpoint.Request.GetProperties().FirstOrDefault(p => p.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));
                parameter.Description = parameter.Name switch
                {
                    "X-Reason" => "Why, percent-encoded; the journal keeps it.",
                    "If-Match" => "The version that the change is about, as its ETag.",
                    _ => property is null ? null : comments.SummaryOf(property),
                };
            }
            if (endpoint.IsCommand)
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter { Name = Idempotency.Header, In = ParameterLocation.Header, Description = "Does the same request once within a day.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 } });
            }
        }
        else
        {
            operation.OperationId ??= $"{context.Description.HttpMethod?.ToLowerInvariant()}-{context.Description.RelativePath?.Replace('/', '-').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}";
        }

        var isOpen = metadata.OfType<OpenToAllAttribute>().Any();
        operation.Security = isOpen ? [] : [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        operation.Responses ??= [];
        var isConditional = operation.Parameters?.Any(p => p.Name == "If-Match") == true;
        var isWrite = context.Description.HttpMethod is not "GET";
        foreach (var (status, description) in Statuses)
        {
            var applies = status switch { "401" or "403" => !isOpen, "412" or "428" => isConditional, "409" or "422" => isWrite, _ => true };
            if (applies && !operation.Responses.ContainsKey(status))
            {
                operation.Responses[status] = new OpenApiResponse
                {
                    Description = description,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, context.Document) } },
                };
            }
        }
    }

    private static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, DocComments comments)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
        {
            schema.Type = type == context.JsonTypeInfo.Type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "uuid";
            schema.Properties?.Clear();
            schema.Required?.Clear();
        }

        schema.Description ??= context.JsonPropertyInfo?.AttributeProvider is System.Reflection.PropertyInfo property ? comments.SummaryOf(property) : comments.SummaryOf(type);
    }
}
