using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>A published edition of a checklist of the district. Only its last day changes, when the next begins or the checklist is withdrawn.</summary>
internal sealed class ChecklistEdition
{
    public required ChecklistId Checklist { get; init; }

    public required int No { get; init; }

    public required string Title { get; init; }

    public required string Standard { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? To { get; set; }

    /// <summary>As it was published.</summary>
    public required Checklist Content { get; init; }

    public DateOnly PublishedOn { get; init; }
}

internal static class ChecklistTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<OwnChecklist>(checklist =>
        {
            checklist.ToTable("checklist");
            checklist.HasKey(c => c.Id);
            checklist.Ignore(c => c.Key).Ignore(c => c.Name).Ignore(c => c.IsGone);
            checklist.Property(c => c.Draft).AsJson();
        });
        model.Entity<ChecklistEdition>(edition =>
        {
            edition.ToTable("checklist_edition");
            edition.HasKey(e => new { e.Checklist, e.No });
            edition.HasIndex(e => e.From);
            edition.Property(e => e.Content).AsJson();
        });
    }
}

/// <summary>Keeps the editions of the district's checklists beside them, so that those of a day are read without all the others.</summary>
internal sealed class ChecklistProjection : IProjection
{
    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        switch (recorded.Happened)
        {
            case ChecklistPublished e:
                await End(db, e.Id, e.Edition.From, cancel);
                db.Add(new ChecklistEdition
                {
                    Checklist = e.Id,
                    No = e.No,
                    Title = e.Edition.Title,
                    Standard = e.Edition.Standard,
                    From = e.Edition.From,
                    To = e.Edition.To,
                    Content = e.Edition,
                    PublishedOn = DistrictDay.Of(recorded.Entry.Recorded),
                });
                break;
            case ChecklistWithdrawn e:
                await End(db, ChecklistId.From(recorded.Entry.StreamId), e.From, cancel);
                break;
        }
    }

    /// <summary>Ends what holds on a day or begins later the day before.</summary>
    private static async Task End(BihuanContext db, ChecklistId checklist, DateOnly day, CancellationToken cancel)
    {
        await db.Set<ChecklistEdition>().AsTracking().Where(e => e.Checklist == checklist).LoadAsync(cancel);
        foreach (var edition in db.Set<ChecklistEdition>().Local.Where(e => e.Checklist == checklist && !(e.To < day)))
        {
            edition.To = day.AddDays(-1);
        }
    }
}

/// <summary>The shipped checklists together with the district's own.</summary>
internal sealed class ChecklistShelf(BihuanContext db)
{
    /// <summary>Every edition by name, standard and days, without kinds and questions of the district's own: for whoever asks for the edition of a standard, or what a checklist is called.</summary>
    public async ValueTask<ChecklistBook> Known(CancellationToken cancel) => new(
        ShippedChecklists.Book.All,
        [.. (await db.Set<ChecklistEdition>().AsNoTracking().OrderBy(e => e.Checklist).ThenBy(e => e.No).Select(e => new { e.Checklist, e.Title, e.Standard, e.From, e.To }).ToListAsync(cancel))
            .Select(e => new Checklist(e.Checklist.Value.ToString(), e.Title, e.Standard, e.From, e.To, [], [], []))]);

    /// <summary>Every shipped edition, and those of the district that hold on a day.</summary>
    public ValueTask<ChecklistBook> On(DateOnly day, CancellationToken cancel) => Between(day, day, cancel);

    /// <summary>Every shipped edition, and those of the district that hold on any of some days.</summary>
    public async ValueTask<ChecklistBook> Between(DateOnly first, DateOnly last, CancellationToken cancel) => new(
        ShippedChecklists.Book.All, [.. (await db.Set<ChecklistEdition>().AsNoTracking().Where(e => e.From <= last && (e.To == null || e.To >= first)).OrderBy(e => e.Checklist).ThenBy(e => e.No).ToListAsync(cancel)).Select(Held)]);

    /// <summary>An edition by its key and first day; <see langword="null"/> where there is none.</summary>
    public async ValueTask<Checklist?> Find(string key, DateOnly from, CancellationToken cancel) => ChecklistId.TryParse(key, out var id)
        ? await db.Set<ChecklistEdition>().AsNoTracking().SingleOrDefaultAsync(e => e.Checklist == id && e.From == from, cancel) is { } edition ? Held(edition) : null
        : ShippedChecklists.Book.All.FirstOrDefault(c => c.Key == key && c.From == from);

    /// <summary>An edition with the day on which it really ends.</summary>
    public static Checklist Held(ChecklistEdition edition) => edition.Content with { To = edition.To };
}

/// <summary>The checklists' part of the API.</summary>
internal static class ChecklistApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var checklists = api.MapGroup("/hazards/checklists");
        checklists.MapQuery("/all", (ListChecklists.Request r) => r);
        checklists.MapQuery("/one", (ShowChecklist.Request r) => r);
        checklists.MapCommand("", (SaveChecklist.Request r) => r);
        checklists.MapCommand("/drop", (DropChecklistDraft.Request r) => r);
        checklists.MapCommand("/publish", (PublishChecklist.Request r) => r);
        checklists.MapCommand("/withdraw", (WithdrawChecklist.Request r) => r);
    }
}
