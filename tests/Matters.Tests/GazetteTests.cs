using Bihuan.Accounts;
using Bihuan.Documents;
using Bihuan.Documents.Tests;
using Bihuan.Organisation;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>The 136 tasks of the real gazette, from its text to their issue.</summary>
public class GazetteTests
{
    [Theory, BothDatabases]
    public async Task The136Tasks_BecomeMatters_WithTheirClauses_AndGoOut(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await using (var scope = district.Scope())
        {
            var loaded = await scope.ServiceProvider.GetRequiredService<ISampleDistrict>().Load(TestContext.Current.CancellationToken);
            Assert.IsType<Kernel.Result<IReadOnlyList<DemonstrationAccount>>.Done>(loaded);
        }

        var import = await district.Import(Shared.GazetteText(), "gazette.txt");
        var (id, adopted) = await Adopt(district, import.Documents);
        Assert.Equal(136, adopted);
        Assert.Empty((await district.Done(new AdoptFinds.Request(id))).Adopted);

        List<MatterRow> drafts = [];
        for (string? after = null; ;)
        {
            var part = await district.Done(new ListMatters.Request(Document: id, Order: MatterOrder.Drafted, After: after, Limit: 200));
            drafts.AddRange(part.Items);
            if ((after = part.Next) is null)
            {
                break;
            }
        }

        // Each has the leader, the units and the figures that the facts give it, and says what was proposed.
        Assert.Equal(136, drafts.Count);
        await using var asking = district.Scope();
        var names = (await asking.ServiceProvider.GetRequiredService<IOrganisationQueries>().Names(new(2022, 4, 1), TestContext.Current.CancellationToken));
        var leaderless = 0;
        foreach (var fact in Shared.Facts("tasks.json").EnumerateArray())
        {
            var number = fact.GetProperty("number").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture);
            var row = Assert.Single(drafts, d => d.Number == number);
            var terms = (await district.Done(new ShowMatter.Request(row.Id))).Terms;
            Assert.Equal(fact.GetProperty("chapter").GetString(), terms.Chapter);
            Assert.Equal(fact.GetProperty("leaders").EnumerateArray().Select(l => l.GetString()), terms.Leaders.Select(l => l.Name));
            Assert.Equal(new(2022, 12, 31), terms.Due!.Day);
            Assert.Contains(Proposed.Due, terms.Proposed);
            Assert.Equal(fact.GetProperty("units").EnumerateArray().Select(u => names.Resolve(u.GetString()!).Unit?.Id).OfType<UnitId>().FirstOrDefault(), terms.Lead ?? default);
            leaderless += terms.Lead is null ? 1 : 0;
            var goals = fact.GetProperty("quantities").EnumerateArray().Where(q => !q.TryGetProperty("doubtful", out var doubtful) || !doubtful.GetBoolean()).Select(q => q.GetProperty("value").GetDecimal()).ToList();
            Assert.All(goals, g => Assert.Contains(terms.Goals, t => t.Value == g));
        }

        // For 各部门、各单位 nobody in particular leads, and where the office leads nobody accepts yet: the list says so, and all others go out.
        var answer = await district.Done(new IssueMatters.Request([.. drafts.Select(d => d.Id)], "2022年政府工作报告任务交办", "请按要求抓好落实。"));
        var held = answer.Rows.Where(r => r.Problems.Count > 0).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', held.Select(h => $"{h.Title}: {string.Join(", ", h.Problems.Select(p => p.Code))}")));
        Assert.Equal(leaderless, held.Count(h => h.Problems.Any(p => p.Code == "MAT-008")));
        Assert.InRange(leaderless, 10, 16);
        Assert.All(held.Where(h => h.Problems.All(p => p.Code != "MAT-008")), h => Assert.Equal(["MAT-009"], h.Problems.Select(p => p.Code)));
        Assert.InRange(held.Count, leaderless, leaderless + 4);
        Assert.Equal(136 - held.Count, (await district.Done(new ListMatters.Request(Document: id, State: MatterState.Issued, Limit: 200))).Items.Count);

        // A draft goes with its adoption; what has gone out is withdrawn by a document.
        var adoption = (await district.Done(new ListAdoptions.Request(id, Limit: 200))).Items.First(r => r.Thing?.Key == answer.Rows[0].Matter.Value.ToString());
        Assert.Equal(["MAT-001"], await district.Refused(new RevokeAdoption.Request(adoption.Adoption!.Value)));
    }

    /// <summary>Accepts every task of the document that has them, and adopts it.</summary>
    /// <returns>The document, and how many finds were adopted.</returns>
    internal static async Task<(DocumentId Id, int Adopted)> Adopt(District district, IReadOnlyList<DocumentId> documents)
    {
        var (id, tasks) = await Tasks(district, documents);
        Assert.Equal(136, tasks.Count);
        var certain = (await district.Done(new AcceptCertain.Request(id, "task"))).Accepted;
        foreach (var task in tasks.Where(t => !certain.Contains(t.Ordinal)))
        {
            await district.Done(new DecideFind.Request(id, task.Ordinal, 0, Verdict.Accepted));
        }

        return (id, (await district.Done(new AdoptFinds.Request(id))).Adopted.Count);
    }

    /// <summary>The document with the tasks, and its finds.</summary>
    private static async Task<(DocumentId Id, List<ReviewDocument.Item> Tasks)> Tasks(District district, IReadOnlyList<DocumentId> documents)
    {
        foreach (var id in documents)
        {
            var tasks = (await district.Done(new ReviewDocument.Request(id))).Items.Where(i => i.Kind == "task").ToList();
            if (tasks.Count > 100)
            {
                return (id, tasks);
            }
        }

        throw new InvalidOperationException("No document has the tasks.");
    }
}
