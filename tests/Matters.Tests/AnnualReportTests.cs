using System.Text.Json;
using Bihuan.Accounts;
using Bihuan.Documents;
using Bihuan.Documents.Tests;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>The real gazette's 136 tasks through a whole year: every one has an honest end, the annual list accounts for each, and what was shown on a day is
/// what that day shows when it is looked back at, and after a rebuild.</summary>
public class AnnualReportTests
{
    private static readonly DateOnly LookedAt = new(2022, 9, 30);

    private static readonly JsonSerializerOptions Json = new(EventCatalog.Json) { IncludeFields = true, WriteIndented = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task TheYearOfThe136Tasks_IsAccountedFor_AndCanBeLookedBackAt(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await using (var scope = district.Scope())
        {
            Assert.IsType<Result<IReadOnlyList<DemonstrationAccount>>.Done>(await scope.ServiceProvider.GetRequiredService<ISampleDistrict>().Load(Cancel));
        }

        var import = await district.Import(Shared.GazetteText(), "gazette.txt");
        var (document, _) = await GazetteTests.Adopt(district, import.Documents);
        string? shown = null;
        SimulationReport report;
        await using (var scope = district.Scope())
        {
            report = await scope.ServiceProvider.GetRequiredService<IYearSimulation>().Run(
                new(0, 2022, new(2022, 12, 31), document),
                async at =>
                {
                    if (DistrictDay.Today(district.Clock) == LookedAt)
                    {
                        district.Clock.SetUtcNow(DistrictDay.End(LookedAt).AddTicks(-1));
                        shown = await Shown(district, document);
                    }

                    district.Clock.SetUtcNow(at);
                },
                null, Cancel);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{report.Issued} matters, {report.Changes} changes; {string.Join(", ", report.Ends)}");

        // Every task has an end, and none says fulfilled without something to show for it.
        var tasks = await All(district, document);
        Assert.Equal(136, tasks.Count(t => t.Parent is null));
        Assert.Equal(0, report.Open);
        foreach (var task in tasks)
        {
            Assert.NotNull(task.End);
            var matter = await district.Done(new ShowMatter.Request(task.Id));
            Assert.True(task.End is MatterEnd.NotFulfilled or MatterEnd.Withdrawn || matter.HandInEvidence.Count + matter.FindingEvidence.Count > 0, task.Title);
            Assert.False(string.IsNullOrWhiteSpace(matter.Finding), task.Title);
        }

        Assert.True(report.Ends.Count > 1, "A year in which all went alike is not believed.");
        var list = await district.Done(new DraftDocument.Request(OfficialKind.AnnualList, Issuer: tasks.First(t => t.Accepting is not null).Accepting, Document: document));
        Assert.Empty(list.Problems);
        Assert.Equal(136, list.Matters);

        // The day in September, as it was shown then.
        Assert.NotNull(shown);
        Assert.Equal(shown, await Shown(district, document, caller => caller.AsOf = LookedAt));

        // The tables made again from the journal say the same.
        var before = await Shown(district, document);
        await using (var scope = district.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
            await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(db, null, Cancel);
            Assert.True((await scope.ServiceProvider.GetRequiredService<AuditVerifier>().Verify(null, null, Cancel)).IsClean);
        }

        Assert.Equal(before, await Shown(district, document));
    }

    /// <summary>What the list and its counts say at the moment.</summary>
    private static async Task<string> Shown(District district, DocumentId document, Action<Platform.Caller>? caller = null)
    {
        var lamps = await district.Done(new CountMatters.Request(new(Document: document), MatterGroup.Lamp), caller);
        return JsonSerializer.Serialize((Lamps: lamps, Rows: await All(district, document, caller)), Json);
    }

    private static async Task<List<MatterRow>> All(District district, DocumentId document, Action<Platform.Caller>? caller = null)
    {
        List<MatterRow> rows = [];
        for (string? after = null; ;)
        {
            var part = await district.Done(new ListMatters.Request(Document: document, Order: MatterOrder.Drafted, After: after, Limit: 200), caller);
            rows.AddRange(part.Items);
            if ((after = part.Next) is null)
            {
                return rows;
            }
        }
    }
}
