using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What one may do with checklists.</summary>
public static class ChecklistPermissions
{
    /// <summary>Build the district's own checklists, publish and withdraw them.</summary>
    public const string Keep = "hazards.checklists";
}

/// <summary>The identity of a checklist of the district's own (本区检查表), through all its editions.</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct ChecklistId(Guid Value) : IId<ChecklistId>
{
    /// <inheritdoc/>
    public static ChecklistId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out ChecklistId id) => Id.TryParse(text, out id);
}
