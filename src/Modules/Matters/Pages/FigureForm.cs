using System.Globalization;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The figure of a goal, while it is being entered.</summary>
public sealed class FigureForm(int index, Goal goal)
{
    /// <summary>The goal's place in the terms.</summary>
    public int Index { get; } = index;

    /// <summary>The goal.</summary>
    public Goal Goal { get; } = goal;

    /// <summary>The id of its field.</summary>
    public string Id { get; } = Ids.Next();

    /// <summary>As typed.</summary>
    public string Text { get; set; } = "";

    /// <summary>What was filled in beforehand.</summary>
    public decimal? Given { get; init; }

    /// <summary>By what.</summary>
    internal FillOrigin? From { get; init; }

    /// <summary>Where that is from, as people read it.</summary>
    public string? Origin { get; init; }

    /// <summary>The page that shows it.</summary>
    public string? Address { get; init; }

    /// <summary>The figure; none where the field is empty or holds no number.</summary>
    public decimal? Value => decimal.TryParse(Text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Whether the field holds something that is no number.</summary>
    public bool IsWrong => Text.Trim().Length > 0 && Value is null;

    /// <summary>Whether something else was entered than was filled in.</summary>
    public bool IsChanged => Given is not null && Value != Given;

    /// <summary>The figures that are there.</summary>
    internal static IReadOnlyList<GoalFigure> Of(IEnumerable<FigureForm> forms) => [.. forms.Where(f => f.Value is not null).Select(f => new GoalFigure(f.Index, f.Value!.Value))];
}
