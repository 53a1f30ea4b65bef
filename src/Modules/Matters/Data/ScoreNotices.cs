using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Tells the unit that its score is shown, answered or final, and the supervision office that a unit objects.</summary>
internal sealed class ScoreNotices(BihuanContext db, Notifier notifier) : ISubscriber
{
    public string Name => "matters.scores";

    public bool Hears(IEvent happened) => Told(happened) is not null;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        if (recorded.Entry.StreamKind != "score-sheet" || Told(recorded.Happened) is not { } told)
        {
            return;
        }

        var id = ScoreSheetId.From(recorded.Entry.StreamId);
        if (await db.Set<ScoreSheet>().AsNoTracking().Where(s => s.Id == id).Select(s => new { s.Unit, s.UnitName, s.From, s.To }).SingleOrDefaultAsync(cancel) is { } sheet)
        {
            await notifier.Tell(
                new($"matters:{recorded.Entry.Position}", told.Text, [sheet.UnitName, Days.Text(sheet.From), Days.Text(sheet.To), .. told.Values], $"/matters/scores/{id.Value}") { Permission = told.Permission, Unit = sheet.Unit.Value }, cancel);
        }
    }

    private static (string Text, string Permission, IReadOnlyList<string> Values)? Told(IEvent happened) => happened switch
    {
        ScoreShown e => ("notice.scoreShown", MattersPermissions.Handle, [Days.By(e.ObjectUntil)]),
        ScoreTakenBack => ("notice.scoreTakenBack", MattersPermissions.Handle, []),
        ScoreObjected => ("notice.scoreObjected", MattersPermissions.Issue, []),
        ScoreDecided => ("notice.scoreDecided", MattersPermissions.Handle, []),
        ScoreFinished => ("notice.scoreFinal", MattersPermissions.Handle, []),
        _ => null,
    };
}
