using System.CommandLine;
using System.Diagnostics;
using Bihuan.Persistence;

namespace Bihuan.Web.Commands;

/// <summary><c>bihuan rebuild</c>: makes every table again from the journal.</summary>
internal sealed class RebuildCommand(CommandConsole console) : DatabaseCommand("rebuild", console)
{
    protected override async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var progress = new Told<long>(position => Console.Progress(Console.Words["command.rebuild.progress", position]));
        var count = await services.GetRequiredService<Rebuilder>().Rebuild(services.GetRequiredService<BihuanContext>(), progress, cancel);
        Console.EndProgress();
        Console.Say("command.rebuild.done", count, watch.Elapsed.TotalSeconds.ToString("0.0"));
        return CommandLine.Done;
    }
}
