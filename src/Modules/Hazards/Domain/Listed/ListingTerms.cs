using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>How a listing stands itself; what lies between is the matter's.</summary>
internal enum ListingState
{
    /// <summary>挂牌督办中.</summary>
    Listed,

    /// <summary>已销案: accepted, and the notice is out.</summary>
    Cancelled,

    /// <summary>已撤销挂牌, by a document.</summary>
    Withdrawn,

    /// <summary>已撤回: its adoption was taken back before anything was done.</summary>
    Revoked,
}

/// <summary>Where a listed hazard stands (督办环节), of listing, hazard and matter together.</summary>
internal enum ListingStage
{
    /// <summary>待制定方案.</summary>
    ToPlan,

    /// <summary>整改中.</summary>
    Rectifying,

    /// <summary>待验收.</summary>
    HandedIn,

    /// <summary>验收退回.</summary>
    Returned,

    /// <summary>未整改到位: the matter ended otherwise; it stays listed.</summary>
    NotMended,

    /// <summary>待销案: accepted, and the notice is not out yet.</summary>
    Accepted,

    /// <summary>已销案.</summary>
    Cancelled,

    /// <summary>已撤销挂牌.</summary>
    Withdrawn,
}

/// <summary>What a unit has to do with a listed hazard.</summary>
internal enum ListingRole
{
    /// <summary>牵头督办.</summary>
    Lead,

    /// <summary>配合督办.</summary>
    Supporting,

    /// <summary>验收销案.</summary>
    Accepting,
}

/// <summary>What a decision says of a hazard that it lists.</summary>
/// <param name="Number">The decision's number, or its title.</param>
/// <param name="DecidedOn">Its day.</param>
/// <param name="Body">The body that lists.</param>
/// <param name="Supervising">督办单位, in the order printed.</param>
/// <param name="Due">整改期限.</param>
/// <param name="Accepting">Who accepts; the one of the supervising units that is competent for the category where none is given.</param>
/// <param name="Name">The unit or area as the decision prints it; the premises' own name where none is given.</param>
/// <param name="Address">As printed; the premises' own where none is given.</param>
/// <param name="Nature">性质, as printed; the premises' kind where none is given.</param>
/// <param name="Source">The clause.</param>
/// <param name="Document">The document, where it is in the store.</param>
internal sealed record ListingTerms(
    string Number, DateOnly DecidedOn, UnitId Body, IReadOnlyList<UnitId> Supervising, DateOnly Due, UnitId? Accepting = null, string? Name = null, string? Address = null, string? Nature = null, Clause? Source = null,
    DocumentId? Document = null);

/// <summary>What a listing fixes of a hazard while it holds.</summary>
/// <param name="Listing">The listing.</param>
/// <param name="Body">The body that listed.</param>
/// <param name="Lead">Who leads.</param>
/// <param name="Accepting">Who accepts.</param>
/// <param name="Supporting">The other supervising units.</param>
/// <param name="Due">The deadline.</param>
internal sealed record ListingHold(ListingId Listing, UnitId Body, UnitId Lead, UnitId Accepting, IReadOnlyList<UnitId> Supporting, DateOnly Due);

/// <summary>A plate at the place (挂牌).</summary>
/// <param name="On">Hung on which day.</param>
/// <param name="Where">Where.</param>
/// <param name="By">By which unit.</param>
/// <param name="Photograph">A photograph of it.</param>
/// <param name="Off">Taken down on which day (摘牌).</param>
/// <param name="OffBy">By which unit.</param>
internal sealed record Plate(DateOnly On, string Where, UnitId By, NewPhotograph? Photograph = null, DateOnly? Off = null, UnitId? OffBy = null);

/// <summary>That the public was told (公示).</summary>
/// <param name="On">From which day.</param>
/// <param name="Where">Where besides this program, in words.</param>
/// <param name="Off">Withdrawn on which day.</param>
/// <param name="Why">Why.</param>
internal sealed record Publicity(DateOnly On, string? Where = null, DateOnly? Off = null, string? Why = null);

/// <summary>How often a unit visits (走访督导).</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Role">In which role.</param>
/// <param name="EveryDays">Days from one visit to the next.</param>
/// <param name="Next">By when next.</param>
internal sealed record VisitDuty(UnitId Unit, ListingRole Role, int EveryDays, DateOnly Next);

/// <summary>A visit (走访督导).</summary>
/// <param name="No">Counts up within the listing, from 1.</param>
/// <param name="On">On which day.</param>
/// <param name="By">By which unit.</param>
/// <param name="Post">In which post.</param>
/// <param name="Found">What was found.</param>
/// <param name="Progress">How far it is, in words.</param>
/// <param name="Photographs">Photographs.</param>
/// <param name="Next">When the unit comes again.</param>
internal sealed record ListingVisit(int No, DateOnly On, UnitId By, PostId? Post, string Found, string Progress, IReadOnlyList<NewPhotograph> Photographs, DateOnly? Next);

/// <summary>A later deadline, by a decision of the body that listed (延期).</summary>
/// <param name="From">The deadline before.</param>
/// <param name="Until">The deadline since.</param>
/// <param name="Number">The decision's number.</param>
/// <param name="DecidedOn">Its day.</param>
/// <param name="Why">The reason.</param>
internal sealed record ListingDelay(DateOnly From, DateOnly Until, string Number, DateOnly DecidedOn, string Why);

/// <summary>Which notice.</summary>
internal enum ListingNoticeKind
{
    /// <summary>挂牌督办通知.</summary>
    Listing,

    /// <summary>销案通知.</summary>
    Cancellation,
}

/// <summary>A notice that went out.</summary>
/// <param name="Id">The document.</param>
/// <param name="Kind">Which.</param>
/// <param name="Word">机关代字.</param>
/// <param name="Number">发文字号.</param>
/// <param name="Title">Its title.</param>
/// <param name="Date">成文日期.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Docx">The file's hash.</param>
internal sealed record ListingNotice(Guid Id, ListingNoticeKind Kind, string Word, string Number, string Title, DateOnly Date, UnitId Issuer, string Docx);

/// <summary>How a listing ended.</summary>
/// <param name="On">On which day.</param>
/// <param name="Number">The number of the notice, or of the document that withdrew it.</param>
/// <param name="Why">Why it was withdrawn.</param>
internal sealed record ListingEnd(DateOnly On, string Number, string? Why = null);
