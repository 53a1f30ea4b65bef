using System.Globalization;
using System.Text.Json;
using Bihuan.Accounts;
using Bihuan.Documents;
using Bihuan.Documents.Tests;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Campaigns: made by hand, and the one of the gazette with its 61 rows, from the text to their ends on the set clock.</summary>
public class CampaignTests
{
    private static readonly CampaignPhase[] Phases = [new("动员", new(2022, 3, 1), new(2022, 3, 31)), new("排查", new(2022, 3, 1), new(2022, 4, 30)), new("整治", new(2022, 5, 1), new(2022, 10, 31), "限期整改"), new("巩固", new(2022, 11, 1), new(2022, 12, 31))];

    private static CampaignTerms Terms(UnitId unit) =>
        new() { Name = "某行动", Number = "甲安〔2022〕1号", From = new(2022, 3, 1), Phases = Phases, Reports = [new(new(2022, 8, 8), "统计表"), new(new(2022, 4, 8), "统计表", unit)], Units = [unit] };

    [Theory]
    [InlineData("2022-03-31", 0)]
    [InlineData("2022-02-01", 0)]
    [InlineData("2022-04-01", 1)]
    [InlineData("2022-10-31", 2)]
    [InlineData("2022-11-01", 3)]
    [InlineData("2023-06-01", 3)]
    [InlineData(null, 3)]
    public void ADueDay_BelongsToThePhaseThatHasNotEnded(string? due, int phase) =>
        Assert.Equal(phase, new CampaignTerms { Phases = Phases }.PhaseOf(due is null ? null : DateOnly.Parse(due, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2022-02-28", null)]
    [InlineData("2022-03-01", 1)]
    [InlineData("2022-05-01", 2)]
    [InlineData("2022-12-31", 3)]
    [InlineData("2023-01-01", null)]
    public void ADay_LiesInThePhaseThatBeganLast(string day, int? phase) => Assert.Equal(phase, new CampaignTerms { Phases = Phases }.PhaseOn(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory, BothDatabases]
    public async Task ACampaign_IsStartedChangedAndEnded_ByWhoeverRunsIt_AndItsReportsAreRemembered(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var terms = Terms(safety.East);
        Assert.Equal(["HAZ-211", "HAZ-460"], await district.Refused(new StartCampaign.Request(new())));
        Assert.Equal(
            ["HAZ-461", "HAZ-462", "HAZ-463", "HAZ-111", "HAZ-464"],
            await district.Refused(new StartCampaign.Request(terms with { Phases = [new("乙", new(2022, 5, 1), new(2022, 4, 1)), Phases[0]], Reports = [new(new(2023, 1, 1), "x")], Units = [Id.New<UnitId>(district.Clock)], RemindDays = -1 })));
        Assert.Equal(["HAZ-465"], await district.Refused(new StartCampaign.Request(terms with { Document = Id.New<DocumentId>(district.Clock) })));
        foreach (var role in new[] { Role.UnitOfficer, Role.Leader, Role.Reader })
        {
            Assert.Equal(["PLATFORM-001"], await district.Refused(new StartCampaign.Request(terms), await safety.Somebody(role)));
        }

        // Over one unit one runs what that unit's office runs.
        var east = await safety.Somebody(Role.SupervisionOfficer, safety.East);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new StartCampaign.Request(terms), east));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new StartCampaign.Request(terms with { Office = safety.West }), east));
        await district.Done(new StartCampaign.Request(terms with { Office = safety.East, Name = "街道行动", Reports = [] }), east);

        var whole = await safety.Somebody(Role.SupervisionOfficer);
        var id = await district.Done(new StartCampaign.Request(terms), whole);
        var shown = await district.Done(new ShowCampaign.Request(id), safety.EastOfficer);
        Assert.Equal((1, false, new DateOnly(2022, 4, 8), new DateOnly(2022, 12, 31)), (shown.Now, shown.MayRun, shown.Line.NextReport, shown.Line.To));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new ChangeCampaign.Request(id, 1, terms), east));
        Assert.Equal(["PLATFORM-004"], await district.Refused(new ChangeCampaign.Request(id, 2, terms), whole));
        await district.Done(new ChangeCampaign.Request(id, 1, terms with { Name = "某专项行动", RemindDays = 7 }), whole);

        // A week before, once.
        for (var i = 0; i < 2; i++)
        {
            await using var looking = district.Scope();
            await CampaignWatch.Look(looking.ServiceProvider, Safety.Today, TestContext.Current.CancellationToken);
        }

        await using (var scope = district.Scope())
        {
            var told = Assert.Single(await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Notification>().Where(n => n.TextKey == "notice.campaignReport").ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal(((Guid?)safety.East.Value, "某专项行动"), (told.Unit, told.Values[0]));
        }

        await district.Done(new EndCampaign.Request(id, "完成"), whole);
        Assert.Equal(["HAZ-466"], await district.Refused(new EndCampaign.Request(id, "完成"), whole));
        Assert.Equal(["HAZ-466"], await district.Refused(new ChangeCampaign.Request(id, 3, terms), whole));
        Assert.Equal((2, Safety.Today), ((await district.Done(new ListCampaigns.Request(), safety.EastOfficer)).Items.Count, (await district.Done(new ShowCampaign.Request(id))).Line.EndedOn));
    }

    /// <summary>The gas task list of the gazette: read, adopted, issued on the day of the document, and played through the four phases to the last end.</summary>
    [Theory, BothDatabases]
    public async Task The61Rows_OfTheGasTaskList_RunToTheirEnds_ThroughTheFourPhases(DatabaseKind kind)
    {
        var (text, facts) = (Shared.GazetteText(), Shared.Facts("gasSafety.json"));
        var day = Day(facts.GetProperty("date"));
        await using var district = await District.Open(kind);
        await using (var scope = district.Scope())
        {
            Assert.IsType<Result<IReadOnlyList<DemonstrationAccount>>.Done>(await scope.ServiceProvider.GetRequiredService<ISampleDistrict>().Load(TestContext.Current.CancellationToken));
        }

        // The sample's clock stands on another day; the plan is taken in on its own.
        var clock = district.Services.GetRequiredService<DistrictClock>();
        clock.Set(DistrictDay.Start(day).AddHours(9));
        var import = await district.Import(text, "gazette.txt");
        var document = await Adopt(district, import.Documents, facts.GetProperty("document").GetString()!);

        // Phases and days of reporting as the document prints them.
        var phases = facts.GetProperty("phases").EnumerateArray().Select(p => new CampaignPhase(p.GetProperty("name").GetString()!, Month(p.GetProperty("from")), Month(p.GetProperty("to")).AddMonths(1).AddDays(-1), p.GetProperty("content").GetString())).ToList();
        var reports = facts.GetProperty("reporting").EnumerateArray().Where(r => r.GetProperty("clause").GetString() == "文末" && r.GetProperty("due").ValueKind == JsonValueKind.String)
            .Select(r => new CampaignReport(Day(r.GetProperty("due")), r.GetProperty("content").GetString()!)).ToList();
        Assert.Equal((4, 5), (phases.Count, reports.Count));
        var id = await district.Done(new StartCampaign.Request(new() { Name = facts.GetProperty("title").GetString()!, Document = document, Place = "附件2", From = day, Phases = phases, Reports = reports }));
        var shown = await district.Done(new ShowCampaign.Request(id));
        Assert.Equal((61, 72, 72, facts.GetProperty("document").GetString()), (shown.Rows, shown.All.Total, shown.All.Drafts, shown.Terms.Number));
        await AgreesWithTheFacts(district, shown, facts);

        // Issued on the document's day, and played: at the end of each phase, and on each day of reporting, the page says what is so.
        List<DateOnly> looks = [.. phases.Select(p => p.To).Concat(reports.Select(r => r.Day)).Order()];
        List<string> seen = [];
        var autumn = "";
        await using (var scope = district.Scope())
        {
            var report = await scope.ServiceProvider.GetRequiredService<IYearSimulation>().Run(
                new(0, 11, new(2022, 12, 31), document),
                async at =>
                {
                    var today = DistrictDay.Today(clock);
                    if (looks.Contains(today))
                    {
                        seen.Add(await AgreesWithTheMatters(district, id, document, today));
                        autumn = today == new DateOnly(2022, 10, 31) ? Tallies(await district.Done(new ShowCampaign.Request(id))) : autumn;
                    }

                    clock.Set(at);
                },
                null, TestContext.Current.CancellationToken);
            TestContext.Current.TestOutputHelper?.WriteLine($"{report.Issued} matters, {report.Changes} changes; {string.Join(", ", report.Ends)}; refusals {string.Join(", ", report.Refusals)}\n{string.Join('\n', seen)}");
        }

        Assert.Equal(looks.Distinct().Count(), seen.Count);
        shown = await district.Done(new ShowCampaign.Request(id));
        Assert.Equal((61, 0, 0), (shown.Rows, shown.All.Drafts, shown.All.Red));
        Assert.All(shown.Phases.SelectMany(p => p.Matters), m => Assert.NotNull(m.End));
        Assert.Equal(shown.All.Total, shown.All.Fulfilled + shown.All.Otherwise);
        Assert.True(shown.All is { Fulfilled: > 0, Otherwise: > 0 });

        // A day of the third phase, as it was shown then.
        Assert.Equal(autumn, Tallies(await district.Done(new ShowCampaign.Request(id), caller => caller.AsOf = new(2022, 10, 31))));
        Assert.Null(shown.Line.NextReport);
        await district.Done(new EndCampaign.Request(id, "各项任务均有结论。"));
    }

    /// <summary>Each row with its part, its lead as far as the register knows it, its helpers and its month; what is inferred is marked.</summary>
    private static async Task AgreesWithTheFacts(District district, ShowCampaign.View shown, JsonElement facts)
    {
        await using var scope = district.Scope();
        var names = await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().Names(new(2022, 1, 17), TestContext.Current.CancellationToken);
        var byRow = shown.Phases.SelectMany((p, i) => p.Matters.Select(m => (Phase: i, Matter: m))).ToLookup(m => m.Matter.Source!.Place, StringComparer.Ordinal);
        var (leaderless, past) = (new List<int>(), new List<int>());
        foreach (var row in facts.GetProperty("taskList").GetProperty("rows").EnumerateArray())
        {
            var no = row.GetProperty("row").GetInt32();
            var of = byRow[$"附件2 第{no}行"].ToList();
            Assert.Equal(no == 36 ? 12 : 1, of.Count);
            foreach (var (phase, matter) in of)
            {
                Assert.Equal(row.GetProperty("part").GetString(), matter.Chapter);

                // The month printed or inferred; one that was over runs on to the year's end, and says so with the words printed.
                var month = row.GetProperty("deadlineISO").GetString() ?? (row.TryGetProperty("deadlineInferred", out var inferred) ? inferred.GetString() : null);
                var isPast = month is not null && string.CompareOrdinal(month, "2022-01") < 0;
                if (month is null || isPast)
                {
                    Assert.Equal((new DateOnly(2022, 12, 31), true, 3), (matter.DueDay, matter.Proposed.Contains(Proposed.Due), phase));
                    Assert.False(isPast && string.IsNullOrEmpty(matter.Due!.Printed));
                    past.Add(no);
                }
                else
                {
                    Assert.Equal((month, false), (matter.DueDay?.ToString("yyyy-MM", CultureInfo.InvariantCulture), matter.Proposed.Contains(Proposed.Due)));
                    Assert.Equal(month switch { "2022-01" => 0, "2022-03" => 1, "2022-10" => 2, _ => 3 }, phase);
                }

                // Row 36 gives each kind of place its own lead. Rows 17 and 18 can be read in two ways, as the facts say.
                if (no is not (36 or 17 or 18))
                {
                    var printed = (row.GetProperty("leadUnits").GetArrayLength() > 0 ? row.GetProperty("leadUnits") : row.GetProperty("leadInferred")).EnumerateArray().Select(l => Bare(l.GetString()!)).ToList();
                    var lead = names.Resolve(printed[0]).Unit?.Id;
                    Assert.True(printed.All(p => p == "各街道") ? matter.Lead is null : lead is null || matter.Lead == lead, $"row {no}: {printed[0]}");
                }

                var helpers = row.GetProperty("coUnits").EnumerateArray().Select(c => names.Resolve(Bare(c.GetString()!)).Unit?.Id).OfType<UnitId>().Where(u => u != matter.Lead).ToList();
                Assert.True(helpers.TrueForAll(matter.Supporting.Contains), $"row {no}: helpers");
                if (matter.Lead is null)
                {
                    leaderless.Add(no);
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"no lead: {string.Join(", ", leaderless)}; term over: {string.Join(", ", past)}");
        Assert.Equal([2, 21, 30, 32, 36, 40, 54, 61], leaderless);
        Assert.Equal(13, past.Count);
    }

    /// <summary>The page against the matters themselves.</summary>
    private static async Task<string> AgreesWithTheMatters(District district, CampaignId id, DocumentId document, DateOnly today)
    {
        var shown = await district.Done(new ShowCampaign.Request(id));
        await using var scope = district.Scope();
        var all = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Matter>().AsNoTracking().Where(m => m.Document == document && m.Parent == null).ToListAsync(TestContext.Current.CancellationToken);
        var matters = all.FindAll(m => m.Source!.Place.StartsWith("附件2", StringComparison.Ordinal) && m.State is not MatterState.Dropped);
        Assert.Equal((matters.Count, 61), (shown.Phases.Sum(p => p.Matters.Count), shown.Rows));
        var at = district.Services.GetRequiredService<DistrictClock>().GetUtcNow();
        for (var i = 0; i < 4; i++)
        {
            var (from, to) = (i == 0 ? DateOnly.MinValue : shown.Terms.Phases[i - 1].To, shown.Terms.Phases[i].To);
            var own = matters.FindAll(m => m.Terms.Due!.Day > from && m.Terms.Due.Day <= to);
            var counted = own.FindAll(m => m.State is not MatterState.Withdrawn);
            Assert.Equal(own.Select(m => m.Id).ToHashSet(), [.. shown.Phases[i].Matters.Select(m => m.Id)]);
            Assert.Equal(
                (counted.Count, counted.Count(m => m.End is MatterEnd.Fulfilled), counted.Count(m => m.End is MatterEnd.Partly or MatterEnd.NotFulfilled), counted.Count(m => m.LampAt(at)?.Colour is LampColour.Red)),
                (shown.Phases[i].Tally.Total, shown.Phases[i].Tally.Fulfilled, shown.Phases[i].Tally.Otherwise, shown.Phases[i].Tally.Red));
        }
        foreach (var line in shown.Units)
        {
            Assert.Equal((matters.Count(m => m.Lead == line.Unit && m.State is not MatterState.Withdrawn), matters.Count(m => line.Unit is { } u && m.Terms.Supporting.Contains(u))), (line.Lead.Total, line.Supporting));
        }

        Assert.Equal(shown.All.Total, shown.Units.Sum(u => u.Lead.Total));
        Assert.Equal(shown.Terms.PhaseOn(today), shown.Now);
        Assert.Equal(shown.Terms.Reports.Where(r => r.Day >= today).Select(r => (DateOnly?)r.Day).FirstOrDefault(), shown.Line.NextReport);
        return $"{today:O} {shown.Phases[shown.Now!.Value].Terms.Name}: {string.Join("; ", shown.Phases.Select(p => $"{p.Tally.Fulfilled}/{p.Tally.Total}, {p.Tally.Red} red"))}";
    }

    private static string Tallies(ShowCampaign.View shown) => string.Join("; ", shown.Phases.Select(p => $"{p.Terms.Name} {p.Tally}").Append($"{shown.Now} {shown.Line.NextReport:O}"));

    /// <summary>Accepts the rows of the annex alone, and adopts them; the paragraphs before say the same.</summary>
    private static async Task<DocumentId> Adopt(District district, IReadOnlyList<DocumentId> documents, string number)
    {
        foreach (var id in documents)
        {
            var items = (await district.Done(new ReviewDocument.Request(id))).Items.Where(i => i.Kind == "task" && i.Place.StartsWith("附件2 第", StringComparison.Ordinal)).ToList();
            if (items.Count < 61)
            {
                continue;
            }

            Assert.Equal(72, items.Count);
            foreach (var item in items)
            {
                await district.Done(new DecideFind.Request(id, item.Ordinal, 0, Documents.Verdict.Accepted));
            }

            var answer = await district.Done(new AdoptFinds.Request(id));
            Assert.True(answer.Refused.Count == 0, string.Join('\n', answer.Refused.Select(r => $"{r.Place} {string.Join(", ", r.Problems.Select(p => p.Code))}")));
            Assert.Equal(72, answer.Adopted.Count);
            return id;
        }

        throw new InvalidOperationException($"No document has the rows of {number}.");
    }

    private static string Bare(string name) => name.Split('（')[0].Split('(')[0];

    private static DateOnly Day(JsonElement text) => DateOnly.ParseExact(text.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Month(JsonElement text) => DateOnly.ParseExact($"{text.GetString()}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
