using System.Text.Json;
using Bihuan.Persistence;

namespace Bihuan.Hazards;

/// <summary>The checklists that the product ships with (<c>data/rules/checklists</c>), each of one edition of a standard.</summary>
internal static class ShippedChecklists
{
    private const string Folder = "checklists/";

    /// <summary>All of them.</summary>
    public static ChecklistBook Book { get; } = new([.. typeof(ShippedChecklists).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)]);

    private static Checklist Read(string name)
    {
        using var stream = typeof(ShippedChecklists).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Checklist>(stream, EventCatalog.Json) ?? throw new InvalidDataException($"{name} holds no checklist.");
    }
}
