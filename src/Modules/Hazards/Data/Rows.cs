using System.Linq.Expressions;
using Bihuan.Enterprises;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>A row that follows the matter which was opened for its thing: how it stands, and when its lamp turns.</summary>
internal abstract class MatterFollower
{
    /// <summary>Of which plan the matter is.</summary>
    public int Round { get; set; }

    public MatterId? Matter { get; set; }

    public MatterState? MatterState { get; set; }

    /// <summary>The unit in charge as the matter has it.</summary>
    public UnitId? MatterLead { get; set; }

    public UnitId? Accepting { get; set; }

    public DateOnly? DueDay { get; set; }

    /// <summary>The first moment that is too late; none of what is not planned, or ended.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset? BlueFrom { get; set; }

    public DateTimeOffset? YellowFrom { get; set; }

    public DateTimeOffset? YellowUntil { get; set; }

    public DateTimeOffset? RedFrom { get; set; }

    public MatterEnd? MatterEnd { get; set; }

    public DateTimeOffset? MatterEnded { get; set; }

    /// <summary>Takes over how its matter stands.</summary>
    public virtual void Take(MatterPulse m) =>
        (Matter, MatterState, MatterLead, Accepting, DueDay, DueAt, BlueFrom, YellowFrom, YellowUntil, RedFrom, MatterEnd, MatterEnded) =
        (m.Id, m.State, m.Lead, m.Accepting, m.DueDay, m.IsOpen ? m.DueAt : null, m.BlueFrom, m.YellowFrom, m.YellowUntil, m.RedFrom, m.End, m.Ended);

    /// <summary>Leaves the matter of an earlier round.</summary>
    protected void Forget() =>
        (Matter, MatterState, MatterLead, Accepting, DueDay, DueAt, BlueFrom, YellowFrom, YellowUntil, RedFrom, MatterEnd, MatterEnded) = (null, null, null, null, null, null, null, null, null, null, null, null);
}

/// <summary>What lists narrow and order hazards by, the standing of their matters included.</summary>
internal sealed class HazardRow : MatterFollower
{
    public required HazardId Id { get; init; }

    public HazardState State { get; set; }

    /// <summary>Whether anything is left to do.</summary>
    public bool IsOpen { get; set; }

    public HazardGrade? Grade { get; set; }

    public HazardCategory Category { get; set; }

    public UnitId? Street { get; set; }

    /// <summary>The unit in charge as the hazard has it.</summary>
    public UnitId? Lead { get; set; }

    /// <summary>The unit in charge: the matter's where there is one.</summary>
    public UnitId? InCharge { get; set; }

    public UnitId Finder { get; set; }

    public FoundBy FoundBy { get; set; }

    public DateOnly FoundOn { get; set; }

    public string Title { get; set; } = "";

    public string Place { get; set; } = "";

    /// <summary>The first premises.</summary>
    public PremisesId Premises { get; set; }

    /// <summary>How many more premises it lies over.</summary>
    public int MorePremises { get; set; }

    public int Items { get; set; }

    /// <summary>Whether there is a plan of the present round.</summary>
    public bool HasPlan { get; set; }

    /// <summary>The clauses that its items break, each once and a line each, with the edition of the standard.</summary>
    public string Clauses { get; set; } = "";

    /// <summary>Its own place in millionths of a degree, WGS 84; none where it is that of its first premises.</summary>
    public int? Lon { get; set; }

    /// <inheritdoc cref="Lon"/>
    public int? Lat { get; set; }

    /// <summary>Whether what was handed in was ever returned, in this or an earlier round.</summary>
    public bool IsReturned { get; set; }


    /// <summary>On which day it was cancelled.</summary>
    public DateOnly? CancelledOn { get; set; }

    /// <summary>Takes over what the hazard itself says.</summary>
    public void Take(Hazard h)
    {
        if (Round != h.Round)
        {
            Forget();
        }

        (State, IsOpen, Grade, Category) = (h.State, h.State is not (HazardState.Cancelled or HazardState.Dropped), h.Judgement?.Grade, h.Terms.Category);
        (Street, Lead, Finder, FoundBy, FoundOn) = (h.Terms.Street, h.Lead, h.Finder.Unit, h.Finder.By, h.FoundOn);
        (Title, Place, Premises, MorePremises, Items, Round) = (h.Terms.Title, h.Terms.Place, h.Terms.Premises[0], h.Terms.Premises.Count - 1, h.Terms.Items.Count, h.Round);
        Clauses = string.Join('\n', h.Terms.Items.Select(ClauseOf).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal));
        (Lon, Lat) = (Grid.Micro(h.Terms.Point?.Longitude), Grid.Micro(h.Terms.Point?.Latitude));
        (HasPlan, InCharge, CancelledOn) = (h.Plan is not null, MatterLead ?? Lead, h.State is HazardState.Cancelled ? h.End!.On : null);
    }

    /// <inheritdoc/>
    public override void Take(MatterPulse m)
    {
        base.Take(m);
        InCharge = MatterLead ?? Lead;
        IsReturned |= m.Returns > 0;
    }

    /// <summary>Standard and clause as they are read together; empty where the item names no clause.</summary>
    public static string ClauseOf(HazardItem item) => string.IsNullOrWhiteSpace(item.Clause) ? "" : $"{item.Standard} {item.Clause}".Trim();
}

/// <summary>The lamp of a followed matter, from the moments that its last change left behind; a test holds that it is the matter's own.</summary>
internal static class FollowedLamp
{
    /// <summary>The lamp; <see langword="null"/> where none runs: no matter, an ended one (which is due no longer), a paused one. All that it asks stands in the index of what is due.</summary>
    /// <param name="at">The moment.</param>
    /// <typeparam name="T">The rows.</typeparam>
    public static Expression<Func<T, LampColour?>> At<T>(DateTimeOffset at)
        where T : MatterFollower => r =>
        r.MatterState == null || r.DueAt == null || r.MatterState == MatterState.Paused || r.MatterState == MatterState.Declined ? null
        : r.RedFrom <= at ? LampColour.Red
        : r.YellowFrom <= at || r.YellowUntil > at ? LampColour.Yellow
        : r.BlueFrom <= at ? LampColour.Blue
        : r.MatterState == MatterState.Issued ? LampColour.Grey
        : LampColour.Green;

    /// <summary>Rows whose lamp has a colour.</summary>
    /// <typeparam name="T">The rows.</typeparam>
    public static Expression<Func<T, bool>> Is<T>(LampColour colour, DateTimeOffset at)
        where T : MatterFollower
    {
        var lamp = At<T>(at);
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(lamp.Body, Expression.Constant(colour, typeof(LampColour?))), lamp.Parameters);
    }
}

/// <summary>That a unit has to do with a hazard: whoever reaches the unit sees it.</summary>
internal sealed class HazardUnit
{
    public required HazardId Hazard { get; init; }

    public required UnitId Unit { get; init; }

    /// <summary>As the hazard's own, so that a unit's list walks its own index.</summary>
    public required DateOnly FoundOn { get; init; }

    /// <summary>Whether it is so by the hazard's matter, rather than by the hazard itself.</summary>
    public required bool ByMatter { get; init; }
}

/// <summary>That a hazard lies in premises.</summary>
internal sealed class HazardPremises
{
    public required PremisesId Premises { get; init; }

    public required HazardId Hazard { get; init; }
}
