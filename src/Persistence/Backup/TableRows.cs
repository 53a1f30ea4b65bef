using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Bihuan.Persistence;

/// <summary>Rows of tables as lines of JSON that read alike from both databases: an array a row, the columns by name in the first line.</summary>
internal static class TableRows
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The tables that are kept, or those that the journal makes; what others point to comes first.</summary>
    public static IReadOnlyList<ITable> Tables(BihuanContext db, bool kept)
    {
        var tables = db.Model.GetRelationalModel().Tables.Where(t => t.EntityTypeMappings.Any(m => ((IEntityType)m.TypeBase).IsKept()) == kept).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        tables.ForEach(Visit);
        return ordered;

        void Visit(ITable table)
        {
            if (!ordered.Contains(table))
            {
                foreach (var parent in table.ForeignKeyConstraints.Select(k => k.PrincipalTable).Where(p => p != table && tables.Contains(p)))
                {
                    Visit(parent);
                }

                ordered.Add(table);
            }
        }
    }

    /// <summary>The names of a table's columns, in order.</summary>
    public static IReadOnlyList<IColumn> Columns(ITable table) => [.. table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <summary>The lines of a table: the columns, then the rows in the order of the primary key.</summary>
    public static async IAsyncEnumerable<string> Read(BihuanContext db, ITable table, [EnumeratorCancellation] CancellationToken cancel)
    {
        var columns = Columns(table);
        yield return JsonSerializer.Serialize(columns.Select(c => c.Name), Plain);
        var types = columns.Select(ProviderType).ToList();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = Command(db, $"SELECT {string.Join(", ", columns.Select(c => Quoted(c.Name)))} FROM {Quoted(table.Name)} ORDER BY {string.Join(", ", table.PrimaryKey!.Columns.Select(c => Quoted(c.Name)))}");
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var values = new object?[columns.Count];
            while (await reader.ReadAsync(cancel))
            {
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = reader.IsDBNull(i) ? null : Portable(Value(reader, i, types[i]));
                }

                yield return JsonSerializer.Serialize(values, Plain);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Puts lines into an empty table, inside the caller's transaction.</summary>
    /// <exception cref="InvalidDataException">The lines are of another table, or of a newer program.</exception>
    public static async Task<long> Write(BihuanContext db, ITable table, IAsyncEnumerable<string> lines, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var rows = lines.GetAsyncEnumerator(cancel);
        var names = await rows.MoveNextAsync() ? JsonSerializer.Deserialize<List<string>>(rows.Current) ?? [] : [];
        var columns = names.ConvertAll(n => table.FindColumn(n) ?? throw new InvalidDataException($"This program knows no column {n} of {table.Name}; the backup was made by a newer one."));
        var mappings = columns.ConvertAll(c => c.PropertyMappings[0].TypeMapping);
        var types = columns.ConvertAll(ProviderType);
        long count = 0;
        await using var command = Command(db, $"INSERT INTO {Quoted(table.Name)} ({string.Join(", ", columns.Select(c => Quoted(c.Name)))}) VALUES ({string.Join(", ", columns.Select((_, i) => "@p" + i.ToString(CultureInfo.InvariantCulture)))})");
        while (await rows.MoveNextAsync())
        {
            using var row = JsonDocument.Parse(rows.Current);
            for (var i = 0; i < columns.Count; i++)
            {
                var cell = row.RootElement[i];
                var value = cell.ValueKind == JsonValueKind.Null ? null : FromPortable(cell, types[i]);
                if (value is not null && mappings[i].Converter is { } converter)
                {
                    value = converter.ConvertFromProvider(value);
                }

                // The command keeps its parameters: Npgsql sends those it was prepared with.
                var parameter = mappings[i].CreateParameter(command, "@p" + i.ToString(CultureInfo.InvariantCulture), value, columns[i].IsNullable);
                if (count == 0)
                {
                    command.Parameters.Add(parameter);
                }
                else
                {
                    command.Parameters[i].Value = parameter.Value;
                }
            }

            await command.ExecuteNonQueryAsync(cancel);
            if (++count % 1000 == 0)
            {
                progress?.Report(count);
            }
        }

        return count;
    }

    /// <summary>After rows with numbers of their own were put in, PostgreSQL counts on from the largest.</summary>
    public static async Task CountOn(BihuanContext db, ITable table, CancellationToken cancel)
    {
        foreach (var column in table.Columns.Where(c => c.PropertyMappings[0].Property.ValueGenerated == ValueGenerated.OnAdd && ProviderType(c) is var type && (type == typeof(int) || type == typeof(long))))
        {
            await using var command = Command(db, $"SELECT setval(s, (SELECT COALESCE(MAX({Quoted(column.Name)}), 0) + 1 FROM {Quoted(table.Name)}), false) FROM pg_get_serial_sequence('{Quoted(table.Name)}', '{column.Name}') AS s WHERE s IS NOT NULL");
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static DbCommand Command(BihuanContext db, string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Names of tables and columns come from our own model.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private static Type ProviderType(IColumn column)
    {
        var mapping = column.PropertyMappings[0].TypeMapping;
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static object Value(DbDataReader reader, int at, Type type) =>
        type == typeof(string) ? reader.GetString(at)
        : type == typeof(long) ? reader.GetInt64(at)
        : type == typeof(int) ? reader.GetInt32(at)
        : type == typeof(short) ? reader.GetInt16(at)
        : type == typeof(bool) ? reader.GetBoolean(at)
        : type == typeof(double) ? reader.GetDouble(at)
        : type == typeof(decimal) ? reader.GetDecimal(at)
        : type == typeof(Guid) ? reader.GetGuid(at)
        : type == typeof(byte[]) ? reader.GetFieldValue<byte[]>(at)
        : type == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(at)
        : type == typeof(TimeOnly) ? reader.GetFieldValue<TimeOnly>(at)
        : throw new NotSupportedException($"A backup cannot hold values of {type}.");

    private static object Portable(object value) => value switch
    {
        byte[] bytes => Convert.ToBase64String(bytes),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("O", CultureInfo.InvariantCulture),
        // Not a JSON number, so that no reader rounds it; without zeros at the end, which only one of the databases keeps.
        decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        _ => value,
    };

    private static object FromPortable(JsonElement cell, Type type) =>
        type == typeof(string) ? cell.GetString()!
        : type == typeof(long) ? cell.GetInt64()
        : type == typeof(int) ? cell.GetInt32()
        : type == typeof(short) ? cell.GetInt16()
        : type == typeof(bool) ? cell.GetBoolean()
        : type == typeof(double) ? cell.GetDouble()
        : type == typeof(decimal) ? decimal.Parse(cell.GetString()!, CultureInfo.InvariantCulture)
        : type == typeof(Guid) ? cell.GetGuid()
        : type == typeof(byte[]) ? cell.GetBytesFromBase64()
        : type == typeof(DateOnly) ? DateOnly.ParseExact(cell.GetString()!, "O", CultureInfo.InvariantCulture)
        : type == typeof(TimeOnly) ? TimeOnly.ParseExact(cell.GetString()!, "O", CultureInfo.InvariantCulture)
        : throw new NotSupportedException($"A backup cannot hold values of {type}.");
}
