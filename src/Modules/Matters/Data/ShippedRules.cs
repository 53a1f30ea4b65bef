using System.Text.Json;
using Bihuan.Persistence;

namespace Bihuan.Matters;

/// <summary>The rules that the product ships with (<c>data/rules</c>): proposals, each with a source and a first day.</summary>
internal static class ShippedRules
{
    /// <summary>The rules of supervision.</summary>
    public static IReadOnlyList<SupervisionRule> Supervision { get; } = Read();

    private static List<SupervisionRule> Read()
    {
        using var stream = typeof(ShippedRules).Assembly.GetManifestResourceStream("supervision.json") ?? throw new InvalidDataException("The rules of supervision are not embedded.");
        var file = JsonSerializer.Deserialize<RuleFile>(stream, EventCatalog.Json)!;
        return [.. file.Rules.Select(r => new SupervisionRule(r.From, r.Figures, r.Ladder, file.Source))];
    }

    private sealed record RuleFile(string Source, IReadOnlyList<RuleLine> Rules);

    private sealed record RuleLine(DateOnly From, LampFigures Figures, IReadOnlyList<LadderLine> Ladder);
}
