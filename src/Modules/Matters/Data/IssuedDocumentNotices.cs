using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Tells the units that a document was served on.</summary>
internal sealed class IssuedDocumentNotices(Notifier notifier) : ISubscriber
{
    public string Name => "matters.documents";

    public bool Hears(IEvent happened) => happened is DocumentIssued;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        if (recorded.Happened is not DocumentIssued issued)
        {
            return;
        }

        foreach (var unit in issued.To)
        {
            await notifier.Tell(
                new($"matters:{recorded.Entry.Position}:{unit.Value}", "notice.documentIssued", [NumberRegister.Text(issued.Word, issued.Year, issued.Serial), issued.Title], $"/matters/documents/{issued.Id.Value}")
                {
                    Permission = MattersPermissions.Handle,
                    Unit = unit.Value,
                }, cancel);
        }
    }
}
