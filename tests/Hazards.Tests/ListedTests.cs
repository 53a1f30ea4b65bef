using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.Accounts;
using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>The hazards that the gazette lists, taken from its own text and run to their ends on the set clock.</summary>
public sealed partial class ListedTests
{
    private const string Decision = "仑政办〔2022〕3号";

    [Theory, BothDatabases]
    public async Task TheListedHazardsOfTheGazette_AreAdopted_AndRunToTheirEnds(DatabaseKind kind)
    {
        var facts = Shared.Facts("hazards.json");
        await using var district = await District.Open(kind);
        var ears = new Ears(district);
        var (pictures, people) = (0, new People(district));
        await EnterUnits(district, facts);
        var document = await Import(district);
        foreach (var item in (await district.Done(new ReviewDocument.Request(document))).Items.Where(i => i.Kind == "hazard"))
        {
            await district.Done(new DecideFind.Request(document, item.Ordinal, 0, Documents.Verdict.Accepted));
        }

        var adopted = await district.Done(new AdoptFinds.Request(document));
        Assert.Equal("", string.Join("; ", adopted.Refused.SelectMany(r => r.Problems.Select(p => $"{r.Place} {p.Code} {p.Field} {string.Join(',', p.Values)}"))));
        var fact = facts.GetProperty("hazards").EnumerateArray().ToList();
        Assert.Equal(facts.GetProperty("counts").GetProperty("units").GetInt32() + facts.GetProperty("counts").GetProperty("areas").GetInt32(), adopted.Adopted.Count);

        // The same again is the same: no second premises, hazard, listing or matter.
        var before = await Ears.Dump(district);
        Assert.Empty((await district.Done(new AdoptFinds.Request(document))).Adopted);
        Assert.Equal(before, await Ears.Dump(district));
        await ears.Hear();
        var lines = (await district.Done(new ListListings.Request())).Items;
        Assert.Equal(
            fact.Select(f => (Plain(Text(f, "name")), Text(f, "address"), Text(f, "nature"), Text(f, "deadline"), f.GetProperty("hazards").GetArrayLength())).Order(),
            lines.Select(l => (Plain(l.Name), l.Address, l.Nature, Day(l.Due), l.Items)).Order());
        Assert.Equal(facts.GetProperty("counts").GetProperty("hazardPoints").GetInt32(), lines.Sum(l => l.Items));
        List<(ListingLine Line, ShowListing.View View, JsonElement Fact)> all = [];
        foreach (var f in fact)
        {
            var line = lines.Single(l => Plain(l.Name) == Plain(Text(f, "name")));
            var view = await district.Done(new ShowListing.Request(line.Id));
            all.Add((line, view, f));
            var hazard = await district.Done(new ShowHazard.Request(line.Hazard));
            var supervising = f.GetProperty("supervising").EnumerateArray().Select(s => people.Unit(s.GetString()!)).ToList();
            Assert.Equal(supervising, view.Terms.Supervising);
            Assert.Equal((Decision, new DateOnly(2022, 1, 30), people.Unit("宁波市北仑区人民政府办公室"), people.Unit("区消防救援大队")), (view.Terms.Number, view.Terms.DecidedOn, view.Terms.Body, view.Terms.Accepting));
            Assert.Equal((HazardState.Rectifying, HazardGrade.Major, HazardCategory.Fire, ListingStage.ToPlan, GradeWay.Decision, FoundBy.Document), (hazard.Line.State, hazard.Line.Grade, hazard.Line.Category, line.Stage, hazard.Judgement!.Way, hazard.Finder.By));
            Assert.Equal(f.GetProperty("standards").EnumerateArray().Select(s => s.GetString()!).Order(StringComparer.Ordinal), view.Items.Select(i => i.Standard).OfType<string>().Distinct().Order(StringComparer.Ordinal));

            // One matter: of the first street, or where there is none of the first that does not accept.
            var lead = supervising.FirstOrDefault(u => people.IsStreet(u), supervising[0]);
            Assert.Equal((MatterState.Issued, lead, DateOnly.Parse(Text(f, "deadline"), CultureInfo.InvariantCulture)), (view.Matter!.State, hazard.Line.InCharge!.Value, view.Matter.DueDay));
            Assert.Equal(supervising.Where(u => u != lead && u != people.Unit("区消防救援大队")), (await district.Done(new ShowMatter.Request(view.Matter.Id))).Terms.Supporting);
        }

        Assert.Equal(6, await Matters(district));
        Assert.Empty((await district.Done(new ListPublicListings.Request(), Anybody)).Items);
        var (lister, brigade) = (await people.Somebody(Role.SupervisionOfficer), await people.Officer(people.Unit("区消防救援大队")));
        var cases = new List<Case>();
        foreach (var (line, view, _) in all)
        {
            var (lead, matter) = ((await district.Done(new ShowHazard.Request(line.Hazard))).Line.InCharge!.Value, view.Matter!.Id);
            var officer = await people.Officer(lead);
            cases.Add(new(line.Id, line.Hazard, matter, lead, officer, view.Terms.Due));
            await district.Done(new SignFor.Request(matter), officer);

            // Without a plan nothing is handed in; a plan keeps to what the decision fixed.
            Assert.Equal(["HAZ-312"], await district.Refused(new HandIn.Request(matter, MatterEnd.Fulfilled, "已改。", [], [await Proof()]), officer));
            var plan = new RectificationPlan(lead, view.Terms.Accepting!.Value, [], "单位主要负责人", null, "逐项整改", 200_000m, view.Terms.Due, "落实人防措施");
            Assert.Equal(["HAZ-310"], await district.Refused(new PlanHazard.Request(line.Hazard, plan with { Due = view.Terms.Due.AddDays(1) }), officer));
            Assert.Equal(["HAZ-311"], await district.Refused(new PlanHazard.Request(line.Hazard, plan with { Accepting = view.Terms.Body }), officer));
            await district.Done(new PlanHazard.Request(line.Hazard, plan with { Due = view.Terms.Due.AddDays(-30) }), officer);
            await district.Done(new PhotographHazard.Request(line.Hazard, PhotographSide.Before, [await Picture()]), officer);
            await district.Done(new HangPlate.Request(line.Id, "大门口", Photograph: await Picture()), officer);
            await district.Done(new PublishListing.Request(line.Id, Where: "区政府网站"), lister);
            Assert.Equal("挂督〔2022〕" + cases.Count.ToString(CultureInfo.InvariantCulture) + "号", await district.Done(new IssueListingNotice.Request(line.Id, "挂督"), lister));
        }

        Assert.Equal(6, await Matters(district));
        await ears.Hear();
        var published = (await district.Done(new ListPublicListings.Request(), Anybody)).Items;
        Assert.Equal(all.Select(a => (a.Line.Id, a.Line.Items, PublicStanding.UnderWay)).OrderBy(a => a.Id.Value), published.Select(p => (p.Id, p.Items.Count, p.Standing)).OrderBy(p => p.Id.Value));

        // Visits: by the rule, by the day that was said.
        district.Clock.SetUtcNow(DistrictDay.Start(new(2022, 5, 10)).AddHours(10));
        Assert.Equal(6, (await district.Done(new ListListings.Request(LateVisit: true))).Items.Count);
        foreach (var c in cases)
        {
            await district.Done(new VisitListing.Request(c.Listing, "现场已清理通道", "完成一半", Photographs: [await Picture()]), c.Officer);
            await district.Done(new VisitListing.Request(c.Listing, "设施维修中", "按计划推进", Next: new(2022, 7, 1)), brigade);
        }

        // The housing bureau, which supports the first, has not been there yet; a visit for a unit that one does not act for is refused.
        Assert.True((await district.Done(new ShowListing.Request(cases[0].Listing))).Line.VisitIsLate);
        var housing = people.Unit("区住建局");
        Assert.Equal(["PLATFORM-001"], await district.Refused(new VisitListing.Request(cases[0].Listing, "已看", "按计划推进", By: housing), brigade));
        await district.Done(new VisitListing.Request(cases[0].Listing, "已看", "按计划推进"), await people.Officer(housing));
        var visited = await district.Done(new ShowListing.Request(cases[0].Listing));
        Assert.Equal((new DateOnly(2022, 5, 10), "按计划推进", false, new DateOnly(2022, 6, 9)), (visited.Line.LastVisit, visited.Line.Progress, visited.Line.VisitIsLate, visited.Duties.Single(d => d.Role is ListingRole.Lead).Next));

        // A delay: asked for on the matter, decided by whoever listed and nobody else.
        var delayed = cases[0];
        await district.Done(new AskExtension.Request(delayed.Matter, new(2022, 11, 30), "施工需停水", []), delayed.Officer);
        Assert.Equal(["HAZ-313"], await district.Refused(new DecideExtension.Request(delayed.Matter, 1, new(2022, 11, 30), "同意"), lister));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new DelayListing.Request(delayed.Listing, new(2022, 11, 30), "仑政办函〔2022〕8号", new(2022, 5, 9), "施工需停水"), delayed.Officer));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new DelayListing.Request(delayed.Listing, new(2022, 11, 30), "仑政办函〔2022〕8号", new(2022, 5, 9), "施工需停水"), brigade));
        await district.Done(new DelayListing.Request(delayed.Listing, new(2022, 11, 30), "仑政办函〔2022〕8号", new(2022, 5, 9), "施工需停水"), lister);
        var after = await district.Done(new ShowListing.Request(delayed.Listing));
        Assert.Equal((new DateOnly(2022, 11, 30), new DateOnly(2022, 11, 30), new DateOnly(2022, 9, 30)), (after.Matter!.DueDay!.Value, after.Line.Due, Assert.Single(after.Delays).From));
        Assert.Equal(new DateOnly(2022, 9, 30), (await district.Done(new ShowPublicListing.Request(delayed.Listing), Anybody)).DueBefore);

        // The one at the bonded zone is late, red, and returned once.
        var late = cases.Single(c => c.Due == new DateOnly(2022, 7, 21));
        district.Clock.SetUtcNow(DistrictDay.Start(new(2022, 7, 25)).AddHours(10));
        Assert.Equal(late.Listing, Assert.Single((await district.Done(new ListListings.Request(Lamp: LampColour.Red))).Items).Id);
        Assert.NotEqual("", (await district.Done(new ShowListing.Request(late.Listing))).Line.Why);
        var number = 0;
        foreach (var c in cases.OrderBy(c => c.Due == late.Due ? 0 : 1))
        {
            Assert.Equal(["HAZ-140"], await district.Refused(new HandIn.Request(c.Matter, MatterEnd.Fulfilled, "已改。", [], [await Proof()]), c.Officer));
            await district.Done(new PhotographHazard.Request(c.Hazard, PhotographSide.After, [await Picture(sameSpotAs: 1)]), c.Officer);
            await district.Done(new HandIn.Request(c.Matter, MatterEnd.Fulfilled, "已改。", [], [await Proof()]), c.Officer);
            if (c == late)
            {
                await district.Done(new ReturnMatter.Request(c.Matter, ["防火间距仍被占用"]), brigade);
                Assert.Equal(ListingStage.Returned, Assert.Single((await district.Done(new ListListings.Request(ListingStage.Returned))).Items).Stage);
                district.Clock.SetUtcNow(DistrictDay.Start(new(2022, 8, 2)).AddHours(10));
                await district.Done(new HandIn.Request(c.Matter, MatterEnd.Fulfilled, "已补改。", [], [await Proof()]), c.Officer);
            }

            Assert.Equal(["PLATFORM-001"], await district.Refused(new AcceptMatter.Request(c.Matter, MatterEnd.Fulfilled, "合格", [await Proof()]), c.Officer));
            Assert.Equal(["HAZ-325"], await district.Refused(new IssueCancellationNotice.Request(c.Listing, "消销"), brigade));
            await district.Done(new AcceptMatter.Request(c.Matter, MatterEnd.Fulfilled, "逐项核查合格。", [await Proof()]), brigade);
            await ears.Hear();
            Assert.Equal(ListingStage.Accepted, (await district.Done(new ShowListing.Request(c.Listing))).Line.Stage);
            Assert.Equal((PublicStanding.UnderWay, (string?)null), (await district.Done(new ShowPublicListing.Request(c.Listing), Anybody)) is var open ? (open.Standing, open.EndNumber) : default);
            Assert.Equal(["PLATFORM-001"], await district.Refused(new IssueCancellationNotice.Request(c.Listing, "消销"), c.Officer));
            var notice = await district.Done(new IssueCancellationNotice.Request(c.Listing, "消销"), brigade);
            Assert.Equal($"消销〔2022〕{++number}号", notice);
            Assert.Equal(["HAZ-314", "HAZ-324"], await district.Refused(new IssueCancellationNotice.Request(c.Listing, "消销"), brigade));
            await district.Done(new TakePlateDown.Request(c.Listing), c.Officer);
            var shown = await district.Done(new ShowPublicListing.Request(c.Listing), Anybody);
            Assert.Equal((PublicStanding.Cancelled, notice, DistrictDay.Today(district.Clock)), (shown.Standing, shown.EndNumber, shown.EndedOn!.Value));
            var file = (await district.Done(new ShowListing.Request(c.Listing))).Notices.Single(n => n.Kind is ListingNoticeKind.Cancellation);
            var paper = await DocxText(district, file.Docx);
            Assert.Contains(notice, paper, StringComparison.Ordinal);
            Assert.Contains(shown.Name, paper, StringComparison.Ordinal);
            var today = DistrictDay.Today(district.Clock);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{today.Year}年{today.Month}月{today.Day}日"), paper, StringComparison.Ordinal);
            Assert.Equal(HazardState.Cancelled, (await district.Done(new ShowHazard.Request(c.Hazard))).Line.State);
        }

        Assert.Equal(6, (await district.Done(new CountListings.Request()))[ListingStage.Cancelled]);
        Assert.Contains(LampColour.Red, await Lamps(district, late.Matter));

        // Withdrawn from publicity, it is gone from the public page.
        await district.Done(new UnpublishListing.Request(late.Listing, "公示期满"), lister);
        Assert.Equal(5, (await district.Done(new ListPublicListings.Request(), Anybody)).Items.Count);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowPublicListing.Request(late.Listing), Anybody));
        var dump = await Ears.Dump(district);
        await Ears.Rebuild(district);
        Assert.Equal(dump, await Ears.Dump(district));

        async Task<NewPhotograph> Picture(int? sameSpotAs = null) => await Ears.Picture(district, ++pictures, sameSpotAs);
        async Task<Evidence> Proof() => new((await Picture()).Hash, "照片.png");
    }

    private static void Anybody(Caller caller) => (caller.Acting, caller.IsProgram) = (new(null), false);

    private static async Task<int> Matters(District district)
    {
        await using var scope = district.Scope();
        return scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Matter>().Count(m => m.Origin != null);
    }

    private static async Task<IReadOnlyList<LampColour>> Lamps(District district, MatterId matter)
    {
        await using var scope = district.Scope();
        var found = await scope.ServiceProvider.GetRequiredService<BihuanContext>().FindAsync<Matter>([matter], TestContext.Current.CancellationToken);
        return [.. found!.History(district.Clock.GetUtcNow()).Select(s => s.Colour)];
    }

    private static async Task<DocumentId> Import(District district)
    {
        ImportId import;
        await using (var scope = district.Scope())
        {
            var taken = await scope.ServiceProvider.GetRequiredService<IDocumentIntake>().Take(new MemoryStream(Encoding.UTF8.GetBytes(Shared.GazetteText())), "gazette.txt", TestContext.Current.CancellationToken);
            import = Assert.IsType<Result<ImportId>.Done>(taken).Value;
        }

        await district.Services.GetRequiredService<ImportWorker>().RunPending(atStart: false, TestContext.Current.CancellationToken);
        var row = Assert.Single((await district.Done(new ListImports.Request(import.Value))).Items);
        Assert.Equal(ImportStatus.Done, row.Status);
        foreach (var id in row.Documents)
        {
            if ((await district.Done(new ReadDocument.Request(id.Value.ToString()))).Head.Number == Decision)
            {
                return id;
            }
        }

        throw new InvalidOperationException("The decision was not read.");
    }

    private static async Task<string> DocxText(District district, string hash)
    {
        await using var scope = district.Scope();
        await using var stored = (await scope.ServiceProvider.GetRequiredService<IFileStore>().Open(hash, TestContext.Current.CancellationToken))!;
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, TestContext.Current.CancellationToken);
        using var zip = new ZipArchive(copy, ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return Tag().Replace(await reader.ReadToEndAsync(TestContext.Current.CancellationToken), "");
    }

    /// <summary>The units that the decision names, as the sample district has them.</summary>
    private static async Task EnterUnits(District district, JsonElement facts)
    {
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Shared.Repository, "data", "samples", "beilun-2022", "units.json"), TestContext.Current.CancellationToken));
        var government = json.RootElement.GetProperty("government");
        await district.Done(new NameDistrict(government.GetProperty("name").GetString()!, UnitLevel.District, government.GetProperty("city").GetString(), government.GetProperty("province").GetString()));
        var printed = facts.GetProperty("hazards").EnumerateArray().SelectMany(h => h.GetProperty("supervising").EnumerateArray().Select(s => s.GetString()!)).Append("宁波市北仑区人民政府").Append("宁波市北仑区人民政府办公室").ToHashSet(StringComparer.Ordinal);
        var made = new Dictionary<string, UnitId>(StringComparer.Ordinal);
        foreach (var unit in json.RootElement.GetProperty("units").EnumerateArray())
        {
            var name = unit.GetProperty("name").GetString()!;
            var aliases = unit.GetProperty("aliases").EnumerateArray().Select(a => a.ValueKind is JsonValueKind.Object ? a.GetProperty("name").GetString()! : a.GetString()!).ToList();
            if (!printed.Contains(name) && !aliases.Exists(printed.Contains))
            {
                continue;
            }

            UnitId? parent = unit.GetProperty("parent").GetString() is { } above && made.TryGetValue(above, out var upper) ? upper : null;
            var id = made[name] = await district.Done(new CreateUnit(name, Enum.Parse<UnitKind>(unit.GetProperty("kind").GetString()!), Enum.Parse<UnitLevel>(unit.GetProperty("level").GetString()!), parent));
            foreach (var alias in aliases.Where(printed.Contains))
            {
                await district.Done(new AddAlias(id, alias, AliasKind.Alias, null));
            }
        }
    }

    private static string Text(JsonElement fact, string name) => fact.GetProperty(name).GetString()!;

    private static string Plain(string name) => name.Replace("（", "(", StringComparison.Ordinal).Replace("）", ")", StringComparison.Ordinal).Replace("宁波市北仑区", "", StringComparison.Ordinal);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("<[^>]{0,2000}>")]
    private static partial Regex Tag();

    private sealed record Case(ListingId Listing, HazardId Hazard, MatterId Matter, UnitId Lead, Action<Caller> Officer, DateOnly Due);

    /// <summary>The units by their printed names, and those who act for them.</summary>
    private sealed class People(District district)
    {
        private readonly Dictionary<UnitId, Action<Caller>> _officers = [];
        private IReadOnlyList<UnitOnDay>? _units;
        private IUnitNames? _names;
        private int _people;

        public UnitId Unit(string printed)
        {
            Load();
            return _names!.Resolve(printed).Unit!.Id;
        }

        public bool IsStreet(UnitId unit)
        {
            Load();
            return _units!.Single(u => u.Id == unit).Kind is UnitKind.Street;
        }

        public async Task<Action<Caller>> Officer(UnitId unit) => _officers.TryGetValue(unit, out var known) ? known : _officers[unit] = await Somebody(Role.UnitOfficer, unit);

        public async Task<Action<Caller>> Somebody(Role role, UnitId? unit = null)
        {
            var name = $"p{++_people}";
            var account = await district.Done(new CreateAccount(name, name, "Kaifang-2022-zhu!", role, unit, MustChangePassword: false));
            return caller => (caller.Acting, caller.IsProgram) = (new(account.Value, unit?.Value), false);
        }

        private void Load()
        {
            if (_names is not null)
            {
                return;
            }

            using var scope = district.Services.CreateScope();
            var organisation = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
            _units = organisation.Units(new(2022, 4, 1)).AsTask().GetAwaiter().GetResult();
            _names = organisation.Names(new(2022, 4, 1)).AsTask().GetAwaiter().GetResult();
        }
    }
}
