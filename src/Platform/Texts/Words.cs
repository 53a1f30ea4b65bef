using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Bihuan.Kernel;

namespace Bihuan.Platform;

/// <summary>The texts of pages and messages. Each module, and each of our libraries that refuses bad input, keeps a <c>words.json</c> with Chinese and English side by side, one of several journeys one beside the pages of each:
/// <c>"unit.add": ["新增单位", "Add a unit"]</c>. Placeholders are <c>{0}</c>, <c>{1}</c>. The language is that of the current UI culture.</summary>
public sealed class Words
{
    private readonly FrozenDictionary<string, string[]> _texts;

    /// <summary>Loads the texts of assemblies and of those of ours that they reference.</summary>
    /// <exception cref="InvalidOperationException">Two modules use one key for different texts.</exception>
    public Words(IEnumerable<Assembly> assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        var all = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var assembly in assemblies.SelectMany(WithLibraries).Distinct())
        {
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith("words.json", StringComparison.Ordinal)))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                foreach (var (key, texts) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!)
                {
                    if (!all.TryAdd(key, texts))
                    {
                        throw new InvalidOperationException($"The text {key} of {assembly.GetName().Name} is there already.");
                    }
                }
            }
        }

        _texts = all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<Assembly> WithLibraries(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Where(r => r.Name!.StartsWith("Bihuan.", StringComparison.Ordinal)).Select(Assembly.Load).Prepend(assembly);

    /// <summary>Whether people read English now; else Chinese.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.Name.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>Every key with its Chinese and English text.</summary>
    public IReadOnlyDictionary<string, string[]> All => _texts;

    /// <summary>A text. A key that is missing shows itself, and a test finds it.</summary>
    public string this[string key, params object?[] values]
    {
        get
        {
            if (!_texts.TryGetValue(key, out var texts))
            {
                return key;
            }

            var text = texts[IsEnglish ? 1 : 0];
            return values.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, values);
        }
    }

    /// <summary>A problem as a sentence. A value that is a key itself, such as <c>MatterState.Draft</c>, is worded too.</summary>
    public string Say(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Message.Length > 0 ? problem.Message : this[problem.Code, [.. problem.Values.Select(v => this[v])]];
    }

    /// <summary>A member of an enumeration, under the key <c>Type.Member</c>.</summary>
    public string Of(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return this[$"{value.GetType().Name}.{value}"];
    }
}
