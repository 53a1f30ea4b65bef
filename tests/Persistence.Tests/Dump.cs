using System.Text;

namespace Bihuan.Persistence.Tests;

/// <summary>Tables as text, in the order of their keys: the same bytes wherever the same rows are.</summary>
internal static class Dump
{
    public static async Task<string> Of(BihuanContext db, bool kept, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var table in TableRows.Tables(db, kept))
        {
            text.Append(table.Name).Append('\n');
            await foreach (var line in TableRows.Read(db, table, cancel))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }
}
