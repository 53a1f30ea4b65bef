using System.Text;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Documents.Tests;

/// <summary>What tests do with documents again and again.</summary>
internal static class Office
{
    /// <summary>Takes a text in and reads it.</summary>
    public static async Task<ListImports.Row> Import(this District district, string text, string name = "a.txt")
    {
        var id = await district.Upload(Encoding.UTF8.GetBytes(text), name);
        await district.RunImports();
        var row = Assert.Single((await district.Done(new ListImports.Request(id.Value))).Items);
        Assert.True(row.Status is ImportStatus.Done, $"{name}: {row.Status} {string.Join("; ", row.Problems.Select(p => p.Code + p.Message))}");
        return row;
    }

    /// <summary>Stores a file and asks for its reading.</summary>
    public static async Task<ImportId> Upload(this District district, byte[] bytes, string name)
    {
        await using var scope = district.Scope();
        var taken = await scope.ServiceProvider.GetRequiredService<UploadService>().Take(new MemoryStream(bytes), name, ImportSource.Page, TestContext.Current.CancellationToken);
        return Assert.IsType<Result<ImportId>.Done>(taken).Value;
    }

    /// <summary>Lets the worker do all that waits.</summary>
    public static Task<int> RunImports(this District district) => district.Services.GetRequiredService<ImportWorker>().RunPending(atStart: false, TestContext.Current.CancellationToken);

    /// <summary>The gazette, read.</summary>
    public static Task<ListImports.Row> ImportGazette(this District district) => district.Import(Shared.GazetteText(), "gazette.txt");

    /// <summary>A document by number.</summary>
    public static async Task<ReadDocument.Answer> Open(this District district, string key) => await district.Done(new ReadDocument.Request(key));

    /// <summary>The rows of a table, each as its columns say, in order of the key: for comparing before and after a rebuild.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> Tables(this District district)
    {
        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var tables = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        foreach (var table in Rebuilder.Tables(db.Model))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The names are the model's own.
            command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            List<string> rows = [];
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                rows.Add(string.Join('\u001f', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={reader.GetValue(i)}")));
            }

            rows.Sort(StringComparer.Ordinal);
            tables.Add(table, rows);
        }

        return tables;
    }
}
