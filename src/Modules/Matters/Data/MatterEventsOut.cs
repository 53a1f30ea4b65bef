using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>What other systems learn of matters: each step of the loop, with the matter's title and lead. Nothing of restricted matters leaves, and no
/// words of reports, reasons or instructions.</summary>
internal sealed class MatterEventsOut(BihuanContext db) : IOutgoingEvent
{
    public IReadOnlyCollection<string> Types =>
    [
        "matters.issued", "matters.signed-for", "matters.declined", "matters.reported", "matters.handed-in", "matters.accepted", "matters.returned", "matters.reopened",
        "matters.paused", "matters.resumed", "matters.withdrawn", "matters.extension-decided", "matters.transferred", "matters.urged",
    ];

    public async ValueTask<OutgoingBody?> Map(Recorded recorded, CancellationToken cancel)
    {
        var id = MatterId.From(recorded.Entry.StreamId);
        if (await db.Set<Matter>().AsNoTracking().Where(m => m.Id == id).Select(m => new { m.Title, m.Lead, m.Secrecy, m.Document, m.Number }).SingleOrDefaultAsync(cancel) is not { } matter || matter.Secrecy is Secrecy.Restricted)
        {
            return null;
        }

        object step = recorded.Happened switch
        {
            MatterIssued e => new { due = e.Schedule.DueDay },
            MatterReported e => new { e.Progress, e.Figures },
            MatterHandedIn e => new { e.Proposed },
            MatterAccepted e => new { e.End },
            ExtensionDecided e => new { granted = e.Until },
            MatterTransferred e => new { e.Lead, e.Accepting },
            MatterUrged e => new { e.Step, e.Day },
            _ => new { },
        };
        return new(matter.Lead?.Value, new { matter = id, matter.Title, matter.Lead, matter.Document, matter.Number, step });
    }
}
