using Bihuan.Kernel;

namespace Bihuan.Organisation;

/// <summary>A unit's identity (机构).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct UnitId(Guid Value) : IId<UnitId>
{
    /// <inheritdoc/>
    public static UnitId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out UnitId id) => Id.TryParse(text, out id);
}

/// <summary>A post's identity (职务): a seat or several seats of one title in one unit.</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct PostId(Guid Value) : IId<PostId>
{
    /// <inheritdoc/>
    public static PostId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out PostId id) => Id.TryParse(text, out id);
}

/// <summary>A person's identity (人员), as the holder of public posts. Two people of one name have two.</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct PersonId(Guid Value) : IId<PersonId>
{
    /// <inheritdoc/>
    public static PersonId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out PersonId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of one person's time in one post (任职).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct HoldingId(Guid Value) : IId<HoldingId>
{
    /// <inheritdoc/>
    public static HoldingId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out HoldingId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of what one leader answers for by one document (分工).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct PortfolioId(Guid Value) : IId<PortfolioId>
{
    /// <inheritdoc/>
    public static PortfolioId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out PortfolioId id) => Id.TryParse(text, out id);
}

/// <summary>A standing group's identity (议事协调机构).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct GroupId(Guid Value) : IId<GroupId>
{
    /// <inheritdoc/>
    public static GroupId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out GroupId id) => Id.TryParse(text, out id);
}

/// <summary>The identity of one merge of two entries that were the same (合并重复).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct MergeId(Guid Value) : IId<MergeId>
{
    /// <inheritdoc/>
    public static MergeId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out MergeId id) => Id.TryParse(text, out id);
}
