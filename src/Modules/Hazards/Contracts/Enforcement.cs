using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What one may do with enforcement records.</summary>
public static class EnforcementPermissions
{
    /// <summary>Enter, amend and annul the enforcement records of one's unit.</summary>
    public const string Enforce = "hazards.enforce";
}

/// <summary>The identity of an enforcement record (执法记录).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct EnforcementId(Guid Value) : IId<EnforcementId>
{
    /// <inheritdoc/>
    public static EnforcementId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out EnforcementId id) => Id.TryParse(text, out id);
}
