using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>A year through the real commands: everything ends, and every step is one that the table allows.</summary>
public class SimulationTests
{
    [Theory, BothDatabases]
    public async Task AYear_EndsEveryMatterHonestly_ByAllowedStepsAlone(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var top = (await district.Done(new CreateUnit("乙区人民政府", UnitKind.Other)));
        foreach (var name in new[] { "发展和改革局", "经济和信息化局", "教育局", "民政局", "水利局", "农业农村局", "商务局" })
        {
            await district.Done(new CreateUnit(name, Parent: top));
        }

        SimulationReport report;
        await using (var scope = district.Scope())
        {
            report = await scope.ServiceProvider.GetRequiredService<IYearSimulation>().Run(
                new(30, 7, new(2022, 12, 31)), at => { district.Clock.SetUtcNow(at); return Task.CompletedTask; }, null, TestContext.Current.CancellationToken);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{report.Issued} matters, {report.Changes} changes; {string.Join(", ", report.Ends)}; refusals {string.Join(", ", report.Refusals)}");
        await using (var scope = district.Scope())
        {
            var open = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Matter>().AsNoTracking().Where(m => m.IsOpen).ToListAsync(TestContext.Current.CancellationToken);
            Assert.True(open.Count == 0, string.Join('\n', open.Select(m => $"{m.Title} {m.State} {m.DueDay} {m.Progress} {m.Changed} part: {m.Parent is not null}")));
        }

        Assert.Equal(report.Issued, report.Ends.Values.Sum());
        Assert.True(report.Issued >= 30 && report.Changes > 300);

        await using var reading = district.Scope();
        var db = reading.ServiceProvider.GetRequiredService<BihuanContext>();
        var catalog = reading.ServiceProvider.GetRequiredService<EventCatalog>();
        var seen = new HashSet<MatterAct>();
        foreach (var stream in (await db.Set<JournalEntry>().AsNoTracking().Where(e => e.StreamKind == "matter").OrderBy(e => e.Position).ToListAsync(TestContext.Current.CancellationToken)).GroupBy(e => e.StreamId))
        {
            var matter = new Matter();
            foreach (var entry in stream)
            {
                var (happened, before) = (catalog.Read(entry), matter.State);
                matter.Apply(happened, new(entry.Recorded, new(entry.Actor, entry.ForUnit, entry.ForPost)));
                if (entry.Version > 1)
                {
                    var act = ActOf(happened);
                    seen.Add(act);
                    var (from, to) = Transitions.Table[act];
                    Assert.True(from.Contains(before), $"{act} from {before}");
                    Assert.True(to.Length == 0 ? matter.State == before : to.Contains(matter.State), $"{act}: {before} to {matter.State}");
                }
            }

            // What the rebuilt state says is what the table holds.
            var stored = await db.Set<Matter>().AsNoTracking().SingleAsync(m => m.Id == matter.Id, TestContext.Current.CancellationToken);
            Assert.Equal((stored.State, stored.End, stored.RedFrom, stored.Progress), (matter.State, matter.End, matter.RedFrom, matter.Progress));
        }

        Assert.Superset(new HashSet<MatterAct> { MatterAct.Issue, MatterAct.Sign, MatterAct.Report, MatterAct.HandIn, MatterAct.Accept, MatterAct.Return, MatterAct.AskExtension, MatterAct.DecideExtension, MatterAct.Urge, MatterAct.Transfer }, seen);
    }

    internal static MatterAct ActOf(IEvent happened) => happened switch
    {
        MatterEdited => MatterAct.Edit,
        MatterDropped => MatterAct.Drop,
        MatterIssued => MatterAct.Issue,
        MatterSignedFor => MatterAct.Sign,
        MatterDeclined => MatterAct.Decline,
        MatterReported => MatterAct.Report,
        MatterContributed => MatterAct.Contribute,
        MatterHandedIn => MatterAct.HandIn,
        HandInTakenBack => MatterAct.TakeBack,
        MatterAccepted => MatterAct.Accept,
        MatterReturned => MatterAct.Return,
        MatterReopened => MatterAct.Reopen,
        MatterPaused => MatterAct.Pause,
        MatterResumed => MatterAct.Resume,
        MatterWithdrawn => MatterAct.Withdraw,
        ExtensionAsked => MatterAct.AskExtension,
        ExtensionDecided => MatterAct.DecideExtension,
        MatterRescheduled => MatterAct.Reschedule,
        MatterInstructed => MatterAct.Instruct,
        MatterUrged => MatterAct.Urge,
        MatterLinked => MatterAct.Link,
        MatterTransferred => MatterAct.Transfer,
        _ => throw new InvalidOperationException($"{happened} has no act."),
    };
}
