using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Matters;

/// <summary>A document went out. What it holds is frozen: its files by hash, and nothing here changes them.</summary>
/// <param name="IssuerName">The issuer's name on the day.</param>
/// <param name="Matters">What it is about.</param>
/// <param name="To">The units it is served on.</param>
/// <param name="Concerned">The units that may read it: those, and for one matter also its other parties.</param>
/// <param name="IsRestricted">Whether it is about a matter that only those concerned may see.</param>
/// <param name="Docx">The file's hash.</param>
/// <param name="Html">The page's hash.</param>
/// <param name="Fonts">Which family each part of it is set in.</param>
/// <param name="Pages">How many pages it should have.</param>
/// <param name="PagesAreCertain">Whether other fonts give the same.</param>
[EventType("matters.document-issued")]
internal sealed record DocumentIssued(
    IssuedDocumentId Id, OfficialKind Kind, string Word, int Year, int Serial, string Title, DateOnly Date, UnitId Issuer, string IssuerName, IReadOnlyList<MatterId> Matters, IReadOnlyList<UnitId> To,
    IReadOnlyList<UnitId> Concerned, bool IsRestricted, string Docx, string Html, IReadOnlyList<FontUsed> Fonts, int Pages, bool PagesAreCertain) : IEvent;

/// <summary>Somebody of some of the units that it was served on opened it for the first time.</summary>
[EventType("matters.document-opened")]
internal sealed record DocumentOpened(IReadOnlyList<UnitId> Units) : IEvent;

/// <summary>The family that a part of a document is set in.</summary>
/// <param name="Role">Title, Body, Kai, Hei or Song.</param>
/// <param name="Family">The family named in the file.</param>
/// <param name="IsPreferred">Whether it is the one that the standard asks for.</param>
internal sealed record FontUsed(string Role, string Family, bool IsPreferred);

/// <summary>That it came to a unit (送达).</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Served">When it was sent there.</param>
/// <param name="Opened">When somebody of the unit opened it first.</param>
/// <param name="By">Who that was.</param>
internal sealed record Service(UnitId Unit, DateTimeOffset Served, DateTimeOffset? Opened = null, Guid? By = null);

/// <summary>An official document that was issued (发文). After its first event only its service changes.</summary>
[Stream("issued-document")]
internal sealed class IssuedDocument : State
{
    public IssuedDocumentId Id { get; private set; }

    public override Guid Key => Id.Value;

    public OfficialKind Kind { get; private set; }

    public string Word { get; private set; } = "";

    public int Year { get; private set; }

    public int Serial { get; private set; }

    public string Number { get; private set; } = "";

    public string Title { get; private set; } = "";

    public DateOnly Date { get; private set; }

    public DateTimeOffset Issued { get; private set; }

    public UnitId Issuer { get; private set; }

    public string IssuerName { get; private set; } = "";

    public IReadOnlyList<MatterId> Matters { get; private set; } = [];

    public bool IsRestricted { get; private set; }

    public string Docx { get; private set; } = "";

    public string Html { get; private set; } = "";

    public IReadOnlyList<FontUsed> Fonts { get; private set; } = [];

    public int Pages { get; private set; }

    public bool PagesAreCertain { get; private set; }

    public IReadOnlyList<Service> Services { get; private set; } = [];

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case DocumentIssued e when Version == 0:
                (Id, Kind, Word, Year, Serial, Number) = (e.Id, e.Kind, e.Word, e.Year, e.Serial, NumberRegister.Text(e.Word, e.Year, e.Serial));
                (Title, Date, Issued, Issuer, IssuerName, Matters, IsRestricted) = (e.Title, e.Date, stamp.Recorded, e.Issuer, e.IssuerName, e.Matters, e.IsRestricted);
                (Docx, Html, Fonts, Pages, PagesAreCertain) = (e.Docx, e.Html, e.Fonts, e.Pages, e.PagesAreCertain);
                Services = [.. e.To.Select(u => new Service(u, stamp.Recorded))];
                break;
            case DocumentOpened e:
                Services = [.. Services.Select(s => s.Opened is null && e.Units.Contains(s.Unit) ? s with { Opened = stamp.Recorded, By = stamp.By.Account } : s)];
                break;
        }
    }
}
