using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bihuan.Kernel;
using Bihuan.Persistence;

namespace Bihuan.Platform;

/// <summary>What the program measures of itself. Names of requests, codes and counts only: nothing of what people write.</summary>
public sealed class Meters : IDisposable
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "Bihuan";

    private readonly ActivitySource _traces = new(Name);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _durations;
    private readonly Histogram<int> _queries;
    private readonly Histogram<double> _imports;

    /// <summary>Makes the instruments.</summary>
    public Meters(IMeterFactory factory, JournalSignal journal)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(journal);
        var meter = factory.Create(Name);
        _requests = meter.CreateCounter<long>("bihuan.requests", "{request}", "Requests handled, by type and outcome.");
        _refusals = meter.CreateCounter<long>("bihuan.refusals", "{refusal}", "Reasons of refusals, by code.");
        _durations = meter.CreateHistogram<double>("bihuan.request.duration", "s", "How long requests take.");
        _queries = meter.CreateHistogram<int>("bihuan.request.queries", "{query}", "Commands sent to the database for a request.");
        _imports = meter.CreateHistogram<double>("bihuan.import.duration", "s", "How long the reading of an uploaded document takes.");
        meter.CreateObservableCounter("bihuan.journal.appends", () => journal.Appended, "{entry}", "Entries appended to the journal by this process.");
    }

    /// <summary>An uploaded document was read.</summary>
    /// <param name="took">From the start of the reading to its end.</param>
    public void Imported(TimeSpan took) => _imports.Record(took.TotalSeconds);

    /// <inheritdoc/>
    public void Dispose() => _traces.Dispose();

    /// <summary>The name of a request as it is measured: that of its feature.</summary>
    internal static string NameOf(Type request) => (request.DeclaringType ?? request).Name;

    internal Activity? Begin(string request) => _traces.StartActivity(request);

    internal void Queried(string request, int queries) => _queries.Record(queries, new KeyValuePair<string, object?>("request", request));

    internal void Ended(string request, string outcome, TimeSpan took, IReadOnlyList<Problem> problems)
    {
        var (name, end) = (new KeyValuePair<string, object?>("request", request), new KeyValuePair<string, object?>("outcome", outcome));
        _requests.Add(1, name, end);
        _durations.Record(took.TotalSeconds, name, end);
        foreach (var problem in problems)
        {
            _refusals.Add(1, new KeyValuePair<string, object?>("code", problem.Code), name);
        }
    }
}
