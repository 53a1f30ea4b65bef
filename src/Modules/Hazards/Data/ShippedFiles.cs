using System.Reflection;
using System.Text.Json;
using Bihuan.Persistence;

namespace Bihuan.Hazards;

/// <summary>Rules that the product ships with, a file each, embedded under a folder.</summary>
internal static class ShippedFiles
{
    private static readonly Assembly Ours = typeof(ShippedFiles).Assembly;

    /// <summary>Reads every file of a folder, in the order of names.</summary>
    public static IReadOnlyList<T> Read<T>(string folder) => [.. Ours.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(One<T>)];

    /// <summary>Reads one file.</summary>
    public static T One<T>(string name)
    {
        using var stream = Ours.GetManifestResourceStream(name) ?? throw new InvalidDataException($"{name} is not embedded.");
        return JsonSerializer.Deserialize<T>(stream, EventCatalog.Json) ?? throw new InvalidDataException($"{name} holds nothing.");
    }
}
