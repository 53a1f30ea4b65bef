using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Titles of matters that are known by id.</summary>
internal static class MatterTitles
{
    /// <summary>The title of each that is among these matters.</summary>
    /// <param name="among">Those that may be named, such as the ones that a person may see.</param>
    /// <param name="matters">Which.</param>
    /// <param name="cancel">Cancels.</param>
    public static Task<Dictionary<MatterId, string>> Titles(this IQueryable<Matter> among, IEnumerable<MatterId> matters, CancellationToken cancel)
    {
        MatterId[] ids = [.. matters.Distinct()];
        return among.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Title }).ToDictionaryAsync(m => m.Id, m => m.Title, cancel);
    }
}
