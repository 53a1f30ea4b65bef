using Bihuan.Kernel;

namespace Bihuan.Enterprises;

/// <summary>The keys by which duplicates are found, as they were worked out when the entry was made: with the district's names of that day, which a rebuild
/// years later could not ask.</summary>
/// <param name="Names">Of every name it has or had.</param>
/// <param name="Address">Of the address.</param>
internal sealed record RegisterKeys(IReadOnlyList<string> Names, string? Address)
{
    public static RegisterKeys Of(IEnumerable<string> names, string address, PlaceNames places) =>
        new([.. names.Select(n => NameKeys.OfName(n, places)).Where(k => k.Length > 0).Distinct(StringComparer.Ordinal)], NameKeys.OfAddress(address, places));
}

/// <summary>A line of an entry's history.</summary>
/// <param name="What">What happened.</param>
/// <param name="Day">The day on which it happened; the day of entry where nobody said.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Detail">Such as the name that it bore before.</param>
/// <param name="Reason">Why, where the person was asked.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="Other">The other entry, where there is one.</param>
internal sealed record HistoryLine(RegisterHappening What, DateOnly? Day, DateTimeOffset At, string? Detail = null, string? Reason = null, Guid? By = null, Guid? Other = null)
{
    public static HistoryLine Of(RegisterHappening what, Stamp stamp, DateOnly? day, string? detail = null, string? reason = null, Guid? other = null) =>
        new(what, day ?? DistrictDay.Of(stamp.Recorded), stamp.Recorded, detail, reason, stamp.By.Account, other);

    public static RegisterHappening Of(RegisterState state) => state switch
    {
        RegisterState.Active => RegisterHappening.Reopened,
        RegisterState.Stopped => RegisterHappening.Stopped,
        _ => RegisterHappening.Closed,
    };
}
