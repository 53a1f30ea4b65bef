using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Bihuan.Web;

/// <summary>The log: lines of JSON, without what people write. Paths have no query, because search words stand there; there are no addresses of
/// machines and no names. The journal says who did what.</summary>
internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder, HostOptions options) =>
        builder.Services.AddSerilog(
            (_, log) =>
            {
                log.MinimumLevel.Information().MinimumLevel.Override("Microsoft", LogEventLevel.Warning).MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information).MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning);
                if (options.Log is { } writer)
                {
                    log.WriteTo.Sink(new JsonLines(writer));
                }
                else if (builder.Environment.IsDevelopment())
                {
                    log.WriteTo.Console();
                }
                else
                {
                    log.WriteTo.Console(new CompactJsonFormatter());
                }
            },
            preserveStaticLogger: true);

    /// <summary>A line for each request to a page or the API; files that go with pages only when something is wrong with them.</summary>
    public static void UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(o =>
    {
        o.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
        // The address of a calendar is its key.
        o.GetMessageTemplateProperties = (http, path, elapsed, status) =>
        [
            new("RequestMethod", new ScalarValue(http.Request.Method)), new("RequestPath", new ScalarValue(http.Request.Path.StartsWithSegments("/calendar") ? "/calendar/…" : path)),
            new("StatusCode", new ScalarValue(status)), new("Elapsed", new ScalarValue(elapsed)),
        ];
        o.MessageTemplate = "{RequestMethod} {RequestPath} answered {StatusCode} in {Elapsed:0.0} ms";
        o.GetLevel = (http, _, failure) => failure is not null || http.Response.StatusCode >= 500 ? LogEventLevel.Error : IsFile(http.Request.Path) ? LogEventLevel.Debug : LogEventLevel.Information;
    });

    private static bool IsFile(PathString path) => path.StartsWithSegments("/_framework") || path.StartsWithSegments("/_content") || path.StartsWithSegments("/css") || path.StartsWithSegments("/js") || path.StartsWithSegments("/health");

    /// <summary>Writes where a test reads.</summary>
    private sealed class JsonLines(TextWriter writer) : ILogEventSink
    {
        private readonly CompactJsonFormatter _format = new();
        private readonly Lock _one = new();

        public void Emit(LogEvent logEvent)
        {
            lock (_one)
            {
                _format.Format(logEvent, writer);
            }
        }
    }
}
