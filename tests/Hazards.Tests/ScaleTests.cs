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

/// <summary>A million hazards, written into the rows as the projection would have: a list of 50 within 50 ms, however it is narrowed. Run by hand, with <c>-explicit only</c>, on a machine that does
/// nothing else.</summary>
public class ScaleTests
{
    private const int Count = 1_000_000;

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
        foreach (var (what, request, who) in lists)
        {
            List<double> took = [];
            var items = 0;
            for (var i = 0; i < 45; i++)
            {
                var start = Stopwatch.GetTimestamp();
                items = (await district.Done(request, who)).Items.Count;
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            took.RemoveRange(0, 5);
            took.Sort();
            report.AppendLine(CultureInfo.InvariantCulture, $"{kind} {what}: {items} rows, p50 {took[20]:0.0} ms, p99 {took[^1]:0.0} ms");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
    }

    /// <summary>A million rows by one statement, so that the test is not about writing them.</summary>
    private static async Task Fill(Safety safety)
    {
        await using var scope = safety.District.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var numbers = db.IsPostgreSql ? $"SELECT i FROM generate_series(1, {Count}) AS g(i)" : $"WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < {Count}) SELECT i FROM g";
        string Id(string i) => db.IsPostgreSql ? $"('01980000-0000-7000-8000-' || lpad(to_hex({i}), 12, '0'))::uuid" : $"'01980000-0000-7000-8000-' || printf('%012X', {i})";
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
             INSERT INTO hazard_row ("Id", "State", "IsOpen", "Grade", "Category", "Street", "Lead", "InCharge", "Finder", "FoundBy", "FoundOn", "Title", "Place", "Premises", "MorePremises", "Items", "Round", "MatterState", "DueAt", "BlueFrom", "YellowFrom", "RedFrom")
             SELECT {Id("i")}, CASE WHEN i % 10 > 0 THEN 'Cancelled' WHEN i % 10000 = 0 THEN 'NotMended' ELSE 'Rectifying' END, CASE WHEN i % 10 > 0 THEN {no} ELSE {yes} END,
               CASE WHEN i % 50 = 0 THEN 'Major' ELSE 'General' END, CASE WHEN i % 7 = 0 THEN 'Gas' ELSE 'Fire' END, CASE WHEN i % 3 = 0 THEN {Unit(safety.West)} ELSE {Unit(safety.East)} END,
               CASE WHEN i % 4 = 0 THEN {Unit(safety.Fire)} ELSE {Unit(safety.Bureau)} END, CASE WHEN i % 4 = 0 THEN {Unit(safety.Fire)} ELSE {Unit(safety.Bureau)} END, {Unit(safety.East)}, 'Officer', {Day("i % 1500")}, 'x', '', {Guids(safety.Hotel.Value)}, 0, 1, 1,
               'InHand', CASE WHEN i % 10 = 0 THEN {Moment("i % 300")} END, CASE WHEN i % 10 = 0 THEN {Moment("i % 300 - 10")} END, CASE WHEN i % 10 = 0 THEN {Moment("i % 300 - 2")} END, CASE WHEN i % 10 = 0 THEN {Moment("i % 300 - 1")} END
             FROM ({numbers}) AS n
             """, Cancel);
        await db.Database.ExecuteSqlRawAsync(
            $"""
             INSERT INTO hazard_unit ("Hazard", "Unit", "ByMatter") SELECT {Id("i")}, CASE WHEN i % 4 = 0 THEN {Unit(safety.Fire)} ELSE {Unit(safety.Bureau)} END, {no} FROM ({numbers}) AS n
             """, Cancel);
        await db.Database.ExecuteSqlRawAsync($"""INSERT INTO hazard_unit ("Hazard", "Unit", "ByMatter") SELECT {Id("i")}, CASE WHEN i % 3 = 0 THEN {Unit(safety.West)} ELSE {Unit(safety.East)} END, {no} FROM ({numbers}) AS n""", Cancel);

        // Somebody who has to do with a few of them only, all of them old.
        await db.Database.ExecuteSqlRawAsync($"""INSERT INTO hazard_unit ("Hazard", "Unit", "ByMatter") SELECT {Id("i")}, {Unit(safety.Other)}, {no} FROM ({numbers}) AS n WHERE i % 1500 = 1499 AND i < 30000""", Cancel);
        await db.Database.ExecuteSqlRawAsync($"""INSERT INTO hazard_premises ("Premises", "Hazard") SELECT CASE WHEN i % 100000 = 0 THEN {Guids(safety.Shed.Value)} ELSE {Guids(safety.Hotel.Value)} END, {Id("i")} FROM ({numbers}) AS n""", Cancel);
        await db.Database.ExecuteSqlRawAsync("ANALYZE", Cancel);
#pragma warning restore EF1002, CA2100
    }
}
