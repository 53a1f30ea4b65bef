using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>A million hazards with five photographs each, in 300,000 premises, written into the rows as the projections would have: a list of 50 within 50 ms, however it is narrowed, and a view of the map within 150 ms. Run by hand, with <c>-explicit only</c>, on a machine that does
/// nothing else.</summary>
public class ScaleTests
{
    private const int Count = 1_000_000;
    private const int Places = 300_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Explicit = true), BothDatabases]
    public async Task Lists_KeepTheirTime(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var began = Stopwatch.GetTimestamp();
        await Fill(safety);
        var report = new StringBuilder($"{kind} filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s\n");
        var (street, bureau, nobody) = (safety.EastOfficer, safety.BureauOfficer, await safety.Somebody(Role.UnitOfficer, safety.Other));
        var today = Safety.Today;
        (string, ListHazards.Request, Action<Caller>?)[] lists =
        [
            ("all", new(), null),
            ("state, common", new(HazardState.Cancelled), null),
            ("state, rare", new(HazardState.NotMended), null),
            ("grade", new(Grade: HazardGrade.Major), null),
            ("category", new(Category: HazardCategory.Gas), null),
            ("street", new(Street: safety.West), null),
            ("unit", new(Unit: safety.Bureau), null),
            ("premises", new(Premises: safety.Shed), null),
            ("red", new(Lamp: LampColour.Red), null),
            ("yellow, rare", new(Lamp: LampColour.Yellow), null),
            ("due", new(Order: HazardOrder.Due), null),
            ("due, a unit's", new(Unit: safety.Bureau, Order: HazardOrder.Due), null),
            ("found in a week", new(FoundFrom: today.AddDays(-100), FoundTo: today.AddDays(-94)), null),
            ("a street's officer", new(), street),
            ("a bureau's officer, major", new(Grade: HazardGrade.Major), bureau),
            ("a bureau's officer, red", new(Lamp: LampColour.Red), bureau),
            ("who sees few", new(), nobody),
        ];
        var page = new Random(11);
        await Measure("a hazard's page, five photographs", 100, async _ => (await district.Done(new ShowHazard.Request(HazardId.From(Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"01980000-0000-7000-8000-{1 + page.Next(Count):x12}")))))).Photographs.Count);
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        began = Stopwatch.GetTimestamp();
        await district.Done(new HazardMarks.Request(121, 29, 123, 31, 9));
        report.AppendLine(CultureInfo.InvariantCulture, $"{kind} overview read in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {(GC.GetTotalMemory(forceFullCollection: true) - memory) >> 20} MB");
        foreach (var (what, request, who) in lists)
        {
            await Measure(what, 200, async _ => (await district.Done(request, who)).Items.Count);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        report.Clear();
        var random = new Random(7);
        await Measure("map, any box", 200, async _ => (await district.Done(Box(random))).Marks.Count);
        await Measure("map, whole district", 50, async i => (await district.Done(new HazardMarks.Request(121, 29, 123, 31, 8 + (i % 11)))).Marks.Count);
        await Measure("map, cancelled", 50, async _ => (await district.Done(Box(random) with { State = HazardState.Cancelled })).Marks.Count);
        await Measure("map, red", 50, async _ => (await district.Done(Box(random) with { Lamp = LampColour.Red })).Marks.Count);
        await Measure("map, a street's officer", 50, async _ => (await district.Done(Box(random) with { State = HazardState.Cancelled }, street)).Marks.Count);
        await Measure("map, after a change", 20, async i =>
        {
            await safety.Registered();
            return (await district.Done(Box(random))).Marks.Count;
        });
        await Measure("planner", 20, async _ => (await district.Done(new RankPremises.Request())).Lines.Count);
        await Measure("planner, a street's officer", 20, async _ => (await district.Done(new RankPremises.Request(Kind: "hotel"), street)).Lines.Count);
        await Measure("round of 20", 20, async _ => (await district.Done(new PlanRound.Request(20))).Stops.Count);
        await Measure("analysis, a year", 20, async _ => (await district.Done(new AnalyseHazards.Request())).Parts.Count);
        await Measure("analysis, all", 20, async _ => (await district.Done(new AnalyseHazards.Request(From: new(2010, 1, 1)))).Parts.Count);
        await Measure("counted list", 20, async _ => (await district.Done(new ListCounted.Request(From: new(2010, 1, 1), Kind: "hotel"))).Items.Count);
        await Measure("repeat offenders", 20, async _ => (await district.Done(new ListRepeats.Request())).Lines.Count);

        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());

        async Task Measure(string what, int times, Func<int, Task<int>> run)
        {
            List<double> took = [];
            var items = 0;
            for (var i = -5; i < times; i++)
            {
                var start = Stopwatch.GetTimestamp();
                items = await run(i + 5);
                if (i >= 0)
                {
                    took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            took.Sort();
            report.AppendLine(CultureInfo.InvariantCulture, $"{kind} {what}: {items} rows, p50 {took[took.Count / 2]:0.0} ms, p99 {took[(int)(took.Count * 0.99)]:0.0} ms");
        }
    }

    private static HazardMarks.Request Box(Random random)
    {
        var width = (decimal)Math.Pow(10, (-3 * random.NextDouble()) - 0.1);
        var (west, south) = (121.55m + (decimal)(random.NextDouble() * 0.6), 29.68m + (decimal)(random.NextDouble() * 0.3));
        return new(west, south, west + width, south + (width / 2), random.Next(8, 20));
    }

    /// <summary>A million rows by one statement, so that the test is not about writing them.</summary>
    private static async Task Fill(Safety safety)
    {
        await using var scope = safety.District.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var numbers = db.IsPostgreSql ? $"SELECT i FROM generate_series(1, {Count}) AS g(i)" : $"WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < {Count}) SELECT i FROM g";
        string Id(string i, string kind = "01980000") => db.IsPostgreSql ? $"('{kind}-0000-7000-8000-' || lpad(to_hex({i}), 12, '0'))::uuid" : $"'{kind}-0000-7000-8000-' || printf('%012X', {i})";
        var place = Id($"i % {Places}", "01970000");
        string Unit(UnitId unit) => Guids(unit.Value);
        string Guids(Guid id) => db.IsPostgreSql ? $"'{id}'::uuid" : $"'{id.ToString().ToUpperInvariant()}'";
        string Day(string days) => db.IsPostgreSql ? $"(date '2022-04-01' - ({days})::int)" : $"date('2022-04-01', '-' || ({days}) || ' days')";
        var yes = db.IsPostgreSql ? "true" : "1";
        var no = db.IsPostgreSql ? "false" : "0";

        // One in ten is open; of these most are in order, some late.
        string Moment(string days) => string.Create(CultureInfo.InvariantCulture, $"({DistrictDay.End(Safety.Today).UtcTicks} + CAST({days} AS bigint) * {TimeSpan.TicksPerDay})");
#pragma warning disable EF1002, CA2100 // Everything stands above.
        await db.Database.ExecuteSqlRawAsync(
            $"""
             INSERT INTO hazard_row ("Id", "State", "IsOpen", "Grade", "Category", "Street", "Lead", "InCharge", "Finder", "FoundBy", "FoundOn", "Title", "Place", "Premises", "MorePremises", "Items", "Clauses", "IsReturned", "HasPlan", "Round", "MatterState", "DueDay", "CancelledOn", "DueAt", "BlueFrom", "YellowFrom", "RedFrom")
             SELECT {Id("i")}, CASE WHEN i % 10 > 0 THEN 'Cancelled' WHEN i % 10000 = 0 THEN 'NotMended' ELSE 'Rectifying' END, CASE WHEN i % 10 > 0 THEN {no} ELSE {yes} END,
               CASE WHEN i % 50 = 0 THEN 'Major' ELSE 'General' END, CASE WHEN i % 7 = 0 THEN 'Gas' ELSE 'Fire' END, CASE WHEN i % 3 = 0 THEN {Unit(safety.West)} ELSE {Unit(safety.East)} END,
               CASE WHEN i % 4 = 0 THEN {Unit(safety.Fire)} ELSE {Unit(safety.Bureau)} END, CASE WHEN i % 4 = 0 THEN {Unit(safety.Fire)} ELSE {Unit(safety.Bureau)} END, {Unit(safety.East)}, 'Officer', {Day("i % 1500")}, 'x', '', {place}, 0, 1, 'GB 35181-2017 6.' || (i % 40), CASE WHEN i % 20 = 0 THEN {yes} ELSE {no} END, {yes}, 1,
               'InHand', {Day("i % 1500 - 30")}, CASE WHEN i % 10 > 0 THEN {Day("i % 1500 - i % 50")} END, CASE WHEN i % 10 = 0 THEN {Moment("i % 300")} END, CASE WHEN i % 10 = 0 THEN {Moment("i % 300 - 10")} END, CASE WHEN i % 10 = 0 THEN {Moment("i % 300 - 2")} END, CASE WHEN i % 10 = 0 THEN {Moment("i % 300 - 1")} END
             FROM ({numbers}) AS n
             """, Cancel);
        await db.Database.ExecuteSqlRawAsync(
            $"""
             INSERT INTO hazard_unit ("Hazard", "FoundOn", "Unit", "ByMatter") SELECT {Id("i")}, {Day("i % 1500")}, CASE WHEN i % 4 = 0 THEN {Unit(safety.Fire)} ELSE {Unit(safety.Bureau)} END, {no} FROM ({numbers}) AS n
             """, Cancel);
        await db.Database.ExecuteSqlRawAsync($"""INSERT INTO hazard_unit ("Hazard", "FoundOn", "Unit", "ByMatter") SELECT {Id("i")}, {Day("i % 1500")}, CASE WHEN i % 3 = 0 THEN {Unit(safety.West)} ELSE {Unit(safety.East)} END, {no} FROM ({numbers}) AS n""", Cancel);

        // The hazards themselves: as one with five photographs, which is what a page reads.
        var pattern = await safety.Registered(photographs: 5);
        var table = db.Model.FindEntityType(typeof(Hazard))!;
        var columns = string.Join(", ", table.GetProperties().Select(p => p.GetColumnName()).Where(c => c != "Id").Select(c => $"\"{c}\""));
        await db.Database.ExecuteSqlRawAsync($"""INSERT INTO hazard ("Id", {columns}) SELECT {Id("i")}, {columns} FROM ({numbers}) AS n, hazard WHERE "Id" = {Guids(pattern.Value)}""", Cancel);

        // Somebody who has to do with a few of them only, all of them old.
        await db.Database.ExecuteSqlRawAsync($"""INSERT INTO hazard_unit ("Hazard", "FoundOn", "Unit", "ByMatter") SELECT {Id("i")}, {Day("i % 1500")}, {Unit(safety.Other)}, {no} FROM ({numbers}) AS n WHERE i % 1500 = 1499 AND i < 30000""", Cancel);
        await db.Database.ExecuteSqlRawAsync($"""INSERT INTO hazard_premises ("Premises", "Hazard") SELECT CASE WHEN i % 100000 = 0 THEN {Guids(safety.Shed.Value)} ELSE {place} END, {Id("i")} FROM ({numbers}) AS n""", Cancel);

        // Half of the premises crowd in a few places, as shops do.
        var terms = System.Text.Json.JsonSerializer.Serialize(new Enterprises.PremisesTerms { Name = "x", Kind = "hotel", Point = new(121.8m, 29.9m) }, EventCatalog.Json).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        await db.Database.ExecuteSqlRawAsync(
            $"""
             INSERT INTO premises ("Id", "Terms", "Keys", "Name", "Kind", "Street", "Gas", "Lon", "Lat", "State", "Includes", "Apart", "History", "Version")
             SELECT {place}, '{terms}', (SELECT "Keys" FROM premises LIMIT 1), 'x', CASE i % 4 WHEN 0 THEN 'hotel' WHEN 1 THEN 'factory' WHEN 2 THEN 'rented' ELSE 'restaurant' END,
               CASE WHEN i % 3 = 0 THEN {Unit(safety.West)} ELSE {Unit(safety.East)} END, 'Unknown',
               CASE WHEN i % 2 = 0 THEN 121650000 + CAST(i AS bigint) * 7919 % 500000 ELSE 121800000 + i % 20 * 10000 + CAST(i AS bigint) * 31 % 6000 END,
               CASE WHEN i % 2 = 0 THEN 29700000 + CAST(i AS bigint) * 6007 % 290000 ELSE 29850000 + i % 7 * 10000 + CAST(i AS bigint) * 37 % 6000 END, 'Active', '[]', '[]', '[]', 1
             FROM ({numbers}) AS n WHERE i <= {Places}
             """, Cancel);
        await db.Database.ExecuteSqlRawAsync($"""INSERT INTO premises_unit ("Premises", "Unit", "Name") SELECT {place}, CASE WHEN i % 3 = 0 THEN {Unit(safety.West)} ELSE {Unit(safety.East)} END, 'x' FROM ({numbers}) AS n WHERE i <= {Places}""", Cancel);
        await db.Database.ExecuteSqlRawAsync("ANALYZE", Cancel);
#pragma warning restore EF1002, CA2100
    }
}
