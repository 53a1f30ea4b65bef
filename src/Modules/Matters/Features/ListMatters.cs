using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>In which order matters are listed.</summary>
internal enum MatterOrder
{
    /// <summary>By the day on which they are due.</summary>
    Due,

    /// <summary>The last changed first.</summary>
    Changed,

    /// <summary>By number within their document, as drafted.</summary>
    Drafted,
}

/// <summary>Which matters are asked for. Every field narrows.</summary>
/// <param name="Words">In the title.</param>
/// <param name="State">In this state.</param>
/// <param name="Open">Whether somebody still has to do something.</param>
/// <param name="Lamp">With this lamp at the moment shown.</param>
/// <param name="Unit">In which the unit has a role.</param>
/// <param name="Role">Which role that is; any where <see langword="null"/>.</param>
/// <param name="Post">For which the post answers.</param>
/// <param name="Document">From this document.</param>
/// <param name="Chapter">From this chapter.</param>
/// <param name="Kind">Of this kind.</param>
/// <param name="Place">About this street: named as its place or, where none is named, led by it.</param>
/// <param name="Parent">Parts of this matter.</param>
/// <param name="DueFrom">Due on this day or later.</param>
/// <param name="DueTo">Due on this day or earlier.</param>
/// <param name="Help">Whose last report asks for help.</param>
/// <param name="End">That ended so.</param>
/// <param name="EndedFrom">That ended on this day or later.</param>
/// <param name="EndedTo">That ended on this day or earlier.</param>
/// <param name="IssuedFrom">Issued on this day or later.</param>
/// <param name="RedFrom">Red now, and not before this day.</param>
/// <param name="ReportFrom">Of which a report is asked on this day or later.</param>
/// <param name="ReportTo">Of which a report is asked on this day or earlier; with <paramref name="ReportFrom"/> the same report.</param>
internal sealed record MatterFilter(
    string? Words = null,
    MatterState? State = null,
    bool? Open = null,
    LampColour? Lamp = null,
    UnitId? Unit = null,
    PartyRole? Role = null,
    PostId? Post = null,
    DocumentId? Document = null,
    string? Chapter = null,
    MatterKindId? Kind = null,
    UnitId? Place = null,
    MatterId? Parent = null,
    DateOnly? DueFrom = null,
    DateOnly? DueTo = null,
    bool? Help = null,
    MatterEnd? End = null,
    DateOnly? EndedFrom = null,
    DateOnly? EndedTo = null,
    DateOnly? IssuedFrom = null,
    DateOnly? RedFrom = null,
    DateOnly? ReportFrom = null,
    DateOnly? ReportTo = null)
{
    /// <summary>Whether only open matters can pass.</summary>
    public bool OnlyOpen => Open is true || Lamp is not null || Help is true || RedFrom is not null;

    /// <summary>The matters that pass.</summary>
    public IQueryable<Matter> Of(IQueryable<Matter> matters, BihuanContext db, DateTimeOffset at)
    {
        var words = Words?.Trim() ?? "";
        matters = words.Length == 0 ? matters : matters.Where(m => m.Title.Contains(words));
        matters = State is { } state ? matters.Where(m => m.State == state) : matters;
        matters = Open is { } open ? matters.Where(m => m.IsOpen == open) : matters;
        matters = Lamp is { } lamp ? matters.Where(m => m.IsOpen).Where(LampIn.Is(lamp, at)) : matters;
        matters = Unit is { } unit ? OfUnit(matters, db, unit, Role) : matters;
        matters = Post is { } post ? matters.Where(m => db.Set<MatterLeading>().Any(l => l.Matter == m.Id && l.Post == post)) : matters;
        matters = Document is { } document ? matters.Where(m => m.Document == document) : matters;
        matters = Chapter is { } chapter ? matters.Where(m => m.Chapter == chapter) : matters;
        matters = Kind is { } kind ? matters.Where(m => m.Kind == kind) : matters;
        matters = Place is { } place ? matters.Where(m => m.Place == place || (m.Place == null && m.Lead == place)) : matters;
        matters = Parent is { } parent ? matters.Where(m => m.Parent == parent) : matters;
        matters = DueFrom is { } from ? matters.Where(m => m.DueDay >= from) : matters;
        matters = DueTo is { } to ? matters.Where(m => m.DueDay <= to) : matters;
        matters = Help is { } help ? matters.Where(m => m.WantsHelp == help) : matters;
        var (first, last) = (EndedFrom is { } a ? DistrictDay.Start(a) : (DateTimeOffset?)null, EndedTo is { } b ? DistrictDay.End(b) : (DateTimeOffset?)null);
        matters = first is null ? matters : matters.Where(m => m.Ended >= first);
        matters = last is null ? matters : matters.Where(m => m.Ended < last);
        var (issued, red) = (IssuedFrom is { } c ? DistrictDay.Start(c) : (DateTimeOffset?)null, RedFrom is { } d ? DistrictDay.Start(d) : (DateTimeOffset?)null);
        matters = issued is null ? matters : matters.Where(m => m.Issued >= issued);
        matters = red is null ? matters : matters.Where(m => m.IsOpen && m.RedFrom >= red).Where(LampIn.Is(LampColour.Red, at));
        if (ReportFrom is not null || ReportTo is not null)
        {
            var (reportFrom, reportTo) = (ReportFrom ?? DateOnly.MinValue, ReportTo ?? DateOnly.MaxValue);
            matters = matters.Where(m => db.Set<ReportDay>().Any(r => r.Matter == m.Id && r.Asked && r.Day >= reportFrom && r.Day <= reportTo));
        }

        return End is { } end ? matters.Where(m => m.End == end) : matters;
    }

    private static IQueryable<Matter> OfUnit(IQueryable<Matter> matters, BihuanContext db, UnitId unit, PartyRole? role) => role switch
    {
        PartyRole.Lead => matters.Where(m => m.Lead == unit),
        PartyRole.Accepting => matters.Where(m => m.Accepting == unit),
        PartyRole.Supporting => matters.Where(m => db.Set<MatterParty>().Where(p => p.Unit == unit && p.Supports).Select(p => p.Matter).Contains(m.Id)),
        _ => matters.Where(m => db.Set<MatterParty>().Where(p => p.Unit == unit).Select(p => p.Matter).Contains(m.Id)),
    };
}

