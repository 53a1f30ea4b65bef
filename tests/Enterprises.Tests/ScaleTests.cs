using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Bihuan.Enterprises.Tests;

/// <summary>Three hundred thousand premises, written into the tables as the projection would have: duplicates within 30 ms, any box of the map within 150 ms. Run by hand, with
/// <c>-explicit only</c>, on a machine that does nothing else.</summary>
public class ScaleTests
{
    private const int Count = 300_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Explicit = true), BothDatabases]
    public async Task DuplicatesAndMarks_KeepTheirTimes(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var streets = new List<UnitId> { register.East, register.West };
        while (streets.Count < 11)
        {
            streets.Add(await district.Done(new CreateUnit($"第{streets.Count}街道", UnitKind.Street)));
        }

        await Fill(district, streets, register.Bureau);
        var random = new Random(7);
        var report = new StringBuilder();
        var officer = await register.Somebody(Role.UnitOfficer, streets[3]);
        await Measure("duplicates", 300, _ =>
        {
            var i = random.Next(Count);
            return district.Done(new FindPremisesDuplicates.Request(new() { Name = Name(i), Kind = "warehouse", Address = $"第{i % 900}路{i % 700}号", Point = Point(i) }));
        });
        await Measure("marks, any box", 300, _ => district.Done(Box(random)));
        await Measure("marks, whole district", 50, i => district.Done(new MarksIn.Request(121, 29, 123, 31, 8 + (i % 11))));
        await Measure("marks, one kind", 100, _ => district.Done(Box(random) with { Kind = "restaurant" }));
        await Measure("marks, a street's officer", 100, _ => district.Done(Box(random), officer));
        await Measure("marks, a department", 50, _ => district.Done(Box(random) with { Department = register.Bureau }));
        await Measure("list", 100, i => district.Done(new ListPremises.Request(Kind: i % 2 == 0 ? null : "restaurant", Street: i % 3 == 0 ? streets[i % 11] : null)));
        await Measure("list, a street's officer", 100, _ => district.Done(new ListPremises.Request(), officer));
        await Measure("map base", 20, _ => district.Done(new ShowMapBase()));
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());

        async Task Measure<T>(string what, int times, Func<int, Task<T>> run)
        {
            for (var i = 0; i < 5; i++)
            {
                await run(i);
            }

            List<double> took = [];
            for (var i = 0; i < times; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await run(i);
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            took.Sort();
            report.AppendLine(CultureInfo.InvariantCulture, $"{kind} {what}: p50 {took[took.Count / 2]:0.0} ms, p99 {took[(int)(took.Count * 0.99)]:0.0} ms");
        }
    }

    private static MarksIn.Request Box(Random random)
    {
        var width = (decimal)Math.Pow(10, (-3 * random.NextDouble()) - 0.1);
        var (west, south) = (121.55m + (decimal)(random.NextDouble() * 0.6), 29.68m + (decimal)(random.NextDouble() * 0.3));
        return new(west, south, west + width, south + (width / 2), random.Next(8, 20));
    }

    private static string Name(int i) => $"第{i % 120_000}号{(char)('甲' + (i % 10))}场所";

    private static GeoPoint Point(int i)
    {
        // Half of them crowd in a few places, as shops do.
        var random = new Random(i);
        return i % 2 == 0 ? new(121.65m + (random.Next(500_000) / 1_000_000m), 29.7m + (random.Next(290_000) / 1_000_000m))
            : new(121.8m + (i % 20 * 0.01m) + (random.Next(6_000) / 1_000_000m), 29.85m + (i % 7 * 0.01m) + (random.Next(6_000) / 1_000_000m));
    }

    private static async Task Fill(District district, List<UnitId> streets, UnitId bureau)
    {
        string[] kinds = ["restaurant", "warehouse", "factory", "rented", "hotel", "school"];
        Dictionary<(int, int, int, string), (int Count, long Lon, long Lat)> cells = [];
        Dictionary<string, (string[] Columns, List<object?[]> Rows)> tables = new(StringComparer.Ordinal)
        {
            ["premises"] = (["Id", "Terms", "Keys", "Name", "Kind", "Street", "Gas", "Lon", "Lat", "State", "Includes", "Apart", "History", "Version"], []),
            ["premises_unit"] = (["Premises", "Unit", "Name", "Lon", "Lat"], []),
            ["register_entry"] = (["Id", "IsFirm", "Name", "Address", "Code", "Street", "Lon", "Lat", "Cell", "NameKeys", "AddressKey", "MapKind"], []),
            ["register_key"] = (["IsFirm", "Ground", "Key", "Id"], []),
            ["map_cell"] = (["Level", "X", "Y", "Kind", "Count", "Lon", "Lat"], []),
        };
        for (var i = 0; i < Count; i++)
        {
            var (id, point, street, name) = (Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i)), Point(i), streets[i % 11], Name(i));
            var (lon, lat, address) = (Grid.Micro(point.Longitude)!.Value, Grid.Micro(point.Latitude)!.Value, $"第{i % 900}路{i % 700}号");
            var terms = new PremisesTerms { Name = name, Kind = kinds[i % kinds.Length], Point = point, Street = street, Address = address };
            var keys = RegisterKeys.Of([name], address, PlaceNames.None);
            tables["premises"].Rows.Add([id, Json(terms), Json(keys), name, terms.Kind, street.Value, "Unknown", lon, lat, "Active", "[]", "[]", "[]", 1]);
            tables["premises_unit"].Rows.Add([id, street.Value, name, lon, lat]);
            if (i % 5 == 0)
            {
                tables["premises_unit"].Rows.Add([id, bureau.Value, name, lon, lat]);
            }

            tables["register_entry"].Rows.Add([id, false, name, address, null, street.Value, lon, lat, Grid.CellOf(lon, lat), string.Join('\n', keys.Names), keys.Address, terms.Kind]);
            tables["register_key"].Rows.AddRange(keys.Names.Select(k => new object?[] { false, "Name", k, id }));
            if (keys.Address is { } key)
            {
                tables["register_key"].Rows.Add([false, "Address", key, id]);
            }
            foreach (var level in Grid.Levels)
            {
                var (x, y) = Grid.At(level, lon, lat);
                var cell = cells.GetValueOrDefault((level, x, y, terms.Kind));
                cells[(level, x, y, terms.Kind)] = (cell.Count + 1, cell.Lon + lon, cell.Lat + lat);
            }
        }

        tables["map_cell"].Rows.AddRange(cells.Select(c => new object?[] { c.Key.Item1, c.Key.Item2, c.Key.Item3, c.Key.Item4, c.Value.Count, c.Value.Lon, c.Value.Lat }));
        foreach (var (table, (columns, rows)) in tables)
        {
            await Write(district.Place, table, columns, rows);
        }

        await Run(district.Place, "ANALYZE");

        static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, EventCatalog.Json);
    }

    private static async Task Write(DatabasePlace place, string table, string[] columns, List<object?[]> rows)
    {
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        if (place.IsPostgreSql)
        {
            await using var postgres = new NpgsqlConnection(place.ConnectionString);
            await postgres.OpenAsync(Cancel);
            await using var writer = await postgres.BeginTextImportAsync($"COPY {table} ({names}) FROM STDIN (FORMAT csv, NULL '~')", Cancel);
            foreach (var row in rows)
            {
                await writer.WriteLineAsync(string.Join(',', row.Select(v => v is null ? "~" : $"\"{Convert.ToString(v, CultureInfo.InvariantCulture)!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
            }

            return;
        }

        await using var sqlite = new SqliteConnection(place.ConnectionString);
        await sqlite.OpenAsync(Cancel);
        await using var transaction = sqlite.BeginTransaction();
        await using var command = sqlite.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Names of tables and columns stand above.
        command.CommandText = $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
#pragma warning restore CA2100
        var parameters = columns.Select((_, i) => command.Parameters.AddWithValue($"$p{i}", DBNull.Value)).ToList();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                parameters[i].Value = row[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(Cancel);
        }

        await transaction.CommitAsync(Cancel);
    }

    private static async Task Run(DatabasePlace place, string sql)
    {
        var options = new DbContextOptionsBuilder<BihuanContext>();
        place.Configure(options);
        await using var db = new BihuanContext(options.Options, Web.ProgramModules.All());
        await db.Database.ExecuteSqlRawAsync(sql, Cancel);
    }
}
