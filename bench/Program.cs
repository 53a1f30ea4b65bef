using Bihuan.Bench;

return args switch
{
    ["stream", .. var rest] => StreamLoad.Run(rest),
    ["search", .. var rest] => await SearchLoad.Run(rest),
    ["kill", .. var rest] => await KillDriver.Run(rest),
    ["journal", .. var rest] => await JournalLoad.Run(rest),
    ["load", .. var rest] => await OfficeLoad.Run(rest),
    ["start", .. var rest] => await StartLoad.Run(rest),
    ["loop", .. var rest] => await LoopLoad.Run(rest),
    ["field", .. var rest] => await FieldLoad.Run(rest),
    ["uploads", .. var rest] => await UploadLoad.Run(rest),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(StreamLoad).Assembly).Run(args);
    return 0;
}
