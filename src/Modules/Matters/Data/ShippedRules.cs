using System.Text.Json;
using Bihuan.Persistence;

namespace Bihuan.Matters;

/// <summary>The rules that the product ships with (<c>data/rules</c>): proposals, each with a source and a first day.</summary>
internal static class ShippedRules
{
    /// <summary>The rules of supervision.</summary>
    public static IReadOnlyList<SupervisionRule> Supervision { get; } = Read<RuleLine, SupervisionRule>("supervision.json", (r, source) => new(r.From, r.Figures, r.Ladder, source));

    /// <summary>The rules of scores.</summary>
    public static IReadOnlyList<ScoreRule> Scores { get; } = Read<ScoreRuleLine, ScoreRule>("scores.json", (r, source) => new(r.From, r.Figures, source));

    private static List<TRule> Read<TLine, TRule>(string name, Func<TLine, string, TRule> rule)
    {
        using var stream = typeof(ShippedRules).Assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException($"The rules {name} are not embedded.");
        var file = JsonSerializer.Deserialize<RuleFile<TLine>>(stream, EventCatalog.Json)!;
        return [.. file.Rules.Select(r => rule(r, file.Source))];
    }

    private sealed record RuleFile<T>(string Source, IReadOnlyList<T> Rules);

    private sealed record ScoreRuleLine(DateOnly From, ScoreFigures Figures);

    private sealed record RuleLine(DateOnly From, LampFigures Figures, IReadOnlyList<LadderLine> Ladder);
}
