using System.CommandLine;
using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Web.Commands;

/// <summary><c>bihuan as-of DATE</c>: makes the copy of a past day, says what it holds, and shows it with <c>--serve</c>.</summary>
internal sealed class AsOfCommand : DatabaseCommand
{
    private readonly Argument<string> _day = new("DATE");
    private readonly Option<bool> _serve = new("--serve");
    private readonly Option<string> _urls = new("--urls") { DefaultValueFactory = _ => "http://localhost:5080" };

    public AsOfCommand(CommandConsole console)
        : base("as-of", console)
    {
        Add(_day);
        Add(_serve);
        Add(_urls);
    }

    protected override async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
    {
        if (!DateOnly.TryParseExact(parsed.GetValue(_day), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Console.Refuse([Problem.Coded("COMMAND-003", "DATE", parsed.GetValue(_day) ?? "")]);
        }

        var progress = new Told<PastDayProgress>(p => Console.Progress(Console.Words["command.asof.progress", p.Done, p.Total]));
        var opened = await services.GetRequiredService<PastDays>().Open(day, progress, cancel);
        Console.EndProgress();
        if (opened is not Result<PastDay>.Done(var past))
        {
            return opened.Match(_ => CommandLine.Done, Console.Refuse);
        }

        Console.Say("command.asof.done", parsed.GetValue(_day), past.Position, past.Path);
        var options = new DbContextOptionsBuilder<BihuanContext>();
        PastDays.Configure(options, past.Path);
        await using (var copy = new BihuanContext(options.Options, services.GetServices<IModelPart>()))
        {
            foreach (var kind in await copy.Set<JournalEntry>().Where(e => e.Version == 1).GroupBy(e => e.StreamKind).Select(g => new { g.Key, Count = g.Count() }).OrderBy(k => k.Key).ToListAsync(cancel))
            {
                await Console.Out.WriteLineAsync($"  {kind.Key,-24}{kind.Count,8}");
            }
        }

        if (!parsed.GetValue(_serve))
        {
            return CommandLine.Done;
        }

        Console.Say("command.asof.serve", $"{parsed.GetValue(_urls)!.Split(';')[0].TrimEnd('/')}/?asof={parsed.GetValue(_day)}");
        await Console.Out.FlushAsync(cancel);
        return await ServeCommand.Serve(HostOptionsOf(parsed) with { Urls = parsed.GetValue(_urls)! }, sample: null, Console.Out, cancel);
    }
}
