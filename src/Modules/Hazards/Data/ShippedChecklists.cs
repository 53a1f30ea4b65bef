namespace Bihuan.Hazards;

/// <summary>The checklists that the product ships with (<c>data/rules/checklists</c>), each of one edition of a standard.</summary>
internal static class ShippedChecklists
{
    /// <summary>All of them.</summary>
    public static ChecklistBook Book { get; } = new(ShippedFiles.Read<Checklist>("checklists/"));
}
