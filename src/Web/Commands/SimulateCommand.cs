using System.CommandLine;
using System.Globalization;
using Bihuan.Accounts;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Platform;

namespace Bihuan.Web.Commands;

/// <summary><c>bihuan simulate year</c>: plays a year of the loop over the organisation that is there, through the real commands, on the set clock.</summary>
internal sealed class SimulateCommand : DatabaseCommand
{
    private readonly Argument<string> _what = new("WHAT");
    private readonly Option<int> _matters = new("--matters");
    private readonly Option<int> _seed = new("--seed") { DefaultValueFactory = _ => 1 };
    private readonly Option<string> _until = new("--until");

    public SimulateCommand(CommandConsole console)
        : base("simulate", console)
    {
        _what.AcceptOnlyFromAmong("year");
        Add(_what);
        Add(_matters);
        Add(_seed);
        Add(_until);
    }

    protected override async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
    {
        _ = await services.GetRequiredService<IDistrictProfile>().Get(cancel);
        var today = DistrictDay.Today(services.GetRequiredService<TimeProvider>());
        var until = new DateOnly(today.Year, 12, 31);
        List<Problem> problems = [];
        if (parsed.GetValue(_until) is { } asked && (!DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out until) || until <= today))
        {
            problems.Add(Problem.Coded("COMMAND-020", "--until", asked, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }
        if (parsed.GetValue(_matters) is < 0 or > 1_000_000)
        {
            problems.Add(Problem.Coded("COMMAND-021", "--matters"));
        }
        if (!services.GetRequiredService<DistrictClock>().IsSet)
        {
            // A year of made-up deeds has no business in a district that runs on the real clock.
            problems.Add(Problem.Coded("COMMAND-022", ""));
        }
        if (problems.Count > 0)
        {
            return Console.Refuse(problems);
        }

        var progress = new Told<SimulationProgress>(p => Console.Progress(Console.Words["command.simulate.progress", p.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), p.Open, p.Changes]));
        var report = await services.GetRequiredService<IYearSimulation>().Run(new(parsed.GetValue(_matters), parsed.GetValue(_seed), until), async at => await Set(services, at, cancel), progress, cancel);
        Console.EndProgress();
        Console.Say("command.simulate.done", report.Issued, report.Changes, report.Open);
        foreach (var (end, count) in report.Ends.OrderBy(e => e.Key))
        {
            await Console.Out.WriteLineAsync($"  {Console.Words.Of(end)} {count.ToString(CultureInfo.InvariantCulture)}");
        }

        return CommandLine.Done;
    }

    private static async Task Set(IServiceProvider services, DateTimeOffset at, CancellationToken cancel)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        await scope.ServiceProvider.GetRequiredService<Mediator>().Send(new SetClock(at), cancel: cancel);
    }
}
