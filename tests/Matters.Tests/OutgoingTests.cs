using System.Text.Json;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>What leaves the loop: notices, calendars, events for other systems.</summary>
public class OutgoingTests
{
    [Theory, BothDatabases]
    public async Task AUnitsCalendar_HoldsItsDays_AndOnlyThose(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var id = await loop.SignedFor(loop.Terms(new(2022, 8, 31)) with { Milestones = [new("选址", new(2022, 5, 31), 20)] });
        await loop.Issued(loop.Terms(new(2022, 9, 30)) with { Lead = loop.Other, Supporting = [] });
        await using var scope = loop.District.Scope();
        var source = scope.ServiceProvider.GetServices<ICalendarSource>().OfType<MatterCalendar>().Single();
        var entries = await source.Entries(new(null, loop.Bureau.Value), new(2022, 4, 1), new(2022, 12, 31), TestContext.Current.CancellationToken);
        Assert.Equal(
            [(new(2022, 5, 5), "report"), (new(2022, 5, 31), "milestone-0"), (new DateOnly(2022, 8, 31), "due")],
            entries.OrderBy(e => e.Day).Select(e => (e.Day, e.Uid[(e.Uid.LastIndexOf($"{id.Value}-", StringComparison.Ordinal) + 37)..])));
        Assert.Empty(await source.Entries(new(null, loop.SecondStreet.Value), new(2022, 4, 1), new(2022, 12, 31), TestContext.Current.CancellationToken));
    }

    [Theory, BothDatabases]
    public async Task OtherSystems_LearnTheSteps_ButNothingOfRestrictedMatters_AndNoWords(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var id = await loop.SignedFor();
        await loop.Report(id, 40, 800);
        var closed = await loop.SignedFor(loop.Terms() with { Secrecy = Secrecy.Restricted });
        var bodies = await Bodies(loop, id);
        Assert.Equal(["matters.issued", "matters.signed-for", "matters.reported"], bodies.Select(b => b.Type));
        Assert.All(bodies, b => Assert.Equal(loop.Bureau.Value, b.Body.Unit));
        var report = JsonSerializer.Serialize(bodies[^1].Body.Payload, EventCatalog.Json);
        Assert.Contains("\"progress\":40", report, StringComparison.Ordinal);
        Assert.DoesNotContain("已开工", report, StringComparison.Ordinal);
        Assert.Empty(await Bodies(loop, closed));
    }

    [Theory, BothDatabases]
    public async Task Whoever_HasTheTurn_IsTold_Once(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var id = await loop.SignedFor();
        await loop.HandIn(id);
        await using var scope = loop.District.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var catalog = scope.ServiceProvider.GetRequiredService<EventCatalog>();
        var notices = ActivatorUtilities.CreateInstance<MatterNotices>(scope.ServiceProvider);
        foreach (var entry in (await db.Set<JournalEntry>().AsNoTracking().OrderBy(e => e.Position).ToListAsync(TestContext.Current.CancellationToken)).SelectMany(e => new[] { e, e }))
        {
            await notices.Handle(new(entry, catalog.Read(entry)), TestContext.Current.CancellationToken);
        }

        var told = await db.Set<Notification>().AsNoTracking().Where(n => n.TextKey.StartsWith("notice.matter")).OrderBy(n => n.Created).Select(n => new { n.TextKey, n.Permission, n.Unit }).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [("notice.matterHandedIn", MattersPermissions.Accept, loop.Office.Value), ("notice.matterIssued", MattersPermissions.Handle, loop.Bureau.Value)],
            told.Select(t => (t.TextKey, t.Permission!, t.Unit!.Value)).Order());
    }

    private static async Task<List<(string Type, OutgoingBody Body)>> Bodies(Loop loop, MatterId id)
    {
        await using var scope = loop.District.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var catalog = scope.ServiceProvider.GetRequiredService<EventCatalog>();
        var map = scope.ServiceProvider.GetServices<IOutgoingEvent>().OfType<MatterEventsOut>().Single();
        List<(string, OutgoingBody)> bodies = [];
        foreach (var entry in await db.Set<JournalEntry>().AsNoTracking().Where(e => e.StreamId == id.Value).OrderBy(e => e.Version).ToListAsync(TestContext.Current.CancellationToken))
        {
            if (map.Types.Contains(entry.Type) && await map.Map(new(entry, catalog.Read(entry)), TestContext.Current.CancellationToken) is { } body)
            {
                bodies.Add((entry.Type, body));
            }
        }

        return bodies;
    }
}
