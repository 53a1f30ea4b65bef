using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Tells whose turn it is: the lead of what is issued, urged, returned or decided, the issuer of what is declined or asked for, the accepting
/// unit of what was handed in.</summary>
internal sealed class MatterNotices(BihuanContext db, Notifier notifier) : ISubscriber
{
    public string Name => "matters.notices";

    public bool Hears(IEvent happened) => Told(happened) is not null;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        if (recorded.Entry.StreamKind != "matter" || Told(recorded.Happened) is not { } told)
        {
            return;
        }

        var id = MatterId.From(recorded.Entry.StreamId);
        if (await db.Set<Matter>().AsNoTracking().Where(m => m.Id == id).Select(m => new { m.Title, m.Lead, m.Accepting, m.Urgency }).SingleOrDefaultAsync(cancel) is not { } matter)
        {
            return;
        }

        var unit = told.To switch { PartyRole.Lead => matter.Lead, PartyRole.Accepting => matter.Accepting, _ => matter.Lead };
        await notifier.Tell(
            new($"matters:{recorded.Entry.Position}", told.Text, [matter.Title, .. told.Values], $"/matters/{id.Value}")
            {
                Permission = told.Permission,
                Unit = unit?.Value,

                // What is pressing does not wait for the digest.
                Urgent = matter.Urgency is not Urgency.Normal || recorded.Happened is MatterUrged { Step: not LadderStep.Reminder },
            },
            cancel);
    }

    /// <summary>What is told of an event, to the holders of which permission over which unit.</summary>
    private static (string Text, string Permission, PartyRole To, IReadOnlyList<string> Values)? Told(IEvent happened) => happened switch
    {
        MatterIssued e => ("notice.matterIssued", MattersPermissions.Handle, PartyRole.Lead, [Days.Text(e.Schedule.DueDay)]),
        MatterDeclined e => ("notice.matterDeclined", MattersPermissions.Issue, PartyRole.Lead, [e.Why]),
        MatterHandedIn => ("notice.matterHandedIn", MattersPermissions.Accept, PartyRole.Accepting, []),
        MatterReturned e => ("notice.matterReturned", MattersPermissions.Handle, PartyRole.Lead, [string.Join('；', e.Points)]),
        MatterAccepted => ("notice.matterAccepted", MattersPermissions.Handle, PartyRole.Lead, []),
        MatterReopened e => ("notice.matterReopened", MattersPermissions.Handle, PartyRole.Lead, [e.Why]),
        MatterPaused e => ("notice.matterPaused", MattersPermissions.Handle, PartyRole.Lead, [e.Document]),
        MatterResumed => ("notice.matterResumed", MattersPermissions.Handle, PartyRole.Lead, []),
        MatterWithdrawn e => ("notice.matterWithdrawn", MattersPermissions.Handle, PartyRole.Lead, [e.Document]),
        ExtensionAsked e => ("notice.extensionAsked", MattersPermissions.Issue, PartyRole.Lead, [Days.Text(e.Until)]),
        ExtensionDecided { Until: { } until } => ("notice.extensionGranted", MattersPermissions.Handle, PartyRole.Lead, [Days.Text(until)]),
        ExtensionDecided => ("notice.extensionRefused", MattersPermissions.Handle, PartyRole.Lead, []),
        MatterUrged e => ($"notice.step.{e.Step}", MattersPermissions.Handle, PartyRole.Lead, [Days.Text(e.Day)]),
        MatterReported { Help: { } help } => ("notice.helpWanted", MattersPermissions.Issue, PartyRole.Lead, [help]),
        MatterContributed => ("notice.contributed", MattersPermissions.Handle, PartyRole.Lead, []),
        _ => null,
    };
}
