using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Documents.Tests;

public class AdoptionTests
{
    [Theory, BothDatabases]
    public async Task TheGazettesAppointmentsPortfoliosAndGroups_ComeIntoTheRegister_AndTwiceChangesNothing(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var import = await district.ImportGazette();
        await EnterUnits(district);
        Dictionary<string, int> adopted = new(StringComparer.Ordinal);
        var refused = 0;
        foreach (var id in import.Documents)
        {
            foreach (var item in (await district.Done(new ReviewDocument.Request(id))).Items.Where(i => i.Kind is "appointment" or "portfolio" or "group"))
            {
                await district.Done(new DecideFind.Request(id, item.Ordinal, 0, Verdict.Accepted));
            }

            var answer = await district.Done(new AdoptFinds.Request(id));
            refused += answer.Refused.Count;
            foreach (var row in (await district.Done(new ListAdoptions.Request(id, Limit: 200))).Items.Where(r => r.Adoption is not null))
            {
                adopted[row.Kind] = adopted.GetValueOrDefault(row.Kind) + 1;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(", ", adopted.Select(a => $"{a.Key} {a.Value}"))}; {refused} refused");
        Assert.True(adopted["appointment"] >= 20);
        Assert.True(adopted["portfolio"] >= 5);
        Assert.True(adopted["group"] >= 1);

        // Who heads a street before and after the day on which the gazette appoints.
        await using (var scope = district.Scope())
        {
            var organisation = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
            var names = await organisation.Names(new(2022, 3, 23), TestContext.Current.CancellationToken);
            var asked = 0;
            foreach (var fact in Shared.Facts("appointments.json").GetProperty("appointments").EnumerateArray().Where(f => f.GetProperty("post").GetString() == "主任" && f.GetProperty("unit").GetString()!.EndsWith("街道办事处", StringComparison.Ordinal)))
            {
                if (names.Resolve(fact.GetProperty("unit").GetString()!).Unit is not { } street)
                {
                    continue;
                }

                var (day, person) = (DateOnly.Parse(fact.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture), fact.GetProperty("person").GetString());
                var before = (await organisation.HeadsOf(street.Id, day.AddDays(-1), TestContext.Current.CancellationToken)).Any(h => h.Name == person);
                var after = (await organisation.HeadsOf(street.Id, day.AddDays(1), TestContext.Current.CancellationToken)).Any(h => h.Name == person);
                var appointed = fact.GetProperty("action").GetString() == "appoint";
                Assert.True((before, after) == (!appointed, appointed), $"{person} {street.Name}: {before} before, {after} after {day}");
                asked++;
            }

            Assert.True(asked >= 2);
        }

        var entries = await Entries(district);
        foreach (var id in import.Documents)
        {
            var again = await district.Done(new AdoptFinds.Request(id));
            Assert.Empty(again.Adopted);
        }

        Assert.Equal(entries, await Entries(district));
    }

    [Theory, BothDatabases]
    public async Task AnAdoption_CutOffBeforeItWasRecordedHere_GivesTheSameThing(DatabaseKind kind)
    {
        const string Notice = """
            青川区人民政府文件
            青政干〔2023〕3号
            青川区人民政府关于林知远任职的通知
            各街道办事处：
            任命林知远为青川区水利局局长，试用期一年。
            青川区人民政府
            2023年5月8日
            """;
        await using var district = await District.Open(kind);
        await district.Done(new NameDistrict("青川区", UnitLevel.District, "某市", "某省"));
        var unit = await district.Done(new CreateUnit("青川区水利局"));
        var id = (await district.Import(Notice)).First!.Value;
        var item = (await district.Done(new ReviewDocument.Request(id))).Items.Single(i => i.Kind == "appointment");
        await district.Done(new DecideFind.Request(id, item.Ordinal, 0, Verdict.Accepted));

        // The module takes it, and the process dies before the adoption is on record.
        var row = (await district.Done(new ListFinds.Request(id.Value.ToString(), "appointment"))).Items.Single();
        AdoptedThing first;
        await using (var scope = district.Scope())
        {
            var what = Reading.Json.ReadingJson.Read(row.What.GetRawText());
            var adopter = scope.ServiceProvider.GetServices<IAdopter>().Single(a => a.Kinds.Contains("appointment"));
            var thing = await adopter.Adopt(
                new(id, row.Find, new("青政干〔2023〕3号", row.Place), new(2023, 5, 8), what, "x", new Dictionary<string, UnitId>(StringComparer.Ordinal) { [((Reading.AppointmentCommitment)what).Unit] = unit }), TestContext.Current.CancellationToken);
            first = Assert.IsType<Result<AdoptedThing>.Done>(thing).Value;
        }

        Assert.Single((await district.Done(new AdoptFinds.Request(id))).Adopted);
        var adopted = (await district.Done(new ListAdoptions.Request(id, Limit: 200))).Items.Single(r => r.Adoption is not null);
        Assert.Equal(first.Key, adopted.Thing!.Key);
        await using (var scope = district.Scope())
        {
            var organisation = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
            Assert.Empty(await organisation.HeadsOf(unit, new(2023, 5, 7), TestContext.Current.CancellationToken));
            Assert.Equal("林知远", Assert.Single(await organisation.HeadsOf(unit, new(2023, 5, 8), TestContext.Current.CancellationToken)).Name);
        }

        // Taken back, it is gone there too.
        await district.Done(new RevokeAdoption.Request(adopted.Adoption!.Value));
        await using (var scope = district.Scope())
        {
            Assert.Empty(await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().HeadsOf(unit, new(2023, 5, 8), TestContext.Current.CancellationToken));
        }

        Assert.Equal(["DOC-040"], await district.Refused(new RevokeAdoption.Request(adopted.Adoption.Value)));
    }

    [Theory, BothDatabases]
    public async Task Rules_AreDatedWithTheirClause_AndWhatNobodyTakesWaits(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var import = await district.ImportGazette();
        var plan = import.Documents.Select(d => d).ToList();
        DocumentId? withThresholds = null;
        foreach (var id in plan)
        {
            var items = (await district.Done(new ReviewDocument.Request(id))).Items;
            if (items.Count(i => i.Kind == "threshold") > 10)
            {
                withThresholds = id;
                foreach (var item in items.Where(i => i.Kind is "threshold" or "quantity"))
                {
                    await district.Done(new DecideFind.Request(id, item.Ordinal, 0, Verdict.Accepted));
                }
            }
        }

        var answer = await district.Done(new AdoptFinds.Request(withThresholds!.Value));

        Assert.NotEmpty(answer.Adopted);
        Assert.Empty(answer.Refused);
        var document = await district.Open(withThresholds.Value.Value.ToString());
        await using var scope = district.Scope();
        var rules = scope.ServiceProvider.GetRequiredService<IRuleBook>();
        Assert.Empty(await rules.On("threshold", document.Head.Date!.Value.AddDays(-1), TestContext.Current.CancellationToken));
        var held = await rules.On("threshold", document.Head.Date.Value.AddDays(60), TestContext.Current.CancellationToken);
        Assert.Equal(answer.Adopted.Count, held.Count);
        Assert.All(held, r => Assert.Equal(document.Head.Number, r.Source.Document));
        Assert.All((await district.Done(new ListAdoptions.Request(withThresholds.Value, Limit: 200))).Items.Where(r => r.Kind == "quantity"), r => Assert.Null(r.Taker));
    }

    [Theory, BothDatabases]
    public async Task ARepeal_SetsTheStatus_WithDayAndClause_AndIsTakenBack(DatabaseKind kind)
    {
        const string Old = """
            青川区人民政府文件
            青政发〔2020〕1号
            青川区人民政府关于印发河道管理办法的通知
            各街道办事处：
            第一条 为加强河道管理，制定本办法。
            第二条 区水利局负责河道管理。
            青川区人民政府
            2020年1月8日
            """;
        const string New = """
            青川区人民政府文件
            青政发〔2023〕7号
            青川区人民政府关于加强河道管理的通知
            各街道办事处：
            一、自2023年6月1日起施行，《青川区人民政府关于印发河道管理办法的通知》（青政发〔2020〕1号）同时废止。
            青川区人民政府
            2023年5月8日
            """;
        await using var district = await District.Open(kind);
        await district.Import(Old, "old.txt");
        var id = (await district.Import(New, "new.txt")).First!.Value;
        var proposal = Assert.Single((await district.Open("青政发〔2020〕1号")).Proposals);
        Assert.Equal((id, "青政发〔2023〕7号"), (proposal.Document, proposal.Name));

        await district.Done(new DecideFind.Request(id, proposal.Find, 0, Verdict.Accepted));
        await district.Done(new AdoptFinds.Request(id));

        var head = (await district.Open("青政发〔2020〕1号")).Head;
        Assert.Equal((DocumentStatus.Repealed, new DateOnly(2023, 5, 8), new Clause("青政发〔2023〕7号", proposal.Place)), (head.Status, head.StatusSince, head.StatusBy));
        Assert.Empty((await district.Open("青政发〔2020〕1号")).Proposals);

        var adoption = (await district.Done(new ListAdoptions.Request(id, Limit: 200))).Items.Single(r => r.Adoption is not null).Adoption!.Value;
        await district.Done(new RevokeAdoption.Request(adoption));
        Assert.Equal(DocumentStatus.InForce, (await district.Open("青政发〔2020〕1号")).Head.Status);
    }

    [Theory, BothDatabases]
    public async Task AnAmendedDocument_ShowsWhatChanged_AndWhatThatTouches(DatabaseKind kind)
    {
        const string First = """
            青川区人民政府办公室文件
            青政办〔2023〕5号
            青川区人民政府办公室关于印发防汛应急预案的通知
            各街道办事处：
            一、报送要求
            区应急管理局应于每月25日前向区政府报送值守情况。
            二、物资
            各街道应储备沙袋。
            青川区人民政府办公室
            2023年5月8日
            """;
        await using var district = await District.Open(kind);
        var first = (await district.Import(First, "a.txt")).First!.Value;
        var duty = (await district.Done(new ReviewDocument.Request(first))).Items.First(i => i.Kind == "reportingDuty");
        await district.Done(new DecideFind.Request(first, duty.Ordinal, 0, Verdict.Accepted));
        Assert.Single((await district.Done(new AdoptFinds.Request(first))).Adopted);

        var second = (await district.Import(First.Replace("每月25日前", "每月20日前", StringComparison.Ordinal).Replace("各街道应储备沙袋。", "各街道应储备沙袋。\n三、宣传\n各街道应开展宣传。", StringComparison.Ordinal), "b.txt")).First!.Value;

        Assert.NotEqual(first, second);
        var changes = await district.Done(new CompareVersions.Request(second));
        Assert.Equal(first, changes.Earlier!.Id);
        Assert.Contains(changes.Rows, r => r.Change is ClauseChange.Changed && r.Pieces.Any(p => p.Kind is CompareVersions.PieceKind.In && p.Text.Contains('0', StringComparison.Ordinal)));
        Assert.Contains(changes.Rows, r => r.Change is ClauseChange.Added && r.Place.StartsWith('三'));
        Assert.Equal(duty.Place, Assert.Single(changes.Touched).Place);

        // Who uploaded it sees that the number was there.
        var upload = (await district.Done(new ListImports.Request())).Items.Single(i => i.Documents.Contains(second));
        Assert.Equal((second, first), Assert.Single(upload.Replacements) is var replaced ? (replaced.Document, replaced.Replaces) : default);
        Assert.Empty((await district.Done(new ListImports.Request())).Items.Single(i => i.Documents.Contains(first)).Replacements);
        var read = await district.Open("青政办〔2023〕5号");
        Assert.Equal(second, read.Head.Id);
        Assert.Equal([first, second], read.Versions.Select(v => v.Id));
    }

    [Theory, BothDatabases]
    public async Task AContradiction_IsDecidedOnce_AndRulesFollow(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await district.ImportGazette();
        var list = await district.Done(new ListContradictions.Request());
        Assert.True(list.Total > 5);
        Assert.DoesNotContain(list.Items, r => r.Severity is Reading.Severity.Proof);
        var row = list.Items.First(r => r.Places.Count > 1);

        Assert.Equal(["DOC-050", "DOC-020", "DOC-051"], await district.Refused(new DecideContradiction.Request(row.Fingerprint, 0, 99, null, " ")));
        await district.Done(new DecideContradiction.Request(row.Fingerprint, 0, 0, new(2022, 4, 1), "以正文为准"), c => c.Acting = new(Guid.CreateVersion7()));
        Assert.Equal(["PLATFORM-004"], await district.Refused(new DecideContradiction.Request(row.Fingerprint, 0, 1, new(2022, 4, 1), "不是")));

        await using (var scope = district.Scope())
        {
            var rulings = scope.ServiceProvider.GetRequiredService<IContradictionRulings>();
            var clause = new Clause(row.Places[0].Name, row.Places[0].Place);
            Assert.Empty(await rulings.About(clause, new(2022, 3, 31), TestContext.Current.CancellationToken));
            var ruling = Assert.Single(await rulings.About(clause, new(2022, 4, 1), TestContext.Current.CancellationToken));
            Assert.Equal((clause, "以正文为准"), (ruling.Holds, ruling.Why));
        }

        Assert.Equal(list.Open - 1, (await district.Done(new ListContradictions.Request())).Open);
        await district.Done(new ReopenContradiction.Request(row.Fingerprint, 1));
        Assert.Equal(list.Open, (await district.Done(new ListContradictions.Request())).Open);
    }

    [Theory, BothDatabases]
    public async Task DocumentsOfTwoFiles_AreComparedWithEachOther(DatabaseKind kind)
    {
        const string One = """
            青川区人民政府办公室文件
            青政办〔2023〕4号
            青川区人民政府办公室关于下达河道清淤目标的通知
            各街道办事处：
            一、到2023年底完成河道清淤50公里。
            青川区人民政府办公室
            2023年5月8日
            """;
        await using var district = await District.Open(kind);
        await district.Import(One, "a.txt");
        var second = await district.Import(One.Replace("4号", "9号", StringComparison.Ordinal).Replace("50公里", "80公里", StringComparison.Ordinal), "b.txt");

        Assert.Equal(1, second.Compared);
        var between = (await district.Done(new ListContradictions.Request(Between: true))).Items;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", between.Select(b => b.Explanation)));
        Assert.All(between, b => Assert.True(b.Places.Select(p => p.Document).Distinct().Count() > 1));
    }

    [Theory, BothDatabases]
    public async Task WhatWasHandedOver_AndIsRejectedLater_IsShownUntilItIsTakenBack(DatabaseKind kind)
    {
        const string Notice = """
            青川区人民政府办公室文件
            青政办〔2023〕5号
            青川区人民政府办公室关于印发防汛应急预案的通知
            各街道办事处：
            一、报送要求
            区应急管理局应于每月25日前向区政府报送值守情况。
            青川区人民政府办公室
            2023年5月8日
            """;
        await using var district = await District.Open(kind);
        var id = (await district.Import(Notice)).First!.Value;
        var duty = (await district.Done(new ReviewDocument.Request(id))).Items.First(i => i.Kind == "reportingDuty");
        await district.Done(new DecideFind.Request(id, duty.Ordinal, 0, Verdict.Accepted));
        await district.Done(new AdoptFinds.Request(id));
        Assert.Empty((await district.Done(new ListAdoptions.Request(id))).Stale);

        await district.Done(new DecideFind.Request(id, duty.Ordinal, 1, Verdict.Rejected));

        var stale = Assert.Single((await district.Done(new ListAdoptions.Request(id))).Stale);
        Assert.Equal(duty.Place, stale.Place);
        await district.Done(new RevokeAdoption.Request(stale.Adoption));
        Assert.Empty((await district.Done(new ListAdoptions.Request(id))).Stale);
    }

    /// <summary>The sample's units with their aliases, as far as the tests need them.</summary>
    internal static async Task EnterUnits(District district)
    {
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Shared.Repository, "data", "samples", "beilun-2022", "units.json"), TestContext.Current.CancellationToken));
        var government = json.RootElement.GetProperty("government");
        await district.Done(new NameDistrict(government.GetProperty("name").GetString()!, UnitLevel.District, government.GetProperty("city").GetString(), government.GetProperty("province").GetString()));
        string texts;
        await using (var scope = district.Scope())
        {
            var finds = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<FindRow>().Where(f => f.Kind == "appointment" || f.Kind == "portfolio" || f.Kind == "group").Select(f => f.What).ToListAsync(TestContext.Current.CancellationToken);
            var issuers = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Document>().Select(d => d.Issuer).ToListAsync(TestContext.Current.CancellationToken);
            texts = string.Join('\n', finds.Concat(issuers));
        }

        // Only names that the appointments, portfolios and groups print: entering all would take longer than the test.
        bool Printed(string name) => texts.Contains(name, StringComparison.Ordinal);
        foreach (var unit in json.RootElement.GetProperty("units").EnumerateArray())
        {
            var name = unit.GetProperty("name").GetString()!;
            var aliases = unit.GetProperty("aliases").EnumerateArray().Select(a => a.ValueKind is JsonValueKind.Object ? a.GetProperty("name").GetString()! : a.GetString()!).Where(Printed).ToList();
            if (!Printed(name) && aliases.Count == 0)
            {
                continue;
            }

            var id = await district.Done(new CreateUnit(name, Level: Enum.Parse<UnitLevel>(unit.GetProperty("level").GetString()!)));
            foreach (var alias in aliases)
            {
                await district.Done(new AddAlias(id, alias, AliasKind.Alias, null));
            }
        }
    }

    private static async Task<int> Entries(District district)
    {
        await using var scope = district.Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().CountAsync(TestContext.Current.CancellationToken);
    }
}
