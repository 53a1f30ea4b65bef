using System.Text.Json;

namespace Bihuan.Enterprises;

/// <summary>A kind of premises (场所类别).</summary>
/// <param name="Key">Stored; never given to another kind.</param>
/// <param name="Zh">中文.</param>
/// <param name="En">English.</param>
/// <param name="Crowded">Whether the fire law counts it among the crowded places (人员密集场所).</param>
/// <param name="Source">The rule that tells it apart.</param>
internal sealed record PremisesKind(string Key, string Zh, string En, bool Crowded = false, string? Source = null);

/// <summary>The kinds of <c>data/reference/premises-kinds.json</c>.</summary>
internal static class PremisesKinds
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<PremisesKind> All { get; } = Read();

    /// <summary>A kind by its key, or by its name in either language.</summary>
    public static PremisesKind? Find(string? text) => text?.Trim() is { Length: > 0 } sought ? All.FirstOrDefault(k => k.Key == sought || k.Zh == sought || string.Equals(k.En, sought, StringComparison.OrdinalIgnoreCase)) : null;

    /// <summary>What a kind is called; the key itself where it is none.</summary>
    public static string Name(string key, bool english) => All.FirstOrDefault(k => k.Key == key) is { } kind ? english ? kind.En : kind.Zh : key;

    private static IReadOnlyList<PremisesKind> Read()
    {
        using var json = typeof(PremisesKinds).Assembly.GetManifestResourceStream("premises-kinds.json") ?? throw new InvalidDataException("premises-kinds.json is not embedded.");
        var kinds = JsonSerializer.Deserialize<File>(json, Options)!.Kinds;
        return kinds.DistinctBy(k => k.Key).Count() == kinds.Count ? kinds : throw new InvalidDataException("premises-kinds.json has a key twice.");
    }

    private sealed record File(string Source, IReadOnlyList<PremisesKind> Kinds);
}
