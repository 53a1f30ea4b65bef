using System.CommandLine;
using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Web.Commands;

/// <summary>The operator's side of <c>bihuan</c>: parses, says what is wrong in the person's language, gives the exit code.</summary>
internal static class CommandLine
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It failed, or an audit found something.</summary>
    public const int Failed = 1;

    /// <summary>What was asked cannot be done; nothing was changed.</summary>
    public const int Refused = 2;

    /// <summary>Ctrl+C.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs one command line.</summary>
    public static async Task<int> Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken interrupted)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(IsEnglish(args) ? "en" : "zh-CN");
        var words = new Words([typeof(IModule).Assembly, typeof(CommandLine).Assembly, .. ProgramModules.All().Select(m => m.Assembly)]);
        try
        {
            var console = new CommandConsole(output, error, words);
            var root = new RootCommand { new ServeCommand(console), new RebuildCommand(console), new AsOfCommand(console), new AuditCommand(console), new BackupCommand(console), new RestoreCommand(console), new SimulateCommand(console), new CalendarCommand(console) };
            var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });
            var command = parsed.CommandResult.Command;
            if (args.Any(a => a is "--help" or "-h" or "-?") || command == root || command is AuditCommand)
            {
                await output.WriteLineAsync(words[HelpKey(command)]);
                return args.Any(a => a is "--help" or "-h" or "-?") ? Done : Refused;
            }
            if (parsed.Errors.Count > 0)
            {
                await error.WriteLineAsync(words["command.bad", string.Join(' ', args)]);
                await error.WriteLineAsync(words[HelpKey(command)]);
                return Refused;
            }

            return await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interrupted);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            await error.WriteLineAsync(words["command.interrupted"]);
            return Interrupted;
        }
#pragma warning disable CA1031 // The last door: whatever went wrong is said in one sentence.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync(words["command.failed", Innermost(failure)]);
            if (Environment.GetEnvironmentVariable("BIHUAN_DEBUG") is "1")
            {
                await error.WriteLineAsync(failure.ToString());
            }

            return Failed;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static bool IsEnglish(IReadOnlyList<string> args) =>
        args.Index().Any(a => a.Item is "--lang=en" || (a.Item is "--lang" && a.Index + 1 < args.Count && args[a.Index + 1] == "en"));

    private static string HelpKey(Command command)
    {
        var path = command.Parents.FirstOrDefault() is AuditCommand ? "audit" : command is RootCommand ? "all" : command.Name;
        return "command.help." + path;
    }

    private static string Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure.Message.Split('\n')[0].Trim();
    }
}

/// <summary>Where a command writes.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress and mistakes.</param>
/// <param name="Words">Texts in the person's language.</param>
internal sealed record CommandConsole(TextWriter Out, TextWriter Error, Words Words)
{
    private readonly Lock _lock = new();
    private long _told;

    /// <summary>A sentence of the result.</summary>
    public void Say(string key, params object?[] values) => Out.WriteLine(Words[key, values]);

    /// <summary>Every reason of a refusal.</summary>
    public int Refuse(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Error.WriteLine(Words.Say(problem));
        }

        return CommandLine.Refused;
    }

    /// <summary>Shows how far something has come, on one line of a terminal that is written over; silent where nobody watches.</summary>
    public void Progress(string text)
    {
        if (Console.IsErrorRedirected || Error is StringWriter)
        {
            return;
        }

        lock (_lock)
        {
            if (Environment.TickCount64 - _told > 200)
            {
                _told = Environment.TickCount64;
                Error.Write($"\r{text}\u001b[K");
            }
        }
    }

    /// <summary>Takes the line of the progress away.</summary>
    public void EndProgress()
    {
        if (!Console.IsErrorRedirected && Error is not StringWriter)
        {
            Error.Write("\r\u001b[K");
        }
    }
}

/// <summary>Told on the thread that reports, so that the last line comes before the result.</summary>
/// <typeparam name="T">What is told.</typeparam>
/// <param name="tell">Tells it.</param>
internal sealed class Told<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}

/// <summary>A command that works on the database: its options, its services, its checks.</summary>
internal abstract class DatabaseCommand : Command
{
    private readonly PlaceOptions _place;

    protected DatabaseCommand(string name, CommandConsole console)
        : base(name)
    {
        Console = console;
        _place = new(this);
        SetAction(Invoke);
    }

    protected CommandConsole Console { get; }

    /// <summary>Whether the database may be missing or empty.</summary>
    protected virtual bool NeedsDatabase => true;

    /// <summary>Does it, in a scope in which the program itself acts.</summary>
    protected abstract Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel);

    /// <summary>What the process is started with.</summary>
    protected HostOptions HostOptionsOf(ParseResult parsed) => _place.Read(parsed);

    private async Task<int> Invoke(ParseResult parsed, CancellationToken cancel)
    {
        var options = HostOptionsOf(parsed);
        var file = Path.Combine(options.DataFolder, "bihuan.db");
        if (NeedsDatabase && options.PostgreSql is null && !File.Exists(file))
        {
            return Console.Refuse([Problem.Coded("COMMAND-001", "--data", file)]);
        }

        Directory.CreateDirectory(options.DataFolder);
        var services = new ServiceCollection();
        services.AddLogging();
        BihuanApp.AddProgram(services, options);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        if (NeedsDatabase && (await scope.ServiceProvider.GetRequiredService<BihuanContext>().Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            return Console.Refuse([Problem.Coded("COMMAND-002", "")]);
        }

        try
        {
            return await Run(scope.ServiceProvider, parsed, cancel);
        }
        finally
        {
            Console.EndProgress();
        }
    }
}

/// <summary>The options that say where database, files and keys are. PostgreSQL's connection string and the keys of S3 come from the
/// environment too, so that they need not stand in a list of processes.</summary>
internal sealed class PlaceOptions
{
    private readonly Option<string> _data = new("--data") { DefaultValueFactory = _ => "data-local" };
    private readonly Option<string?> _database = new("--postgresql");
    private readonly Option<string?> _s3 = new("--s3");

    public PlaceOptions(Command command)
    {
        var language = new Option<string>("--lang");
        language.AcceptOnlyFromAmong("zh", "en");
        command.Add(_data);
        command.Add(_database);
        command.Add(_s3);
        command.Add(language);
    }

    public HostOptions Read(ParseResult parsed) => new()
    {
        DataFolder = parsed.GetValue(_data)!,
        PostgreSql = parsed.GetValue(_database) ?? Environment.GetEnvironmentVariable("BIHUAN_POSTGRESQL"),
        S3 = (parsed.GetValue(_s3) ?? Environment.GetEnvironmentVariable("BIHUAN_S3")) is { Length: > 0 } address ? HostOptions.ReadS3(address) : null,
    };
}
