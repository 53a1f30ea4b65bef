using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Bihuan.Bench;

/// <summary>Many short runs, in this process.</summary>
internal sealed class WildfireSteady : ManualConfig
{
    /// <summary>One job.</summary>
    public WildfireSteady() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(12));
}
