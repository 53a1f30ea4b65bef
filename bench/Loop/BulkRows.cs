using System.Data.Common;
using System.Globalization;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Bihuan.Bench;

/// <summary>Writes rows as the model maps them, many at a time: one prepared statement on SQLite, COPY on PostgreSQL.</summary>
internal sealed class BulkRows(BihuanContext db)
{
    private readonly Dictionary<IEntityType, Table> _tables = [];

    /// <summary>Writes rows, inside the transaction that is open.</summary>
    public async Task Write(IReadOnlyCollection<object> rows)
    {
        foreach (var group in rows.GroupBy(r => db.Model.FindRuntimeEntityType(r.GetType())!))
        {
            if (!_tables.TryGetValue(group.Key, out var table))
            {
                _tables[group.Key] = table = new(group.Key);
            }

            await (db.IsPostgreSql ? Copy(table, group) : Insert(table, group));
        }
    }

    /// <summary>Takes the indexes of some tables away, those of keys excepted, and gives back the statements that make them again.</summary>
    public static async Task<IReadOnlyList<string>> DropIndexes(BihuanContext db, params IReadOnlyList<string> tables)
    {
        var names = string.Join(", ", tables.Select(t => $"'{t}'"));
        var found = db.IsPostgreSql
            ? await Pairs(db, $"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ({names}) AND indexname NOT LIKE 'PK%'")
            : await Pairs(db, $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({names})");
        foreach (var (name, _) in found)
        {
            await Run(db, $"DROP INDEX \"{name}\"");
        }

        return [.. found.Select(f => f.Sql)];
    }

    public static async Task Run(BihuanContext db, string sql)
    {
        await using var command = Command(db, sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<(string Name, string Sql)>> Pairs(BihuanContext db, string sql)
    {
        await using var command = Command(db, sql);
        await using var reader = await command.ExecuteReaderAsync();
        var pairs = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            pairs.Add((reader.GetString(0), reader.GetString(1)));
        }

        return pairs;
    }

    private static DbCommand Command(BihuanContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Made of the model's names.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private async Task Insert(Table table, IEnumerable<object> rows)
    {
        await using var command = Command(db, $"INSERT INTO \"{table.Name}\" ({table.Columns}) VALUES ({string.Join(", ", table.Properties.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}")))})");
        for (var i = 0; i < table.Properties.Count; i++)
        {
            command.Parameters.Add(table.Mappings[i].CreateParameter(command, string.Create(CultureInfo.InvariantCulture, $"@p{i}"), null, nullable: true));
        }

        await command.PrepareAsync();
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Properties.Count; i++)
            {
                command.Parameters[i].Value = table.Value(row, i) switch
                {
                    null => DBNull.Value,
                    Guid id => id.ToString().ToUpperInvariant(),
                    DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    var value => value,
                };
            }

            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task Copy(Table table, IEnumerable<object> rows)
    {
        await using var writer = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync($"COPY \"{table.Name}\" ({table.Columns}) FROM STDIN (FORMAT BINARY)");
        writer.Timeout = TimeSpan.FromMinutes(10);
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            for (var i = 0; i < table.Properties.Count; i++)
            {
                if (table.Value(row, i) is { } value)
                {
                    await writer.WriteAsync(value, table.Mappings[i].StoreType);
                }
                else
                {
                    await writer.WriteNullAsync();
                }
            }
        }

        await writer.CompleteAsync();
    }

    private sealed class Table
    {
        private readonly IReadOnlyList<Func<object, object?>> _values;

        public Table(IEntityType type)
        {
            Name = type.GetTableName()!;
            Properties = [.. type.GetProperties()];
            Mappings = [.. Properties.Select(p => p.GetRelationalTypeMapping())];
            var store = StoreObjectIdentifier.Table(Name);
            Columns = string.Join(", ", Properties.Select(p => $"\"{p.GetColumnName(store)}\""));
            _values = [.. Properties.Select((p, i) =>
            {
                var (getter, converter) = (p.PropertyInfo!, Mappings[i].Converter);
                return (Func<object, object?>)(row => getter.GetValue(row) is { } value ? (converter is null ? value : converter.ConvertToProvider(value)) : null);
            })];
        }

        public string Name { get; }

        public string Columns { get; }

        public IReadOnlyList<IProperty> Properties { get; }

        public IReadOnlyList<RelationalTypeMapping> Mappings { get; }

        public object? Value(object row, int column) => _values[column](row);
    }
}
