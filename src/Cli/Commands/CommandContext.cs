using Bihuan.Cli.Output;

namespace Bihuan.Cli.Commands;

/// <summary>What every command is handed.</summary>
/// <param name="Terminal">Where it writes.</param>
/// <param name="Words">In which language.</param>
/// <param name="Interrupted">Whether the user has had enough.</param>
internal sealed record CommandContext(Terminal Terminal, Words Words, CancellationToken Interrupted)
{
    /// <summary>A file as the user named it, from the run's folder.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Terminal.Folder);

    /// <summary>For a person at standard output.</summary>
    public ReportWriter Report() => new(Terminal.Out, Terminal.OutIsTerminal ? Terminal.Width : null);

    /// <summary>Does long work that knows of no interruption, and leaves it behind when the user interrupts.</summary>
    public T Interruptibly<T>(Func<T> work)
    {
        var task = Task.Run(work, Interrupted);
        task.Wait(Interrupted);
        return task.GetAwaiter().GetResult();
    }
}
