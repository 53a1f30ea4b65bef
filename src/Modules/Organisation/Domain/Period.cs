namespace Bihuan.Organisation;

/// <summary>From the first day that something holds to the first day that it no longer does (左闭右开). An unknown beginning and an open end are <see langword="null"/>.</summary>
internal readonly record struct Period(DateOnly? From, DateOnly? To)
{
    public bool Holds(DateOnly day) => !(day < From) && !(day >= To);

    public bool Overlaps(Period other) => !(To <= other.From) && !(other.To <= From);

    /// <summary>Whether it ends before it begins, or on the same day.</summary>
    public bool IsEmpty => To <= From;
}
