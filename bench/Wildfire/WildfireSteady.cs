using System.Collections.Concurrent;
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Bihuan.Bench;

internal sealed class WildfireSteady : ManualConfig
{
    public WildfireSteady()
    {
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(12));
        AddColumn(StatisticColumn.Median, new BurntPerSecond());
    }
}

/// <summary>Burnt cells a second, by the median; benchmarks note their cells while they run, in this process.</summary>
internal sealed class BurntPerSecond : IColumn
{
    private static readonly ConcurrentDictionary<string, long> Cells = new(StringComparer.Ordinal);

    /// <summary>Notes the cells that an invocation burnt.</summary>
    public static long Note(Type type, string method, object parameter, long cells) => Cells[$"{type.Name}.{method} {parameter}"] = cells;

    /// <inheritdoc/>
    public string Id => nameof(BurntPerSecond);

    /// <inheritdoc/>
    public string ColumnName => "Burnt M/s";

    /// <inheritdoc/>
    public bool AlwaysShow => false;

    /// <inheritdoc/>
    public ColumnCategory Category => ColumnCategory.Custom;

    /// <inheritdoc/>
    public int PriorityInCategory => 0;

    /// <inheritdoc/>
    public bool IsNumeric => true;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public string Legend => "Million burnt cells a second, by the median";

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(c => Cells.ContainsKey(Key(c)));

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        Cells.TryGetValue(Key(benchmarkCase), out var cells) && summary[benchmarkCase]?.ResultStatistics is { } taken
            ? (cells * 1e3 / taken.Median).ToString("0.00", CultureInfo.InvariantCulture) : "";

    private static string Key(BenchmarkCase benchmark) =>
        $"{benchmark.Descriptor.Type.Name}.{benchmark.Descriptor.WorkloadMethod.Name} {(benchmark.Parameters.Count > 0 ? benchmark.Parameters[0].Value : "")}";
}
