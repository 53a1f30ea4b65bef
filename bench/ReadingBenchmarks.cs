using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Bihuan.Reading;

namespace Bihuan.Bench;

/// <summary>Many short runs. In this process: building a project for each case would measure the machine's disk.</summary>
internal sealed class Steady : ManualConfig
{
    /// <summary>One job.</summary>
    public Steady() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(12));
}

/// <summary>Few long runs of one call each: a text of 50 MB is read in seconds.</summary>
internal sealed class Once : ManualConfig
{
    /// <summary>One job.</summary>
    public Once() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring).WithWarmupCount(1).WithIterationCount(3).WithInvocationCount(1).WithUnrollFactor(1));
}

/// <summary>From decoded text to documents, commitments and contradictions. The goal: the gazette in at most 60 ms warm, and 5 MB/s a core.</summary>
[Config(typeof(Steady))]
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private SourceText _gazette = new("");

    /// <summary>Loads the text once.</summary>
    [GlobalSetup]
    public void Load() => _gazette = new(Texts.Gazette());

    /// <summary>The whole gazette.</summary>
    [Benchmark]
    public ReadResult Gazette() => Reader.Read(_gazette);
}

/// <summary>Growth with the length of the text, to be linear.</summary>
[Config(typeof(Once))]
[MemoryDiagnoser]
public class ReadingGrowthBenchmarks
{
    private SourceText _source = new("");

    /// <summary>Bytes of UTF-8.</summary>
    [Params(10_000, 100_000, 1_000_000, 10_000_000, 50_000_000)]
    public int Bytes { get; set; }

    /// <summary>Makes a text of that size.</summary>
    [GlobalSetup]
    public void Load() => _source = new(Texts.OfSize(Bytes));

    /// <summary>All of it.</summary>
    [Benchmark]
    public ReadResult Read() => Reader.Read(_source);
}
