using Bihuan.Accounts;
using Bihuan.Hazards;
using Bihuan.Messaging;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Web;

/// <summary>What a process is started with.</summary>
public sealed record HostOptions
{
    /// <summary>The folder for database, files and keys.</summary>
    public string DataFolder { get; init; } = "data-local";

    /// <summary>A PostgreSQL connection string; SQLite in the data folder without one.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>S3-compatible storage for files; the data folder without one.</summary>
    public S3Place? S3 { get; init; }

    /// <summary>Where to listen.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>An identity provider beside passwords; taken from the configuration where it is not given here.</summary>
    public OpenIdConnect? IdentityProvider { get; init; }

    /// <summary>How messages leave the house; taken from the configuration where it is not given here.</summary>
    public MessagingSettings? Messaging { get; init; }

    /// <summary>The base map; taken from the configuration where it is not given here, and none without.</summary>
    public MapSettings? Map { get; init; }

    /// <summary>Whether the public may report; taken from the configuration where it is not given here.</summary>
    public PublicReportSettings? PublicReports { get; init; }

    /// <summary>The machine's clock; tests hand in their own.</summary>
    public TimeProvider Clock { get; init; } = SystemClock();

    /// <summary>Where the log goes; the console without one.</summary>
    public TextWriter? Log { get; init; }

    /// <summary>Services that take the place of the program's own; tests hand in theirs.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>The database.</summary>
    public DatabasePlace Place => PostgreSql is { } connection ? DatabasePlace.PostgreSql(connection) : DatabasePlace.File(Path.Combine(DataFolder, "bihuan.db"));

    /// <summary>A storage by its address, such as <c>https://s3.example.gov.cn/bucket?region=cn-east</c>. The keys come from the environment,
    /// as <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>.</summary>
    /// <exception cref="FormatException">It is no such address.</exception>
    public static S3Place ReadS3(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.AbsolutePath.Trim('/') is not { Length: > 0 } bucket || bucket.Contains('/', StringComparison.Ordinal))
        {
            throw new FormatException($"{address} is not the address of a bucket.");
        }

        var region = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query).TryGetValue("region", out var named) ? named.ToString() : "us-east-1";
        return new(new Uri(uri.GetLeftPart(UriPartial.Authority)), bucket, Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") ?? "", Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") ?? "", region);
    }

#pragma warning disable RS0030 // The host hands out the machine's clock.
    private static TimeProvider SystemClock() => TimeProvider.System;
#pragma warning restore RS0030
}
