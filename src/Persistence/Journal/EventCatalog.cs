using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>Every event and every state of the modules, by the names that the journal keeps.</summary>
public sealed class EventCatalog
{
    /// <summary>How events and JSON columns are written: names in camel case, enumerations by name, typed ids as their UUID, Chinese unescaped.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new IdJsonConverterFactory() },
    };

    private static readonly ConcurrentDictionary<Type, string> Kinds = new();

    private readonly FrozenDictionary<(string Name, int Schema), Type> _events;
    private readonly FrozenDictionary<Type, EventTypeAttribute> _names;
    private readonly FrozenDictionary<string, Type> _states;

    /// <summary>Looks for events and states in assemblies.</summary>
    /// <exception cref="InvalidOperationException">An event has no name, or two have the same.</exception>
    public EventCatalog(IEnumerable<Assembly> assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        var types = assemblies.Distinct().SelectMany(a => a.GetTypes()).Where(t => t is { IsAbstract: false, IsInterface: false }).ToList();
        var events = types.Where(t => typeof(IEvent).IsAssignableFrom(t)).ToList();
        _names = events.ToFrozenDictionary(t => t, t => t.GetCustomAttribute<EventTypeAttribute>() ?? throw new InvalidOperationException($"{t} has no [EventType]."));
        _events = events.ToFrozenDictionary(t => (_names[t].Name, _names[t].Schema));
        _states = types.Where(t => typeof(State).IsAssignableFrom(t)).ToFrozenDictionary(KindOf);
    }

    /// <summary>The states, by the kind of their streams.</summary>
    public IReadOnlyDictionary<string, Type> States => _states;

    /// <summary>Every event type with its name.</summary>
    public IReadOnlyDictionary<Type, EventTypeAttribute> Events => _names;

    /// <summary>The kind of stream that makes a state.</summary>
    public static string KindOf(Type state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Kinds.GetOrAdd(state, static type => type.GetCustomAttribute<StreamAttribute>()?.Kind ?? throw new InvalidOperationException($"{type} has no [Stream]."));
    }

    /// <summary>The kinds of streams that some assemblies define.</summary>
    public IReadOnlyList<string> KindsOf(params IReadOnlyList<Assembly> assemblies) => [.. _states.Where(s => assemblies.Contains(s.Value.Assembly)).Select(s => s.Key).Order(StringComparer.Ordinal)];

    /// <summary>The name and shape under which an event is kept.</summary>
    public EventTypeAttribute NameOf(IEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return _names[happened.GetType()];
    }

    /// <summary>An event as it is kept.</summary>
    public static string Write(IEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return JsonSerializer.Serialize(happened, happened.GetType(), Json);
    }

    /// <summary>The event of an entry.</summary>
    /// <exception cref="InvalidOperationException">This program does not know the event: it was written by a newer one.</exception>
    public IEvent Read(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _events.TryGetValue((entry.Type, entry.Schema), out var type)
            ? (IEvent)JsonSerializer.Deserialize(entry.Payload, type, Json)!
            : throw new InvalidOperationException($"Entry {entry.Position} holds {entry.Type} in shape {entry.Schema}, which this program does not know.");
    }

    private sealed class IdJsonConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsValueType && typeToConvert.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(IdJsonConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class IdJsonConverter<T> : JsonConverter<T>
        where T : struct, IId<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.From(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.From(Guid.Parse(reader.GetString()!));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value.ToString());
    }
}
