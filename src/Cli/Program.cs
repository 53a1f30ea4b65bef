using System.CommandLine;
using System.Runtime.InteropServices;
using Bihuan.Cli.Commands;
using Bihuan.Cli.Fire;

namespace Bihuan.Cli;

/// <summary>The command line: <c>bihuan read</c>, <c>contradictions</c>, <c>explain</c>, <c>fire</c>.</summary>
internal static class Program
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Unexpected failure.</summary>
    public const int Failed = 1;

    /// <summary>Bad input; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl+C; nothing was written.</summary>
    public const int Interrupted = 130;

    internal static int Main(string[] args)
    {
        using var interrupted = new CancellationTokenSource();
        // The first Ctrl+C ends the run in order, a second one at once.
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        });
        using var terminal = Terminal.OfProcess();
        return Run(args, terminal, interrupted.Token);
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken interrupted = default)
    {
        var words = new Words(CommandOptions.LanguageOf(args));
        try
        {
            return Invoke(args, terminal, words, interrupted);
        }
        catch (RefusedException refused)
        {
            foreach (var message in refused.Messages)
            {
                terminal.Error.WriteLine(message);
            }

            return BadInput;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            terminal.Error.WriteLine(words.Interrupted);
            return Interrupted;
        }
#pragma warning disable CA1031 // The last door: whatever went wrong is said in one sentence.
        catch (Exception unexpected)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine(words.Unexpected(unexpected.GetType().Name));
            if (Environment.GetEnvironmentVariable("BIHUAN_DEBUG") is "1")
            {
                terminal.Error.WriteLine(unexpected);
            }

            return Failed;
        }
        finally
        {
            terminal.Out.Flush();
        }
    }

    private static int Invoke(IReadOnlyList<string> args, Terminal terminal, Words words, CancellationToken interrupted)
    {
        var context = new CommandContext(terminal, words, interrupted);
        var root = new RootCommand(words.Help("").Split('\n')[0]) { new ReadCommand(context), new ContradictionsCommand(context), new ExplainCommand(context), new FireCommand(context) };
        root.SetAction(_ => args.Count == 0 ? Help("") : throw new RefusedException(words.NoCommand));

        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });
        var command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name;
        if (args.Any(a => a is "--help" or "-h" or "-?" or "/?"))
        {
            return Help(command);
        }
        if (parsed.Errors.Count > 0)
        {
            throw new RefusedException(command.Length == 0 ? words.NoCommand : words.BadCommandLine(parsed.Errors[0].Message));
        }

        // Our own door catches what goes wrong and what interrupts.
        return parsed.Invoke(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

        int Help(string of)
        {
            terminal.Out.Write(new FireWords(words.Language).Help(of) ?? words.Help(of));
            return Done;
        }
    }
}

/// <summary>The input or the command line is bad; each message is one sentence in the user's language.</summary>
internal sealed class RefusedException : Exception
{
    public RefusedException()
        : this([])
    {
    }

    public RefusedException(string message)
        : this([message])
    {
    }

    public RefusedException(string message, Exception innerException)
        : base(message, innerException) => Messages = [message];

    public RefusedException(IReadOnlyList<string> messages)
        : base(string.Join('\n', messages)) => Messages = messages;

    /// <summary>Every reason at once.</summary>
    public IReadOnlyList<string> Messages { get; }
}
