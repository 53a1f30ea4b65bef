using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>A hazard's identity (隐患).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct HazardId(Guid Value) : IId<HazardId>
{
    /// <inheritdoc/>
    public static HazardId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out HazardId id) => Id.TryParse(text, out id);
}

/// <summary>An inspection's identity (检查).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct InspectionId(Guid Value) : IId<InspectionId>
{
    /// <inheritdoc/>
    public static InspectionId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out InspectionId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of a check of premises that are like those of a hazard (举一反三排查).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct SimilarCheckId(Guid Value) : IId<SimilarCheckId>
{
    /// <inheritdoc/>
    public static SimilarCheckId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out SimilarCheckId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of a listing of a hazard (挂牌督办).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct ListingId(Guid Value) : IId<ListingId>
{
    /// <inheritdoc/>
    public static ListingId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out ListingId id) => Id.TryParse(text, out id);
}
