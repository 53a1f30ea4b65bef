using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What one may do with lists of major problems.</summary>
public static class ProblemListPermissions
{
    /// <summary>Set up lists whose keeper is within reach, and decide on what is reported to them.</summary>
    public const string Keep = "hazards.lists";
}

/// <summary>The identity of a list of major problems (问题清单).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct ProblemListId(Guid Value) : IId<ProblemListId>
{
    /// <inheritdoc/>
    public static ProblemListId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out ProblemListId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of a major problem on a list (重大问题).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct MajorProblemId(Guid Value) : IId<MajorProblemId>
{
    /// <inheritdoc/>
    public static MajorProblemId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out MajorProblemId id) => Id.TryParse(text, out id);
}
