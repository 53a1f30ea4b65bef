using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Bihuan.Reading;

namespace Bihuan.Bench;

/// <summary>From decoded text to documents, commitments and contradictions. The goal: the gazette in at most 60 ms warm, and 5 MB/s a core.</summary>
[InProcess]
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Throughput, warmupCount: 3, iterationCount: 10)]
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
[InProcess]
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 3, invocationCount: 1)]
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
