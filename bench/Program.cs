using Bihuan.Bench;

return args is ["stream", ..] ? StreamLoad.Run(args[1..]) : RunBenchmarks(args);

static int RunBenchmarks(string[] args)
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(StreamLoad).Assembly).Run(args);
    return 0;
}
