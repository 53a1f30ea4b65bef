using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Matters;

/// <summary>Who is shown a saved view.</summary>
internal enum ViewSharing
{
    /// <summary>仅本人.</summary>
    Mine,

    /// <summary>本单位及下级.</summary>
    Unit,

    /// <summary>全区.</summary>
    All,
}

/// <summary>A view was saved, or saved anew under the same id.</summary>
/// <param name="Query">Filters, columns, group and view, as in the address of the list.</param>
/// <param name="Owner">Whose it is: an account.</param>
/// <param name="Unit">The unit that it is shared with, and those below it.</param>
[EventType("matters.view-saved")]
internal sealed record ViewSaved(MatterViewId Id, string Name, string Query, Guid Owner, ViewSharing Sharing, UnitId? Unit) : IEvent;

[EventType("matters.view-removed")]
internal sealed record ViewRemoved : IEvent;

/// <summary>A view of the list under a name (视图): its filters, columns, group and form.</summary>
[Stream("matter-view")]
internal sealed class SavedView : State
{
    public MatterViewId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Name { get; private set; } = "";

    public string Query { get; private set; } = "";

    public Guid Owner { get; private set; }

    public ViewSharing Sharing { get; private set; }

    public UnitId? Unit { get; private set; }

    public bool IsRemoved { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case ViewSaved e:
                (Id, Name, Query, Owner, Sharing, Unit) = (e.Id, e.Name, e.Query, e.Owner, e.Sharing, e.Unit);
                break;
            case ViewRemoved:
                IsRemoved = true;
                break;
        }
    }
}

/// <summary>Somebody chose with which view the list opens; <see langword="null"/> for the whole list.</summary>
[EventType("matters.default-view-chosen")]
internal sealed record DefaultViewChosen(DefaultViewId Id, Guid Account, MatterViewId? View) : IEvent;

/// <summary>With which view the list opens for a person (默认视图).</summary>
[Stream("matter-default-view")]
internal sealed class DefaultView : State
{
    public DefaultViewId Id { get; private set; }

    public override Guid Key => Id.Value;

    public Guid Account { get; private set; }

    public MatterViewId? View { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is DefaultViewChosen e)
        {
            (Id, Account, View) = (e.Id, e.Account, e.View);
        }
    }
}