/// <summary>Matters in parts.</summary>
internal static class ListMatters
{
    private static readonly Keyset<Matter> ByDue = new Keyset<Matter>().By(m => m.DueAt).By(m => m.Id);
    private static readonly Keyset<Matter> ByChange = new Keyset<Matter>().By(m => m.Changed, descending: true).By(m => m.Id, descending: true);
    private static readonly Keyset<Matter> ByDraft = new Keyset<Matter>().By(m => m.Created).By(m => m.Ordinal).By(m => m.Id);

    /// <summary>Matters with the order in which they are listed.</summary>
    public static (IQueryable<Matter> Matters, Keyset<Matter> Order) Ordered(IQueryable<Matter> matters, MatterOrder? order) => order switch
    {
        MatterOrder.Changed => (matters, ByChange),
        MatterOrder.Drafted => (matters, ByDraft),

        // Drafts have no moment that is too late; in the order of moments they are left out.
        _ => (matters.Where(m => m.DueAt != null), ByDue),
    };

    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(
        string? Words = null,
        MatterState? State = null,
        bool? Open = null,
        LampColour? Lamp = null,
        UnitId? Unit = null,
        PartyRole? Role = null,
        PostId? Post = null,
        DocumentId? Document = null,
        string? Chapter = null,
        MatterKindId? Kind = null,
        UnitId? Place = null,
        MatterId? Parent = null,
        DateOnly? DueFrom = null,
        DateOnly? DueTo = null,
        bool? Help = null,
        MatterEnd? End = null,
        MatterOrder? Order = null,
        string? After = null,
        int? Limit = null,
        DateOnly? EndedFrom = null,
        DateOnly? EndedTo = null,
        DateOnly? IssuedFrom = null,
        DateOnly? RedFrom = null,
        DateOnly? ReportFrom = null,
        DateOnly? ReportTo = null) : IQuery<Page<MatterRow>>
    {
        /// <summary>What narrows the list.</summary>
        public MatterFilter Filter => new(Words, State, Open, Lamp, Unit, Role, Post, Document, Chapter, Kind, Place, Parent, DueFrom, DueTo, Help, End, EndedFrom, EndedTo, IssuedFrom, RedFrom, ReportFrom, ReportTo);
    }

    internal sealed class Handler(MatterQueries queries) : IHandler<Request, Page<MatterRow>>
    {
        private static readonly Keyset<Step> BySteps = new Keyset<Step>().By(s => s.DueAt).By(s => s.Id);

        public async ValueTask<Result<Page<MatterRow>>> Handle(Request request, CancellationToken cancel)
        {
            if ((request.Order ?? MatterOrder.Due) is MatterOrder.Due && request.Filter == new MatterFilter(Open: request.Open) && await queries.Parties(request.Open, cancel) is { } parties)
            {
                return await Walk(parties, request, cancel);
            }

            var (matters, order) = Ordered(await queries.Matching(request.Filter, cancel), request.Order);
            return await matters.Part(order, MatterLine.Of, request.After, request.Limit, cancel).MapAsync(async part => part.With(await queries.Rows(part.Items, cancel)));
        }

        /// <summary>The plain list of some units: which matters it shows is read from their own index, and then those alone.</summary>
        private async ValueTask<Result<Page<MatterRow>>> Walk(IQueryable<MatterParty> parties, Request request, CancellationToken cancel)
        {
            var steps = parties.Where(p => p.DueAt != null).GroupBy(p => new { p.DueAt, p.Matter }).Select(g => new Step { DueAt = g.Key.DueAt, Id = g.Key.Matter });
            return await steps.Part(BySteps, request.After, request.Limit, cancel).MapAsync(async part => part.With(await queries.Rows([.. part.Items.Select(s => s.Id)], cancel)));
        }

        private sealed class Step
        {
            public DateTimeOffset? DueAt { get; init; }

            public MatterId Id { get; init; }
        }
    }
}
