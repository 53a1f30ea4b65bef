using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>What a list is about: the seven lists of the province (七张问题清单, standards §4.5), or another named one.</summary>
internal enum ListTheme
{
    /// <summary>巡视.</summary>
    PartyInspection,

    /// <summary>督查.</summary>
    Supervision,

    /// <summary>审计.</summary>
    Audit,

    /// <summary>生态环境保护督察.</summary>
    Environment,

    /// <summary>安全生产.</summary>
    Safety,

    /// <summary>网络舆情.</summary>
    Opinion,

    /// <summary>信访.</summary>
    Petitions,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>How many problems each member reports a quarter (季度报送任务).</summary>
/// <param name="Least">At least so many.</param>
/// <param name="Members">By each of these.</param>
/// <param name="From">From the quarter of this day on.</param>
/// <param name="Source">The clause that asks for it.</param>
internal sealed record ProblemQuota(int Least, IReadOnlyList<UnitId> Members, DateOnly From, string? Source = null);

/// <summary>Everything that is set of a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Theme">What it is about.</param>
/// <param name="Keeper">The unit that keeps it: confirms, assigns and accepts for it.</param>
/// <param name="Quota">What members owe it; none where nothing is owed.</param>
/// <param name="IsRetired">Whether it is no longer kept.</param>
internal sealed record ProblemListTerms(string Name, ListTheme Theme, UnitId Keeper, ProblemQuota? Quota = null, bool IsRetired = false);

[EventType("hazards.problem-list-set")]
internal sealed record ProblemListSet(ProblemListId Id, ProblemListTerms Terms) : IEvent;

/// <summary>A list of major problems (问题清单).</summary>
[Stream("problem-list")]
internal sealed class ProblemList : State
{
    public ProblemListId Id { get; private set; }

    public override Guid Key => Id.Value;

    public ProblemListTerms Terms { get; private set; } = null!;

    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is ProblemListSet e)
        {
            (Id, Terms) = (e.Id, e.Terms);
        }
    }
}

/// <summary>A quarter of a year.</summary>
/// <param name="First">Its first day.</param>
internal readonly record struct Quarter(DateOnly First)
{
    private const int Months = 3;

    public DateOnly Last => First.AddMonths(Months).AddDays(-1);

    public int No => ((First.Month - 1) / Months) + 1;

    public Quarter Before => new(First.AddMonths(-Months));

    public static Quarter Of(DateOnly day) => new(new(day.Year, ((day.Month - 1) / Months * Months) + 1, 1));

    /// <summary>As in addresses: <c>2022-2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First.Year}-{No}");

    /// <summary>Reads one from an address.</summary>
    public static Quarter? Parse(string? text) =>
        text?.Split('-') is [var year, var no] && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y is > 1990 and < 9999 && no is ['1' or '2' or '3' or '4']
            ? new(new(y, ((no[0] - '1') * Months) + 1, 1)) : null;
}
