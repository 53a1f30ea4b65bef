using System.Net;
using Bihuan.Accounts;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Bihuan.Web;

/// <summary>Health, metrics and traces. Traces and metrics go out where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; <c>BIHUAN_METRICS=1</c> opens
/// <c>/metrics</c> for this machine alone.</summary>
internal static class Observability
{
    private const string Ready = "ready";

    public static void AddObservability(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry();
        var (toCollector, toPrometheus) = (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 }, IsOpen(configuration));
        if (toCollector || toPrometheus)
        {
            telemetry.WithMetrics(m =>
            {
                m.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(Meters.Name);
                if (toCollector)
                {
                    m.AddOtlpExporter();
                }
                if (toPrometheus)
                {
                    m.AddPrometheusExporter();
                }
            });
        }
        if (toCollector)
        {
            // The address of a calendar is its key; it stays out of traces.
            telemetry.WithTracing(t => t.AddAspNetCoreInstrumentation(o => o.Filter = http => !http.Request.Path.StartsWithSegments("/calendar")).AddSource(Meters.Name).AddOtlpExporter());
        }

        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [Ready]).AddCheck<DiskHealth>("disk", tags: [Ready]);
    }

    /// <summary>Metrics are for this machine: neither for others nor for what a proxy on it passes on.</summary>
    public static void UseMetrics(this WebApplication app)
    {
        if (IsOpen(app.Configuration))
        {
            app.UseOpenTelemetryPrometheusScrapingEndpoint(http =>
                http.Request.Path == "/metrics" && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded"));
        }
    }

    /// <summary>Whether the process lives; whether it can work: database, end of the journal, room on the disk.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        object[] open = [new OpenToAllAttribute(), new AccountsWeb.OpenBeforeSetUpAttribute()];
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).WithMetadata(open);
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains(Ready), ResponseWriter = Write }).WithMetadata(open);
    }

    private static bool IsOpen(IConfiguration configuration) => configuration["BIHUAN_METRICS"] == "1";

    private static Task Write(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString(), StringComparer.Ordinal) });

    /// <summary>The database answers, and the journal ends where its head says.</summary>
    private sealed class DatabaseHealth(IServiceScopeFactory scopes) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
            var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancellationToken);
            var last = await db.Set<JournalEntry>().AsNoTracking().OrderByDescending(e => e.Position).Select(e => new { e.Position, e.Hash }).FirstOrDefaultAsync(cancellationToken);

            // Between the two reads the journal may have grown; it never shrinks.
            var isWhole = last is null ? head.Position == 0 : last.Position > head.Position || (last.Position == head.Position && last.Hash.AsSpan().SequenceEqual(head.Hash));
            return isWhole ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The journal does not end where its head says.");
        }
    }

    /// <summary>There is room for uploads and for the journal.</summary>
    private sealed class DiskHealth(DataFolder folder) : IHealthCheck
    {
        private const long Room = 500L * 1024 * 1024;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(new DriveInfo(Path.GetFullPath(folder.Path)).AvailableFreeSpace >= Room ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Less than 500 MB are free."));
    }
}
