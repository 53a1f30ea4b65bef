using System.Text.Json;
using Bihuan.Persistence;

namespace Bihuan.Hazards;

/// <summary>Rules that the product ships with, a file each, embedded under a folder.</summary>
internal static class ShippedFiles
{
    /// <summary>Reads every file of a folder, in the order of names.</summary>
    public static IReadOnlyList<T> Read<T>(string folder)
    {
        var assembly = typeof(ShippedFiles).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<T>(stream, EventCatalog.Json) ?? throw new InvalidDataException($"{name} holds nothing.");
            }),
        ];
    }
}
