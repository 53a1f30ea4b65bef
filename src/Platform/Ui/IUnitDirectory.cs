namespace Bihuan.Platform;

/// <summary>A unit as it is offered for choice.</summary>
/// <param name="Id">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Detail">What tells it apart: the unit above it, an alias that was typed, the day it ended.</param>
public sealed record UnitChoice(Guid Id, string Name, string? Detail = null);

/// <summary>Finds units for fields and pages of modules that do not know the organisation. The Organisation module implements it, scoped.</summary>
public interface IUnitDirectory
{
    /// <summary>Units whose name or alias has these words, the likeliest first; with no words, the first by order. As of the day shown.</summary>
    ValueTask<IReadOnlyList<UnitChoice>> Find(string words, int limit, CancellationToken cancel);

    /// <summary>A unit; <see langword="null"/> where there is none.</summary>
    ValueTask<UnitChoice?> Get(Guid id, CancellationToken cancel);
}
