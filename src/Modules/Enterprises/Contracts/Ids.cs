using Bihuan.Kernel;

namespace Bihuan.Enterprises;

/// <summary>A firm's identity (单位、企业).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct EnterpriseId(Guid Value) : IId<EnterpriseId>
{
    /// <inheritdoc/>
    public static EnterpriseId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out EnterpriseId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of premises (单位、场所、区域).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct PremisesId(Guid Value) : IId<PremisesId>
{
    /// <summary>The register number (登记号) as it is printed and read out, such as <c>7F3A-91C2-04DE</c>: the end of the id, which chance made. Premises are found by it.</summary>
    public string Number => Value.ToString("N")[^12..].ToUpperInvariant() is var end ? $"{end[..4]}-{end[4..8]}-{end[8..]}" : "";

    /// <inheritdoc/>
    public static PremisesId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out PremisesId id) => Id.TryParse(text, out id);
}
