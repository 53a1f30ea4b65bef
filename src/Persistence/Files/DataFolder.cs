using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Bihuan.Persistence;

/// <summary>The folder of a process: database, files, copies of past days, keys.</summary>
/// <param name="Path">The folder.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>Where the files are, unless S3-compatible storage holds them.</summary>
    public string Files => System.IO.Path.Combine(Path, "files");

    /// <summary>What can be made again at any time.</summary>
    public string Cache => System.IO.Path.Combine(Path, "cache");

    /// <summary>The keys that protect cookies and secrets.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>The folder where nobody named one: beside a SQLite file, or a temporary folder for a PostgreSQL database.</summary>
    public static DataFolder For(DatabasePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return new(place.IsPostgreSql
            ? System.IO.Path.Combine(System.IO.Path.GetTempPath(), "bihuan-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place.ConnectionString)))[..16])
            : System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(new SqliteConnectionStringBuilder(place.ConnectionString).DataSource))!);
    }
}
