namespace Bihuan.Persistence;

/// <summary>What a row of the index is of. Numbers are stored and never given to another.</summary>
public enum SearchKind
{
    /// <summary>Clauses of documents (条款).</summary>
    Clause = 1,

    /// <summary>Matters (督办事项).</summary>
    Matter = 2,

    /// <summary>Premises (单位场所).</summary>
    Premises = 3,

    /// <summary>Firms (企业).</summary>
    Enterprise = 4,
}

/// <summary>The number of a row, made so that both databases give rows in the wanted order by number alone: descending numbers are newest
/// group first, then the rows of the group in their order. From the top: 4 bits kind, 17 bits day, 24 bits group, 18 bits place.</summary>
internal static class SearchKey
{
    /// <summary>Rows of one group.</summary>
    public const int MostRows = 1 << PlaceBits;

    /// <summary>Groups of all kinds.</summary>
    public const int MostGroups = 1 << GroupBits;

    /// <summary>PostgreSQL keeps the tokens of 32 days apart from those of other days, see <c>PostgreSqlSearchIndex</c>.</summary>
    public const int BucketShift = GroupBits + PlaceBits + 5;

    private const int PlaceBits = 18;
    private const int GroupBits = 24;
    private const int DayBits = 17;

    private static readonly int FirstDay = new DateOnly(1900, 1, 1).DayNumber;

    /// <summary>The number of a day: 0 for none, 1 for 1900-01-01 and whatever is before.</summary>
    public static int Day(DateOnly? date) => date is { } day ? Math.Clamp(day.DayNumber - FirstDay + 1, 1, (1 << DayBits) - 2) : 0;

    /// <summary>The number of a row.</summary>
    public static long Of(SearchKind kind, int day, int group, int ordinal) => Base(kind, day, group) + (MostRows - 1 - ordinal);

    /// <summary>The numbers of a group: from the first, to before the second.</summary>
    public static (long From, long Below) Range(SearchKind kind, int day, int group) => (Base(kind, day, group), Base(kind, day, group) + MostRows);

    /// <summary>The numbers of a kind between two days: from the first, to before the second. Rows without a day are
    /// there only where no day is asked for.</summary>
    public static (long From, long Below) Range(SearchKind kind, DateOnly? from, DateOnly? to) =>
        (Base(kind, from is null && to is not null ? 1 : Day(from), 0), to is null ? Base(kind + 1, 0, 0) : Base(kind, Day(to) + 1, 0));

    /// <summary>The group of a number.</summary>
    public static int Group(long key) => (int)(key >> PlaceBits) & (MostGroups - 1);

    /// <summary>The group of a number, as both databases reckon it.</summary>
    /// <param name="key">The column.</param>
    public static string GroupSql(string key) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"(({key} >> {PlaceBits}) & {MostGroups - 1})");

    /// <summary>The place of a number in its group.</summary>
    public static int Ordinal(long key) => MostRows - 1 - (int)(key & (MostRows - 1));

    private static long Base(SearchKind kind, int day, int group) => ((long)kind << (DayBits + GroupBits + PlaceBits)) | ((long)day << (GroupBits + PlaceBits)) | ((long)group << PlaceBits);
}
